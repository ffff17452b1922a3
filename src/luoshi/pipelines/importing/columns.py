"""The columns that a sheet may bring into a register or a pipeline, read off the declaration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from luoshi.pipelines.registers.declaration import Register
from luoshi.records.columns import detail_model, field_kind, listed
from luoshi.records.declaration import Field, RecordType
from luoshi.sheets.fields import Field as Title
from luoshi.sheets.fields import Vocabulary, bare

READ = frozenset(
    {"line", "text", "date", "choice", "row", "unit", "person", "post", "money", "decimal", "whole", "flag", "extra"}
)  # fmt: skip
# How much an amount's number counts, in 分; the one that a form asks for stands first.
SCALES = {"万元": 1_000_000, "亿元": 10_000_000_000, "元": 100}
IN_TITLE = re.compile("亿元|万元|元")
AT = "@"
# Of the spine, apart from columns of the same name.
CODE, STATE, SINCE = "record_code", "record_state", "record_since"
SPINE_LENGTHS = {"title": 300}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """``kind`` is how its cells are read (reading.py): a field's, or that of a record's ``state``.

    ``related`` is the model of its rows, ``choices`` are value and label. ``is_counted``: the system's own figure,
    which no sheet brings in; it is read to tell that it was changed. ``is_personal``: shown nowhere. ``is_fact``: a day
    on which something happened, not one that is planned.
    """

    name: str
    label: str
    kind: str
    is_required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    related: Any = None
    longest: int = 0
    hint: str = ""
    is_personal: bool = False
    is_counted: bool = False
    is_fact: bool = False


def of_register(register: Register) -> list[SheetColumn]:
    found = []
    for name in register.edited:
        field: Any = register.model._meta.get_field(name)
        is_required = not field.blank and field_kind(field) != "flag"
        found.append(_of_field(field, is_required=is_required, is_personal=name in register.personal, is_fact=True))
    return found


def _of_field(field: Any, label: str = "", **said: Any) -> SheetColumn:
    return SheetColumn(
        name=field.name,
        label=label or str(field.verbose_name),
        kind=field_kind(field),
        choices=tuple((str(value), str(words)) for value, words in field.flatchoices or ()),
        related=field.related_model if field.is_relation else None,
        longest=field.max_length or 0,
        hint=str(field.help_text),
        **said,
    )


def of_type(kind: RecordType) -> list[SheetColumn]:
    """Number, stage and the days of stages, what the birth asks for, and what the lists show besides."""
    birth = kind.birth
    asked = [*birth.requires, *birth.optional] if birth else []
    found = [SheetColumn(CODE, "编号", "line", hint="本系统的编号；新的留空")]
    required = set(birth.requires) if birth else set()
    found += [_asked(kind, kind.field(name), name in required) for name in asked if kind.field(name).kind in READ]
    states = tuple((state.name, str(state.label)) for state in kind.states)
    found.append(SheetColumn(STATE, "阶段", "state", choices=states, hint="已走到哪个阶段；不填的从头开始"))
    known = {one.name for one in found}
    if kind.sheet and kind.sheet.stands:
        found.append(SheetColumn(SINCE, "进入本阶段", "date", hint="进入现阶段的日期", is_fact=True))
        days = [name for name in kind.reached.values() if name not in known]
        found += [_of_field(detail_model(kind)._meta.get_field(name), is_fact=True) for name in days]
        known |= set(days)
    counted = [one for one in listed(kind) if one.name not in known and one.model_field is not None]
    return found + [_of_field(one.model_field, one.label, is_counted=True) for one in counted]


def _asked(kind: RecordType, field: Field, is_required: bool) -> SheetColumn:
    own = {column.name: column for column in detail_model(kind)._meta.concrete_fields}.get(field.name)
    extra = next((one for one in kind.extra if one.name == field.name), None)
    kind_of_field = extra.kind if extra else field.kind
    choices = tuple((choice, choice) for choice in extra.choices) if extra else field.choices
    return SheetColumn(
        name=field.name,
        label=field.label,
        kind=kind_of_field,
        is_required=is_required,
        choices=tuple((str(value), str(words)) for value, words in choices),
        related=own.related_model if own is not None and own.is_relation else None,
        longest=SPINE_LENGTHS.get(field.name) or (getattr(own, "max_length", None) or 0),
        hint=field.help,
        is_personal=bool(kind.sheet and field.name in kind.sheet.personal),
        is_fact=field.name in kind.reached.values(),
    )


@cache
def _also_called() -> dict[str, tuple[str, ...]]:
    lines = Path(__file__).with_name("columns.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {key: tuple(titles.split()) for key, titles in pairs}


def vocabulary(about: str, found: Iterable[SheetColumn]) -> Vocabulary:
    """``about`` is the register's or type's name. A column's own label goes before what others are called."""
    known, also = list(found), _also_called()
    own = [Title(one.name, one.label, (bare(one.label),)) for one in known]
    others = [
        Title(one.name, one.label, (*also.get(f"{about}.{one.name}", ()), *also.get(one.name, ()), *_days(one)))
        for one in known
    ]
    merged = Vocabulary([*own, *others])
    merged.by_name = {title.name: title for title in own}
    return merged


def _days(one: SheetColumn) -> Iterator[str]:
    """签约日期 is also called 签约时间."""
    if one.kind == "date":
        yield bare(one.label).removesuffix("日期") + "时间"


def options(found: Iterable[SheetColumn]) -> list[tuple[str, str]]:
    """What a column of a sheet may be said to be: an amount with its unit, ``investment@万元``."""
    return [
        (f"{one.name}{AT}{scale}", f"{one.label}（{scale}）") if scale else (one.name, one.label)
        for one in found
        for scale in (SCALES if one.kind == "money" else ("",))
    ]


def option_for(one: SheetColumn, title: str) -> tuple[str, bool]:
    """The option that ``title`` says, and whether its unit had to be guessed."""
    if one.kind != "money":
        return one.name, False
    said = IN_TITLE.search(title)
    return f"{one.name}{AT}{said[0] if said else next(iter(SCALES))}", said is None
