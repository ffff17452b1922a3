"""What only an opinion's page shows: the person, what it was joined with, and what may be the same matter."""

from __future__ import annotations

from typing import Any

from luoshi.core.bigrams import tokens
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.pipelines.opinion.models import Raiser
from luoshi.records.models import Record

LOOKED_AT, SHOWN, ALIKE = 300, 5, 0.4


def around(record: Record, post: Post) -> dict[str, Any]:
    is_fresh = record.state in ("registered", "classified") and post.role == Role.SUPERVISOR
    return {
        "raiser": Raiser.objects.visible_to(post).filter(record=record).first(),
        "joined": Record.objects.visible_to(post).filter(opinion__main=record).order_by("code"),
        "alike": alike(record, post) if is_fresh else [],
    }


def alike(record: Record, post: Post) -> list[Record]:
    """Open opinions whose subject shares at least ``ALIKE`` of the pairs of characters, the nearest first."""
    own = set(tokens(record.title))
    rows = Record.objects.visible_to(post).filter(type="opinion", zone=record.zone_id, opinion__main=None)
    rows = rows.exclude(pk=record.pk).exclude(state__in=("closed", "refused", "refusing")).order_by("-pk")[:LOOKED_AT]
    near = sorted(((_share(own, set(tokens(row.title))), row.pk, row) for row in rows), reverse=True)
    return [row for share, _pk, row in near if share >= ALIKE][:SHOWN]


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
