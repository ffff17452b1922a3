from operator import add

import pytest

from gongwen.clauses.weighing import RAISED, ROLES, _scan, _weights, traits, unpacked, weighed, weight
from gongwen.model import Role
from gongwen.words import rows


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
    assert weighed(text, nth, following, said) == role


def test_a_number_to_reach_stays_a_measure() -> None:
    assert weighed("为全区发展再添动力20亿元", 2, 0, "measure") == "measure"


def test_what_is_no_matter_of_weight_stays() -> None:
    assert weighed("为全区发展再添新动力", 2, 0, "attribution") == "attribution"


def test_a_theme_opens_a_strand_and_a_frame_has_something_after_it() -> None:
    told = {weighed(text, 1, 0, "measure") for text in ("要抓好产业", "以项目为抓手", "", "在产业上求突破")}
    assert told <= {"measure", "stance"}


def test_every_weight_has_a_trait_and_a_number_for_each_role() -> None:
    listed = rows("role_weights")
    assert len(listed) > 1000
    assert all(len(row) == len(ROLES) + 1 and all(int(weight) is not None for weight in row[1:]) for row in listed)


def test_traits_are_characters_pairs_edges_and_place() -> None:
    held = set(traits("要抓项目", 0, 2))
    assert {"", "要", "抓项", "^抓", "^抓项", "目$", "项目$", "@0", "@first", "@asked", "@asked first"} <= held
    assert "@last" not in held


def test_the_weight_of_a_clause_is_the_sum_of_those_of_its_traits() -> None:
    listed = {trait: list(map(int, weights)) for trait, *weights in rows("role_weights")}
    for text in ("为全区发展再添新动力", "要新建标准厂房3栋", "不断增强发展后劲", "要", ""):
        held = [listed[trait] for trait in traits(text, 1, 1) if trait in listed]
        assert [one - RAISED for one in unpacked(weight(text, 1, 1))] == list(map(sum, zip(*held, strict=True)))


def test_the_characters_and_pairs_found_are_all_that_have_weights() -> None:
    for text in ("要为全区发展再添新动力", "不断增强发展后劲，", ""):
        held = {trait for trait in {*text, *map(add, text, text[1:])} if trait in _weights()}
        assert set(_scan().find_matches_as_strings(text, overlapping=True)) == held
