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


class ChoiceOut(Schema):
    value: str
    label: str


class ColumnOut(Schema):
    """A column of a pipeline's records; ``choices`` are the values it may have, where they are few."""

    name: str
    label: str
    kind: str
    choices: list[ChoiceOut]


class TypeOut(Schema):
    """``birth`` is the step that brings a record in (POST /records/{name}); ``path`` a life that goes well.

    ``columns`` and ``filters`` are those of pipelines; tasks, instructions and notices have operations of their own.
    """

    name: str
    label: str
    note: str
    states: list[StateOut]
    path: list[str]
    birth: StepOut | None
    steps: list[StepOut]
    columns: list[ColumnOut]
    filters: list[str]
