"""Periods of the calendar: what 上半年, 一季度, 6月底, “十五五” are as first and last days."""

import datetime as dt
from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple

Period = tuple[dt.date, dt.date]


class Day(NamedTuple):
    """A month and day of a year not yet known; also a year's, half-year's or quarter's first and last."""

    month: int
    day: int


Stretch = tuple[Day, Day]
LAST = 31  # of a month or quarter, whatever its length; a day written out is never cut
YEAR: Stretch = (Day(1, 1), Day(12, 31))
HALVES: dict[str, Stretch] = {
    "上半年": (Day(1, 1), Day(6, 30)),
    "下半年": (Day(7, 1), Day(12, 31)),
    "前三季度": (Day(1, 1), Day(9, 30)),
}
_THIRDS = {"初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}


def quarter(number: int) -> Stretch:
    last = number * 3
    return Day(last - 2, 1), Day(last, LAST)


def month(number: int, part: str | None = None) -> Stretch:
    """A month or its third; 底 and 末 are its last day."""
    if part in ("底", "末"):
        return Day(number, LAST), Day(number, LAST)
    first, until = _THIRDS.get(part or "", (1, LAST))
    return Day(number, first), Day(number, until)


def single(at: Day) -> Stretch | None:
    """One day, or None where no year has it."""
    return (at, at) if 1 <= at.month <= 12 and 1 <= at.day <= _length(at.month) else None


@lru_cache(maxsize=1024)
def of_year(stretch: Stretch, year: int) -> Period | None:
    """The stretch in a year, or None where that year has no such day (29 February) or is no year."""
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    if any(at.day > _length(at.month, year) and at.day != LAST for at in stretch):
        return None
    first, last = (dt.date(year, at.month, min(at.day, _length(at.month, year))) for at in stretch)
    return first, last


def yearless(at: Day) -> str:
    """--MM-DD, as ISO 8601 writes a day of no year."""
    return f"--{at.month:02}-{min(at.day, _length(at.month)):02}"


@lru_cache(maxsize=256)
def _length(month: int, year: int = 2024) -> int:
    return monthrange(year, month)[1]


def five_years(ordinal: int) -> Period | None:
    """The 十五五 (15) is 2026-2030; the first five plans were not evenly spaced and are not read."""
    first = 1951 + 5 * ordinal
    return (dt.date(first, 1, 1), dt.date(first + 4, 12, 31)) if 6 <= ordinal <= 40 else None
