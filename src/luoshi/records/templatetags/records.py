"""Small parts of the ledger's pages."""

from typing import Any

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString

from luoshi.documents.showing import address
from luoshi.records.addresses import address_of
from luoshi.records.models import Record
from luoshi.records.registry import type_of

register = template.Library()
register.filter("address", address)
register.filter("own_page", address_of)


LOOKS = ((forms.Select, "form-select"), (forms.CheckboxInput, "form-check-input"))


@register.filter
def dressed(field: BoundField) -> SafeString:
    """The field's widget in the pages' own look."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return field.as_widget()
    css = next((css for kind, css in LOOKS if isinstance(widget, kind)), "form-control")
    return field.as_widget(attrs={"class": f"{css} is-invalid" if field.errors else css})


@register.filter
def is_checks(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxSelectMultiple)


@register.filter
def is_wide(field: BoundField) -> bool:
    """Whether it takes the whole width of a form in two columns."""
    return is_checks(field) or isinstance(field.field.widget, forms.Textarea) or field.name == "title"


@register.filter
def lead_of(record: Record) -> Any:
    """The unit that answers for a record of any type."""
    return getattr(record, type_of(record).detail).lead or ""


@register.filter
def page_of(record: Record) -> str:
    """Where a record of any type has its page."""
    return address_of(record)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """``mapping[key]``, or nothing."""
    return mapping.get(key)
