"""Reminders: of a promised day or a waiting answer, to whom it concerns, once, and gone with the act itself."""

import datetime as dt
from typing import Any

import pytest
from people import LINK, REPORT, People, appoint, task_in

from luoshi.core import clock
from luoshi.org.actions import end_post
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.registry import record_type
from luoshi.supervision.issuing import NewNotice, issue
from luoshi.supervision.models import Level, Reminder
from luoshi.supervision.reminder_rules import RULES
from luoshi.supervision.reminding import remind, standing, waiting_count

MONDAY = dt.date(2026, 6, 8)
ORDER = NewNotice(level=Level.ORDER, grounds="滞后。", scope="本区重点任务", demand="限期赶上。", days=3)


def reminded(post: Post) -> list[tuple[str, str]]:
    """(rule, title) of what stands."""
    return [(row.rule, row.record.title) for row in standing(post).order_by("id")]


def working(people: People, **fields: Any) -> Record:
    with clock.at(dt.date(2026, 5, 6)):
        return task_in("working", people, **fields)


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        (dt.date(2026, 6, 9), []),  # four working days ahead of Monday the 15th
        (dt.date(2026, 6, 10), ["soon"]),
        (dt.date(2026, 6, 12), ["soon"]),
        (dt.date(2026, 6, 13), []),  # a Saturday: nobody is reminded
        (dt.date(2026, 6, 15), ["today"]),
        (dt.date(2026, 6, 16), ["late"]),
        (dt.date(2026, 9, 1), ["late"]),
    ],
)
def test_a_deadline_reminds_three_working_days_ahead_on_the_day_and_after(
    people: People, day: dt.date, rules: list[str]
) -> None:
    working(people, due=dt.date(2026, 6, 15))
    with clock.at(day):
        remind()
        assert [rule for rule, _title in reminded(people.li)] == rules


def test_a_deadline_on_a_day_off_is_reminded_of_on_the_working_day_before(people: People) -> None:
    working(people, due=dt.date(2026, 6, 14))  # a Sunday
    with clock.at(dt.date(2026, 6, 12)):
        remind()
        assert reminded(people.li) == [("today", "建设概念验证中心")]


def test_nobody_is_reminded_twice_of_the_same(people: People) -> None:
    working(people, due=MONDAY)
    for offset in range(1, 12):
        with clock.at(MONDAY + dt.timedelta(days=offset)):
            remind()
            remind()
    assert list(Reminder.objects.values_list("rule", "post", "made_on")) == [
        ("late", people.li.pk, MONDAY + dt.timedelta(days=1))
    ]


def test_the_act_itself_settles_it(people: People) -> None:
    record = working(people, due=MONDAY)
    with clock.at(MONDAY):
        remind()
        assert waiting_count(people.li) == 1
        apply_transition(record, "submit", people.li, summary="全部完成。", **LINK)
        assert waiting_count(people.li) == 0
        assert Reminder.objects.exists()


def test_a_progress_entry_answers_what_was_said_until_then_and_not_what_is_said_later(people: People) -> None:
    record = working(people, due=MONDAY)
    with clock.at(MONDAY):
        remind()
        assert waiting_count(people.li) == 1
        apply_transition(record, "report", people.li, **REPORT)
        remind()
        assert waiting_count(people.li) == 0
    with clock.at(MONDAY + dt.timedelta(days=1)):
        remind()
        assert [rule for rule, _title in reminded(people.li)] == ["late"]


def test_another_deadline_is_another_reason(people: People) -> None:
    record = working(people, due=MONDAY)
    with clock.at(MONDAY):
        remind()
        Record.objects.filter(pk=record.pk).update(due=MONDAY + dt.timedelta(days=30))
        assert waiting_count(people.li) == 0
    with clock.at(MONDAY + dt.timedelta(days=30)):
        remind()
        assert [rule for rule, _title in reminded(people.li)] == ["today"]


def test_who_answers_for_the_task_and_the_units_liaison_are_reminded_and_no_one_else(people: People) -> None:
    working(people, due=MONDAY, owner=people.chen.person, support=[people.industry])
    appoint("wufan", "吴凡", people.science, Role.OWNER)
    with clock.at(MONDAY):
        remind()
    told = Reminder.objects.filter(rule="today")
    assert set(told.values_list("post", flat=True)) == {people.li.pk, people.chen.pk}


def test_a_successor_is_reminded_of_what_stands(people: People) -> None:
    working(people, due=MONDAY)
    with clock.at(MONDAY + dt.timedelta(days=1)):
        remind()
        new = appoint("qianwu", "钱武", people.science, Role.LIAISON)
        end_post(people.li, MONDAY + dt.timedelta(days=1))
    with clock.at(MONDAY + dt.timedelta(days=2)):
        remind()
        assert reminded(new) == [("late", "建设概念验证中心")]


def test_a_milestone_reminds_whose_it_is_until_evidence_is_there(people: People) -> None:
    record = working(people)
    with clock.at(dt.date(2026, 5, 7)):
        apply_transition(record, "plan", people.li, milestone_title="完成选址", milestone_due=MONDAY,
                         milestone_post=people.chen)  # fmt: skip
    with clock.at(MONDAY - dt.timedelta(days=3)):
        remind()
        assert (reminded(people.chen), reminded(people.li)) == ([("step_soon", "建设概念验证中心")], [])
        record.refresh_from_db()
        apply_transition(record, "reach", people.chen, milestone=record.milestones.get(), **REPORT, **LINK)
        assert reminded(people.chen) == []


def test_a_hand_out_waits_two_working_days_for_its_acknowledgement(people: People) -> None:
    with clock.at(MONDAY):
        record = task_in("assigned", people)
        remind()
    with clock.at(MONDAY + dt.timedelta(days=1)):
        remind()
        assert reminded(people.li) == []
    with clock.at(MONDAY + dt.timedelta(days=2)):
        remind()
        assert reminded(people.li) == [("unsigned", "建设概念验证中心")]
        apply_transition(record, "acknowledge", people.li)
        assert reminded(people.li) == []


def test_the_unit_is_not_kept_waiting_for_a_check(people: People) -> None:
    with clock.at(MONDAY):
        record = task_in("submitted", people)
    with clock.at(MONDAY + dt.timedelta(days=3)):
        remind()
        assert reminded(people.wang) == [("check", "建设概念验证中心")]
        apply_transition(record, "return", people.wang, reason="佐证不足。")
        assert reminded(people.wang) == []


def test_a_supporting_unit_is_reminded_of_its_own_signature(people: People) -> None:
    with clock.at(MONDAY):
        record = task_in("acknowledged", people, support=[people.industry])
    with clock.at(MONDAY + dt.timedelta(days=2)):
        remind()
        assert (reminded(people.sun), reminded(people.li)) == ([("unsigned_part", "建设概念验证中心")], [])
        apply_transition(record, "acknowledge_part", people.sun)
        assert reminded(people.sun) == []


def test_an_extension_asked_for_waits_for_its_answer(people: People) -> None:
    record = working(people, due=MONDAY + dt.timedelta(days=30))
    with clock.at(MONDAY):
        apply_transition(record, "ask_extension", people.li, new_due=dt.date(2026, 9, 1), reason="设备未到。")
        remind()
        assert reminded(people.wang) == []
    with clock.at(MONDAY + dt.timedelta(days=1)):
        remind()
        assert reminded(people.wang) == [("extension", "建设概念验证中心")]
        apply_transition(record, "refuse_extension", people.wang, reason="可以赶上。")
        assert reminded(people.wang) == []


def test_a_notice_is_to_be_received_answered_and_then_judged(people: People) -> None:
    with clock.at(MONDAY):
        [notice] = issue([task_in("working", people)], ORDER, people.wang)
    with clock.at(MONDAY + dt.timedelta(days=2)):  # reply due tomorrow
        remind()
        assert [rule for rule, _title in reminded(people.li)] == ["notice_unsigned", "notice_soon"]
    with clock.at(MONDAY + dt.timedelta(days=4)):
        remind()
        assert [rule for rule, _title in reminded(people.wang)] == ["notice_raise"]
        apply_transition(notice, "reply", people.li, reply="已赶上。", **LINK)
        assert (reminded(people.li), reminded(people.wang)) == ([], [])
    with clock.at(MONDAY + dt.timedelta(days=7)):
        remind()
        assert [rule for rule, _title in reminded(people.wang)] == ["notice_check"]


@pytest.mark.parametrize("day", [MONDAY, MONDAY - dt.timedelta(days=2)], ids=["a Monday", "a Saturday"])
def test_a_notice_stands_in_the_units_inbox_from_the_moment_it_is_issued(day: dt.date, people: People) -> None:
    record = working(people)
    with clock.at(day):
        [notice] = issue([record], ORDER, people.wang)
        assert reminded(people.li) == [("notice_unsigned", notice.title)]
        assert (reminded(people.sun), reminded(people.wang)) == ([], [])
        apply_transition(notice, "receive", people.li)
        assert reminded(people.li) == []
    with clock.at(MONDAY + dt.timedelta(days=1)):
        remind()
        assert Reminder.objects.filter(rule="notice_unsigned").count() == 1


def test_an_overdue_reply_raises_nothing_by_itself(people: People) -> None:
    with clock.at(MONDAY):
        [notice] = issue([task_in("working", people)], ORDER, people.wang)
    with clock.at(MONDAY + dt.timedelta(days=60)):
        remind()
    assert Record.objects.get(pk=notice.pk).state == "issued"
    assert Record.objects.filter(type="notice").count() == 1


def test_several_reminders_of_one_matter_count_as_one(people: People) -> None:
    with clock.at(MONDAY):
        task_in("assigned", people, due=MONDAY + dt.timedelta(days=2))
    with clock.at(MONDAY + dt.timedelta(days=2)):
        remind()
        assert len(reminded(people.li)) == 2
        assert waiting_count(people.li) == 1


def test_no_rule_asks_for_a_report_that_nothing_promised(people: People) -> None:
    """A year without a word, and the deadline far away: silence."""
    working(people, due=dt.date(2027, 12, 31))
    for month in range(6, 13):
        with clock.at(dt.date(2026, month, 8)):
            remind()
    assert not Reminder.objects.exists()


def test_another_posts_reminders_are_not_seen(people: People) -> None:
    working(people, due=MONDAY)
    with clock.at(MONDAY):
        remind()
        assert not Reminder.objects.visible_to(people.wang).exists()
        assert not standing(None).exists()


def test_rules_have_names_of_their_own_and_answers_that_are_declared() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in (rule for rule in RULES if rule.type != "pipeline"):
        steps = {step.name for step in record_type(rule.type).transitions if step.offered}
        assert set(rule.answers) <= steps, rule.name
