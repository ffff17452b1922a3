"""Rhythms and terms as days: always worked ones, never past the deadline."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.workdays import Calendar
from luoshi.records.periods import Rhythm, after, number, rhythm_of, turns

# The first week of October 2026 is free, Saturday the 10th is worked.
OCTOBER = Calendar({dt.date(2026, 10, n): False for n in (1, 2, 5, 6, 7)} | {dt.date(2026, 10, 10): True})
START, DUE = dt.date(2026, 9, 2), dt.date(2026, 12, 20)


def told(words: str, start: dt.date = START, due: dt.date = DUE) -> list[str]:
    rhythm = rhythm_of(words)
    assert rhythm is not None
    return [
        f"{turn.name} {turn.day:%m-%d}{' 提前' if turn.moved else ''}" for turn in turns(rhythm, start, due, OCTOBER)
    ]


@pytest.mark.parametrize(
    ("words", "rhythm"),
    [
        ("每月", Rhythm("month")),
        ("每个月", Rhythm("month")),
        ("逐月", Rhythm("month")),
        ("按季度", Rhythm("quarter")),
        ("每月25日前", Rhythm("month", day=25)),
        ("每月二十五日前", Rhythm("month", day=25)),
        ("每月初", Rhythm("month", day=5)),
        ("每月底前", Rhythm("month")),
        ("每周", Rhythm("week")),
        ("每周五", Rhythm("week", weekday=4)),
        ("每星期三前", Rhythm("week", weekday=2)),
        ("每周五下班前", Rhythm("week", weekday=4)),
        ("每两周", Rhythm("fortnight")),
        ("每半年", Rhythm("half")),
        ("每年3月底前", Rhythm("year", month=3)),
        ("每年", Rhythm("year")),
    ],
)
def test_what_the_words_ask_for(words: str, rhythm: Rhythm) -> None:
    assert rhythm_of(words) == rhythm


@pytest.mark.parametrize(
    "words", ["定期", "每天", "每两年", "每季度首月10日前", "每月5日、20日前", "每月32日前", "每年13月", "持续推进", ""]
)
def test_where_no_day_follows_none_is_made_up(words: str) -> None:
    assert rhythm_of(words) is None


def test_each_month_by_a_day() -> None:
    assert told("每月25日前") == ["9月 09-25", "10月 10-23 提前", "11月 11-25", "12月 12-18 提前"]


def test_a_make_up_saturday_is_a_working_day() -> None:
    assert told("每月10日前", due=dt.date(2026, 10, 31)) == ["9月 09-10", "10月 10-10"]


def test_a_period_the_deadline_cuts_short_ends_with_it() -> None:
    assert told("每季度") == ["第三季度 09-30", "第四季度 12-18 提前"]
    assert told("每半年") == ["下半年 12-18 提前"]


def test_each_week_by_its_friday_or_the_working_day_before() -> None:
    weeks = told("每周", due=dt.date(2026, 10, 18))
    assert weeks[:1] + weeks[4:] == ["9月第1周 09-04", "10月第1周 09-30 提前", "10月第2周 10-09", "10月第3周 10-16"]
    assert told("每两周", due=dt.date(2026, 9, 30)) == ["9月第2周 09-11", "9月第4周 09-25", "9月第5周 09-30"]


def test_a_day_that_is_over_when_the_plan_is_made_is_left_out() -> None:
    assert told("每月25日前", start=dt.date(2026, 9, 28), due=dt.date(2026, 10, 31)) == ["10月 10-23 提前"]


def test_across_the_year_the_names_carry_it() -> None:
    names = told("每季度", start=dt.date(2026, 11, 1), due=dt.date(2027, 3, 31))
    assert names == ["2026年第四季度 12-31", "2027年第一季度 03-31"]


@pytest.mark.parametrize(
    "words", ["每周", "每周五", "每两周", "每月", "每月25日前", "每季度", "每半年", "每年", "每年3月底前"]
)
@given(st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), st.integers(0, 800))
def test_every_turn_is_a_working_day_in_time_and_in_order(words: str, start: dt.date, length: int) -> None:
    rhythm, due = rhythm_of(words), start + dt.timedelta(days=length)
    assert rhythm is not None
    days = [turn.day for turn in turns(rhythm, start, due, OCTOBER)]
    assert all(OCTOBER.is_working(day) and start <= day <= due for day in days)
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("term", "day"),
    [
        ("5个工作日", dt.date(2026, 10, 10)),  # 29, 30 September, 8, 9 and the worked Saturday of October
        ("十个工作日", dt.date(2026, 10, 16)),
        ("15日", dt.date(2026, 10, 13)),
        ("两周", dt.date(2026, 10, 12)),
        ("3个月", dt.date(2026, 12, 28)),
        ("近期", None),
        ("999天", None),
    ],
)
def test_a_term_counts_from_a_day(term: str, day: dt.date | None) -> None:
    assert after(term, dt.date(2026, 9, 28), OCTOBER) == day


@pytest.mark.parametrize(
    ("words", "value"), [("25", 25), ("十", 10), ("十五", 15), ("二十", 20), ("三十一", 31), ("两", 2)]
)
def test_numbers_below_a_hundred(words: str, value: int) -> None:
    assert number(words) == value
