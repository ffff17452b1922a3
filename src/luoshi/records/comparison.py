"""The overseer's home: its zones side by side, by results alone (on time, overdue, verified), never by activity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Min

from luoshi.core import clock
from luoshi.org.models import Post, Unit
from luoshi.records.models import RecordQuerySet
from luoshi.records.overview import ATTENTION, Bar, bars_of, ledger_url, share
from luoshi.records.queries import SCOPES, order, tasks_of
from luoshi.records.rows import Row, rows_of
from luoshi.records.types.task import HANDED_OUT

# What is compared, by the names of queries.SCOPES.
COMPARED = ("year", "year_done", "on_time", "extended", "late", "open")


@dataclass(frozen=True, slots=True)
class Figure:
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """A zone's results; ``figures`` by the names in COMPARED, each with the list that it counts."""

    zone: Unit
    url: str
    figures: Mapping[str, Figure]
    longest_late: int

    @property
    def rate(self) -> float | None:
        """年度办结率, percent."""
        return share(self.figures["year_done"].count, self.figures["year"].count)

    @property
    def on_time_rate(self) -> float | None:
        """Of those closed, percent closed by their deadline."""
        return share(self.figures["on_time"].count, self.figures["year_done"].count)


class Comparison:
    """The zones below ``post``'s, in the order they were founded, and the overseer's own where it keeps a ledger."""

    def __init__(self, post: Post) -> None:
        self.post, self.today = post, clock.today()
        self.tasks: RecordQuerySet = tasks_of(post).filter(is_handed_out=True)

    @cached_property
    def _counted(self) -> dict[int, dict[str, int]]:
        """Zone id → scope name → tasks; one query for all."""
        scopes = [scope for scope in SCOPES if scope.name in COMPARED]
        asked = {scope.name: Count("pk", filter=scope.where(self.today, self.post)) for scope in scopes}
        rows = self.tasks.order_by().values_list("zone").annotate(**asked).values_list("zone", *asked)
        return {zone: dict(zip(asked, counts, strict=True)) for zone, *counts in rows}

    @cached_property
    def _oldest_due(self) -> dict[int, dt.date]:
        late = self.tasks.order_by().filter(state__in=HANDED_OUT, due__lt=self.today)
        return dict(late.values_list("zone").annotate(first=Min("due")))

    @cached_property
    def zones(self) -> list[Unit]:
        own = [self.post.zone] if self.post.zone_id in self._counted else []
        return [*self.post.overseen, *own]

    @cached_property
    def lines(self) -> list[ZoneLine]:
        return [self._line(zone) for zone in self.zones]

    def _line(self, zone: Unit) -> ZoneLine:
        counts = self._counted.get(zone.pk, {})
        figures = {name: Figure(counts.get(name, 0), ledger_url(zone=zone.pk, scope=name)) for name in COMPARED}
        oldest = self._oldest_due.get(zone.pk)
        return ZoneLine(zone, ledger_url(zone=zone.pk), figures, (self.today - oldest).days if oldest else 0)

    @cached_property
    def bars(self) -> list[Bar]:
        rows = self.tasks.order_by().values_list("zone", "light").annotate(count=Count("pk"))
        return bars_of(self.zones, {(zone, colour): count for zone, colour, count in rows}, "zone")

    @cached_property
    def attention(self) -> list[Row]:
        """Red and yellow ones of all zones, worst first."""
        lit = self.tasks.filter(light__in=("red", "yellow"))
        return rows_of(lit.order_by(*order("light"))[:ATTENTION])

    @cached_property
    def lit_counts(self) -> dict[str, int]:
        rows = self.tasks.order_by().filter(light__in=("red", "yellow")).values_list("light")
        return {"red": 0, "yellow": 0, **dict(rows.annotate(count=Count("pk")))}
