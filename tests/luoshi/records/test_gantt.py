"""时间图: planned and done, milestones, today, an extension; readable without colour, drawn without a style."""

import datetime as dt
import re
from typing import Any

import pytest
from django.urls import reverse
from people import LINK, REPORT, People, browser_of, draft, take_to, task_in

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.records.flow import apply_transition
from luoshi.records.gantt import LEFT, RIGHT, SHEET, Bar, Point, pictures
from luoshi.records.lights import refresh
from luoshi.records.models import Record
from luoshi.records.views import gantt as view

MARCH, JUNE, AUGUST = dt.date(2026, 3, 2), dt.date(2026, 6, 30), dt.date(2026, 8, 31)
TODAY = dt.date(2026, 7, 15)


def bar(**given: Any) -> Bar:
    told = {"label": "选址", "told": "选址", "start": MARCH, "due": AUGUST, "done": 50, "late": False, "word": "正常"}
    return Bar(**{**told, **given})


def test_a_bar_lies_between_its_days_and_is_filled_as_far_as_it_is_done() -> None:
    [row] = pictures([bar()], TODAY)[0].rows
    assert LEFT < row.planned.x < row.planned.x + row.planned.width < RIGHT
    assert row.done.x == row.planned.x
    assert row.done.width == pytest.approx(row.planned.width / 2, abs=0.1)


def test_the_time_an_extension_added_is_drawn_apart() -> None:
    [row] = pictures([bar(original=JUNE)], TODAY)[0].rows
    assert row.added
    assert row.added.x == pytest.approx(row.planned.x + row.planned.width, abs=0.1)
    assert pictures([bar()], TODAY)[0].rows[0].added is None


def test_a_milestone_stands_on_its_day_and_shows_where_it_was() -> None:
    points = [Point("选址", JUNE, done=False, late=True), Point("开工", AUGUST, done=False, late=False, was=JUNE)]
    [row] = pictures([bar(points=points)], TODAY)[0].rows
    first, second = row.marks
    assert (first.late, second.was) == (True, first.x)
    assert second.x == pytest.approx(row.planned.x + row.planned.width, abs=0.1)


def test_today_is_drawn_where_it_falls_into_the_picture() -> None:
    assert pictures([bar()], TODAY)[0].today
    assert pictures([bar()], dt.date(2027, 3, 1))[0].today is None


@pytest.mark.parametrize(
    ("due", "labels"),
    [
        (dt.date(2026, 3, 20), ["3.2", "3.9", "3.16", "3.23"]),
        (dt.date(2026, 8, 31), ["3月", "4月", "5月", "6月", "7月", "8月", "9月"]),
        (dt.date(2028, 2, 28), ["4月", "7月", "10月", "2027年", "4月", "7月", "10月", "2028年"]),
        (dt.date(2031, 2, 28), ["2027年", "2028年", "2029年", "2030年", "2031年"]),
    ],
)
def test_weeks_months_quarters_or_years_as_they_fit(due: dt.date, labels: list[str]) -> None:
    found = [tick.label for tick in pictures([bar(due=due)], TODAY)[0].ticks]
    assert found[-len(labels) :] == labels or found == labels
    assert len(found) <= 16


def test_a_sheet_of_paper_holds_so_many_rows_on_one_scale() -> None:
    first, second = pictures([bar(), *(bar(due=JUNE) for _n in range(SHEET))], TODAY)
    assert (len(first.rows), len(second.rows)) == (SHEET, 1)
    assert first.rows[-1].planned == second.rows[0].planned
    assert pictures([], TODAY) == []


def test_one_day_is_a_bar_too_and_a_long_name_is_cut() -> None:
    [row] = pictures([bar(start=AUGUST, label="很长" * 20)], AUGUST)[0].rows
    assert row.planned.width >= 2
    assert len(row.label) == 17


def planned(people: People, title: str = "建设概念验证中心") -> Record:
    with clock.at(MARCH):
        record = take_to(draft(people, title, due=AUGUST), "acknowledged", people)
        for name, day in (("选址", JUNE), ("开工", AUGUST)):
            apply_transition(record, "plan", people.li, milestone_title=name, milestone_due=day)
        apply_transition(record, "reach", people.li, milestone=record.milestones.first(), **REPORT, **LINK)
    return record


def page_of(post: Post, **asked: Any) -> str:
    with clock.at(TODAY):
        return browser_of(post).get(reverse("gantt"), asked).content.decode()


def test_a_task_page_shows_the_task_and_each_milestone(people: People) -> None:
    record = planned(people)
    with clock.at(TODAY):
        page = browser_of(people.li).get(reverse("record", args=[record.pk])).content.decode()
    picture = page.split('<svg class="gantt"')[1].split("</svg>")[0]
    assert re.findall(r'class="name"[^>]*>([^<]+)<', picture) == ["建设概念验证中心", "选址", "开工"]
    assert picture.count('class="point-done"') == 2
    assert picture.count('class="point"') == 2
    assert "今天" in picture
    assert " style=" not in page


def test_a_task_without_milestones_has_no_picture(people: People) -> None:
    record = task_in("assigned", people)
    assert 'class="gantt"' not in browser_of(people.li).get(reverse("record", args=[record.pk])).content.decode()


def test_the_ledgers_filter_decides_what_is_drawn(people: People) -> None:
    planned(people)
    with clock.at(MARCH):
        task_in("assigned", people, "培育产业集群", lead=people.industry, due=JUNE)
        task_in("draft", people, "没有时限的", due=None)
    refresh(TODAY)
    names = r'class="name"[^>]*>([^<]+)<'
    assert re.findall(names, page_of(people.zhao)) == ["建设概念验证中心", "培育产业集群"]
    assert re.findall(names, page_of(people.zhao, lead=people.industry.pk)) == ["培育产业集群"]
    assert re.findall(names, page_of(people.sun)) == ["培育产业集群"]
    assert "url(#late)" in page_of(people.zhao, light="red").split('class="gantt-key"')[0]


def test_a_units_own_word_is_not_drawn_as_done(people: People) -> None:
    with clock.at(MARCH):
        record = take_to(draft(people, due=AUGUST), "acknowledged", people)
        apply_transition(record, "report", people.li, percent=90, **REPORT)
    drawn = page_of(people.zhao).split('class="gantt-key"')[0]
    assert 'class="reported"' in drawn
    assert 'class="done"' not in drawn


def test_a_long_list_is_cut_and_says_so(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "MOST", 1)
    planned(people)
    planned(people, "培育产业集群")
    page = page_of(people.zhao)
    assert "只画前 1 项，请在台账里缩小范围。" in page
    assert page.count('class="name"') == 1
