"""The home page's numbers. Each is counted by the condition of the list it links to (queries.SCOPES)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Min, Q
from django.urls import reverse

from luoshi.core import clock
from luoshi.org.models import Post, Unit
from luoshi.records.models import Event, Milestone, RecordQuerySet
from luoshi.records.queries import LIGHTS, SCOPES, Scope, helpers_wait, order, tasks_of
from luoshi.records.rows import Row, rows_of
from luoshi.records.types.task import HANDED_OUT, IN_HAND

SHOWN = 8
ATTENTION = 12
WHATEVER_PART = ("assigned", "parts")  # a unit counts these over all it has a part in, not only what it leads
BAR_ORDER = ("blue", "green", "yellow", "red")


def ledger_url(**asked: Any) -> str:
    return f"{reverse('ledger')}?{urlencode(asked, doseq=True)}"


def share(part: int, whole: int) -> float | None:
    """Percent, None of nothing."""
    return round(100 * part / whole, 1) if whole else None


@dataclass(frozen=True, slots=True)
class Move:
    """Tasks that wait for someone: how many, and the list of them."""

    who: str
    label: Any
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: place and width in percent of the longest bar."""

    colour: str
    count: int
    start: float
    width: float
    url: str

    @property
    def told(self) -> str:
        return f"{dict(LIGHTS)[self.colour]} {self.count} 件"


@dataclass(frozen=True, slots=True)
class Bar:
    unit: Unit
    total: int
    url: str
    segments: list[Segment]

    @property
    def told(self) -> str:
        return f"{self.unit}：{'，'.join(segment.told for segment in self.segments)}"


def bars_of(units: Iterable[Unit], lit: Mapping[tuple[int, str], int], column: str) -> list[Bar]:
    """A bar for each unit (or zone) that has tasks; ``lit`` is (id, light) → tasks, ``column`` the ledger's filter."""
    totals = {unit: sum(lit.get((unit.pk, colour), 0) for colour in BAR_ORDER) for unit in units}
    longest = max(totals.values(), default=0)
    return [_bar(unit, total, longest, lit, column) for unit, total in totals.items() if total]


def _bar(unit: Unit, total: int, longest: int, lit: Mapping[tuple[int, str], int], column: str) -> Bar:
    segments, start = [], 0.0
    for colour in BAR_ORDER:
        count = lit.get((unit.pk, colour), 0)
        width = 100 * count / longest
        if count:
            url = ledger_url(**{column: unit.pk, "light": colour})
            segments.append(Segment(colour, count, round(start, 2), round(width, 2), url))
        start += width
    return Bar(unit, total, ledger_url(**{column: unit.pk, "light": BAR_ORDER}), segments)


class Overview:
    """What is due, what is late, whose move it is, for one post."""

    def __init__(self, post: Post) -> None:
        self.post, self.today = post, clock.today()
        # An overseer's own work is counted apart from what it reads of other zones (comparison.py).
        self.own = {"zone": post.zone_id} if post.overseen else {}
        self.tasks: RecordQuerySet = tasks_of(post).filter(**self.own)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Scope name → how many tasks its list holds; one query for all."""
        return self._count(self.tasks, SCOPES)

    def _count(self, tasks: RecordQuerySet, scopes: Iterable[Scope]) -> dict[str, int]:
        asked = {scope.name: Count("pk", filter=scope.where(self.today, self.post)) for scope in scopes}
        return tasks.order_by().aggregate(**asked)

    @property
    def urls(self) -> dict[str, str]:
        return {scope.name: ledger_url(**self.own, scope=scope.name) for scope in SCOPES}

    @property
    def rate(self) -> float | None:
        """年度办结率, percent: of the tasks this year owes, those closed."""
        return share(self.counts["year_done"], self.counts["year"])

    @cached_property
    def longest_late(self) -> int:
        """Days by which the oldest late task is late."""
        first = self.tasks.filter(state__in=HANDED_OUT, due__lt=self.today).aggregate(first=Min("due"))["first"]
        return (self.today - first).days if first else 0

    @cached_property
    def by_unit(self) -> Counter[tuple[int, str]]:
        """(lead unit's id, light) → tasks, of those handed out."""
        rows = self.tasks.order_by().filter(is_handed_out=True).values_list("task__lead", "light")
        return Counter({(lead, colour): count for lead, colour, count in rows.annotate(count=Count("pk")) if lead})

    @cached_property
    def units(self) -> list[Unit]:
        """The units that lead something, in the zone's order."""
        return list(Unit.objects.filter(pk__in={lead for lead, _colour in self.by_unit}))

    @cached_property
    def bars(self) -> list[Bar]:
        return bars_of(self.units, self.by_unit, "lead")

    @cached_property
    def attention(self) -> list[Row]:
        """Red and yellow ones, worst first."""
        return rows_of(self._lit("red", "yellow").order_by(*order("light"))[:ATTENTION])

    def _lit(self, *colours: str) -> RecordQuerySet:
        return self.tasks.filter(light__in=colours)

    @cached_property
    def lit_counts(self) -> dict[str, int]:
        return self.tasks.order_by().aggregate(
            red=Count("pk", filter=Q(light="red")), yellow=Count("pk", filter=Q(light="yellow"))
        )

    @cached_property
    def waiting_by_unit(self) -> list[Move]:
        """待签收, unit by unit."""
        waiting = self.tasks.order_by().filter(state="assigned").values_list("task__lead")
        counts = dict(waiting.annotate(count=Count("pk")))
        units = Unit.objects.filter(pk__in=counts)
        return [Move(str(unit), "", counts[unit.pk], ledger_url(scope="assigned", lead=unit.pk)) for unit in units]

    @cached_property
    def latest(self) -> list[Event]:
        """What happened last, of every task the post may see."""
        events = Event.objects.visible_to(self.post).filter(record__type="task").select_related("record", "signature")
        return list(events.order_by("-entered_at", "-pk")[:SHOWN])


class UnitOverview(Overview):
    """The same for a unit: what waits for its own hand."""

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self.everything = self.tasks
        self.tasks = self.tasks.filter(task__lead=post.unit_id)

    @cached_property
    def counts(self) -> dict[str, int]:
        own = [scope for scope in SCOPES if scope.name in WHATEVER_PART]
        return self._count(self.tasks, SCOPES) | self._count(self.everything, own)

    @property
    def urls(self) -> dict[str, str]:
        led = {scope.name: ledger_url(scope=scope.name, lead=self.post.unit_id) for scope in SCOPES}
        return led | {name: ledger_url(scope=name) for name in WHATEVER_PART}

    @cached_property
    def mine(self) -> Move:
        """Tasks that name this person as the one who answers for them."""
        person = self.post.person
        count = self.everything.filter(task__owner=person).count()
        return Move(person.name, "", count, ledger_url(owner=person.pk))

    @cached_property
    def part_in(self) -> Move:
        """Everything the unit has a part in, leading or supporting."""
        return Move(str(self.post.unit), "", self.everything.count(), reverse("ledger"))

    @cached_property
    def to_do(self) -> list[Row]:
        """Led by the unit and its move: to be acknowledged, in hand or sent back; worst first."""
        waiting = self.tasks.filter(state__in=("assigned", *IN_HAND))
        return rows_of(waiting.order_by(*order("light"))[: 2 * SHOWN])

    @cached_property
    def to_help(self) -> list[Row]:
        """Led by others: to be signed, or to be answered as a joint lead; worst first."""
        waiting = self.everything.filter(helpers_wait(self.today, self.post))
        return rows_of(waiting.order_by(*order("light"))[: 2 * SHOWN])

    @cached_property
    def week(self) -> Sequence[Milestone]:
        """Milestones due until Sunday that have no evidence yet, and those that were due before."""
        sunday = self.today + dt.timedelta(days=6 - self.today.weekday())
        due = Milestone.objects.visible_to(self.post).filter(
            record__state__in=HANDED_OUT, record__task__lead=self.post.unit, due__lte=sunday
        )
        open_ones = due.exclude(evidence__withdrawn=False).select_related("record", "post__person")
        return list(open_ones.order_by(F("due"), "pk")[: 2 * SHOWN])

    @cached_property
    def instructions(self) -> list[Event]:
        """批示 and 催办 on the unit's tasks, latest first."""
        words = Event.objects.visible_to(self.post).filter(transition__in=("instruct", "urge"))
        return list(words.select_related("record", "signature").order_by("-entered_at", "-pk")[:4])
