"""Who and what there is."""

from __future__ import annotations

import datetime as dt

from ninja import Schema


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
