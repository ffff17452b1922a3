"""The decision table of the lights, with a test on either side of each boundary (DESIGN.md §4)."""

import datetime as dt
from dataclasses import replace

import pytest

from luoshi.core.workdays import Calendar
from luoshi.records.rag import Facts, Light, light, planned_share

PLAIN = Calendar({})
# A Thursday; the day after is a Friday, then a weekend.
TODAY = dt.date(2026, 11, 19)
LIVE = Facts(phase="live", due=None, handed_out=None, progress=None, basis=None, plan=())


def days(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


def behind(points: int, basis: str = "evidence") -> Facts:
    """Half of the plan is due, and so many points of it are missing."""
    plan = ((days(-1), 50), (days(100), 50))
    return replace(LIVE, due=days(100), progress=50 - points, basis=basis, plan=plan)


def shown(facts: Facts) -> tuple[str, str]:
    found = light(facts, TODAY, PLAIN)
    return found.colour, found.label


def test_what_is_not_handed_out_has_no_light_however_late() -> None:
    assert shown(replace(LIVE, phase="planned", due=days(-9))) == ("none", "未交办")


def test_closed_is_blue_though_it_was_late() -> None:
    assert shown(replace(LIVE, phase="closed", due=days(-9))) == ("blue", "办结")


def test_suspended_and_withdrawn_are_grey_though_late() -> None:
    assert shown(replace(LIVE, phase="halted", due=days(-9), called="撤销")) == ("grey", "撤销")


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (days(-23), ("red", "逾期23天")),
        (days(-1), ("red", "逾期1天")),
        (days(0), ("yellow", "今日到期")),
        (days(1), ("yellow", "剩1个工作日")),
        (days(3), ("yellow", "剩1个工作日")),  # Sunday: only Friday is worked
        (days(5), ("yellow", "剩3个工作日")),  # Tuesday
        (days(6), ("green", "正常")),  # Wednesday: the fourth working day
        (None, ("green", "正常")),
    ],
)
def test_the_calendar_alone(due: dt.date | None, expected: tuple[str, str]) -> None:
    assert shown(replace(LIVE, due=due)) == expected


def test_a_make_up_day_counts_as_a_working_day() -> None:
    saturday_works = Calendar({days(2): True})
    assert light(replace(LIVE, due=days(5)), TODAY, saturday_works) == Light("green", "正常")


def test_a_due_day_at_the_end_of_a_holiday_is_near() -> None:
    week_off = Calendar({days(n): False for n in (1, 4, 5, 6, 7)})
    assert light(replace(LIVE, due=days(7)), TODAY, week_off).colour == "yellow"


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (31, ("red", "滞后31个百分点")),
        (30, ("yellow", "滞后30个百分点")),
        (10, ("yellow", "滞后10个百分点")),
        (9, ("green", "关注")),
        (1, ("green", "关注")),
        (0, ("green", "正常")),
        (-20, ("green", "正常")),
    ],
)
def test_behind_the_plan(points: int, expected: tuple[str, str]) -> None:
    assert shown(behind(points)) == expected


def test_late_comes_before_behind() -> None:
    assert shown(replace(behind(31), due=days(-1))) == ("red", "逾期1天")


def test_far_behind_comes_before_near_due() -> None:
    assert shown(replace(behind(31), due=days(1))) == ("red", "滞后31个百分点")


def test_near_due_comes_before_a_little_behind() -> None:
    assert shown(replace(behind(20), due=days(1))) == ("yellow", "剩1个工作日")


@pytest.mark.parametrize("progress", [0, 40, 100])
def test_a_units_word_never_makes_a_light_greener_than_the_calendar(progress: int) -> None:
    late = replace(LIVE, due=days(-1), progress=progress, basis="word")
    near = replace(LIVE, due=days(1), progress=progress, basis="word")
    assert (light(late, TODAY, PLAIN).colour, light(near, TODAY, PLAIN).colour) in [("red", "yellow"), ("red", "red")]


def test_a_lag_in_a_units_own_word_says_so() -> None:
    assert shown(behind(20, basis="word")) == ("yellow", "滞后20个百分点（自报）")


def test_without_any_figure_nothing_is_behind() -> None:
    assert shown(replace(behind(20), progress=None, basis=None)) == ("green", "正常")


def test_the_plan_is_the_weight_of_milestones_due_by_now() -> None:
    plan = ((days(-3), 1), (days(0), 2), (days(1), 5))
    assert planned_share(replace(LIVE, plan=plan), TODAY, PLAIN) == 37.5


@pytest.mark.parametrize(("done", "label"), [(33, "正常"), (32, "关注")])
def test_a_third_done_where_a_third_is_due_is_not_behind(done: int, label: str) -> None:
    plan = ((days(-1), 1), (days(50), 1), (days(99), 1))
    assert shown(replace(LIVE, due=days(99), plan=plan, progress=done, basis="evidence")) == ("green", label)


@pytest.mark.parametrize(("off", "share"), [(-1, 0), (0, 25), (7, 25), (8, 100)])
def test_a_milestone_counts_from_its_own_day_on(off: int, share: float) -> None:
    plan = ((days(0), 1), (days(8), 3))
    assert planned_share(replace(LIVE, plan=plan), days(off), PLAIN) == share


def test_without_milestones_the_plan_is_the_working_days_gone() -> None:
    monday, friday = dt.date(2026, 11, 16), dt.date(2026, 11, 27)
    facts = replace(LIVE, handed_out=monday, due=friday)
    assert planned_share(facts, TODAY, PLAIN) == pytest.approx(100 * 3 / 9)
    assert planned_share(facts, dt.date(2027, 1, 1), PLAIN) == 100


def test_without_a_due_day_there_is_no_plan() -> None:
    assert planned_share(replace(LIVE, handed_out=TODAY), TODAY, PLAIN) is None


def test_handed_out_on_the_day_it_is_due() -> None:
    assert planned_share(replace(LIVE, handed_out=TODAY, due=TODAY), TODAY, PLAIN) == 100
