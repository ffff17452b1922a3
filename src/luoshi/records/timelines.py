"""What a task or a list of tasks looks like over time, for gantt.pictures."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from luoshi.records.gantt import Bar, Point
from luoshi.records.models import Milestone, Record
from luoshi.records.queries import latest_values

# What progress must rest on to be drawn as done: not a unit's word, nor a goal's sum that may hold such words.
SHOWN = ("evidence", "target")


def bars_of_tasks(records: Sequence[Record], today: dt.date) -> list[Bar]:
    """A bar a task with its milestones on it, two queries for all; tasks without a due day are left out."""
    values, points = latest_values(list(records)), _points(records, today)
    bars = (bar_of(record, values.get(record.pk, {}), points[record.pk]) for record in records)
    return [bar for bar in bars if bar]


def bar_of(record: Record, values: Mapping[str, Any], points: Sequence[Point]) -> Bar | None:
    """``values`` are the facts of its latest event; None where it has no due day."""
    if record.due is None:
        return None
    return Bar(
        label=record.title,
        told=f"{record.code} {record.title}",
        start=_start(record, record.due),
        due=record.due,
        done=100 if record.state == "closed" else values.get("progress") or 0,
        reported=values.get("basis") not in SHOWN and record.state != "closed",
        late=record.light == "red",
        word=record.light_label,
        url=reverse("record", args=[record.pk]),
        points=points,
        original=record.task.original_due,
    )


def bars_of_task(own: Bar, word_of: Callable[[Point], str]) -> list[Bar]:
    """The task's own bar, then one a milestone, each from the day before it stands on to its own."""
    found, before = [own], own.start
    for point in own.points:
        start, done = min(before, point.day), 100 if point.done else 0
        found.append(Bar(point.title, point.title, start, point.day, done, point.late, word_of(point), points=[point]))
        before = max(before, point.day)
    return found


def _start(record: Record, due: dt.date) -> dt.date:
    return min(record.task.handed_out_on or record.created_at.date(), due)


def _points(records: Sequence[Record], today: dt.date) -> dict[int, list[Point]]:
    rows = Milestone.objects.filter(record__in=[record.pk for record in records])
    found: dict[int, list[Point]] = defaultdict(list)
    for row in rows.annotate(shown=Count("evidence", filter=Q(evidence__withdrawn=False))).order_by("due", "pk"):
        done = bool(row.shown)
        found[row.record_id].append(Point(row.title, row.due, done, row.due < today and not done, row.original_due))
    return found
