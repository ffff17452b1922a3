"""A record of a pipeline as a line of its table or a card of its board shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from luoshi.core import clock
from luoshi.records.columns import Column, listed
from luoshi.records.declaration import RecordType, State
from luoshi.records.models import Record


@dataclass(frozen=True, slots=True)
class Line:
    """``cells`` are the listed columns with what they say; ``days`` how long the record has been in its state."""

    record: Record
    state: State
    lead: str
    cells: list[tuple[Column, str]]
    days: int | None


def lines_of(kind: RecordType, records: Iterable[Record]) -> list[Line]:
    shown, today = listed(kind), clock.today()
    return [_line(kind, record, shown, today) for record in records]


def _line(kind: RecordType, record: Record, shown: list[Column], today: dt.date) -> Line:
    return Line(
        record=record,
        state=kind.state(record.state),
        lead=str(getattr(record, kind.detail).lead or ""),
        cells=[(column, column.shown(record)) for column in shown],
        days=(today - record.since).days if record.since else None,
    )
