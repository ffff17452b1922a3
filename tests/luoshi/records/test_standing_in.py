"""代填: the 督查员 enters what a unit told, marked, with the day it happened and by whom it was told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils import timezone
from people import LINK, People, browser_of, draft, take_to

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record

TODAY = dt.date(2026, 11, 18)
HANDED_OUT = dt.date(2026, 11, 9)
TOLD = {"happened_on": dt.date(2026, 11, 12), "told_by": "李强电话告知"}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def task(people: People) -> Record:
    record = draft(people, joint=[people.industry], support=[people.building])
    with clock.at(HANDED_OUT):
        return take_to(record, "assigned", people)


def test_what_is_entered_for_a_unit_says_when_and_by_whom(task: Record, people: People) -> None:
    event = apply_transition(task, "acknowledge", people.wang, **TOLD)
    assert timezone.localdate(event.happened_at) == TOLD["happened_on"]
    assert timezone.localdate(event.entered_at) == TODAY
    assert (event.answers["told_by"], event.post) == ("李强电话告知", people.wang)
    lead = task.assignments.get(unit=people.science)
    assert (lead.acknowledged_on, lead.acknowledged_by) == (TOLD["happened_on"], people.wang)


def test_a_report_is_of_the_day_it_is_about(task: Record, people: People) -> None:
    apply_transition(task, "acknowledge", people.li)
    apply_transition(task, "report", people.wang, progress_note="主体封顶。", **TOLD, **LINK)
    task.refresh_from_db()
    assert task.task.reported_on == TOLD["happened_on"]
    assert task.evidence.count() == 1


@pytest.mark.parametrize("lacking", ["happened_on", "told_by"])
def test_without_day_or_source_nothing_is_entered_for_a_unit(lacking: str, task: Record, people: People) -> None:
    told = {name: value for name, value in TOLD.items() if name != lacking}
    label = {"happened_on": "发生日期", "told_by": "何人告知"}[lacking]
    with pytest.raises(Refused, match=f"签收须填写：{label}。"):
        apply_transition(task, "acknowledge", people.wang, **told)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY + dt.timedelta(days=1), "发生日期 2026-11-19 还没有到"),
        (HANDED_OUT - dt.timedelta(days=1), "发生日期 2026-11-08 早于交办日期 2026-11-09"),
    ],
)
def test_a_day_that_cannot_be_is_refused(day: dt.date, words: str, task: Record, people: People) -> None:
    with pytest.raises(Refused, match=words):
        apply_transition(task, "acknowledge", people.wang, happened_on=day, told_by="李强")
    assert Record.objects.get(pk=task.pk).state == "assigned"


@pytest.mark.parametrize("day", [HANDED_OUT, TODAY])
def test_the_days_at_both_ends_are_good(day: dt.date, task: Record, people: People) -> None:
    event = apply_transition(task, "acknowledge", people.wang, happened_on=day, told_by="李强")
    assert timezone.localdate(event.happened_at) == day
    assert event.happened_at <= clock.now()


def test_a_helper_is_named_by_whoever_stands_in(task: Record, people: People) -> None:
    apply_transition(task, "acknowledge_part", people.wang, part_unit=people.industry, **TOLD)
    apply_transition(task, "answer_part", people.wang, part_unit=people.industry, part_note="已办。", **TOLD, **LINK)
    part = task.assignments.get(unit=people.industry)
    assert (part.acknowledged_on, part.answer) == (TOLD["happened_on"], "已办。")
    assert task.assignments.get(unit=people.building).acknowledged_on is None


def test_a_unit_without_a_part_cannot_be_stood_in_for(task: Record, people: People) -> None:
    with pytest.raises(Refused, match="督查室在“建设概念验证中心”里没有配合分工。"):
        apply_transition(task, "acknowledge_part", people.wang, part_unit=people.office, **TOLD)


def test_a_unit_needs_no_day_of_its_own(task: Record, people: People) -> None:
    event = apply_transition(task, "acknowledge", people.li, **TOLD)
    assert timezone.localdate(event.happened_at) == TODAY
    assert event.answers == {}


def test_the_page_marks_the_entry_and_the_form(task: Record, people: People) -> None:
    browser = browser_of(people.wang)
    form = browser.get(f"/ledger/{task.pk}/act/acknowledge/").content.decode()
    assert "代填" in form
    assert "何人告知" in form
    sent = {"acknowledge-version": task.version, "acknowledge-happened_on": "2026-11-12", "acknowledge-told_by": "李强"}
    page = browser.post(f"/ledger/{task.pk}/act/acknowledge/", sent, follow=True).content.decode()
    for words in ('<span class="tag tag-doubt">代填</span>', "2026-11-12 王敏代填", "2026-11-12", "何人告知"):
        assert words in page


def test_a_units_own_form_asks_nothing_of_the_kind(task: Record, people: People) -> None:
    page = browser_of(people.li).get(f"/ledger/{task.pk}/").content.decode()
    assert "何人告知" not in page
