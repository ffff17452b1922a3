"""Rhythms (每月25日前, 每季度, 每两周) and terms (30个工作日) as days of a calendar. Pure."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from luoshi.core.workdays import ONE_DAY, Calendar

Unit = Literal["week", "fortnight", "month", "quarter", "half", "year"]

UNITS: dict[str, Unit] = {
    "双周": "fortnight", "两周": "fortnight", "周": "week", "星期": "week", "月": "month", "季": "quarter",
    "半年": "half", "年": "year",
}  # fmt: skip
MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_NUMBER = "[\\d一二三四五六七八九十]+"
_EACH = re.compile(
    rf"[每按逐]个?(?:(?P<week>周|星期)(?P<weekday>[一二三四五六日])?|(?P<unit>半年|双周|两周|月|季|年)度?)"
    rf"(?:(?P<month>{_NUMBER})月)?(?:(?P<day>{_NUMBER})[日号])?(?:(?P<first>初)|[底末])?(?:下班)?(?:以?前|之前)?"
)
_TERM = re.compile(r"(?P<count>[\d一二三四五六七八九十两]+)个?(?P<unit>工作日|自然日|日|天|周|月)")
WEEKDAYS = "一二三四五六日"
HAN = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every ``unit``: by its last working day, or by ``day`` of it (month and day of a year, weekday 0-6 of a week)."""

    unit: Unit
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One of a rhythm's days: ``name`` says which period it closes (10月, 第四季度).

    ``moved``: the day asked for is not worked, this is the working day before it.
    """

    name: str
    day: dt.date
    moved: bool


def number(words: str) -> int | None:
    """25, 二十五, 两 as a number below a hundred; None for anything else."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.replace("两", "二").rpartition("十")
    try:
        return (HAN.index(tens or "一") * 10 if ten else 0) + (HAN.index(ones) if ones else 0)
    except ValueError:
        return None


def rhythm_of(words: str) -> Rhythm | None:
    """What 每季度, 每月25日前, 每周五, 逐月 ask for; None where no day follows from it (定期, 每天, 每两年)."""
    found = _EACH.fullmatch(words)
    if found is None:
        return None
    day = number(found["day"]) if found["day"] else (5 if found["first"] else None)
    month = number(found["month"]) if found["month"] else None
    if not (month is None or 1 <= month <= 12) or not (day is None or 1 <= day <= 31):
        return None
    weekday = WEEKDAYS.index(found["weekday"]) if found["weekday"] else None
    return Rhythm(UNITS[found["week"] or found["unit"]], month, day, weekday)


def turns(rhythm: Rhythm, start: dt.date, due: dt.date, calendar: Calendar) -> Iterator[Turn]:
    """The rhythm's working days from ``start`` on, in order. A period that ``due`` cuts short ends on ``due``."""
    across = start.year != due.year
    for first, last in _periods(rhythm.unit, start, due):
        wanted = min(_day_in(rhythm, first, last), due)
        day = calendar.working_day_on_or_before(wanted)
        if start <= day and first <= wanted:
            closing = last if rhythm.unit in MONTHS else min(last - ONE_DAY * 2, due)
            yield Turn(_name(rhythm.unit, closing, across=across), day, day != wanted)


def _periods(unit: Unit, start: dt.date, due: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """First and last day of every period that begins by ``due``, from the one ``start`` lies in."""
    first = start - ONE_DAY * start.weekday() if unit in ("week", "fortnight") else _first_of(unit, start)
    while first <= due:
        following = first + ONE_DAY * {"week": 7, "fortnight": 14}.get(unit, 0)
        if unit in MONTHS:
            following = _later(first, MONTHS[unit])
        yield first, following - ONE_DAY
        first = following


def _first_of(unit: Unit, day: dt.date) -> dt.date:
    length = MONTHS[unit]
    return dt.date(day.year, (day.month - 1) // length * length + 1, 1)


def _later(first: dt.date, months: int) -> dt.date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return dt.date(year, month + 1, 1)


def _day_in(rhythm: Rhythm, first: dt.date, last: dt.date) -> dt.date:
    """The day asked for in a period. A day of the month in a longer period is that of its last month."""
    if rhythm.unit in ("week", "fortnight"):
        return last - ONE_DAY * (6 - (4 if rhythm.weekday is None else rhythm.weekday))
    if rhythm.day is None and rhythm.month is None:
        return last
    month = last.replace(month=rhythm.month) if rhythm.unit == "year" and rhythm.month else last.replace(day=1)
    length = monthrange(month.year, month.month)[1]
    return month.replace(day=min(rhythm.day or length, length))


def _name(unit: Unit, last: dt.date, *, across: bool) -> str:
    """``last`` is the period's last day, of a week its Friday."""
    year = f"{last.year}年" if across or unit == "year" else ""
    if unit in ("week", "fortnight"):
        return f"{year}{last.month}月第{week_of_month(last)}周"
    if unit == "quarter":
        return f"{year}第{'一二三四'[(last.month - 1) // 3]}季度"
    return year + {"month": f"{last.month}月", "half": "上半年" if last.month == 6 else "下半年"}.get(unit, "")


def week_of_month(friday: dt.date) -> int:
    """A week is the month's that its Friday lies in."""
    return (friday.day - 1) // 7 + 1


def after(term: str, start: dt.date, calendar: Calendar) -> dt.date | None:
    """The last day of a term counted from ``start`` (30个工作日, 两周, 3个月); None where it has no length (近期)."""
    found = _TERM.match(term)
    count = number(found["count"]) if found else None
    if found is None or not count or count > 366:
        return None
    if found["unit"] == "工作日":
        return calendar.working_day_after(start, count)
    if found["unit"] == "月":
        month = _later(start.replace(day=1), count)
        return month.replace(day=min(start.day, monthrange(month.year, month.month)[1]))
    return start + ONE_DAY * count * (7 if found["unit"] == "周" else 1)
