"""What the weeks are asked for, in the address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from luoshi.org.models import Person, Post, Unit
from luoshi.records.choices import WITHIN, PersonChoice, people_of, units_of

SHOWN = (("", _("全部")), ("open", _("未完成")), ("done", _("已完成")))
BY = (("unit", _("单位")), ("person", _("责任人")))
PAPERS = (("a4", "A4"), ("a3", "A3"))


class WeekFilter(forms.Form):
    """What the weeks are asked for; what makes no sense is left out."""

    week = forms.DateField(required=False, validators=WITHIN)
    by = forms.ChoiceField(label=_("按"), required=False, choices=BY)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("单位"), required=False, empty_label=_("全部"))
    person = PersonChoice(Person.objects.none(), label=_("责任人"), required=False, empty_label=_("全部"))
    show = forms.ChoiceField(label=_("节点"), required=False, choices=SHOWN)
    paper = forms.ChoiceField(required=False, choices=PAPERS)

    def __init__(self, data: QueryDict, post: Post) -> None:
        super().__init__(data)
        self.pairs = data.dict()
        for name, rows in {"unit": units_of(post), "person": people_of(post)}.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    def query(self, **changes: Any) -> str:
        """The address's query with ``changes``; None takes one out."""
        pairs = {**{name: self.pairs[name] for name in self.given if name in self.pairs}, **changes}
        return urlencode({name: value for name, value in pairs.items() if value not in (None, "")})
