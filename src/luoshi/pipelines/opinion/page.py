"""What only an opinion's page shows: the person, what it was joined with, and what may be the same matter."""

from __future__ import annotations

from typing import Any

from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.pipelines.opinion.models import Raiser
from luoshi.records.likeness import nearest
from luoshi.records.models import Record

LOOKED_AT = 300


def around(record: Record, post: Post) -> dict[str, Any]:
    is_fresh = record.state in ("registered", "classified") and post.role == Role.SUPERVISOR
    return {
        "raiser": Raiser.shown_to(post, record),
        "joined": Record.objects.visible_to(post).filter(opinion__main=record).order_by("code"),
        "alike": alike(record, post) if is_fresh else [],
    }


def alike(record: Record, post: Post) -> list[Record]:
    """Open opinions of the zone that may be about the same."""
    rows = Record.objects.visible_to(post).filter(type="opinion", zone=record.zone_id, opinion__main=None)
    rows = rows.exclude(pk=record.pk).exclude(state__in=("closed", "refused", "refusing"))
    return nearest(record.title, rows.order_by("-pk")[:LOOKED_AT])
