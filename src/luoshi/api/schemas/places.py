"""Who and what there is."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from ninja import Field, Schema

# An id as it is asked for: no database has a larger one.
Id = Annotated[int, Field(ge=1, le=2**62)]


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
