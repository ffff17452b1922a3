"""The table of holidays (节假日): seeded from the state's published ones, edited by new versions of a year."""

import datetime as dt
from collections.abc import Mapping
from functools import cache

import chinese_calendar
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.models import HolidayYear
from luoshi.core.refusal import Refused

Days = dict[dt.date, tuple[bool, str]]

# What an installation starts with holds for all of its history, also for a ledger kept before it.
BEGINNING = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_DAYS = 120


@cache
def published() -> Mapping[int, Days]:
    """Year → its holidays as the state announced them (国务院办公厅放假通知), as far as the package knows them."""
    known: dict[int, Days] = {}
    for days, works in ((chinese_calendar.holidays, False), (chinese_calendar.workdays, True)):
        for day, name in days.items():
            if breaks_the_week(day, works):
                known.setdefault(day.year, {})[day] = (works, chinese_calendar.Holiday(name).chinese)
    return known


def breaks_the_week(day: dt.date, works: bool) -> bool:
    """Only such days are kept; all others follow their weekday."""
    return works != (day.weekday() < 5)


def seed_holidays() -> int:
    """Fill an empty table; returns the years. An installation's own table is never touched."""
    if HolidayYear.objects.exists():
        return 0
    versions = [
        _version(year, days, _("系统"), _("国务院公布的放假安排"), BEGINNING) for year, days in published().items()
    ]
    return len(HolidayYear.objects.bulk_create(sorted(versions, key=lambda version: version.year)))


def holidays_of(year: int) -> Days:
    """The year's exceptions as they stand; empty where nobody has filled it."""
    version = HolidayYear.objects.filter(year=year).last()
    return (
        {dt.date.fromisoformat(day): (works, label) for day, (works, label) in version.days.items()} if version else {}
    )


def revise(year: int, days: Days, author: str, reason: str) -> HolidayYear:
    """A new version of the year, in force from now on. ``author`` is unit, name and role as they now are.

    Raises Refused for a year out of bounds, a day of another year, too many days, no reason, or no change at all.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(_("年份应在 %(first)d 至 %(last)d 之间。") % {"first": FIRST_YEAR, "last": LAST_YEAR})
    strangers = [day for day in days if day.year != year]
    if strangers:
        raise Refused(_("%(day)s 不在 %(year)d 年，请改到那一年去填。") % {"day": strangers[0], "year": year})
    kept = {day: (works, label.strip()[:40]) for day, (works, label) in days.items() if breaks_the_week(day, works)}
    if len(kept) > MOST_DAYS:
        raise Refused(_("一年里的放假和调休最多 %(most)d 天，请核对。") % {"most": MOST_DAYS})
    if not reason.strip():
        raise Refused(_("请填写依据，如放假通知的文号。"))
    before = HolidayYear.objects.filter(year=year).last()
    version = _version(year, kept, author, reason.strip()[:200], clock.now())
    if before and before.days == version.days:
        raise Refused(_("%(year)d 年的安排没有变化，未保存。") % {"year": year})
    version.save(force_insert=True)
    return version


def _version(year: int, days: Days, author: str, reason: str, made_at: dt.datetime) -> HolidayYear:
    plain = {day.isoformat(): [works, label] for day, (works, label) in sorted(days.items())}
    return HolidayYear(year=year, days=plain, made_at=made_at, author=author[:160], reason=reason)


def changes(before: HolidayYear | None, after: HolidayYear) -> list[str]:
    """What a version changed, a line a day."""
    old, new = (before.days if before else {}), after.days
    return [
        f"{day}：{_told(old.get(day), day)} → {_told(new.get(day), day)}"
        for day in sorted({*old, *new})
        if old.get(day) != new.get(day)
    ]


def _told(entry: list[object] | None, day: str) -> str:
    works, label = entry or [dt.date.fromisoformat(day).weekday() < 5, ""]
    word = _("上班") if works else _("放假")
    return f"{word}（{label}）" if label else word
