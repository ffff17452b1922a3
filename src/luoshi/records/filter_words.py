"""What a list is narrowed by, in words: under the title of a sheet, at the head of a printed page."""

from __future__ import annotations

from django.forms import ChoiceField, ModelChoiceField
from django.utils.translation import gettext as _

from luoshi.records.items.asking import ItemFilter
from luoshi.records.queries import LedgerFilter


def in_words(chosen: LedgerFilter | ItemFilter) -> str:
    """The filter as its reader would say it: 牵头单位：科技创新局；亮灯：红灯、黄灯."""
    return "；".join(f"{chosen.fields[name].label}：{value_in_words(chosen, name)}" for name in chosen.given)


def value_in_words(chosen: LedgerFilter | ItemFilter, name: str) -> str:
    value = chosen.given[name]
    field = chosen.fields[name]
    if value is True:
        return _("是")
    if not isinstance(field, ChoiceField) or isinstance(field, ModelChoiceField):
        return str(value)
    labels = dict(field.choices)  # type: ignore[arg-type]
    return "、".join(str(labels[one]) for one in (value if isinstance(value, list) else [value]))
