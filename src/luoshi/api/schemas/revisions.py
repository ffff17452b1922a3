"""Versions of a document."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema


class VersionOut(Schema):
    """``relation`` of the other document to the one asked about; ``revision`` names the two together."""

    revision: int
    relation: str
    document: int
    title: str
    number: str
    substance: int
    waiting: int
    made_at: dt.datetime


class AffectedOut(Schema):
    """``outcome`` is empty as long as nobody has decided; ``changes`` are the sentences it stands on, then and now."""

    id: int
    kind: str
    title: str
    record: int | None
    changes: list[dict[str, Any]]
    outcome: str
    reason: str
    settled_at: dt.datetime | None


class RevisionOut(Schema):
    """``changes`` is the contract of ``gongwen diff --format json``."""

    id: int
    older: int
    newer: int
    changes: dict[str, Any]
    affected: list[AffectedOut]
