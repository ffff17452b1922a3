"""Milestones proposed: which days, with what weight, for whom, and from which words or rule."""

import datetime as dt
from typing import Any

import pytest
from people import People, appoint, draft, take_to

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.core.workdays import Calendar
from luoshi.org.roles import Role
from luoshi.records.flow import apply_transition, to_each
from luoshi.records.models import Record
from luoshi.records.proposing import MOST, Proposal, propose

MARCH = dt.date(2026, 3, 2)  # a Monday
PLAIN = Calendar({}, frozenset({2026, 2027}))


def proposal_of(people: People, **fields: Any) -> Proposal:
    with clock.at(MARCH):
        record = draft(people, fields.pop("title", "建设概念验证中心"), **fields)
        return propose(record, MARCH, PLAIN)


def told(proposal: Proposal) -> list[tuple[str, str, int]]:
    return [(row.title, f"{row.due:%m-%d}", row.weight) for row in proposal.rows]


def test_each_day_in_the_words_is_a_milestone_and_says_its_words(people: People) -> None:
    found = proposal_of(people, wording="中试基地6月底前完工，12月底前通过验收。", due_text="6月底前完工；12月底前验收")
    assert told(found) == [("中试基地完工", "06-30", 1), ("通过验收", "12-31", 1)]
    assert [row.because for row in found.rows] == ["原文“6月底前”", "原文“12月底前”"]


def test_a_rhythm_is_a_milestone_a_period_and_weighs_half(people: People) -> None:
    found = proposal_of(people, wording="每季度组织1场路演，8月底前建成平台。", due=dt.date(2026, 9, 30))
    assert told(found) == [
        ("第一季度：组织1场路演", "03-31", 1),
        ("第二季度：组织1场路演", "06-30", 1),
        ("建成平台", "08-31", 3),
        ("第三季度：组织1场路演", "09-30", 1),
        ("全部完成", "09-30", 3),
    ]


def test_a_day_of_rest_becomes_the_working_day_before_and_says_so(people: People) -> None:
    found = proposal_of(people, wording="每月25日前报送进展。", due=dt.date(2026, 4, 26))
    assert [(f"{row.due:%m-%d}", row.because) for row in found.rows] == [
        ("03-25", "原文“每月25日前”"),
        ("04-24", "原文“每月25日前”，逢休息日提前"),
        ("04-24", "完成时限 2026-04-26，逢休息日提前"),
    ]


def test_steps_without_a_day_follow_each_other_up_to_the_deadline(people: People) -> None:
    found = proposal_of(people, steps=["选址", "装修", "招募团队"], due=dt.date(2026, 8, 31))
    assert told(found) == [("选址", "04-30", 1), ("装修", "06-30", 1), ("招募团队", "08-31", 1)]
    assert found.rows[0].because == "具体举措，到完成时限平均安排"


def test_more_steps_than_weeks_are_spread_over_working_days(people: People) -> None:
    found = proposal_of(people, steps=["一", "二", "三", "四"], due=dt.date(2026, 3, 11))
    assert [day for _title, day, _weight in told(found)] == ["03-03", "03-05", "03-09", "03-11"]


def test_a_long_task_without_rhythm_goes_by_month(people: People) -> None:
    found = proposal_of(people, wording="5月底前建成概念验证中心。", due=dt.date(2026, 5, 31))
    assert told(found) == [("3月阶段进展", "03-31", 1), ("4月阶段进展", "04-30", 1), ("建成概念验证中心", "05-29", 1)]
    assert found.rows[0].because == "规则：原文没有节奏，两个月以上按月分解"


def test_a_short_one_goes_by_week(people: People) -> None:
    found = proposal_of(people, due=dt.date(2026, 3, 20))
    assert told(found) == [("3月第1周阶段进展", "03-06", 1), ("3月第2周阶段进展", "03-13", 1), ("全部完成", "03-20", 1)]


@pytest.mark.parametrize(("days", "count"), [(7, 0), (8, 2), (61, 9), (62, 3)])
def test_where_weeks_end_and_months_begin(days: int, count: int, people: People) -> None:
    assert len(proposal_of(people, due=MARCH + dt.timedelta(days=days)).rows) == count


def test_a_week_is_not_broken_down_and_that_is_said(people: People) -> None:
    found = proposal_of(people, due=dt.date(2026, 3, 6))
    assert (found.rows, found.notes) == ([], ["一周以内的任务不再分解，按完成时限亮灯。"])


def test_a_term_counts_from_the_hand_out(people: People) -> None:
    found = proposal_of(people, wording="在10个工作日内提出方案。", due=dt.date(2026, 6, 30))
    assert told(found)[0] == ("提出方案", "03-16", 1)


def test_what_lies_past_the_deadline_or_is_over_is_shown_but_not_taken(people: People) -> None:
    words = "2026年1月底前完成选址，6月底前建成，2027年6月底前验收。"
    found = proposal_of(people, wording=words, due=dt.date(2026, 6, 30))
    doubts = {row.title: row.doubt for row in found.rows if row.doubt}
    assert doubts == {"完成选址": "日期已过", "验收": "晚于完成时限"}
    assert "完成选址" not in {row.title for row in found.taken}


def test_a_rhythm_no_day_follows_from_is_named_and_not_guessed(people: People) -> None:
    found = proposal_of(people, wording="每季度首月10日前报送报表。", due=dt.date(2026, 12, 31))
    assert "原文“每季度首月10日前”排不出日期，未建议节点。" in found.notes


def test_there_is_an_end_to_the_list(people: People) -> None:
    found = proposal_of(people, wording="每周召开一次调度会。", due=dt.date(2027, 12, 31))
    assert len(found.rows) == MOST
    assert f"节点太多，只列最近的 {MOST} 个。" in found.notes


@pytest.mark.parametrize(("due", "note"), [(None, "先定时限再分解节点"), (dt.date(2026, 2, 27), "完成时限已过")])
def test_without_a_day_ahead_nothing_is_proposed(due: dt.date | None, note: str, people: People) -> None:
    found = proposal_of(people, due=due)
    assert found.rows == ()
    assert note in found.notes[0]


def test_the_responsible_post_is_the_tasks_owner_then_the_units_owner_then_its_liaison(people: People) -> None:
    wu = appoint("wufan", "吴凡", people.science, Role.OWNER)

    def who(**fields: Any) -> str | None:
        post = proposal_of(people, **fields).rows[0].post
        return post.person.name if post else None

    assert who(owner=wu.person) == "吴凡"
    assert who() == "陈晨"
    assert who(lead=people.industry) == "孙丽"
    assert who(lead=people.building) is None
    assert "节点责任人待定" in proposal_of(people, lead=people.building).notes[-1]


def test_a_proposal_is_taken_in_one_step_and_the_event_tells_it(people: People) -> None:
    with clock.at(MARCH):
        record = take_to(draft(people, wording="6月底前完工，12月底前验收。"), "assigned", people)
        event = apply_transition(record, "adopt_plan", people.li)
    assert [(m.title, m.because) for m in record.milestones.all()] == [
        ("完工", "原文“6月底前”"),
        ("验收", "原文“12月底前”"),
    ]
    assert event.answers["changes"] == "新增“完工” 2026-06-30 权重1 陈晨\n新增“验收” 2026-12-31 权重1 陈晨"
    assert event.values["plan"] == [["2026-06-30", 1], ["2026-12-31", 1]]


def test_a_plan_that_stands_is_not_proposed_over(people: People) -> None:
    record = draft(people)
    apply_transition(record, "plan", people.wang, milestone_title="选址", milestone_due=record.due)
    with pytest.raises(Refused, match="已有节点"):
        apply_transition(record, "adopt_plan", people.wang)
    assert Record.objects.get(pk=record.pk).milestones.count() == 1


def test_where_nothing_can_be_proposed_the_reason_is_said(people: People) -> None:
    with pytest.raises(Refused, match="没有可建议的节点。还没有完成时限"):
        apply_transition(draft(people, due=None), "adopt_plan", people.wang)


def test_a_step_without_a_day_comes_before_the_result_on_the_deadline(people: People) -> None:
    words = "逐一制定开工计划，8月底前全部开工。"
    found = proposal_of(people, wording=words, steps=["逐一制定开工计划", "8月底前全部开工"], due=dt.date(2026, 8, 31))
    assert told(found) == [("逐一制定开工计划", "05-29", 1), ("全部开工", "08-31", 1)]


def test_many_tasks_take_their_proposals_at_once_and_the_refused_are_named(people: People) -> None:
    with clock.at(MARCH):
        records = [draft(people, wording="6月底前完工。"), draft(people, "没有时限的", due=None)]
        outcome = to_each(records, lambda record: apply_transition(record, "adopt_plan", people.wang))
    assert [record.milestones.count() > 0 for record in outcome.done] == [True]
    assert [(record.title, "还没有完成时限" in reason) for record, reason in outcome.refused] == [("没有时限的", True)]
