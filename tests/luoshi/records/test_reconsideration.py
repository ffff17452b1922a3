"""复核: asked within thirty days, decided within thirty by somebody who had no hand in the conclusion."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.urls import reverse
from people import LINK, People, appoint, browser_of, light_on, task_in

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.audit import Count, verify
from luoshi.records.flow import apply_transition, available, take_back
from luoshi.records.models import Record
from luoshi.supervision.reminding import remind, standing

TODAY = dt.date(2026, 6, 8)
DUE = dt.date(2026, 6, 30)
ASKED = {"reason": "验收意见已于结论前送达，未采信。"}
DECIDED = {"decision": "调阅验收原件，原结论依据不足。"}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def closed(people: People) -> Record:
    """Closed by 王敏 on a Monday, before it was due."""
    return task_in("closed", people, due=DUE)


@pytest.fixture
def lin(people: People) -> Post:
    return appoint("linwei", "林微", people.office, Role.SUPERVISOR)


def names(record: Record, post: Post) -> set[str]:
    return {step.name for step in available(Record.objects.get(pk=record.pk), post)}


def asked(record: Record, people: People) -> Record:
    apply_transition(record, "ask_reconsideration", people.li, **ASKED)
    return record


@pytest.mark.parametrize(("days", "may"), [(0, True), (30, True), (31, False)])
def test_the_lead_unit_may_ask_for_thirty_days(days: int, may: bool, closed: Record, people: People) -> None:
    with clock.at(TODAY + dt.timedelta(days=days)):
        assert ("ask_reconsideration" in names(closed, people.li)) == may
    assert "ask_reconsideration" not in names(closed, people.sun)


def test_it_is_to_be_decided_within_thirty_days_and_the_conclusion_stands_until_then(
    closed: Record, people: People
) -> None:
    fresh = Record.objects.get(pk=asked(closed, people).pk)
    assert fresh.task.reconsider_due == TODAY + dt.timedelta(days=30)
    assert (fresh.state, fresh.task.conclusion, light_on(fresh, TODAY).colour) == ("closed", "现场核查属实。", "blue")
    assert "ask_reconsideration" not in names(closed, people.li)


def test_who_had_a_hand_in_the_conclusion_stays_out_of_it(closed: Record, people: People, lin: Post) -> None:
    asked(closed, people)
    with pytest.raises(Refused, match="复核须回避，请由其他督查员或分管领导决定"):
        apply_transition(closed, "uphold", people.wang, **DECIDED)
    for post in (lin, people.he):
        assert {"uphold", "overturn"} <= names(closed, post)
    for post in (people.wang, people.zhao, people.li):
        assert not {"uphold", "overturn"} & names(closed, post)


def test_who_only_began_the_check_stays_out_too(people: People, lin: Post) -> None:
    record = task_in("submitted", people, due=DUE)
    apply_transition(record, "verify", lin)
    apply_transition(record, "close", people.wang, conclusion="属实。")
    asked(record, people)
    assert not {"uphold", "overturn"} & names(record, lin)


def test_upheld_it_is_over_and_not_asked_twice(closed: Record, people: People, lin: Post) -> None:
    apply_transition(asked(closed, people), "uphold", lin, **DECIDED)
    fresh = Record.objects.get(pk=closed.pk)
    assert (fresh.state, fresh.task.reconsider_due, fresh.task.reconsidered_on) == ("closed", None, TODAY)
    with pytest.raises(Refused, match="复核维持，不再复核"):
        asked(closed, people)


def test_overturned_it_is_done_again_and_the_lead_answers_again(closed: Record, people: People, lin: Post) -> None:
    apply_transition(asked(closed, people), "overturn", lin, **DECIDED)
    fresh = Record.objects.get(pk=closed.pk)
    assert (fresh.state, fresh.due, fresh.task.closed_on, fresh.task.conclusion) == ("returned", DUE, None, "")
    assert fresh.assignments.get(part="lead").answered_on is None
    apply_transition(closed, "submit", people.li, summary="已补齐。", **LINK)
    apply_transition(closed, "verify", lin)
    apply_transition(closed, "close", lin, conclusion="属实。")
    asked(closed, people)  # of another conclusion; who made the first may decide on this one
    assert "uphold" in names(closed, people.wang)
    assert not list(verify(Count()))


def test_past_its_day_it_is_not_sent_back_without_another(closed: Record, people: People, lin: Post) -> None:
    asked(closed, people)
    later = DUE + dt.timedelta(days=5)
    with clock.at(later):
        with pytest.raises(Refused, match="时限 2026-06-30 已过，请填写重办时限"):
            apply_transition(closed, "overturn", lin, **DECIDED)
        with pytest.raises(Refused, match="重办时限须在今天以后"):
            apply_transition(closed, "overturn", lin, **DECIDED, redo_due=later)
        apply_transition(closed, "overturn", lin, **DECIDED, redo_due=dt.date(2026, 9, 30))
    fresh = Record.objects.get(pk=closed.pk)
    assert (fresh.due, fresh.task.original_due) == (dt.date(2026, 9, 30), DUE)


def test_it_is_not_archived_meanwhile_and_may_be_withdrawn_by_who_asked(closed: Record, people: People) -> None:
    asked(closed, people)
    with pytest.raises(Refused, match="正在复核"):
        apply_transition(closed, "archive", people.wang)
    take_back(closed, people.li)
    apply_transition(closed, "archive", people.wang)


def test_what_the_office_enters_for_a_unit_is_not_older_than_the_conclusion(closed: Record, people: People) -> None:
    told = {**ASKED, "happened_on": TODAY - dt.timedelta(days=1), "told_by": "李强来函"}
    closed.task.handed_out_on = None
    closed.task.save()
    with pytest.raises(Refused, match="不能早于作出结论的 2026-06-08"):
        apply_transition(closed, "ask_reconsideration", people.wang, **told)


def test_those_who_may_decide_are_reminded_until_it_is_decided(closed: Record, people: People, lin: Post) -> None:
    def reminded(post: Post) -> list[str]:
        return [row.rule for row in standing(post).order_by("id")]

    asked(closed, people)
    with clock.at(TODAY + dt.timedelta(days=1)):
        remind()
        assert [reminded(post) for post in (lin, people.he, people.wang)] == [["objected"], ["objected"], []]
    with clock.at(TODAY + dt.timedelta(days=25)):
        remind()
        assert reminded(lin) == ["objected", "objected_soon"]
    with clock.at(TODAY + dt.timedelta(days=31)):
        remind()
        assert reminded(lin)[-1] == "objected_late"
        apply_transition(closed, "uphold", people.he, **DECIDED)
        assert reminded(lin) == []


def test_the_page_shows_the_request_and_its_day_and_the_home_page_that_it_waits(
    closed: Record, people: People, lin: Post
) -> None:
    asked(closed, people)
    address = reverse("record", args=[closed.pk])
    shown = browser_of(lin).get(address).content.decode()
    assert "申请复核，须于 2026-07-08 前决定" in shown
    assert "撤销结论，退回重办" in shown.partition("更多操作")[0]
    assert "正在复核，由未参与原结论的人员决定" in browser_of(people.li).get(address).content.decode()
    assert "复核待决" in browser_of(people.he).get("/").content.decode()
