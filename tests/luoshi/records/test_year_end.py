"""Year's end: what is open goes on, what is over leaves the lists and is found again."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.urls import reverse
from people import People, browser_of, task_in

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.records.flow import apply_transition, take_back, to_each
from luoshi.records.models import Record

LAST_YEAR, NEW_YEAR = dt.date(2025, 11, 3), dt.date(2026, 1, 5)


@pytest.fixture
def both(people: People) -> Iterator[tuple[Record, Record]]:
    """An open and a closed task of 2025, in the first days of 2026."""
    with clock.at(LAST_YEAR):
        going = task_in("working", people, "建设中试基地", due=dt.date(2025, 12, 31))
        closed = task_in("closed", people, "发布清单", due=dt.date(2025, 12, 1))
    with clock.at(NEW_YEAR):
        yield going, closed


def listed(people: People, **asked: object) -> list[str]:
    page = browser_of(people.wang).get(reverse("ledger"), asked).content.decode()
    return [title for title in ("建设中试基地", "发布清单", "新的任务") if title in page]


def test_what_is_open_goes_on_with_the_deadline_it_had(both: tuple[Record, Record], people: People) -> None:
    going, _closed = both
    apply_transition(going, "carry_over", people.wang)
    fresh = Record.objects.get(pk=going.pk)
    assert (fresh.task.carried_into, fresh.due, fresh.light_label) == (2026, dt.date(2025, 12, 31), "逾期5天")
    assert listed(people, year=2026) == ["建设中试基地"]
    assert listed(people, year=2025) == ["建设中试基地", "发布清单"]
    assert listed(people, scope="carried") == ["建设中试基地"]
    assert "已结转至 2026 年" in browser_of(people.li).get(reverse("record", args=[going.pk])).content.decode()


def test_nothing_is_carried_over_twice_or_before_its_year_is_over(both: tuple[Record, Record], people: People) -> None:
    going, closed = both
    apply_transition(going, "carry_over", people.wang)
    with pytest.raises(Refused, match="已在 2026 年台账里"):
        apply_transition(going, "carry_over", people.wang)
    with pytest.raises(Refused, match="现为已销号"):
        apply_transition(closed, "carry_over", people.wang)
    new = task_in("working", people, "新的任务")
    with pytest.raises(Refused, match="不用结转"):
        apply_transition(new, "carry_over", people.wang)


def test_what_is_archived_leaves_the_list_and_is_found_again(both: tuple[Record, Record], people: People) -> None:
    going, closed = both
    assert listed(people) == ["建设中试基地", "发布清单"]
    apply_transition(closed, "archive", people.wang)
    assert listed(people) == ["建设中试基地"]
    for asked in ({"q": "清单"}, {"state": "closed"}, {"scope": "archived"}, {"light": "blue"}):
        assert listed(people, **asked) == ["发布清单"]
    assert "发布清单" in listed(people, year=2025)
    with pytest.raises(Refused, match="归档"):
        apply_transition(closed, "archive", people.wang)
    with pytest.raises(Refused, match="现为办理中"):
        apply_transition(going, "archive", people.wang)


def test_an_archiving_is_taken_back_or_undone_with_a_reason(both: tuple[Record, Record], people: People) -> None:
    _going, closed = both
    apply_transition(closed, "archive", people.wang)
    take_back(closed, people.wang)
    assert "发布清单" in listed(people)
    apply_transition(closed, "archive", people.wang)
    apply_transition(closed, "take_out", people.wang, reason="审计要看。")
    assert "发布清单" in listed(people)


def test_all_that_a_filter_finds_is_carried_over_at_once(both: tuple[Record, Record], people: People) -> None:
    going, closed = both
    with clock.at(LAST_YEAR):
        second = task_in("assigned", people, "新的任务")
    page = browser_of(people.wang).get(reverse("act_on_many"), {"pick": [f"{second.pk}-{second.version}"]})
    assert "年度结转" in page.content.decode()
    outcome = to_each([going, second, closed], lambda record: apply_transition(record, "carry_over", people.wang))
    assert outcome.done == [going, second]
    assert [record for record, _reason in outcome.refused] == [closed]
