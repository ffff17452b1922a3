"""What the API says of things. Names are the models'; days are ISO 8601, amounts decimal strings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from ninja import Field, Schema
from pydantic import Json


class Named(Schema):
    id: int
    name: str


class Me(Schema):
    """Whom the token speaks for."""

    person: str
    role: str
    unit: Named
    zone: Named
    scopes: list[str]
    expires: dt.date


class UnitOut(Named):
    short_name: str
    parent: int | None


class PostOut(Schema):
    id: int
    person: Named
    unit: Named
    role: str
    title: str


class FieldOut(Schema):
    """An answer that a step asks for; ``kind`` says in what form."""

    name: str
    label: str
    kind: str
    required: bool


class StepOut(Schema):
    name: str
    label: str
    sources: list[str]
    target: str | None
    roles: list[str]
    fields: list[FieldOut]


class StateOut(Schema):
    name: str
    label: str
    phase: str
    turn: str


class TypeOut(Schema):
    name: str
    label: str
    states: list[StateOut]
    steps: list[StepOut]


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

    id: int = Field(ge=1, le=2**62)
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

    proposals: list[int] | None = Field(None, max_length=2000)


class NoticeOut(Schema):
    """A notice (督办): ``due`` is the day by which its unit must reply."""

    id: int
    version: int
    code: str
    title: str
    level: str
    state: str
    state_label: str
    unit: Named
    issued_on: dt.date
    due: dt.date | None
    received_on: dt.date | None
    replied_on: dt.date | None


class NoticeDetailOut(NoticeOut):
    grounds: str
    scope: str
    demand: str
    reply: str
    conclusion: str
    tasks: list[int]
    evidence: list[EvidenceOut]
    open_steps: list[str]


class NewNoticeIn(Schema):
    """One notice a unit for the tasks named; ``days`` are working days to reply."""

    tasks: list[int] = Field(min_length=1, max_length=200)
    level: str
    grounds: str
    scope: str
    demand: str
    days: int


class ReminderOut(Schema):
    """What waits for the post: a record, the day it is about, and the step that settles it."""

    rule: str
    label: str
    about: dt.date
    record: int
    type: str
    code: str
    title: str
    milestone: int | None
    answer: str | None


class ItemOut(Schema):
    """A milestone, or with ``milestone`` null a task's own deadline."""

    record: int
    code: str
    task: str
    milestone: int | None
    title: str
    due: dt.date
    light: str
    light_label: str
    is_done: bool
    unit: Named | None
    person: Named | None


class RuleIn(Schema):
    """``label`` says its figure as N."""

    colour: str
    label: str = Field(max_length=30)
    measure: str
    above: float | None = None
    at_least: float | None = None
    at_most: float | None = None


class RulesOut(Schema):
    rules: list[RuleIn]


class RulesIn(Schema):
    """The zone's own rules in order: what stands between the first three and the last of the table."""

    rules: list[RuleIn]
    reason: str


class DayOut(Schema):
    day: dt.date
    works: bool
    name: str
