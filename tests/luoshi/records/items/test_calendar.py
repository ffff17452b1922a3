"""The calendar as its users see it: what falls on which day, days off, the months beside."""

import datetime as dt

import pytest
from people import People, browser_of
from sample import born, step

from luoshi.core import clock
from luoshi.records.items import month
from luoshi.records.items.month import month_of


def seen(people: People, query: str = "?month=2026-03") -> str:
    with clock.at(dt.date(2026, 3, 20)):
        return browser_of(people.wang).get(f"/pipelines/sample/calendar/{query}").content.decode()


def on(page: str, day: str) -> str:
    return page.split(f'datetime="{day}"')[1].split("</td>")[0]


def test_deadlines_stages_and_the_types_own_days_stand_on_their_days(people: People) -> None:
    born(people, "有时限", due=dt.date(2026, 3, 25))
    step(born(people, "在洽谈"), "talk", people, "2026-03-06")
    born(people, "有计划", planned_start=dt.date(2026, 3, 12))
    page = seen(people)
    assert "完成时限" in on(page, "2026-03-25")
    assert "阶段到期" in on(page, "2026-03-16"), "ten days after the sixth"
    assert "计划开工：有计划" in on(page, "2026-03-12")
    assert "3 件事" in page


def test_a_stage_that_was_left_is_not_due_any_more(people: People) -> None:
    record = step(born(people, "谈成了"), "talk", people, "2026-03-06")
    step(record, "deal", people, "2026-03-10")
    assert "谈成了" not in seen(people)


def test_weeks_begin_on_monday_and_days_off_are_marked(people: People) -> None:
    page = seen(people, "?month=2026-10")
    assert page.index("周一") < page.index("周日")
    assert page.index('datetime="2026-09-28"') < page.index('datetime="2026-10-01"')
    assert "month-off" in page.split('datetime="2026-10-03"')[0].rsplit("<td", 1)[1]
    assert "2026 年的节假日还没有录入" in page


def test_the_months_beside_keep_the_filter(people: People) -> None:
    page = seen(people, "?month=2026-12&industry=energy")
    assert "?month=2026-11&amp;industry=energy" in page
    assert "?month=2027-01&amp;industry=energy" in page


def test_a_full_day_leads_to_all_it_holds(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(month, "SHOWN", 1)
    born(people, "甲", due=dt.date(2026, 3, 25))
    born(people, "乙", due=dt.date(2026, 3, 25))
    assert "还有 1 件" in on(seen(people), "2026-03-25")
    below = seen(people, "?month=2026-03&day=2026-03-25").split('id="day"')[1]
    assert "甲" in below
    assert "乙" in below


@pytest.mark.parametrize("text", ["", "2026-13", "nonsense", "99999-01"])
def test_a_month_that_is_none_is_the_present_one(text: str) -> None:
    with clock.at(dt.date(2026, 3, 20)):
        assert month_of(text) == dt.date(2026, 3, 1)


@pytest.mark.parametrize("text", ["0001-01", "9999-12"])
def test_a_month_far_away_still_has_months_beside_it(people: People, text: str) -> None:
    assert browser_of(people.wang).get(f"/pipelines/sample/calendar/?month={text}").status_code == 200
