"""延期: asked before the deadline is over, decided with a trace; no deadline moves in any other way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from people import LINK, WAY, People, browser_of, light_on, task_in

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records.audit import Count, verify
from luoshi.records.flow import apply_transition, available, take_back
from luoshi.records.models import Record
from luoshi.records.types.task import HANDED_OUT, TASK

TODAY = dt.date(2026, 11, 18)
DUE = dt.date(2026, 11, 20)
LATER = dt.date(2026, 12, 31)
ASKED = {"new_due": LATER, "reason": "汛期停工两周。"}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def task(people: People) -> Record:
    return task_in("acknowledged", people, due=DUE)


def extended(task: Record, people: People) -> Record:
    apply_transition(task, "ask_extension", people.li, **ASKED)
    apply_transition(task, "grant_extension", people.wang)
    return Record.objects.select_related("task").get(pk=task.pk)


def test_until_it_is_granted_the_deadline_stands(task: Record, people: People) -> None:
    apply_transition(task, "ask_extension", people.li, **ASKED)
    fresh = Record.objects.get(pk=task.pk)
    assert (fresh.due, fresh.task.asked_due, fresh.light_label) == (DUE, LATER, "剩2个工作日")


def test_granted_the_deadline_moves_and_the_first_one_stays_known(task: Record, people: People) -> None:
    fresh = extended(task, people)
    assert (fresh.due, fresh.task.original_due, fresh.task.extensions, fresh.task.asked_due) == (LATER, DUE, 1, None)
    assert fresh.light == "green"
    assert fresh.state == "acknowledged"


def test_a_second_extension_keeps_the_first_deadline(task: Record, people: People) -> None:
    fresh = extended(task, people)
    apply_transition(fresh, "ask_extension", people.li, new_due=dt.date(2027, 3, 31), reason="设备未到。")
    apply_transition(fresh, "grant_extension", people.wang)
    assert (fresh.due, fresh.task.original_due, fresh.task.extensions) == (dt.date(2027, 3, 31), DUE, 2)


def test_refused_it_says_why_and_nothing_moves(task: Record, people: People) -> None:
    apply_transition(task, "ask_extension", people.li, **ASKED)
    with pytest.raises(Refused, match="不同意延期须填写：理由。"):
        apply_transition(task, "refuse_extension", people.wang)
    apply_transition(task, "refuse_extension", people.wang, reason="不属不可抗力。")
    fresh = Record.objects.get(pk=task.pk)
    assert (fresh.due, fresh.task.original_due, fresh.task.extensions, fresh.task.asked_due) == (DUE, None, 0, None)
    apply_transition(task, "ask_extension", people.li, **ASKED)  # asking again is open


@pytest.mark.parametrize(("day", "is_open"), [(DUE, True), (DUE + dt.timedelta(days=1), False)])
def test_it_is_asked_on_the_last_day_and_not_after(day: dt.date, is_open: bool, task: Record, people: People) -> None:
    with clock.at(day):
        assert ("ask_extension" in {step.name for step in available(task, people.li)}) == is_open
        if not is_open:
            with pytest.raises(Refused, match="完成时限 2026-11-20 已过，不能再申请延期"):
                apply_transition(task, "ask_extension", people.li, **ASKED)


def test_what_was_asked_in_time_may_be_granted_later(task: Record, people: People) -> None:
    apply_transition(task, "ask_extension", people.li, **ASKED)
    with clock.at(DUE + dt.timedelta(days=5)):
        apply_transition(task, "grant_extension", people.wang)
    assert task.due == LATER


def test_a_day_that_is_over_is_not_granted(task: Record, people: People) -> None:
    apply_transition(task, "ask_extension", people.li, **ASKED)
    with clock.at(LATER + dt.timedelta(days=1)), pytest.raises(Refused, match="申请延至的 2026-12-31 已过"):
        apply_transition(task, "grant_extension", people.wang)


@pytest.mark.parametrize("day", [DUE, DUE - dt.timedelta(days=1)])
def test_it_goes_forward_only(day: dt.date, task: Record, people: People) -> None:
    with pytest.raises(Refused, match="须晚于现在的完成时限 2026-11-20"):
        apply_transition(task, "ask_extension", people.li, new_due=day, reason="提前。")


def test_one_request_at_a_time(task: Record, people: People) -> None:
    apply_transition(task, "ask_extension", people.li, **ASKED)
    with pytest.raises(Refused, match="已申请延至 2026-12-31，正在等审批"):
        apply_transition(task, "ask_extension", people.li, **ASKED)


def test_nothing_is_granted_that_nobody_asked(task: Record, people: People) -> None:
    with pytest.raises(Refused, match="没有待审批的延期申请"):
        apply_transition(task, "grant_extension", people.wang)


@pytest.mark.parametrize(("who", "words"), [("li", "您的岗位（联络员）"), ("zhao", "您的岗位（领导）")])
def test_who_asks_does_not_decide(who: str, words: str, task: Record, people: People) -> None:
    apply_transition(task, "ask_extension", people.li, **ASKED)
    with pytest.raises(Refused, match=words):
        apply_transition(task, "grant_extension", getattr(people, who))


def test_the_leader_in_charge_of_the_unit_decides(task: Record, people: People) -> None:
    apply_transition(task, "ask_extension", people.li, **ASKED)
    apply_transition(task, "grant_extension", people.he)
    assert task.due == LATER


def test_the_office_asks_for_a_unit_that_calls(task: Record, people: People) -> None:
    told = {"happened_on": TODAY, "told_by": "李强电话告知"}
    event = apply_transition(task, "ask_extension", people.wang, **ASKED, **told)
    assert event.answers["told_by"] == "李强电话告知"


def test_an_extension_taken_back_is_undone_whole(task: Record, people: People) -> None:
    fresh = extended(task, people)
    take_back(fresh, people.wang)
    again = Record.objects.get(pk=task.pk)
    assert (again.due, again.task.original_due, again.task.extensions, again.task.asked_due) == (DUE, None, 0, LATER)


def test_lights_of_past_days_follow_the_deadline_known_then(task: Record, people: People) -> None:
    with clock.at(dt.date(2026, 11, 19)):
        apply_transition(task, "ask_extension", people.li, **ASKED)
    with clock.at(dt.date(2026, 11, 25)):
        apply_transition(task, "grant_extension", people.wang)
    then = [light_on(task, dt.date(2026, 11, day)).colour for day in (19, 24, 25)]
    assert then == ["yellow", "red", "green"]


def test_page_and_list_show_the_first_deadline_and_how_often(task: Record, people: People) -> None:
    extended(task, people)
    page = browser_of(people.li).get(f"/ledger/{task.pk}/").content.decode()
    assert "完成时限 2026-12-31（原时限 2026-11-20，延期1次）" in page
    assert "2026-11-20 → <b>2026-12-31</b>" in page
    assert "延期1次" in browser_of(people.wang).get("/ledger/").content.decode()


def test_what_waits_for_a_decision_is_a_list_and_says_what_is_asked(task: Record, people: People) -> None:
    apply_transition(task, "ask_extension", people.li, **ASKED)
    browser = browser_of(people.wang)
    assert browser.get("/ledger/", {"scope": "extension"}).context["page"].paginator.count == 1
    page = browser.get(f"/ledger/{task.pk}/").content.decode()
    assert "申请延至 2026-12-31，待审批" in page
    assert "汛期停工两周。" in page


WORDS = (
    "title",
    "summary",
    "progress_note",
    "conclusion",
    "reason",
    "words",
    "part_note",
    "notice",
    "reply",
    "told_by",
)
OTHER = {
    **dict.fromkeys(WORDS, "话。"), "milestone_title": "节点", "milestone_due": TODAY, "happened_on": TODAY,
    "told_by": "李强", "new_due": LATER, "due": LATER, "lead": None, **LINK,
}  # fmt: skip


@pytest.mark.parametrize("state", [state for state in WAY if state in HANDED_OUT])
def test_no_other_step_moves_a_deadline_even_when_told_to(state: str, people: People) -> None:
    """Every declared step from every state after the hand-out, with a deadline smuggled among its answers."""
    task = task_in(state, people, due=DUE, support=[people.industry])
    answers: dict[str, Any] = {
        **OTHER, "milestone": task.milestones.create(title="选址", due=TODAY), "part_unit": people.industry
    }  # fmt: skip
    for step in TASK.transitions:
        if state not in step.sources or step.name == "grant_extension":
            continue
        for who in (people.wang, people.zhao, people.li, people.sun):
            assert due_after(step.name, task, who, answers) == DUE, (step.name, who)


def due_after(step: str, task: Record, who: Post, answers: dict[str, Any]) -> dt.date | None:
    """The deadline once ``who`` has taken the step, or was refused it; the step is taken back."""
    with transaction.atomic():
        with suppress(Refused):
            apply_transition(Record.objects.get(pk=task.pk), step, who, **answers)
        due = Record.objects.get(pk=task.pk).due
        transaction.set_rollback(True)
    return due


def test_a_deadline_changed_in_the_database_is_found(task: Record, people: People) -> None:
    Record.objects.filter(pk=task.pk).update(due=LATER)
    assert "完成时限与办理记录不符" in str(next(verify(Count())))
