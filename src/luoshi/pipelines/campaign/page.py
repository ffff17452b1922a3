"""What a campaign's page shows: how long it has still to go, how far every target is, which units brought it there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.org.models import Post, Unit
from luoshi.pipelines.campaign.arriving import Arrival
from luoshi.pipelines.campaign.counting import Count, counts, last_day_on
from luoshi.pipelines.campaign.models import Campaign, CampaignTarget
from luoshi.pipelines.campaign.picture import Picture, picture
from luoshi.records.addresses import address_of
from luoshi.records.columns import column
from luoshi.records.items.asking import as_query
from luoshi.records.models import Record
from luoshi.records.registry import record_type

LATEST, DAYS_TOLD = 6, 14


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a day stands between ``first`` and ``last``: the ``number``-th of ``whole``, with so many ``left``."""

    first: dt.date
    last: dt.date
    number: int
    whole: int
    left: int

    @property
    def share(self) -> int:
        """Of the time that has gone, in percent."""
        return round(100 * max(self.number, 0) / self.whole)

    @property
    def words(self) -> str:
        if self.number < 1:
            return _("%(n)d天后开始") % {"n": 1 - self.number}
        if self.left < 0:
            return _("已到期")
        return _("剩%(n)d天") % {"n": self.left} if self.left else _("最后一天")


@dataclass(frozen=True, slots=True)
class Figure:
    """A target as it stands: ``lag`` is how much the calendar asks for beyond what was reached, none if nothing."""

    target: CampaignTarget
    count: Count
    unit: str
    share: int
    lag: Decimal
    drawn: Picture | None
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was reached, for the latest ones; the record is named to whoever may see it."""

    day: dt.date
    target: CampaignTarget
    record: Record

    @property
    def url(self) -> str:
        return address_of(self.record)


def around(record: Record, post: Post) -> dict[str, Any]:
    return standing(record, post, clock.today())


def standing(record: Record, post: Post, day: dt.date) -> dict[str, Any]:
    """The campaign on the evening of ``day``."""
    counted = counts(record, day)
    where = clock_of(record, day)
    return {
        "clock": where,
        "targets": [_figure(one, where) for one in counted],
        "units": _units(counted),
        "days": _days(counted),
        "latest": _latest(counted, post),
        "is_past": day < clock.today(),
    }


def clock_of(record: Record, day: dt.date) -> Clock | None:
    starts, ends = Campaign.of(record).starts, last_day_on(record, day)
    if starts is None or ends is None:
        return None
    number, whole = (day - starts).days + 1, (ends - starts).days + 1
    return Clock(starts, ends, min(number, whole), whole, (ends - day).days)


def _figure(count: Count, where: Clock | None) -> Figure:
    target, last = count.target, where.last if where else clock.today()
    share = round(100 * count.now / target.value) if target.value else 100
    asked = target.value * max(where.number, 0) / where.whole if where else Decimal(0)
    lag = (asked - count.now).quantize(Decimal(1))
    return Figure(
        target=target,
        count=count,
        unit=measured_in(target),
        share=share,
        lag=max(lag, Decimal(0)),
        drawn=picture(target.name, target.value, count.days, count.reached, last),
        url=list_of(target),
    )


def measured_in(target: CampaignTarget) -> str:
    if not target.column:
        return _("件")
    return _("万元") if column(record_type(target.type), target.column).kind == "money" else ""


def list_of(target: CampaignTarget) -> str:
    """The list whose records a target is about."""
    kind = record_type(target.type)
    name = "reached" if target.state in kind.path else "state"
    own = as_query({name: target.state}) if target.state else ""
    query = "&".join(part for part in (own, target.query) if part)
    return f"{reverse('items', args=[kind.name]) if kind.birth else reverse('ledger')}?{query}"


def _units(counted: Sequence[Count]) -> list[tuple[str, list[Decimal]]]:
    """A line a unit: what it brought to each target. The most first."""
    ids = {pk for count in counted for pk in count.by_unit}
    names = dict(Unit.objects.filter(pk__in=[pk for pk in ids if pk]).values_list("pk", "name"))
    lines = [
        (names.get(pk or 0, _("未定单位")), [count.by_unit.get(pk, Decimal(0)) for count in counted]) for pk in ids
    ]
    return sorted(lines, key=lambda line: ([-number for number in line[1]], line[0]))


def _days(counted: Sequence[Count]) -> list[tuple[dt.date, list[tuple[Decimal, Decimal]]]]:
    """The latest days, each with what it brought and what had been reached, for every target."""
    if not counted:
        return []
    days = counted[0].days
    return [
        (day, [(one.reached[at] - (one.reached[at - 1] if at else 0), one.reached[at]) for one in counted])
        for at, day in list(enumerate(days))[: -DAYS_TOLD - 1 : -1]
    ]


def _latest(counted: Sequence[Count], post: Post) -> list[Told]:
    came: list[tuple[Arrival, CampaignTarget]] = [(one, count.target) for count in counted for one in count.arrivals]
    newest = sorted(came, key=lambda pair: pair[0].day, reverse=True)[: LATEST * 3]
    seen: QuerySet[Record] = Record.objects.visible_to(post).filter(pk__in=[one.record for one, _target in newest])
    rows = seen.in_bulk()
    return [Told(one.day, target, rows[one.record]) for one, target in newest if one.record in rows][:LATEST]
