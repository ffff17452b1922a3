"""待办提醒 on the screen: counted in the bar, answered in its line, gone with the answer."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from people import LINK, People, browser_of, task_in
from pytest_django.fixtures import DjangoAssertNumQueries

from luoshi.core import clock
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.supervision.inbox import OF_EACH
from luoshi.supervision.models import JobRun, Outcome, Reminder
from luoshi.supervision.reminding import remind

MONDAY = dt.date(2026, 6, 8)


@pytest.fixture
def late(people: People) -> Record:
    with clock.at(dt.date(2026, 5, 6)):
        return task_in("working", people, due=MONDAY)


def inbox(post: Any) -> str:
    return browser_of(post).get(reverse("inbox")).content.decode()


def test_the_bar_counts_what_waits_and_the_page_says_it(people: People, late: Record) -> None:
    with clock.at(MONDAY + dt.timedelta(days=4)):
        remind()
        shown = inbox(people.li)
        assert '<b class="bar-count">1</b>' in shown
        assert "已逾期" in shown
        assert "过期4天" in shown
        assert late.title in shown
        assert "bar-count" not in inbox(people.sun)


def test_a_reminder_is_answered_in_its_line_by_the_one_progress_entry(people: People, late: Record) -> None:
    with clock.at(MONDAY + dt.timedelta(days=1)):
        remind()
        address = reverse("answer_reminder", args=[Reminder.objects.get(post=people.li).pk])
        browser = browser_of(people.li)
        form = browser.get(address, headers={"HX-Request": "true"}).content.decode()
        assert "进展情况" in form
        assert "<html" not in form
        answers = {"report-version": late.version, "report-progress_note": "设备已到场。", "report-percent": "80"}
        answer = browser.post(address, answers)
        assert answer["Location"] == reverse("inbox")
        assert "没有要提醒您的事" in inbox(people.li)
    late.refresh_from_db()
    assert (late.task.progress_note, late.task.percent) == ("设备已到场。", 80)


def test_an_answer_with_something_missing_is_asked_for_again(people: People, late: Record) -> None:
    with clock.at(MONDAY):
        remind()
        address = reverse("answer_reminder", args=[Reminder.objects.get(post=people.li).pk])
        answer = browser_of(people.li).post(address, {"report-version": late.version})
    assert answer.status_code == 422
    assert "<html" in answer.content.decode()


def test_what_is_settled_meanwhile_is_said_and_not_answered_twice(people: People, late: Record) -> None:
    with clock.at(MONDAY):
        remind()
        address = reverse("answer_reminder", args=[Reminder.objects.get(post=people.li).pk])
        apply_transition(late, "submit", people.li, summary="全部完成。", **LINK)
        answer = browser_of(people.li).get(address, follow=True)
    assert "已经办过" in answer.content.decode()


def test_a_milestones_reminder_brings_its_milestone_along(people: People, late: Record) -> None:
    with clock.at(dt.date(2026, 5, 7)):
        for title in ("完成选址", "设备进场"):
            apply_transition(late, "plan", people.li, milestone_title=title, milestone_due=dt.date(2026, 6, 3))
    with clock.at(dt.date(2026, 6, 3)):
        remind()
        row = Reminder.objects.get(milestone__title="设备进场", post=people.li)
        form = browser_of(people.li).get(reverse("answer_reminder", args=[row.pk])).content.decode()
    assert f'<option value="{row.milestone_id}" selected>设备进场' in form


def test_a_supervisor_meets_what_waits_for_the_office(people: People) -> None:
    with clock.at(MONDAY):
        task_in("submitted", people)
    with clock.at(MONDAY + dt.timedelta(days=5)):
        remind()
    with clock.at(MONDAY + dt.timedelta(days=7)):
        remind()
        shown = inbox(people.wang)
    assert "等待核查" in shown
    assert "已等7天" in shown
    assert "去办理" in shown


def test_a_failing_job_is_shown_to_who_keeps_the_system(people: People) -> None:
    JobRun.objects.create(
        job="reminders", due=clock.now(), started_at=clock.now(), outcome=Outcome.FAILED, told="OSError: 没有空间"
    )
    shown = browser_of(people.wang).get(reverse("jobs")).content.decode()
    assert "最近有 1 次出错" in shown
    assert "没有空间" in shown


def test_a_thousand_of_one_kind_hide_no_other(
    people: People, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with clock.at(dt.date(2026, 5, 6)):
        overdue = [task_in("working", people, f"整治低效用地第{n}宗", due=MONDAY) for n in range(60)]
        near = task_in("working", people, "中试平台挂牌", due=dt.date(2026, 6, 15))
    with clock.at(MONDAY + dt.timedelta(days=4)):
        remind()
        with django_assert_max_num_queries(60):
            shown = inbox(people.li)
        assert near.title in shown
        assert sum(record.title in shown for record in overdue) == OF_EACH
        assert f"另有 {60 - OF_EACH} 件" in shown
        rule = Reminder.objects.get(post=people.li, record=overdue[0]).rule
        browser = browser_of(people.li)
        pages = [browser.get(reverse("inbox"), {"rule": rule, "page": n}).content.decode() for n in (1, 2)]
        assert all(any(f"{record.title}<" in page for page in pages) for record in overdue)
        assert not any(near.title in page for page in pages)
