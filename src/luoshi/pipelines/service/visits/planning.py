"""Visits planned fairly: who was not seen longest comes first, and nobody is seen too often."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.months import add_months
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.pipelines.service.firms import Firm, Grid
from luoshi.pipelines.service.visits.model import Visit
from luoshi.records.declaration import Answers
from luoshi.records.models import Record

# Visits to one firm in a quarter, all units together; one that several units make together counts once.
MOST_A_QUARTER = 2
LONG = dt.timedelta(days=180)
LATELY = dt.timedelta(days=60)  # who was seen since then is left in peace
AT_ONCE = 5  # proposed for one grid
COUNTED = ("planned", "visited", "done")
SEEN = ("visited", "done")


def quarter_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of the quarter ``day`` lies in."""
    first = day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return first, add_months(first, 3) - dt.timedelta(days=1)


def within(first: dt.date, last: dt.date, way: str = "") -> Q:
    """Visits that count between two days: by the day they were made, those to come by the day they are planned for."""
    made = Q(**{f"{way}visited_on__range": (first, last)})
    to_come = Q(**{f"{way}visited_on": None, f"{way}record__due__range": (first, last)})
    return Q(**{f"{way}record__state__in": COUNTED}) & (made | to_come)


def visits_in_quarter(firm: Firm, day: dt.date) -> QuerySet[Visit]:
    return Visit.objects.filter(within(*quarter_of(day)), firm=firm).select_related("record", "lead")


def not_too_often(record: Record, _post: Post, answers: Answers) -> None:
    """Refused with what is planned already, so that units go together; a reason stands over it."""
    visit = getattr(record, "visit", None)
    firm: Firm = answers.get("firm") or visit.firm  # type: ignore[union-attr]
    others = list(visits_in_quarter(firm, answers["due"]).exclude(record=record.pk))
    if len(others) < MOST_A_QUARTER or answers.get("despite"):
        return
    told = "、".join(_told(one) for one in others)
    raise Refused(
        _(
            "“%(firm)s”这个季度已安排%(n)d次走访（%(told)s），不超过%(most)d次。请与他们同去，或改到下季度；企业要求的写明理由。"
        )
        % {"firm": firm, "n": len(others), "told": told, "most": MOST_A_QUARTER}
    )


def _told(visit: Visit) -> str:
    day = visit.visited_on or visit.record.due
    return f"{visit.record.code} {day:%-m月%-d日} {visit.lead or _('督查室')}"


@dataclass(frozen=True, slots=True)
class Seen:
    """A firm with the day it was last seen, and how often it is this quarter; ``planned``: a visit is to come."""

    firm: Firm
    last: dt.date | None
    times: int
    planned: bool

    @property
    def may_be_proposed(self) -> bool:
        is_seen_lately = self.last is not None and clock.today() - self.last <= LATELY
        return not (self.planned or is_seen_lately or self.times >= MOST_A_QUARTER)

    @property
    def days(self) -> int | None:
        return (clock.today() - self.last).days if self.last else None


def firms_seen(post: Post) -> list[Seen]:
    """The zone's firms, those never seen first, then those not seen longest; “四上” before others as long."""
    seen_in = Q(visits__record__state__in=SEEN)
    rows = (
        Firm.objects.visible_to(post)
        .filter(zone=post.zone_id)
        .in_use()
        .select_related("grid__officer__person", "grid__unit")
        .annotate(
            last=Max("visits__visited_on", filter=seen_in),
            times=Count("visits", filter=within(*quarter_of(clock.today()), "visits__"), distinct=True),
            planned=Count("visits", filter=Q(visits__record__state="planned"), distinct=True),
        )
        .order_by(F("last").asc(nulls_first=True), "-tier", "name")
    )
    return [Seen(firm, firm.last, firm.times, bool(firm.planned)) for firm in rows]


@dataclass(slots=True)
class Round:
    """What is proposed for the officer of one grid; ``left`` are the firms that could follow."""

    grid: Grid
    proposed: list[Seen] = field(default_factory=list)
    left: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """``rounds`` by grid; ``never``, ``long``, ``often`` are the lists beside; ``homeless`` firms have no grid yet."""

    rounds: list[Round]
    never: list[Seen]
    long: list[Seen]
    often: list[Seen]
    homeless: int


def plan(post: Post) -> Plan:
    seen = firms_seen(post)
    return Plan(
        rounds=_rounds(post, seen),
        never=[one for one in seen if one.last is None],
        long=[one for one in seen if one.last and clock.today() - one.last > LONG],
        often=sorted((one for one in seen if one.times >= MOST_A_QUARTER), key=lambda one: -one.times),
        homeless=sum(one.firm.grid is None for one in seen),
    )


def _rounds(post: Post, seen: Iterable[Seen]) -> list[Round]:
    """A unit plans for its own grids, 督查员 for all of the zone."""
    found: dict[int, Round] = {}
    for one in seen:
        grid = one.firm.grid
        if grid is None or (post.speaks_for_unit and grid.unit_id != post.unit_id):
            continue
        if not one.may_be_proposed:
            continue
        of_grid = found.setdefault(grid.pk, Round(grid))
        if len(of_grid.proposed) < AT_ONCE:
            of_grid.proposed.append(one)
        else:
            of_grid.left += 1
    return sorted(found.values(), key=lambda one: one.grid.name)
