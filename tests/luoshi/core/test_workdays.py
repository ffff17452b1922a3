import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.models import CalendarDay
from luoshi.core.workdays import ONE_DAY, Calendar, seed_calendar

# 2026: the first days of October are free, the Saturday after is worked.
OCTOBER = Calendar({dt.date(2026, 10, n): False for n in (1, 2, 5, 6, 7)} | {dt.date(2026, 10, 10): True})
DAYS = st.dates(dt.date(2026, 9, 1), dt.date(2026, 11, 30))


@pytest.mark.parametrize(
    ("day", "works"),
    [(9, True), (10, True), (11, False), (1, False), (3, False), (12, True)],
)
def test_a_holiday_is_free_and_a_make_up_saturday_is_worked(day: int, works: bool) -> None:
    assert OCTOBER.is_working(dt.date(2026, 10, day)) is works


@given(DAYS, DAYS)
def test_counting_by_weeks_gives_what_counting_by_days_gives(after: dt.date, until: dt.date) -> None:
    days = [after + ONE_DAY * n for n in range(1, (until - after).days + 1)]
    assert OCTOBER.working_days(after, until) == sum(map(OCTOBER.is_working, days))


def test_a_due_day_on_a_holiday_falls_back_to_the_last_day_worked() -> None:
    assert OCTOBER.working_day_on_or_before(dt.date(2026, 10, 6)) == dt.date(2026, 9, 30)
    assert OCTOBER.working_day_on_or_before(dt.date(2026, 10, 10)) == dt.date(2026, 10, 10)


def test_the_calendar_tells_which_years_it_knows() -> None:
    assert OCTOBER.years == {2026}


@pytest.mark.django_db
def test_the_state_holidays_are_filled_in_once_and_keep_what_the_office_changed() -> None:
    assert seed_calendar() > 100
    calendar = Calendar.load()
    assert not calendar.is_working(dt.date(2025, 10, 1))
    assert calendar.is_working(dt.date(2025, 9, 28))  # a Sunday, made up for the holiday
    CalendarDay.objects.filter(day=dt.date(2025, 10, 1)).update(is_working=True)
    assert seed_calendar() == 0
    assert Calendar.load().is_working(dt.date(2025, 10, 1))


@pytest.mark.django_db
def test_only_days_that_break_the_weekly_rule_are_kept() -> None:
    seed_calendar()
    assert all(row.is_working != (row.day.weekday() < 5) for row in CalendarDay.objects.all())
