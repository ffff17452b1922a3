"""A type as a zone has it: the declaration under the zone's settings (type_setting.py)."""

from __future__ import annotations

import datetime as dt
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Literal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.records.choices import date_field
from luoshi.records.declaration import Answers, Field, Limit, RecordType, State, Transition
from luoshi.records.models import Record
from luoshi.records.type_setting import TypeSetting

ExtraKind = Literal["line", "date", "decimal", "choice"]
FILL = "fill_extra"
FRESH = 5.0  # seconds for which a process goes on with what it knows; the one that saves forgets at once


@dataclass(frozen=True, slots=True)
class Extra:
    """A field of a zone's own (自定义字段): asked, shown, not sorted or summed by. ``retired``: no longer asked."""

    name: str
    label: str
    kind: ExtraKind = "line"
    choices: tuple[str, ...] = ()
    listed: bool = False
    retired: bool = False


@dataclass(slots=True)
class Shelf:
    """Every version of every zone's settings, as read a moment ago."""

    read_at: float = 0.0
    versions: Mapping[tuple[int, str], Sequence[TypeSetting]] = field(default_factory=dict)
    made: dict[int, RecordType] = field(default_factory=dict)

    def of(self, zone: int, kind: str) -> Sequence[TypeSetting]:
        if time.monotonic() - self.read_at > FRESH:
            self.read()
        return self.versions.get((zone, kind), ())

    def read(self) -> None:
        found: dict[tuple[int, str], list[TypeSetting]] = defaultdict(list)
        for version in TypeSetting.objects.all():
            found[version.zone_id, version.type].append(version)
        self.versions, self.read_at = found, time.monotonic()

    def forget(self) -> None:
        self.read_at, self.made = 0.0, {}


SHELF = Shelf()


def settled(kind: RecordType, zone: int, day: dt.date | None = None) -> RecordType:
    """``kind`` as the zone with id ``zone`` has it, or had it at the end of ``day``."""
    version = _in_force(SHELF.of(zone, kind.name), day)
    if version is None:
        return kind
    if version.pk not in SHELF.made:
        SHELF.made[version.pk] = _under(kind, version)
    return SHELF.made[version.pk]


def _in_force(versions: Sequence[TypeSetting], day: dt.date | None) -> TypeSetting | None:
    known = [one for one in versions if day is None or timezone.localdate(one.made_at) <= day]
    return known[-1] if known else None


def _under(kind: RecordType, version: TypeSetting) -> RecordType:
    labels, extra = version.labels, [extra_from(row) for row in version.extra]
    steps = tuple(replace(step, label=labels.get(f"step.{step.name}", step.label)) for step in kind.transitions)
    fields = tuple(replace(one, label=labels.get(f"field.{one.name}", one.label)) for one in kind.fields)
    asked = tuple(one.name for one in extra if not one.retired)
    return replace(
        kind,
        states=tuple(_state(state, version) for state in kind.states),
        transitions=(*steps, *_filling(kind, asked)),
        fields=(*fields, *map(_field, extra)),
        birth=replace(kind.birth, optional=(*kind.birth.optional, *asked)) if kind.birth else None,
        extra=tuple(extra),
    )


def _state(state: State, version: TypeSetting) -> State:
    label, limit = version.labels.get(f"state.{state.name}", state.label), state.limit
    if state.name in version.limits:
        count, unit = version.limits[state.name]
        limit = Limit(count, unit) if count else None
    return replace(state, label=label, limit=limit)


def _filling(kind: RecordType, names: tuple[str, ...]) -> list[Transition]:
    """The step that asks for the zone's own fields, in whatever state."""
    if not names:
        return []
    everywhere = tuple(state.name for state in kind.states)
    by = OF_A_UNIT | {Role.SUPERVISOR}
    return [Transition(FILL, _("补充信息"), everywhere, None, by, optional=names, effect=keep_extra, topic=_("信息"))]


def _field(extra: Extra) -> Field:
    return Field(extra.name, extra.label, "extra", "", partial(_made, extra))


def _made(extra: Extra, _record: Record, _post: Post) -> forms.Field:
    if extra.kind == "choice":
        return forms.ChoiceField(choices=[("", _("未定")), *((choice, choice) for choice in extra.choices)])
    if extra.kind == "date":
        return date_field()
    if extra.kind == "decimal":
        return forms.DecimalField(max_digits=20, decimal_places=4)
    return forms.CharField(max_length=200)


def keep_extra(record: Record, _post: Post, answers: Answers) -> None:
    given = {name: value if value is None else str(value) for name, value in answers.items() if is_extra(name)}
    if given:
        record.extra = {**record.extra, **given}


def is_extra(name: str) -> bool:
    return name.startswith("x_")


def extra_from(row: Mapping[str, Any]) -> Extra:
    return Extra(**{**row, "choices": tuple(row.get("choices", ()))})
