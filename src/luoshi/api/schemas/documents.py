"""Documents, readings, reviews."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Field, Schema

from luoshi.api.schemas.places import Id, Named


class DocumentOut(Schema):
    id: int
    title: str
    number: str
    issuer: str
    kind: str
    dated: dt.date | None
    text_sha256: str
    uploaded_at: dt.datetime


class DocumentDetailOut(DocumentOut):
    """``reading`` is gongwen's JSON contract, its text included."""

    reading: dict[str, Any]
    review: int | None


class TextIn(Schema):
    text: str
    title: str = ""
    published: dt.date | None = None


class ProposalOut(Schema):
    id: int
    title: str
    steps: list[str]
    lead: Named | None
    support: list[Named]
    due: dt.date | None
    due_text: str
    goal: str
    doubt: list[str]
    disposition: str
    record: int | None


class ReviewOut(Schema):
    id: int
    title: str
    document: int
    state: str
    proposals: list[ProposalOut]


class ConfirmIn(Schema):
    """Which proposals become tasks; all that are open where nothing is named."""

    proposals: list[Id] | None = Field(None, max_length=2000)
