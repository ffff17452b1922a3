"""Notices and reminders."""

from __future__ import annotations

import datetime as dt

from ninja import Field, Schema

from luoshi.api.schemas.places import Id, Named
from luoshi.api.schemas.tasks import EvidenceOut


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

    tasks: list[Id] = Field(min_length=1, max_length=200)
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
