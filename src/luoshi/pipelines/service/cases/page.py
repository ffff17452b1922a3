"""What only a case's page shows: repeats, what was joined, how soon it was dispatched; over the list, hot topics."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.pipelines.service.cases.model import ServiceCase
from luoshi.pipelines.service.cases.steps import JOINABLE, OVER, dispatch_by
from luoshi.pipelines.service.cases.topics import hot_topics
from luoshi.pipelines.service.firms import Firm
from luoshi.records import flow
from luoshi.records.declaration import Answers
from luoshi.records.likeness import nearest
from luoshi.records.models import Record

LOOKED_BACK = dt.timedelta(days=180)


def around(record: Record, post: Post) -> dict[str, Any]:
    step = next((one for one in flow.available(record, post) if one.name == "join"), None)
    return {
        "firm": ServiceCase.of(record).firm,
        "repeats": repeats(record, post) if record.state in JOINABLE else [],
        "may_join": step is not None,
        "joined": Record.objects.visible_to(post).filter(servicecase__main=record).select_related("servicecase__firm"),
        "hours": hours_to_dispatch(record),
        "dispatch_by": dispatch_by(record.created_at) if record.state == "registered" else None,
    }


def repeats(record: Record, post: Post) -> list[Record]:
    """Of the same firm, about something alike, open or of the last half year."""
    rows = Record.objects.visible_to(post).filter(created_at__gte=clock.now() - LOOKED_BACK).exclude(pk=record.pk)
    return nearest(record.title, of_firm(rows, ServiceCase.of(record).firm))


def asked_already(record: Record, answers: Answers) -> QuerySet[Record]:
    """The firm's open cases about something alike, told before it is registered once more."""
    rows = Record.objects.filter(zone=record.zone_id).exclude(state__in=OVER)
    found = nearest(record.title, of_firm(rows, answers["firm"]))
    return Record.objects.filter(pk__in=[one.pk for one in found]).select_related("servicecase__lead")


def of_firm(rows: QuerySet[Record], firm: Firm) -> QuerySet[Record]:
    return rows.filter(type="servicecase", servicecase__firm=firm, servicecase__main=None)


def hours_to_dispatch(record: Record) -> float | None:
    """From registration to the first dispatch, in hours by the clock."""
    first = record.events.filter(transition="dispatch").order_by("seq").first()
    return (first.happened_at - record.created_at).total_seconds() / 3600 if first else None


def above(post: Post) -> dict[str, Any]:
    return {"topics": hot_topics(post)}
