"""Lights over time: every morning's refresh, and any past day's light from the events of that day."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from luoshi.core import clock
from luoshi.core.models import DailyRun
from luoshi.core.workdays import Calendar
from luoshi.records.light_tables import Tables
from luoshi.records.models import Event, Record
from luoshi.records.rag import Facts, Light, light

JOB = "lights"


@dataclass(frozen=True, slots=True)
class Standing:
    """A record on the evening of some day; ``lead`` is its lead unit's id then."""

    light: Light
    lead: int | None


def refresh_if_new_day() -> None:
    """Lights change with the calendar though nobody acts; the day's first reader brings them up to date."""
    today = clock.today()
    if DailyRun.objects.filter(name=JOB, day=today).exists():
        return
    refresh(today)
    DailyRun.objects.update_or_create(name=JOB, defaults={"day": today})


def refresh(day: dt.date) -> int:
    """Set every open record's light as of ``day``; returns how many changed."""
    changed = []
    for record, shown in relit(Record.objects.all(), day, Tables.load()):
        record.light, record.light_label = shown.colour, shown.label
        changed.append(record)
    return Record.objects.bulk_update(changed, ["light", "light_label"], batch_size=500)


def relit(records: QuerySet[Record], day: dt.date, tables: Tables) -> Iterator[tuple[Record, Light]]:
    """Those of ``records`` whose light as of ``day`` by ``tables`` is not the one they show, with that light."""
    calendar = Calendar.load()
    latest = Event.objects.filter(seq=F("record__version") + 1)  # every change of version writes one event
    latest = latest.filter(record__in=records)
    for event in latest.select_related("record").defer("text", "answers", "undo"):
        record = event.record
        table = tables.of(record.zone_id, record.type)
        shown = light(Facts.from_values(event.values), day, calendar, table)
        if (record.light, record.light_label) != (shown.colour, shown.label):
            yield record, shown


def lights_as_of(records: Iterable[Record], day: dt.date) -> dict[int, Light]:
    """Record id → its light on the evening of ``day``, from what was known then. Records not yet born are left out."""
    wanted = Record.objects.filter(pk__in=[record.pk for record in records])
    return {pk: standing.light for pk, standing in standings_as_of(wanted, day).items()}


def standings_as_of(records: QuerySet[Record], day: dt.date) -> dict[int, Standing]:
    """Record id → where it stood on the evening of ``day``, from what was known then."""
    end = timezone.make_aware(dt.datetime.combine(day, dt.time.max))
    last = Event.objects.filter(record=OuterRef("pk"), entered_at__lte=end).order_by("-seq").values("pk")[:1]
    latest = Event.objects.filter(pk__in=records.order_by().annotate(last=Subquery(last)).values("last"))
    calendar, tables = Calendar.load(as_of=end), Tables.load(as_of=end)
    rows = latest.values_list("record_id", "values", "record__zone", "record__type")
    return {
        pk: Standing(light(Facts.from_values(values), day, calendar, tables.of(zone, kind)), values["lead"])
        for pk, values, zone, kind in rows
    }
