"""The holiday table: seeded once, edited by versions, so that what was counted before can be counted again."""

import datetime as dt

import pytest

from luoshi.core import clock
from luoshi.core.holidays import changes, holidays_of, published, revise, seed_holidays
from luoshi.core.models import HolidayYear
from luoshi.core.refusal import Refused
from luoshi.core.workdays import Calendar, each_day

pytestmark = pytest.mark.django_db
NEW_YEAR = dt.date(2027, 1, 1)  # a Friday
SUNDAY = dt.date(2027, 1, 10)
HALF_A_YEAR = list(each_day(NEW_YEAR, dt.date(2027, 6, 30)))
WANG = "督查室 王敏 督查员"


def test_the_states_holidays_are_filled_in_once_and_keep_what_the_office_changed() -> None:
    assert seed_holidays() == len(published())
    assert not Calendar.load().is_working(dt.date(2025, 10, 1))
    assert Calendar.load().is_working(dt.date(2025, 9, 28))  # a Sunday, made up for the holiday
    days = holidays_of(2025)
    del days[dt.date(2025, 10, 1)]
    revise(2025, days, WANG, "本市通知")
    assert seed_holidays() == 0
    assert Calendar.load().is_working(dt.date(2025, 10, 1))


def test_only_days_that_break_the_weekly_rule_are_kept() -> None:
    seed_holidays()
    kept = [
        (dt.date.fromisoformat(day), works)
        for year in HolidayYear.objects.all()
        for day, (works, _) in year.days.items()
    ]
    assert len(kept) > 100
    assert all(works != (day.weekday() < 5) for day, works in kept)


def test_a_year_nobody_has_filled_counts_weekdays_and_is_named() -> None:
    assert Calendar.load().is_working(NEW_YEAR)
    assert Calendar.load().unknown([NEW_YEAR]) == [2027]
    revise(2027, {NEW_YEAR: (False, "元旦")}, WANG, "国办发明电")
    assert not Calendar.load().is_working(NEW_YEAR)
    assert Calendar.load().unknown([NEW_YEAR]) == []


def test_an_edit_holds_from_its_moment_on_and_not_before() -> None:
    with clock.at(dt.date(2026, 11, 1)):
        revise(2027, {NEW_YEAR: (False, "元旦")}, WANG, "通知一")
    with clock.at(dt.date(2026, 12, 1)):
        revise(2027, {NEW_YEAR: (False, "元旦"), SUNDAY: (True, "调休")}, WANG, "通知二")

    def free_and_worked(day: dt.date) -> tuple[bool, bool]:
        with clock.at(day):
            calendar = Calendar.load(as_of=clock.now())
        return not calendar.is_working(NEW_YEAR), calendar.is_working(SUNDAY)

    assert free_and_worked(dt.date(2026, 10, 31)) == (False, False)
    assert free_and_worked(dt.date(2026, 11, 2)) == (True, False)
    assert free_and_worked(dt.date(2026, 12, 2)) == (True, True)


def test_a_version_says_who_when_why_and_what_changed() -> None:
    first = revise(2027, {NEW_YEAR: (False, "元旦")}, WANG, "通知一")
    second = revise(2027, {NEW_YEAR: (False, "元旦"), SUNDAY: (True, "调休")}, WANG, " 通知二 ")
    assert (second.author, second.reason) == (WANG, "通知二")
    assert changes(None, first) == ["2027-01-01：上班 → 放假（元旦）"]
    assert changes(first, second) == ["2027-01-10：放假 → 上班（调休）"]


def test_a_day_that_follows_its_weekday_needs_no_entry() -> None:
    assert revise(2027, {NEW_YEAR: (True, "照常"), SUNDAY: (False, "")}, WANG, "照常").days == {}


@pytest.mark.parametrize(
    ("year", "days", "reason", "said"),
    [
        (1999, {}, "通知", "年份应在 2000 至 2100 之间。"),
        (2026, {NEW_YEAR: (False, "")}, "通知", "2027-01-01 不在 2026 年，请改到那一年去填。"),
        (2027, {NEW_YEAR: (False, "")}, " ", "请填写依据，如放假通知的文号。"),
        (2027, {day: (day.weekday() > 4, "") for day in HALF_A_YEAR}, "通知", "最多 120 天"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(
    year: int, days: dict[dt.date, tuple[bool, str]], reason: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        revise(year, days, WANG, reason)


def test_saving_without_a_change_makes_no_version() -> None:
    revise(2027, {NEW_YEAR: (False, "元旦")}, WANG, "通知")
    with pytest.raises(Refused, match="没有变化"):
        revise(2027, {NEW_YEAR: (False, "元旦")}, WANG, "又一次")


def test_a_version_is_never_changed_or_deleted() -> None:
    version = revise(2027, {NEW_YEAR: (False, "元旦")}, WANG, "通知")
    with pytest.raises(Refused):
        version.save()
    with pytest.raises(Refused):
        HolidayYear.objects.update(days={})
    with pytest.raises(Refused):
        HolidayYear.objects.all().delete()
