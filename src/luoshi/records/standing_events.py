"""The events of a record that nobody took back, for whatever is counted from them."""

from __future__ import annotations

from collections.abc import Iterable

from luoshi.records.flow import TAKE_BACK
from luoshi.records.models import Event, Record


def standing_events(record: Record, steps: Iterable[str]) -> list[Event]:
    """Those of ``steps``, earliest first. A step is taken back by the event right after it."""
    undone = set(record.events.filter(transition=TAKE_BACK).values_list("seq", flat=True))
    rows = record.events.filter(transition__in=tuple(steps)).order_by("seq")
    return [event for event in rows if event.seq + 1 not in undone]
