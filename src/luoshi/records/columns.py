"""A type's columns, read off its detail model: label, kind, how to sort and sum by it, how a value is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django import forms
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from luoshi.org.models import Person, Post, Unit
from luoshi.records.declaration import Field, FieldKind, RecordType
from luoshi.records.detail import MoneyField, money, money_about
from luoshi.records.models import Record
from luoshi.records.named_rows import row_choice
from luoshi.records.settled import is_extra

ColumnKind = Literal["text", "number", "money", "date", "flag", "choice", "row"]
SPINE = {column.name: column for column in Record._meta.concrete_fields}
FIELD_KINDS: tuple[tuple[type[models.Field[Any, Any]], FieldKind], ...] = (
    (MoneyField, "money"),
    (models.BooleanField, "flag"),
    (models.DateField, "date"),
    (models.DecimalField, "decimal"),
    (models.IntegerField, "whole"),
    (models.TextField, "text"),
    (models.CharField, "line"),
)
NAMED_KINDS: dict[Any, FieldKind] = {Unit: "unit", Person: "person", Post: "post"}
COLUMN_KINDS: dict[str, ColumnKind] = {
    "money": "money",
    "flag": "flag",
    "date": "date",
    "decimal": "number",
    "whole": "number",
}


@dataclass(frozen=True, slots=True)
class Column:
    """``path`` leads to it from a Record in a query."""

    name: str
    label: str
    kind: ColumnKind
    path: str
    row: str  # the related name of the row it stands on, empty for the spine
    model_field: Any  # None for a zone's own field

    def value(self, record: Any) -> Any:
        if self.model_field is None:
            return record.extra.get(self.name)
        return getattr(getattr(record, self.row) if self.row else record, self.name)

    def shown(self, record: Any) -> str:
        return self.said(self.value(record))

    def said(self, value: Any) -> str:
        """A value of this column in words; empty for none."""
        if value in (None, ""):
            return ""
        if self.kind == "money":
            return money(int(value))
        if self.kind == "flag":
            return _("是") if value else _("否")
        if self.kind == "choice":
            return str(dict(self.model_field.flatchoices).get(value, value))
        if isinstance(value, Decimal):
            return f"{value.normalize():f}"
        return value.isoformat() if isinstance(value, dt.date) else str(value)


def summed(one: Column, value: Any) -> str:
    """A sum of a column in words; empty for none."""
    return money_about(int(value)) if one.kind == "money" and value is not None else one.said(value)


def column(kind: RecordType, name: str) -> Column:
    if is_extra(name):
        label = next((one.label for one in kind.extra if one.name == name), name)
        return Column(name, label, "text", "", "", None)
    on_spine = name in SPINE
    field = SPINE[name] if on_spine else _detail_field(kind, name)
    path, row = (name, "") if on_spine else (f"{kind.detail}__{name}", kind.detail)
    asked_as = next((one.label for one in kind.fields if one.name == name), str(field.verbose_name))
    return Column(name, asked_as, _column_kind(field), path, row, field)


def listed(kind: RecordType) -> list[Column]:
    """The declared columns of lists, and those the zone added."""
    return columns(kind, [*kind.listed, *(one.name for one in kind.extra if one.listed and not one.retired)])


def columns(kind: RecordType, names: Iterable[str]) -> list[Column]:
    return [column(kind, name) for name in names]


def model_columns(model: type[models.Model], names: Iterable[str]) -> list[Column]:
    """Columns of a model that stands for itself, such as a register's."""
    fields = [model._meta.get_field(name) for name in names]
    return [Column(one.name, str(one.verbose_name), _column_kind(one), one.name, "", one) for one in fields]  # type: ignore[union-attr]


def own_columns(kind: RecordType) -> list[Column]:
    """Every column of the type's own, in the order of its model."""
    fields = detail_model(kind)._meta.concrete_fields
    own = [field.name for field in fields if field.name != "record"]
    return columns(kind, [*own, *(one.name for one in kind.extra)])


def detail_model(kind: RecordType) -> Any:
    return Record._meta.get_field(kind.detail).related_model


def _detail_field(kind: RecordType, name: str) -> Any:
    return detail_model(kind)._meta.get_field(name)


def _column_kind(field: Any) -> ColumnKind:
    if field.is_relation:
        return "row"
    return "choice" if field.choices else COLUMN_KINDS.get(field_kind(field), "text")


def field_kind(field: Any) -> FieldKind:
    if field.is_relation:
        return NAMED_KINDS.get(field.remote_field.model, "row")  # the registry of models is not ready yet
    if field.choices:
        return "choice"
    return next(kind for model, kind in FIELD_KINDS if isinstance(field, model))


def asked(model: type[models.Model], *names: str, **help_texts: str) -> tuple[Field, ...]:
    """Answers that are kept in columns of ``model`` (keeping.py), called as the columns are."""
    return tuple(_asked(model._meta.get_field(name), help_texts.get(name, "")) for name in names)


def _asked(field: Any, help_text: str) -> Field:
    kind = field_kind(field)
    maker = OWN_MAKERS.get(kind)
    hint = help_text or str(field.help_text)
    choices = tuple(field.flatchoices) if kind == "choice" else ()
    return Field(field.name, str(field.verbose_name), kind, hint, maker(field) if maker else None, choices)


def _choice(field: Any) -> Any:
    return lambda _record, _post: forms.ChoiceField(choices=[("", _("未定")), *field.flatchoices])


def _row(field: Any) -> Any:
    """The zone's own rows that the post may see and the field may hold, and what it holds already.

    They are asked for when the form is made, never when the type is declared.
    """
    return lambda record, post: row_choice(_choosable(field, record, post), empty_label=_("未定"))


def _choosable(field: Any, record: Any, post: Post) -> Any:
    """``limit_choices_to`` of the field leaves out what is retired; a record that names such a row keeps it."""
    rows = field.related_model.objects.visible_to(post).filter(zone=post.zone_id)
    return rows.filter(Q(**field.get_limit_choices_to()) | Q(pk=_held(field, record)))


def _held(field: Any, row: Any) -> Any:
    """The id that ``row``, or a record's own row, holds in ``field``."""
    detail = row if isinstance(row, field.model) else getattr(row, field.model._meta.model_name, None)
    return getattr(detail, field.attname, None)


OWN_MAKERS = {"choice": _choice, "row": _row}
