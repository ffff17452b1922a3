"""Days as an office writes them into a cell: real dates, serial numbers, 20260630, 2026.6, 6月30日前, 年底, 长期."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

import gongwen

EPOCH = dt.date(1899, 12, 30)  # day 0 of Excel's serial numbers
SERIALS = range(36526, 73051)  # 2000 to 2100
NUMERIC = re.compile(
    r"(20\d{2})\s*[-./年]?\s*(1[0-2]|0?[1-9])(?:\s*[-./月]?\s*(3[01]|[12]\d|0?[1-9])?\s*日?)?(?:前|底前|底|之前)?"
)
STANDING = re.compile(r"长期|持续|常态|全年|每[年季月周]|即时|立即|随时")


@dataclass(frozen=True, slots=True)
class Day:
    """``doubt`` says in Chinese what is uncertain; empty where nothing is. ``is_open``: meant to have no day.

    ``is_month``: only the month is said, whose last day is taken, as of a deadline.
    """

    day: dt.date | None
    doubt: str = ""
    is_open: bool = False
    is_month: bool = False


def day_of(cell: object, year: int) -> Day:
    """``cell`` is a date, a number or a text; a day without a year is taken to be of ``year`` and doubted."""
    if isinstance(cell, dt.date):
        return Day(cell)
    if isinstance(cell, int | float):
        return _of_number(int(cell))
    return _of_text(str(cell).strip(), year)


def _of_number(number: int) -> Day:
    if number in SERIALS:
        return Day(EPOCH + dt.timedelta(days=number), "只有日期序号，按 Excel 的算法换算")
    return _of_numerals(str(number)) or Day(None, "读不出日期")


def _of_numerals(text: str) -> Day | None:
    found = NUMERIC.fullmatch(text)
    if not found:
        return None
    year, month = int(found[1]), int(found[2])
    last = calendar.monthrange(year, month)[1]
    if found[3] and int(found[3]) > last:
        return Day(None, "没有这一天")
    is_month = not found[3] and "底" not in text
    return Day(dt.date(year, month, int(found[3]) if found[3] else last), is_month=is_month)


@lru_cache(maxsize=4096)
def _of_text(text: str, year: int) -> Day:
    known = _of_numerals(text)
    if known:
        return known
    reading = gongwen.read(f"{text[:100]}完成建设。", published=dt.date(year, 1, 1))
    dates = [mention for mention in reading.mentions if mention.kind == "date"]
    ends = [(mention, mention.value.get("to")) for mention in dates if isinstance(mention.value, dict)]
    days = [(mention, dt.date.fromisoformat(end)) for mention, end in ends if end and len(end) == 10]
    if not days:
        is_open = bool(STANDING.search(text))
        return Day(None, "" if is_open else "读不出日期", is_open)
    mention, day = max(days, key=lambda pair: pair[1])
    doubts = [f"取最后一个日期 {day}"] if len(days) > 1 else []
    doubts += [f"没有年份，按 {day.year} 年"] if mention.doubt else []
    return Day(day, "；".join(doubts))
