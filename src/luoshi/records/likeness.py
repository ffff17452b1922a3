"""Which of several records may be about the same matter: how many pairs of characters their names share."""

from __future__ import annotations

from collections.abc import Iterable

from luoshi.core.bigrams import tokens
from luoshi.records.models import Record

ALIKE = 0.4


def nearest(title: str, records: Iterable[Record], *, shown: int = 5) -> list[Record]:
    """Those whose name shares at least ``ALIKE`` of the pairs of the shorter one, the nearest first."""
    own = set(tokens(title))
    near = sorted(((_share(own, set(tokens(one.title))), one.pk, one) for one in records), reverse=True)
    return [one for share, _pk, one in near if share >= ALIKE][:shown]


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
