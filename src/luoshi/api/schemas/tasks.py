"""Tasks, their parts and their history."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from ninja import Field, Schema
from pydantic import Json

from luoshi.api.schemas.places import Id, Named


class TaskOut(Schema):
    """A line of the ledger. ``version`` goes back with every step, so that nobody overwrites another's.

    ``zone`` is the id of the zone whose task it is: an overseer reads those of several.
    """

    id: int
    zone: int
    version: int
    code: str
    title: str
    state: str
    state_label: str
    light: str
    light_label: str
    due: dt.date | None
    due_text: str
    lead: Named | None
    owner: Named | None
    progress_note: str
    percent: int | None
    reported_on: dt.date | None


class PartOut(Schema):
    unit: Named
    part: str
    acknowledged_on: dt.date | None
    answered_on: dt.date | None
    answer: str


class MilestoneOut(Schema):
    id: int
    title: str
    due: dt.date
    original_due: dt.date | None
    weight: int
    because: str
    is_done: bool


class TargetOut(Schema):
    id: int
    name: str
    op: str
    base: Decimal | None
    value: Decimal | None
    unit: str
    reached: Decimal | None
    counted_type: str
    counted_state: str


class EvidenceOut(Schema):
    id: int
    name: str
    link: str
    size: int
    sha256: str
    withdrawn: bool


class CitationOut(Schema):
    """The words a task stands on: pieces are code points of the document's text."""

    document: Named
    text_sha256: str
    pieces: list[tuple[int, int]]
    words: str


class TaskDetailOut(TaskOut):
    wording: str
    theme: str
    steps: list[str]
    goal: str
    leader: Named | None
    handed_out_on: dt.date | None
    original_due: dt.date | None
    extensions: int
    asked_due: dt.date | None
    parent: int | None
    weight: int
    problem: str
    next_step: str
    conclusion: str
    remark: str
    progress: int | None
    planned: int | None
    parts: list[PartOut]
    milestones: list[MilestoneOut]
    targets: list[TargetOut]
    evidence: list[EvidenceOut]
    citations: list[CitationOut]
    open_steps: list[str] = Field(description="what this token's post may do now")


class EventOut(Schema):
    """One change, with the hash that links it to the one before."""

    seq: int
    transition: str
    label: str
    values: dict[str, Any]
    answers: dict[str, Any]
    person: str
    unit: str
    happened_at: dt.datetime
    entered_at: dt.datetime
    previous: str
    hash: str


class NewTaskIn(Schema):
    """Units, people and the task above by id, ``weight`` being its share of that one.

    ``goals`` are ``{"name", "op", "value", "unit"}``.
    """

    title: str
    source: str = "instruction"
    source_note: str = ""
    wording: str = ""
    lead: int | None = None
    joint: list[int] = []
    support: list[int] = []
    parent: int | None = None
    weight: int = 1
    leader: int | None = None
    owner: int | None = None
    due: dt.date | None = None
    due_text: str = ""
    goal: str = ""
    goals: list[dict[str, Any]] = []
    steps: list[str] = []
    remark: str = ""


class StepIn(Schema):
    """``answers`` by the names that the type's declaration says; targets reached as ``{"reached": {id: number}}``."""

    version: int = Field(ge=0, le=2**31 - 1)
    answers: dict[str, Any] = {}


class StepWithFilesIn(Schema):
    """The same as form fields; ``answers`` is JSON."""

    version: int = Field(ge=0, le=2**31 - 1)
    answers: Json[dict[str, Any]] = Field("{}", validate_default=True)


class StepOn(Schema):
    """A task as it was seen."""

    id: Id
    version: int = Field(ge=0, le=2**31 - 1)


class ManyIn(Schema):
    """The same step on each task."""

    tasks: list[StepOn] = Field(min_length=1, max_length=200)
    answers: dict[str, Any] = {}


class Refusal(Schema):
    id: int
    code: str
    reason: str


class ManyOut(Schema):
    done: list[int]
    refused: list[Refusal]
