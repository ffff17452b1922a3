"""Choosing one of a register's rows: from a list, or, of very many, by typing a part of its name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

MOST_LISTED = 200  # rows of a list; the page of a form stays small however many firms a zone has


def row_choice(rows: QuerySet[Any], **options: Any) -> forms.ModelChoiceField:
    is_short = not rows[MOST_LISTED : MOST_LISTED + 1].exists()
    return forms.ModelChoiceField(rows, **options) if is_short else NamedRow(rows, **options)


class NamesBox(forms.TextInput):
    """A box that offers names as one types; ``lookup`` is the address of those that hold the words."""

    def __init__(self, lookup: str) -> None:
        super().__init__({"autocomplete": "off", "maxlength": 200, "placeholder": _("输入名称的一部分，从提示中选")})
        self.lookup = lookup

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        names = f"names-{name}"
        asking = {
            "list": names,
            "hx-get": self.lookup,
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{names}",
            "hx-sync": "this:replace",
        }
        box = super().render(name, value, {**(attrs or {}), **asking}, renderer)
        return format_html('{}<datalist id="{}"></datalist>', box, names)


class NamedRow(forms.ModelChoiceField):
    """A row by its name or its code, as it stands in the register; programs may send its id."""

    def __init__(self, rows: QuerySet[Any], **options: Any) -> None:
        super().__init__(rows, widget=NamesBox(reverse("row_names", args=[rows.model._meta.model_name])), **options)
        self.rows = rows

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Model):
            return str(value)
        row = self.rows.filter(pk=value).first() if str(value or "").isdecimal() else None
        return str(row) if row else value

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        self.validate_no_null_characters(text)
        columns = {column.name for column in self.rows.model._meta.concrete_fields}
        said = Q(name=text) | (Q(code=text) if "code" in columns else Q())
        found = list(self.rows.filter(said)[:2])
        if len(found) == 1:
            return found[0]
        row = self.rows.filter(pk=int(text)).first() if text.isdecimal() and len(text) < 16 else None
        if row is None:
            raise forms.ValidationError(_("没有叫“%(text)s”的，请从提示中选，或先到名册里登记。") % {"text": text[:60]})
        return row
