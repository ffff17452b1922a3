"""A notice's conclusion is reconsidered as a task's is."""

from __future__ import annotations

import datetime as dt

import pytest
from people import LINK, People, appoint, task_in

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.roles import Role
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.supervision.issuing import NewNotice, issue
from luoshi.supervision.models import Level, Matter
from luoshi.supervision.reminding import remind, standing

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 6, 8)
ORDER = NewNotice(level=Level.ORDER, grounds="滞后。", scope="本区重点任务", demand="限期赶上。", days=3)
DECIDED = {"decision": "原结论依据不足。", "redo_due": MONDAY + dt.timedelta(days=20)}


def concluded(people: People) -> tuple[Record, Record]:
    task = task_in("working", people)
    [notice] = issue([task], ORDER, people.wang)
    apply_transition(notice, "reply", people.li, reply="已赶上。", **LINK)
    apply_transition(notice, "conclude", people.wang, conclusion="回复不实。")
    return notice, task


def test_overturned_the_unit_replies_anew_under_the_same_notice(people: People) -> None:
    lin = appoint("linwei", "林微", people.office, Role.SUPERVISOR)
    with clock.at(MONDAY):
        notice, task = concluded(people)
        apply_transition(notice, "ask_reconsideration", people.li, reason="已附验收单。")
        with pytest.raises(Refused, match="须回避"):
            apply_transition(notice, "overturn", people.wang, **DECIDED)
    with clock.at(MONDAY + dt.timedelta(days=1)):
        remind()
        assert [row.rule for row in standing(lin)] == ["notice_objected"]
        apply_transition(notice, "overturn", lin, **DECIDED)
    fresh = Record.objects.get(pk=notice.pk)
    assert (fresh.state, fresh.due, fresh.notice.conclusion) == ("received", DECIDED["redo_due"], "")
    assert Matter.objects.get(notice=notice).is_open
    assert task.events.last().label == "退回督办回复"


def test_what_is_under_another_notice_by_now_is_not_supervised_twice(people: People) -> None:
    lin = appoint("linwei", "林微", people.office, Role.SUPERVISOR)
    with clock.at(MONDAY):
        notice, task = concluded(people)
        apply_transition(notice, "ask_reconsideration", people.li, reason="已附验收单。")
        issue([Record.objects.get(pk=task.pk)], ORDER, people.wang)
        with pytest.raises(Refused, match="一事一办"):
            apply_transition(notice, "overturn", lin, **DECIDED)
        apply_transition(notice, "uphold", lin, decision="依据充分。")
