"""Which decision table lights a record: its zone's own for its type as it stood at a moment, else the type's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from luoshi.core.workdays import Calendar
from luoshi.records.models import LightTable, Record
from luoshi.records.rag import FIXED, TABLE, Facts, Light, Rule, light
from luoshi.records.registry import record_type
from luoshi.records.settled import settled

Rules = tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """Every zone's own tables, by zone and type."""

    own: Mapping[tuple[int, str], Rules]

    @classmethod
    def load(cls, as_of: dt.datetime | None = None) -> Tables:
        """The tables as they are, or as they stood at ``as_of``."""
        versions = LightTable.objects.filter(made_at__lte=as_of) if as_of else LightTable.objects.all()
        # Ordered by when they were made: the last one of each stands.
        rows = versions.values_list("zone_id", "type", "rules")
        return cls({(zone, kind): rules_from(rules) for zone, kind, rules in rows})

    def of(self, zone: int, kind: str) -> Rules:
        return self.own.get((zone, kind)) or record_type(kind).table

    def lit(self, record: Record, values: Mapping[str, Any], day: dt.date, calendar: Calendar) -> Light:
        """The light on the evening of ``day`` of a record whose facts were ``values`` then."""
        kind = settled(record_type(record.type), record.zone_id, day)
        called = kind.state_labels.get(values["state"], "") if values["phase"] == "halted" else ""
        return light(Facts.from_values(values, called), day, calendar, self.of(record.zone_id, record.type))


def rules_from(rows: list[dict[str, Any]]) -> Rules:
    """The rules that say what is lit at all are no zone's own: they stand as they do for every table."""
    return (*TABLE[:FIXED], *(Rule(**row) for row in rows[FIXED:]))


def rows_of(rules: Rules) -> list[dict[str, Any]]:
    return [asdict(rule) for rule in rules]
