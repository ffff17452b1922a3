"""Which types of record there are: each is one module of records/types that registers its declaration."""

from collections.abc import Iterable
from dataclasses import replace

from luoshi.core.refusal import Refused
from luoshi.records.declaration import IMPORTED, RecordType
from luoshi.records.models import NAMING, Record
from luoshi.records.passing_on import with_hand_over
from luoshi.records.settled import settled

_TYPES: dict[str, RecordType] = {}


def register(kind: RecordType) -> RecordType:
    kind = with_hand_over(kind)
    kind = replace(kind, fields=(*kind.fields, IMPORTED)) if kind.sheet else kind
    _TYPES[kind.name] = kind
    NAMING.extend(path for name in kind.naming if (path := f"{kind.detail}__{name}") not in NAMING)
    return kind


def record_type(name: str) -> RecordType:
    if name not in _TYPES:
        raise Refused(f"没有名为“{name}”的事项类型。")
    return _TYPES[name]


def type_of(record: Record) -> RecordType:
    """The record's type as its zone has it."""
    return settled(record_type(record.type), record.zone_id)


def all_types() -> tuple[RecordType, ...]:
    return tuple(_TYPES.values())


def pipelines() -> tuple[RecordType, ...]:
    """The types whose pages come whole from their declaration (records/items)."""
    return _placed(kind for kind in _TYPES.values() if kind.birth)


def configurable() -> tuple[RecordType, ...]:
    """The types whose words and limits a zone may set: those that go a way."""
    return _placed(kind for kind in _TYPES.values() if kind.path)


def _placed(kinds: Iterable[RecordType]) -> tuple[RecordType, ...]:
    return tuple(sorted(kinds, key=lambda kind: kind.place))
