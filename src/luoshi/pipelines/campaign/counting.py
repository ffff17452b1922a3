"""What a campaign has reached, on any day of it, from the events of that day: the same day always tells the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from luoshi.core.workdays import each_day
from luoshi.org.models import Post
from luoshi.pipelines.campaign.arriving import Arrival, by_date, by_state
from luoshi.pipelines.campaign.history import Step, moved_within, steps_of, then
from luoshi.pipelines.campaign.models import Campaign, CampaignTarget
from luoshi.records.columns import Column, column, own_columns
from luoshi.records.declaration import RecordType
from luoshi.records.items.asking import ItemFilter
from luoshi.records.models import Record, RecordQuerySet, Tie
from luoshi.records.registry import record_type
from luoshi.records.rollup import facts_at

FEN_IN_WAN = Decimal(1_000_000)
Worth = Callable[[Arrival, dt.date], Decimal]


@dataclass(frozen=True, slots=True)
class Count:
    """A target on each of ``days``: ``reached`` is the sum so far, ``arrivals`` what stands in the last one's."""

    target: CampaignTarget
    days: Sequence[dt.date]
    reached: Sequence[Decimal]
    arrivals: Sequence[Arrival]
    by_unit: dict[int | None, Decimal]

    @property
    def now(self) -> Decimal:
        return self.reached[-1] if self.reached else Decimal(0)


def counts(campaign: Record, day: dt.date) -> list[Count]:
    """Every target of ``campaign`` on the evening of ``day``. All who see the campaign see the same numbers: those of
    whoever planned it, for that post knows the units and rows a target names."""
    post = campaign.events.select_related("post__unit__zone").earliest("seq").post
    starts, ends = Campaign.of(campaign).starts, last_day_on(campaign, day)
    if starts is None or ends is None:
        return []
    days = list(each_day(starts, min(day, ends)))
    return [_count(one, campaign, post, days) for one in campaign.campaign_targets.all() if _is_set(one, day)]


def last_day_on(campaign: Record, day: dt.date) -> dt.date | None:
    """The campaign's last day as it was said on the evening of ``day``; before its own birth, as it is."""
    known = facts_at(Record.objects.filter(pk=campaign.pk), _evening(day))
    said = known[campaign.pk]["due"] if known else None
    return dt.date.fromisoformat(said) if said else campaign.due


def _evening(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.max))


def _is_set(target: CampaignTarget, day: dt.date) -> bool:
    is_dropped = target.dropped_on is not None and target.dropped_on <= day
    return not is_dropped and (target.set_on is None or target.set_on <= day)


def _count(target: CampaignTarget, campaign: Record, post: Post, days: Sequence[dt.date]) -> Count:
    if not days:
        return Count(target, days, [], [], {})
    records = selected(target, campaign, post)
    steps = steps_of(records.filter(pk__in=moved_within(days[0], days[-1])))
    arrivals = [one for own in _arrivals(target, records, steps, days).values() for one in own]
    worth = _worths(target, records, steps)
    reached = [sum((worth(one, day) for one in arrivals if one.stands_on(day)), Decimal(0)) for day in days]
    standing = sorted((one for one in arrivals if one.stands_on(days[-1])), key=lambda one: one.day)
    by_unit: dict[int | None, Decimal] = {}
    for one in standing:
        by_unit[one.lead] = by_unit.get(one.lead, Decimal(0)) + worth(one, days[-1])
    return Count(target, days, reached, standing, by_unit)


def _arrivals(
    target: CampaignTarget, records: RecordQuerySet, steps: dict[int, list[Step]], days: Sequence[dt.date]
) -> dict[int, list[Arrival]]:
    """Record id → when it came to what the target counts."""
    first, last = days[0], days[-1]
    if target.day:
        says = _says(target, target.day, records)
        return {pk: by_date(own, says.get(pk), target.day, first, last) for pk, own in steps.items()}
    states, births = states_of(target), counts_births(target)
    return {pk: by_state(own, states, first, last, with_births=births) for pk, own in steps.items()}


def selected(target: CampaignTarget, campaign: Record, post: Post) -> RecordQuerySet:
    """The records a target looks at: its type in the zone, narrowed by its query or by ties."""
    records = Record.objects.filter(zone=campaign.zone_id, type=target.type)
    if target.tied:
        ties = Tie.objects.filter(record=campaign).values("other")
        records = records.filter(pk__in=ties)
    return ItemFilter(record_type(target.type), QueryDict(target.query), post).narrow(records)


def states_of(target: CampaignTarget) -> frozenset[str]:
    """The states that count as reached: the one asked for and those after it on the path; without one, all."""
    kind = record_type(target.type)
    if not target.state:
        return frozenset(state.name for state in kind.states)
    after = kind.path[kind.path.index(target.state) :] if target.state in kind.path else ()
    return frozenset((target.state, *after))


def counts_births(target: CampaignTarget) -> bool:
    return target.state in ("", record_type(target.type).states[0].name)


def _worths(target: CampaignTarget, records: RecordQuerySet, steps: dict[int, list[Step]]) -> Worth:
    """What an arrival counts on the evening of a day: one, or what its column said then."""
    if not target.column:
        return lambda _one, _day: Decimal(1)
    summed, says = column(record_type(target.type), target.column), _says(target, target.column, records)
    return lambda one, day: _amount(summed, then(says.get(one.record), steps[one.record], target.column, day))


def _says(target: CampaignTarget, name: str, records: RecordQuerySet) -> dict[int, Any]:
    """Record id → what its column says today."""
    return dict(records.order_by().values_list("pk", column(record_type(target.type), name).path))


def _amount(summed: Column, value: Any) -> Decimal:
    amount = Decimal(str(value or 0))
    return amount / FEN_IN_WAN if summed.kind == "money" else amount


def countable(kind: RecordType) -> list[tuple[str, str]]:
    """What may be a target: ``type:state``, ``type:`` for what is brought in, ``type:@column`` for a day it says."""
    states = [(state.name, state.label) for state in kind.states]
    days = [(f"@{one.name}", f"{one.label}（按日期）") for one in own_columns(kind) if is_day(one)]
    return [(f"{kind.name}:{value}", str(label)) for value, label in (("", "新登记"), *states, *days)]


def is_day(one: Column) -> bool:
    """Whether it says when something happened: such columns are called so throughout."""
    return one.kind == "date" and one.name.endswith("_on")
