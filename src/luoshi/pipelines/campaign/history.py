"""A record's events as far as counting needs them, and what its columns said on any past day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from luoshi.records.models import Event, RecordQuerySet


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a record, ``day`` when it was entered; ``before`` are the columns it changed, as they were."""

    record: int
    seq: int
    name: str
    day: dt.date
    state: str
    lead: int | None
    before: dict[str, Any]

    def changes(self, name: str) -> bool:
        return f"detail.{name}" in self.before


def moved_within(first: dt.date, last: dt.date) -> QuerySet[Event, Any]:
    """Ids of the records that anything was entered about in those days: no other can have come to anything in them."""
    begins = timezone.make_aware(dt.datetime.combine(first, dt.time.min))
    ends = timezone.make_aware(dt.datetime.combine(last, dt.time.max))
    return Event.objects.filter(entered_at__range=(begins, ends)).values("record")


def steps_of(records: RecordQuerySet) -> dict[int, list[Step]]:
    """Record id → its events in order; two queries, which no database's guess of how many there are can slow down."""
    columns = ("record_id", "seq", "transition", "entered_at", "values__state", "values__lead", "undo")
    ids = list(records.order_by().values_list("pk", flat=True))
    events = Event.objects.filter(record__in=ids).order_by("record_id", "seq")
    found: dict[int, list[Step]] = {}
    for record, seq, name, at, state, lead, undo in events.values_list(*columns):
        found.setdefault(record, []).append(Step(record, seq, name, timezone.localdate(at), state, lead, undo))
    return found


def then(now: Any, steps: Iterable[Step], name: str, day: dt.date) -> Any:
    """A tracked column on the evening of ``day``: as the first later step that changed it says it was, else ``now``."""
    changed = next((step for step in steps if step.day > day and step.changes(name)), None)
    return changed.before[f"detail.{name}"] if changed else now
