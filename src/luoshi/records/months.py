"""各单位月度亮灯: the worst light of each unit's tasks at each month's end."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import cache

from luoshi.org.models import Unit
from luoshi.records.lights import standings_as_of
from luoshi.records.overview import Overview, ledger_url

WORST_FIRST = ("red", "yellow", "green", "blue")
WORDS = {"red": "红灯", "yellow": "黄灯", "green": "绿灯", "blue": "办结"}
MARKS = {"red": "红", "yellow": "黄", "green": "绿", "blue": "结"}
KEEP_SECONDS = 3600
NEAR = 6  # months

Tally = Mapping[tuple[int, str], int]


@dataclass(frozen=True, slots=True)
class Cell:
    """``colour`` empty: nothing was in hand then, or the month is still to come."""

    month: int
    far: bool  # from today's month: left out where there is no room
    colour: str = ""
    count: int = 0
    url: str = ""
    told: str = ""

    @property
    def word(self) -> str:
        return MARKS[self.colour]


@dataclass(frozen=True, slots=True)
class MonthRow:
    unit: Unit
    cells: list[Cell]


def month_rows(overview: Overview) -> list[MonthRow]:
    """A row for every unit that leads or led something this year."""
    tallies = {month: _tally(overview, month) for month in range(1, overview.today.month + 1)}
    leads = {lead for tally in tallies.values() for lead, _colour in tally}
    units = Unit.objects.visible_to(overview.post).filter(pk__in=leads)
    return [MonthRow(unit, [_cell(overview, unit, m, tallies.get(m, {})) for m in range(1, 13)]) for unit in units]


def month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def is_far(overview: Overview, month: int) -> bool:
    return not overview.today.month - NEAR < month <= overview.today.month


def _tally(overview: Overview, month: int) -> Tally:
    """(lead unit's id, light) → tasks at the end of ``month``; today's for the current one."""
    if month == overview.today.month:
        return overview.by_unit
    day = month_end(overview.today.year, month)
    # What was entered by a day that is over does not change: events are only ever appended.
    key = f"lights/{overview.post.zone.pk}/{overview.post.sees_zone or overview.post.pk}/{day}"
    known: Tally | None = cache.get(key)
    if known is None:
        then = standings_as_of(overview.tasks, day).values()
        known = Counter((s.lead, s.light.colour) for s in then if s.lead and s.light.colour in WORST_FIRST)
        cache.set(key, known, KEEP_SECONDS)
    return known


def _cell(overview: Overview, unit: Unit, month: int, tally: Tally) -> Cell:
    far = is_far(overview, month)
    counts = {colour: tally.get((unit.pk, colour), 0) for colour in WORST_FIRST}
    worst = next((colour for colour in WORST_FIRST if counts[colour]), None)
    if worst is None:
        return Cell(month, far)
    asked = {"lead": unit.pk, "light": worst}
    if month != overview.today.month:
        asked["as_of"] = month_end(overview.today.year, month).isoformat()
    told = "，".join(f"{WORDS[colour]}{count}件" for colour, count in counts.items() if count)
    return Cell(month, far, worst, counts[worst], ledger_url(**asked), f"{unit} {month}月：{told}")
