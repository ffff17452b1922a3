"""Records of the pipelines, whatever their type."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Field, Schema

from luoshi.api.schemas.places import Named
from luoshi.api.schemas.tasks import CitationOut, EvidenceOut


class RecordOut(Schema):
    """A line of a type's list. ``version`` goes back with every step, so that nobody overwrites another's.

    ``values`` are the type's columns by name: rows as ``{"id", "name"}``, days as ``2026-11-22``, money in 万元 and
    other decimals as text. ``words`` says the same as the pages do.
    """

    id: int
    type: str
    zone: int
    version: int
    code: str
    title: str
    state: str
    state_label: str
    since: dt.date | None
    light: str
    light_label: str
    due: dt.date | None
    lead: Named | None
    values: dict[str, Any]
    words: dict[str, str]


class RecordDetailOut(RecordOut):
    wording: str
    stage_due: dt.date | None
    evidence: list[EvidenceOut]
    citations: list[CitationOut]
    ties: list[int] = Field(description="records tied to it, as far as the post sees them")
    open_steps: list[str] = Field(description="what this token's post may do now")


class NewRecordIn(Schema):
    """``answers`` by the names that ``birth`` of the type says (/types)."""

    answers: dict[str, Any] = {}
