"""Weeks, rules of the lights, holidays."""

from __future__ import annotations

import datetime as dt

from ninja import Field, Schema

from luoshi.api.schemas.places import Named


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
    """``label`` says its figure as N; ``stage`` is the state it is about, empty for whichever."""

    colour: str
    label: str = Field(max_length=30)
    measure: str
    above: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    stage: str = ""


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
