import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.workdays import ONE_DAY, Calendar, each_day

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


def test_the_calendar_tells_which_of_the_years_asked_for_nobody_has_filled() -> None:
    calendar = Calendar({}, frozenset({2025, 2026}))
    days = [dt.date(2026, 12, 31), dt.date(2028, 1, 4), None, dt.date(2027, 1, 4), dt.date(2027, 5, 4)]
    assert calendar.unknown(days) == [2027, 2028]
    assert calendar.unknown([dt.date(2025, 1, 1)]) == []


def test_every_day_from_one_to_another_both_included() -> None:
    assert [day.day for day in each_day(dt.date(2026, 2, 27), dt.date(2026, 3, 1))] == [27, 28, 1]
    assert list(each_day(dt.date(2026, 3, 1), dt.date(2026, 2, 27))) == []
