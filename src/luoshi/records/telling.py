"""What an event says of itself, in the words of its declaration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from luoshi.records.columns import column, own_columns
from luoshi.records.declaration import Field, RecordType
from luoshi.records.detail import money
from luoshi.records.models import Event

SHOWN_AS_EVIDENCE = ("evidence", "evidence_link")
TOLD_AS_CHANGES = ("plan",)


def told(kind: RecordType, event: Event, targets: dict[str, str]) -> Iterator[tuple[str, str]]:
    """An event's answers as (label, words), those that say something; ``targets`` are the record's, id → name."""
    fields = {field.name: field for field in kind.fields}
    for name, value in event.answers.items():
        if value not in (None, "", [], {}) and name in fields and name not in SHOWN_AS_EVIDENCE + TOLD_AS_CHANGES:
            yield fields[name].label, _said(kind, fields[name], value, targets)


def _said(kind: RecordType, field: Field, value: Any, targets: dict[str, str]) -> str:
    """Amounts, ticks and choices as their column says them; the rest as it was answered."""
    if field.kind == "money":
        return money(value)
    if field.choices:
        return str(dict(field.choices).get(value, value))
    if field.kind in ("flag", "choice") and field.name in {column.name for column in own_columns(kind)}:
        return column(kind, field.name).said(value)
    return _in_words(value, targets)


def _in_words(value: Any, names: dict[str, str]) -> str:
    if isinstance(value, list):
        return "、".join(_in_words(part, names) for part in value)
    if isinstance(value, dict) and "name" in value:
        return str(value["name"])
    if isinstance(value, dict):
        return "；".join(f"{names.get(key, key)} {part}" for key, part in value.items())
    return str(value)
