"""A task as a line of a list shows it: its light, its time, how far it is and on whose word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi.records.lights import Standing
from luoshi.records.models import Record
from luoshi.records.queries import latest_values
from luoshi.records.rag import Light
from luoshi.records.registry import type_of

BASES: Mapping[str | None, Any] = {
    "evidence": _("佐证"),
    "target": _("目标"),
    "word": _("自报"),
    "children": _("子任务"),
    "partial": _("子任务，未报全"),
    None: "",
}


@dataclass(frozen=True, slots=True)
class Row:
    """``progress`` is 0-100, None where nothing is known; ``basis`` says whose figure it is."""

    record: Record
    light: Light
    state: str
    progress: int | None
    basis: Any

    @property
    def due(self) -> dt.date | None:
        return self.record.due


def rows_of(records: Iterable[Record], standings: Mapping[int, Standing] | None = None) -> list[Row]:
    """A few queries for all; with ``standings`` the lights are those of a past day."""
    shown = list(records)
    values = latest_values(shown)
    return [_row(record, values.get(record.pk, {}), (standings or {}).get(record.pk)) for record in shown]


def _row(record: Record, values: Mapping[str, Any], then: Standing | None) -> Row:
    return Row(
        record=record,
        light=then.light if then else Light(record.light, record.light_label),  # type: ignore[arg-type]
        state=type_of(record).state(record.state).label,
        progress=values.get("progress"),
        basis=BASES[values.get("basis")],
    )
