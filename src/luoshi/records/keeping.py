"""The effect of most steps: what was answered is kept where the record says it."""

from __future__ import annotations

from typing import Any

from luoshi.org.models import Post
from luoshi.records.assignments import assign_units, units_with
from luoshi.records.declaration import Answers
from luoshi.records.evidence import brings_evidence, show_evidence
from luoshi.records.models import Part, Record
from luoshi.records.registry import type_of
from luoshi.records.settled import keep_extra

SPINE = ("title", "due")


def keep(record: Record, post: Post, answers: Answers) -> None:
    """Each answer in the column of its name, on the record or its detail row; units as their parts, evidence as rows.

    A blank answer to what was asked empties a column that may be empty, and leaves one that may not.
    """
    detail = getattr(record, type_of(record).detail)
    keep_spine(record, answers)
    keep_columns(detail, answers)
    keep_extra(record, post, answers)
    if answers.keys() & {"lead", "support"}:
        _assign(record, detail.lead, answers)
    if brings_evidence(answers):
        show_evidence(record, post, answers)


def keep_spine(record: Record, answers: Answers) -> None:
    for name, value in answers.items():
        if name in SPINE and value not in (None, ""):
            setattr(record, name, value)


def columns_of(detail: Any) -> set[str]:
    return {column.name for column in detail._meta.concrete_fields} - {"record"}


def keep_columns(detail: Any, answers: Answers) -> None:
    for name in answers.keys() & columns_of(detail):
        column, value = detail._meta.get_field(name), answers[name]
        if value is None and not column.null:
            value = column.get_default()
        if value is not None or column.null:  # a row that must be named stays
            setattr(detail, name, value)


def _assign(record: Record, lead: Any, answers: Answers) -> None:
    support = answers.get("support", units_with(record, Part.SUPPORT))
    assign_units(record, lead, units_with(record, Part.JOINT_LEAD), support)
