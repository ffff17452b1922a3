"""What a task or a list of tasks looks like over time, for gantt.pictures."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.workdays import Calendar
from luoshi.records.gantt import Bar, Point
from luoshi.records.models import Milestone, Record
from luoshi.records.queries import latest_values
from luoshi.records.rag import Facts, light
from luoshi.records.registry import type_of


def bars_of_tasks(records: Sequence[Record], today: dt.date) -> list[Bar]:
    """A bar a task with its milestones on it, two queries for all; tasks without a due day are left out."""
    values, points = latest_values(list(records)), _points(records, today)
    return [
        Bar(
            label=record.title,
            told=f"{record.code} {record.title}",
            start=_start(record),
            due=record.due,
            done=100 if record.state == "closed" else values.get(record.pk, {}).get("progress") or 0,
            reported=values.get(record.pk, {}).get("basis") == "word" and record.state != "closed",
            late=record.light == "red",
            word=record.light_label,
            url=reverse("record", args=[record.pk]),
            points=points[record.pk],
            original=record.task.original_due,
        )
        for record in records
        if record.due
    ]


def bars_of_task(record: Record, today: dt.date, calendar: Calendar) -> list[Bar]:
    """The task's own bar, then one a milestone, each from the day before it stands on to its own."""
    drawn = bars_of_tasks([record], today)
    if not drawn:
        return []
    own = drawn[0]
    phase, found, before = type_of(record).state(record.state).phase, [own], own.start
    for point in own.points:
        facts = Facts("closed" if point.done else phase, point.day, None, None, None, ())
        word = _("已佐证") if point.done else light(facts, today, calendar).label
        start = min(before, point.day)
        done = 100 if point.done else 0
        found.append(Bar(point.title, point.title, start, point.day, done, point.late, word, points=[point]))
        before = max(before, point.day)
    return found


def _start(record: Record) -> dt.date:
    begun = record.task.handed_out_on or record.created_at.date()
    return min(begun, record.due) if record.due else begun


def _points(records: Sequence[Record], today: dt.date) -> dict[int, list[Point]]:
    rows = Milestone.objects.filter(record__in=[record.pk for record in records])
    found: dict[int, list[Point]] = defaultdict(list)
    for row in rows.annotate(shown=Count("evidence", filter=Q(evidence__withdrawn=False))).order_by("due", "pk"):
        done = bool(row.shown)
        found[row.record_id].append(Point(row.title, row.due, done, row.due < today and not done, row.original_due))
    return found
