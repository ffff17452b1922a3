"""Lights over time: every morning's refresh, and any past day's light from the events of that day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from luoshi.core import clock
from luoshi.core.workdays import Calendar
from luoshi.records.light_tables import Tables
from luoshi.records.models import Event, Record
from luoshi.records.rag import Light
from luoshi.records.rollup import facts_at, rolled_up, with_goals_above

AT_ONCE = 500  # rows of one statement


@dataclass(frozen=True, slots=True)
class Standing:
    """A record on the evening of some day; ``lead`` is its lead unit's id then."""

    light: Light
    lead: int | None


def refresh(day: dt.date) -> int:
    """Set every open record's light as of ``day``; returns how many changed."""
    return show(relit(Record.objects.all(), day, Tables.load()))


def show(lit: Iterable[tuple[Record, Light]]) -> int:
    """Give each record its light; returns how many there were."""
    changed = []
    for record, shown in lit:
        record.light, record.light_label = shown.colour, shown.label
        changed.append(record)
    return Record.objects.bulk_update(changed, ["light", "light_label"], batch_size=AT_ONCE)


def relit(records: QuerySet[Record], day: dt.date, tables: Tables) -> Iterator[tuple[Record, Light]]:
    """Those of ``records`` whose light as of ``day`` by ``tables`` is not the one they show, with that light."""
    calendar = Calendar.load()
    facts = rolled_up(facts_at(records))
    for record in records:
        if record.pk not in facts:  # nothing was ever said of it
            continue
        shown = tables.lit(record, facts[record.pk], day, calendar)
        if (record.light, record.light_label) != (shown.colour, shown.label):
            yield record, shown


def standings_as_of(records: QuerySet[Record], day: dt.date) -> dict[int, Standing]:
    """Record id → where it stood on the evening of ``day``, from what was known then."""
    end = timezone.make_aware(dt.datetime.combine(day, dt.time.max))
    calendar, tables = Calendar.load(as_of=end), Tables.load(as_of=end)
    facts = rolled_up(facts_at(records, end), end)
    rows = {row.pk: row for row in records.order_by().select_related(None).only("zone", "type")}
    return {pk: Standing(tables.lit(rows[pk], values, day, calendar), values["lead"]) for pk, values in facts.items()}


def relight(events: Iterable[Event]) -> None:
    """Keep the records' lights true after ``events``, the latest of each, and those of the goals above them."""
    today, calendar, tables = clock.today(), Calendar.load(), Tables.load()
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    moved = {event.record_id: event for event in events}
    facts = rolled_up(with_goals_above({pk: event.values for pk, event in moved.items()}))
    records = {pk: event.record for pk, event in moved.items()}
    records |= Record.objects.in_bulk(facts.keys() - moved.keys())
    for pk, record in records.items():
        shown = tables.lit(record, facts[pk], today, calendar)
        record.light, record.light_label = shown.colour, shown.label
        alike[shown.colour, shown.label].append(pk)
    for (colour, label), ids in alike.items():
        for start in range(0, len(ids), AT_ONCE):
            lit = Record.objects.filter(pk__in=ids[start : start + AT_ONCE])
            lit.update(light=colour, light_label=label)
