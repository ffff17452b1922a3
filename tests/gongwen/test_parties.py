import pytest

from gongwen.mentions.organisations import find_organisations
from gongwen.parties import Unit, first_leads_from, only_supports, read_duty, states_lead


def settled(*texts: str, first_leads: bool = False) -> tuple[list[str], list[str], list[str]]:
    named = [(text, [Unit(one.start, text[one.start : one.end]) for one in find_organisations(text)]) for text in texts]
    lead, support, doubt = read_duty(named).settled(first_leads=first_leads)
    return list(lead), list(support), list(doubt)


@pytest.mark.parametrize(
    ("text", "lead", "support"),
    [
        ("（区科技局牵头，区财政局、各街道按职责分工负责，12月底前完成）", ["区科技局"], ["区财政局", "各街道"]),
        ("（区科技局、区财政局牵头负责）", ["区科技局", "区财政局"], []),
        ("（区科技局会同区财政局负责）", ["区科技局"], ["区财政局"]),
        ("（区科技局牵头，区财政局、区住建局配合）", ["区科技局"], ["区财政局", "区住建局"]),
        ("牵头单位：区科技局；责任单位：区财政局、各街道", ["区科技局"], ["区财政局", "各街道"]),
        ("（牵头单位：区科技局，配合单位：区财政局）", ["区科技局"], ["区财政局"]),
        ("（责任单位：区科技局）", ["区科技局"], []),
        ("（区科技局、区财政局等有关部门牵头负责）", ["区科技局", "区财政局"], []),
        ("（责任单位：区科技局；配合单位：区财政局）", ["区科技局"], ["区财政局"]),
        ("由区科技局牵头，会同区财政局办理", ["区科技局"], []),
    ],
)
def test_the_words_name_the_lead(text: str, lead: list[str], support: list[str]) -> None:
    assert settled(text) == (lead, support, [])


@pytest.mark.parametrize(
    "text",
    [
        "（责任单位：区科技局、区财政局）",
        "（区科技局、区财政局等负责）",
        "（区科技局、区财政局）",
        "（区科技局、区财政局按职责分工负责）",
    ],
)
def test_units_in_a_row_have_the_first_proposed(text: str) -> None:
    assert settled(text) == (["区科技局"], ["区财政局"], ["lead_by_position"])


def test_the_rule_that_the_first_leads_takes_the_doubt_away() -> None:
    assert settled("（责任单位：区科技局、区财政局）", first_leads=True) == (["区科技局"], ["区财政局"], [])


@pytest.mark.parametrize(
    "rule", ["列第一位的为牵头单位，下同", "排在第一位的部门为牵头部门，下同", "列第一位者为牵头单位"]
)
def test_the_rule_is_seen_in_its_forms(rule: str) -> None:
    assert first_leads_from("（区科技局负责。" + rule + "）") is not None


def test_no_rule_where_none_is_said() -> None:
    assert first_leads_from("把安全放在第一位，由区科技局牵头") is None


def test_two_lines_are_read_together() -> None:
    assert settled("牵头单位：区科技局", "配合单位：区财政局") == (["区科技局"], ["区财政局"], [])


def test_no_unit_is_said_to_be_missing() -> None:
    assert settled("（12月底前完成）") == ([], [], ["lead_not_stated"])


def test_the_person_is_named_after_the_label() -> None:
    text = "（责任人：林知远；牵头单位：区科技局）"
    assert read_duty([(text, [])]).person == "林知远"


def test_a_clause_that_names_only_helpers() -> None:
    assert only_supports("区财政局、区审计局配合，")
    assert not only_supports("由区科技局牵头，区财政局配合，")


def test_a_sentence_that_states_its_lead() -> None:
    assert states_lead("由区科技局牵头建立清单")
    assert not states_lead("建立任务清单")
