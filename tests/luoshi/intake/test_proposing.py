"""What is proposed from a reading, before anybody corrects it."""

import datetime as dt
import re
from pathlib import Path

import pytest
from handed import PAGE, PLAN, deadline, mention, payload_of, proposals, review_of, target
from people import People

import gongwen
from luoshi.intake.doubts import NOT_STATED, OF_A_MENTION, OF_A_TASK, doubts_of
from luoshi.intake.models import Grain
from luoshi.intake.payload import Payload
from luoshi.intake.proposing import drafts


def held_measures(payload: Payload, grain: str) -> list[str]:
    return [span["id"] for draft in drafts(payload, grain) for span in payload.measures(draft.span_ids)]


@pytest.mark.parametrize("grain", Grain.values)
@pytest.mark.parametrize("notation", [PAGE, PLAN])
def test_in_every_grain_each_measure_is_in_one_proposal(notation: str, grain: str) -> None:
    page = Payload(payload_of(notation))
    assert held_measures(page, grain) == [span["id"] for span in page.spans if span["role"] == "measure"]


def test_a_measure_left_out_of_all_tasks_is_proposed_by_its_item() -> None:
    page = Payload({**payload_of(PAGE), "tasks": []})
    made = drafts(page)
    assert [draft.title for draft in made] == [
        "建设概念验证中心", "9月底前发布技术需求清单50项", "举办四场路演", "整治青岭河排口",
    ]  # fmt: skip
    assert made[0].steps == ["改造三号中试车间"]


def test_by_default_one_an_item_with_its_theme_as_the_task() -> None:
    made = drafts(Payload(payload_of(PAGE)))
    assert [draft.title for draft in made] == [
        "要搭好平台", "9月底前发布技术需求清单50项", "举办四场路演", "整治青岭河排口",
    ]  # fmt: skip
    assert made[0].steps == ["建设概念验证中心", "改造三号中试车间"]
    assert [draft.entry for draft in made] == [0, 0, 0, 1]


def test_one_a_measure_keeps_the_units_and_only_its_own_dates() -> None:
    date = mention("m1", "c3", "10月底前")
    payload = payload_of(PLAN, t1={"mentions": [mention("m0", "c4", "10月底前"), date], "lead": ["科技创新局"],
                                   "deadlines": [deadline("m0", "2026-10-31")]})  # fmt: skip
    first, second, *_rest = drafts(Payload(payload), Grain.MEASURE)
    assert (first.lead, first.due, second.lead, second.due) == (
        ["科技创新局"], None, ["科技创新局"], dt.date(2026, 10, 31),
    )  # fmt: skip


def test_one_a_section_takes_the_heading_and_all_its_tasks() -> None:
    made = drafts(Payload(payload_of(PLAN)), Grain.SECTION)
    assert [draft.title for draft in made] == ["平台建设", "设立企业服务专员"]  # one task stays what it is
    assert made[0].steps == ["建设概念验证中心", "10月底前建成", "改造中试车间"]


def test_on_a_page_without_sections_a_paragraph_is_one() -> None:
    made = drafts(Payload(payload_of(PAGE)), Grain.SECTION)
    assert [(draft.title, draft.steps) for draft in made] == [
        ("要搭好平台", ["建设概念验证中心", "改造三号中试车间"]),
        ("9月底前发布技术需求清单50项", ["举办四场路演"]),
        ("整治青岭河排口", ["新建两座泵站"]),
    ]


def test_names_in_the_document_become_units_of_the_zone(people: People) -> None:
    duty = {"lead": ["科技创新局"], "support": ["高新区产业促进局", "测试局"]}
    first = proposals(review_of(payload_of(PLAN, t1=duty), people))[0]
    assert first.lead == people.science
    assert list(first.support.all()) == [people.industry]
    assert [doubt["words"] for doubt in first.doubt] == ["未匹配：测试局（请在单位中选定，或不选）"]


def test_a_second_lead_leads_jointly(people: People) -> None:
    first = proposals(review_of(payload_of(PLAN, t1={"lead": ["科技创新局", "产业促进局"]}), people))[0]
    assert (first.lead, list(first.joint.all()), list(first.support.all())) == (people.science, [people.industry], [])
    assert first.doubt == []


def test_a_unit_that_leads_and_supports_leads(people: People) -> None:
    duty = {"lead": ["科技创新局", "产业促进局"], "support": ["产业促进局", "规划建设局"]}
    first = proposals(review_of(payload_of(PLAN, t1=duty), people))[0]
    assert (list(first.joint.all()), list(first.support.all())) == ([people.industry], [people.building])


def test_a_section_whose_items_have_different_leads_says_so() -> None:
    page = Payload(payload_of(PLAN, t1={"lead": ["科技创新局"]}, t2={"lead": ["规划建设局"]}))
    first = drafts(page, Grain.SECTION)[0]
    assert first.lead == ["科技创新局", "规划建设局"]
    assert [doubt["words"] for doubt in first.doubts] == ["各条牵头单位不同，合为一条后列为共同牵头"]


def test_the_first_dated_deadline_is_the_due_day_and_all_words_stay() -> None:
    dates = [mention("m1", "c3", "每季度"), mention("m2", "c4", "10月底前"), mention("m3", "c4", "年底前")]
    duty = {"mentions": dates, "deadlines": [deadline("m1", None), deadline("m2", "2026-10-31", "建成"),
                                             deadline("m3", "2026-12-31", "投用")]}  # fmt: skip
    draft = drafts(Payload(payload_of(PLAN, t1=duty)))[0]
    assert (draft.due, draft.due_text) == (dt.date(2026, 10, 31), "每季度；10月底前建成；年底前投用")


def test_targets_become_the_goal_in_the_documents_words() -> None:
    duty = {"mentions": [mention("m1", "c9", "100家")], "targets": [target("m1", "走访企业", "100", "家")]}
    draft = drafts(Payload(payload_of(PLAN, t3=duty)))[2]
    assert (draft.goal, draft.goals[0]["value"]) == ("走访企业100家", "100")


def test_doubts_are_told_in_words() -> None:
    dates = [
        mention("m1", "c3", "6月底前", ["year_inferred"], {"from": None, "to": "2026-06-30"}),
        mention("m2", "c4", "超1\ue010 2万亿元", ["broken_number"]),
    ]
    duty = {
        "mentions": dates,
        "deadlines": [deadline("m1", "2026-06-30")],
        "doubt": ["lead_by_position", "year_inferred"],
    }
    draft = drafts(Payload(payload_of(PLAN, t1=duty)))[0]
    assert [doubt["words"] for doubt in draft.doubts] == [
        "牵头单位未写明，按排列次序推定第一家",
        "“6月底前”未写年份，推断为2026年",
        "“超1□ 2万亿元”数字残缺，须核对原文",
    ]


def test_every_doubt_that_the_reader_can_give_has_its_sentence() -> None:
    paper = Path(__file__).resolve().parents[3] / "docs" / "develop" / "gongwen.md"
    table = paper.read_text(encoding="utf-8").partition("| doubt |")[2].partition("\n\n")[0]
    codes = dict(re.findall(r"^\| `(\w+)` \| ([a-z, ]+) \|", table, re.MULTILINE))
    of_mentions = {code for code, where in codes.items() if "mention" in where}
    assert set(OF_A_MENTION) == of_mentions - {"value_not_given"}  # of another's reading, which is never handed in
    assert set(OF_A_TASK) - {"leads_differ"} == set(codes) - of_mentions - {NOT_STATED}
    for code in OF_A_MENTION:
        [told] = doubts_of([], [mention("m1", "c1", "年底前", [code], {"from": None, "to": "2026-12-31"})])
        assert told["words"].startswith("“年底前”")


def test_a_lead_taken_from_the_subject_is_said_to_be() -> None:
    reading = gongwen.read("区财政局要建成基金管理平台。")
    [draft] = drafts(Payload(reading.to_dict()))
    assert [doubt["words"] for doubt in draft.doubts] == ["牵头单位未写明，按句子主语推定"]
