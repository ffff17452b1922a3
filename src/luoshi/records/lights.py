"""Lights over time: every morning's refresh, and any past day's light from the events of that day."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import F
from django.utils import timezone

from luoshi.core import clock
from luoshi.core.models import DailyRun
from luoshi.core.workdays import Calendar
from luoshi.records.models import Event, Record
from luoshi.records.rag import Facts, Light, light

JOB = "lights"


def refresh_if_new_day() -> None:
    """Lights change with the calendar though nobody acts; the day's first reader brings them up to date."""
    today = clock.today()
    if DailyRun.objects.filter(name=JOB, day=today).exists():
        return
    refresh(today)
    DailyRun.objects.update_or_create(name=JOB, defaults={"day": today})


def refresh(day: dt.date) -> int:
    """Set every open record's light as of ``day``; returns how many changed."""
    calendar = Calendar.load()
    changed = []
    latest = Event.objects.filter(seq=F("record__version") + 1)  # every change of version writes one event
    for event in latest.select_related("record"):
        record, shown = event.record, light(Facts.from_values(event.values), day, calendar)
        if (record.light, record.light_label) != (shown.colour, shown.label):
            record.light, record.light_label = shown.colour, shown.label
            changed.append(record)
    return Record.objects.bulk_update(changed, ["light", "light_label"], batch_size=500)


def lights_as_of(records: Iterable[Record], day: dt.date) -> dict[int, Light]:
    """Record id → its light on the evening of ``day``, from what was known then. Records not yet born are left out."""
    end = timezone.make_aware(dt.datetime.combine(day, dt.time.max))
    calendar = Calendar.load()
    known = Event.objects.filter(record__in=[record.pk for record in records], entered_at__lte=end)
    latest: dict[int, Event] = {event.record_id: event for event in known.order_by("record", "seq")}
    return {pk: light(Facts.from_values(event.values), day, calendar) for pk, event in latest.items()}
