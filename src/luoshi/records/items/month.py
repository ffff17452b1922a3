"""月历: the days of a pipeline's records in one month: deadlines, days of stages, and the dates its type names."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.months import add_months, month_end
from luoshi.core.workdays import ONE_DAY, Calendar, each_day
from luoshi.records.columns import columns
from luoshi.records.declaration import RecordType
from luoshi.records.items.asking import ItemFilter
from luoshi.records.models import Event, RecordQuerySet

SHOWN = 3  # entries of one day in the grid
MOST = 200  # entries of the day that is looked at by itself
STAGE = "stage"
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)


@dataclass(frozen=True, slots=True)
class Entry:
    """One day of one record; ``what`` is the word for that day."""

    what: str
    pk: int
    title: str
    light: str

    @property
    def url(self) -> str:
        return reverse("item", args=[self.pk])


@dataclass(frozen=True, slots=True)
class Day:
    """``is_off``: no working day; ``holiday`` says so of a weekday, ``made_up`` that a weekend's day is worked."""

    day: dt.date
    is_in_month: bool
    is_today: bool
    is_off: bool
    entries: list[Entry]

    @property
    def holiday(self) -> bool:
        return self.is_off and self.day.weekday() < 5

    @property
    def made_up(self) -> bool:
        return not self.is_off and self.day.weekday() >= 5

    @property
    def shown(self) -> list[Entry]:
        return self.entries[:SHOWN]

    @property
    def rest(self) -> int:
        return max(0, len(self.entries) - SHOWN)

    @property
    def most(self) -> list[Entry]:
        return self.entries[:MOST]

    @property
    def left_out(self) -> int:
        return max(0, len(self.entries) - MOST)


@dataclass(frozen=True, slots=True)
class Month:
    """Whole weeks from Monday. ``unknown`` are its years whose holidays nobody has filled in."""

    first: dt.date
    weeks: list[list[Day]]
    count: int
    unknown: list[int]

    @property
    def before(self) -> str:
        return f"{add_months(self.first, -1):%Y-%m}"

    @property
    def after(self) -> str:
        return f"{add_months(self.first, 1):%Y-%m}"

    def day(self, text: str) -> Day | None:
        """The day of the month that an address names, ISO."""
        return next((day for week in self.weeks for day in week if day.is_in_month and str(day.day) == text), None)


def month_of(text: str) -> dt.date:
    """``2026-11`` → its first day; anything else is this month."""
    try:
        first = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        first = clock.today().replace(day=1)
    return min(max(first, EARLIEST), LATEST.replace(day=1))


def month(asked: ItemFilter, first: dt.date) -> Month:
    last, today, calendar = month_end(first), clock.today(), Calendar.load()
    found = entries(asked.kind, asked.queryset(), first, last)
    start, end = first - ONE_DAY * first.weekday(), last + ONE_DAY * (6 - last.weekday())
    days = [
        Day(day, first <= day <= last, day == today, not calendar.is_working(day), found.get(day, []))
        for day in each_day(start, end)
    ]
    weeks = [days[at : at + 7] for at in range(0, len(days), 7)]
    return Month(first, weeks, sum(map(len, found.values())), calendar.unknown([first, last]))


def entries(kind: RecordType, records: RecordQuerySet, first: dt.date, last: dt.date) -> Mapping[dt.date, list[Entry]]:
    """Day → what falls on it, deadlines first, then by number; a query for each kind of day."""
    found: dict[dt.date, list[Entry]] = defaultdict(list)
    for what, path in _sources(kind):
        rows = _stage_days(records, first, last) if path == STAGE else _days(records, path, first, last)
        for pk, title, light, day in rows:
            found[_as_day(day)].append(Entry(what, pk, title, light))
    return found


def _sources(kind: RecordType) -> list[tuple[str, str]]:
    """Each kind of day with its word and the path to it."""
    stage = [(_("阶段到期"), STAGE)] if kind.is_clocked else []
    return [(_("完成时限"), "due"), *stage, *((one.label, one.path) for one in columns(kind, kind.days))]


def _as_day(day: Any) -> dt.date:
    return day if isinstance(day, dt.date) else dt.date.fromisoformat(day)


def _days(records: RecordQuerySet, path: str, first: dt.date, last: dt.date) -> Iterable[Any]:
    within = records.filter(**{f"{path}__range": (first, last)}).order_by("code")
    return within.values_list("pk", "title", "light", path)


def _stage_days(records: RecordQuerySet, first: dt.date, last: dt.date) -> Iterable[Any]:
    """The day by which a stage should end, as the latest event says it: what the lights go by (rag.Facts)."""
    within = {"values__stage_due__gte": first.isoformat(), "values__stage_due__lte": last.isoformat()}
    latest = Event.objects.filter(record__in=records.order_by().values("pk"), seq=F("record__version") + 1, **within)
    columns_of = ("record", "record__title", "record__light", "values__stage_due")
    return latest.order_by("record__code").values_list(*columns_of)
