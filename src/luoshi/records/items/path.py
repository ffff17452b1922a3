"""How far a record is on its type's path (RecordType.path), and when it came to each stage."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from luoshi.records.declaration import RecordType
from luoshi.records.models import Record


@dataclass(frozen=True, slots=True)
class Stop:
    """``day``: when it was reached, where a column says so. A stage may be reached before those that precede it."""

    label: str
    passed: bool
    current: bool
    day: dt.date | None


def path_of(kind: RecordType, record: Record) -> list[Stop]:
    place = kind.path.index(record.state) if record.state in kind.path else -1
    return [_stop(kind, record, name, number, place) for number, name in enumerate(kind.path)]


def _stop(kind: RecordType, record: Record, name: str, number: int, place: int) -> Stop:
    column = kind.reached.get(name)
    day = getattr(getattr(record, kind.detail), column) if column else None
    return Stop(kind.state(name).label, number < place or day is not None, number == place, day)
