import pytest

from gongwen.clauses.weighing import RAISED, ROLES, Standing, traits, traits_of_place, unpacked, weighed, weights_of
from gongwen.model import Role
from gongwen.words import rows


def weighed_alone(text: str, nth: int, following: int, said: Role) -> Role:
    [weight] = weights_of([text])
    return weighed(weight, text, Standing(nth, following), said)


@pytest.mark.parametrize(
    ("text", "nth", "following", "said", "role"),
    [
        ("为全区发展再添新动力", 2, 0, "measure", "stance"),
        ("新建标准厂房", 1, 1, "measure", "measure"),
        ("不断增强发展后劲", 2, 0, "measure", "stance"),
        ("要提升产业竞争力", 0, 3, "theme", "theme"),
    ],
)
def test_a_clause_no_rule_knows_is_weighed(text: str, nth: int, following: int, said: Role, role: Role) -> None:
    assert weighed_alone(text, nth, following, said) == role


def test_a_number_to_reach_stays_a_measure() -> None:
    assert weighed_alone("为全区发展再添动力20亿元", 2, 0, "measure") == "measure"


def test_a_theme_in_a_form_of_its_own_counts_more_than_its_words() -> None:
    text = "要自觉加强学习"
    [weight] = weights_of([text])
    assert weighed(weight, text, Standing(0, 2, spoken=True), "measure") == "stance"
    assert weighed(weight, text, Standing(0, 2, spoken=True), "theme", sure=True) == "theme"


def test_what_is_no_matter_of_weight_stays() -> None:
    assert weighed_alone("为全区发展再添新动力", 2, 0, "attribution") == "attribution"


def test_a_theme_opens_a_strand_and_a_frame_has_something_after_it() -> None:
    told = {weighed_alone(text, 1, 0, "measure") for text in ("要抓好产业", "以项目为抓手", "", "在产业上求突破")}
    assert told <= {"measure", "stance"}


def test_every_weight_has_a_trait_and_a_number_for_each_role() -> None:
    listed = rows("role_weights")
    assert len(listed) > 1000
    assert all(len(row) == len(ROLES) + 1 and all(int(weight) is not None for weight in row[1:]) for row in listed)


def test_traits_are_characters_pairs_edges_and_place() -> None:
    held = set(traits("要抓项目")) | set(traits_of_place("要抓项目", Standing(0, 2, spoken=True)))
    assert {"", "要", "抓项", "^抓", "^抓项", "目$", "项目$", "@0", "@first", "@asked", "@asked first"} <= held
    assert {"@0 2", "@strand2", "@spoken", "@spoken asked"} <= held
    assert not {"@last", "@spelled", "@ends。"} & held


@pytest.mark.parametrize(
    "text", ["为全区发展再添新动力", "要新建标准厂房3栋", "要要求要求", "不断增强", "要", "要抓", "要抓好", "抓", ""]
)
def test_the_weight_of_a_clause_is_the_sum_of_those_of_its_traits(text: str) -> None:
    listed = {trait: list(map(int, weights)) for trait, *weights in rows("role_weights")}
    held = [listed[trait] for trait in traits(text) if trait in listed and trait[:1] not in ("", "@")]
    _, found, _ = weights_of(["推进建设", text, "项目"])
    assert [one - RAISED for one in unpacked(found)] == list(map(sum, zip([0] * len(ROLES), *held, strict=True)))


def test_signs_of_the_scan_in_a_clause_do_not_disturb_the_others() -> None:
    first, _, last = weights_of(["推进建设", "\3新\1建\2\3", "项目"])
    assert [first, last] == [*weights_of(["推进建设"]), *weights_of(["项目"])]
