"""What a pipeline's list is asked for: one filter serves table, board, calendar, funnel, sheet and interface."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Case, F, OrderBy, Q, Value, When
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.org.models import Person, Post, Unit
from luoshi.records import search
from luoshi.records.choices import PersonChoice, UnitChoice, date_field, people_of, posts_of, units_of
from luoshi.records.columns import Column, columns
from luoshi.records.declaration import RecordType
from luoshi.records.items.reaching import born, reached
from luoshi.records.models import Record, RecordQuerySet
from luoshi.records.queries import LIGHTS, SOON

SPINE_SORTS = ("code", "light", "due", "since", "state")
WHOSE = (
    ("open", _("在办")),
    ("late", _("逾期")),
    ("soon", _("7日内到期")),
    ("mine", _("本单位负责")),
    ("done", _("已完结")),
)


def ways(kind: RecordType) -> list[tuple[str, Any]]:
    """The ways to narrow its lists: what every type has, and its own."""
    return [*WHOSE, *((scope.name, scope.label) for scope in kind.scopes)]


def records_of(kind: RecordType, post: Post | None) -> RecordQuerySet:
    """The records of ``kind`` that ``post`` may see, with what a line of a list shows."""
    rows = [column.name for column in columns(kind, ("lead", *kind.listed)) if column.kind == "row"]
    paths = (f"{kind.detail}__{name}" for name in dict.fromkeys(rows))
    return Record.objects.visible_to(post).filter(type=kind.name).select_related(kind.detail, "zone", *paths)


def live_states(kind: RecordType) -> list[str]:
    return [state.name for state in kind.states if state.phase in ("planned", "live")]


class ItemFilter(forms.Form):
    """A value that makes no sense is left out and named in ``errors``."""

    q = forms.CharField(label=_("关键词"), required=False, max_length=60)
    scope = forms.ChoiceField(label=_("范围"), required=False, choices=WHOSE)
    state = forms.MultipleChoiceField(label=_("阶段"), required=False, widget=forms.CheckboxSelectMultiple)
    light = forms.MultipleChoiceField(
        label=_("亮灯"), required=False, choices=LIGHTS, widget=forms.CheckboxSelectMultiple
    )
    zone = forms.ModelChoiceField(Unit.objects.none(), label=_("高新区"), required=False, empty_label=_("全部"))
    lead = UnitChoice(Unit.objects.none(), label=_("责任单位"), required=False, empty_label=_("全部"))
    due_from = date_field(_("时限自"))
    due_to = date_field(_("时限至"))
    born_from = date_field(_("登记自"))
    born_to = date_field(_("登记至"))
    reached = forms.ChoiceField(label=_("到过阶段"), required=False)

    def __init__(self, kind: RecordType, data: QueryDict, post: Post) -> None:
        super().__init__(data)
        self.kind, self.post = kind, post
        self.pairs = dict(data.lists())
        self.sort = data.get("sort", "")
        self.narrowed = columns(kind, kind.filters)
        self.fields["state"].choices = [(state.name, state.label) for state in kind.states]  # type: ignore[attr-defined]
        path = [("", _("全部")), *((name, kind.state(name).label) for name in kind.path)]
        self.fields["reached"].choices = path  # type: ignore[attr-defined]
        self.fields["scope"].choices = ways(kind)  # type: ignore[attr-defined]
        self.fields["lead"].queryset = units_of(post)  # type: ignore[attr-defined]
        self.fields["zone"].queryset = Unit.objects.named_to(post).zones()  # type: ignore[attr-defined]
        if not post.overseen:
            del self.fields["zone"]
        for column in self.narrowed:
            self.fields[column.name] = chooser(column, post)
        self.is_valid()

    @property
    def given(self) -> dict[str, Any]:
        """The values that are set and make sense."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def queryset(self) -> RecordQuerySet:
        """The records asked for, in the order asked for, as far as the post may see them."""
        return self.narrow(records_of(self.kind, self.post)).order_by(*self.order())

    def narrow(self, records: RecordQuerySet) -> RecordQuerySet:
        """Those of ``records`` that are asked for."""
        if "q" in self.given:
            records = search.matching(records, self.given["q"])
        return records.filter(self._where())

    def _where(self) -> Q:
        asked = self.given
        paths = {"zone": "zone", "state": "state__in", "light": "light__in", "lead": f"{self.kind.detail}__lead"}
        paths |= {"due_from": "due__gte", "due_to": "due__lte"} | {one.name: one.path for one in self.narrowed}
        where = Q(**{path: asked[name] for name, path in paths.items() if name in asked})
        if "reached" in asked:
            where &= reached(self.kind, asked["reached"])
        if "born_from" in asked or "born_to" in asked:
            where &= born(asked.get("born_from"), asked.get("born_to"))
        return where & self._scope(asked["scope"]) if "scope" in asked else where

    def _scope(self, name: str) -> Q:
        own = next((scope for scope in self.kind.scopes if scope.name == name), None)
        today = clock.today()
        return own.where(today, self.post) if own else SCOPES[name](self.kind, today, self.post)

    def order(self) -> list[OrderBy]:
        """``due`` or ``-due``; without one the newest number first. Empty values stand last on every database."""
        name, down = self.sort.removeprefix("-"), self.sort.startswith("-")
        path = self._sorts().get(name)
        first = [OrderBy(path, descending=down, nulls_last=True)] if path is not None else []
        return [*first, OrderBy(F("code"), descending=True), OrderBy(F("pk"))]

    def _sorts(self) -> dict[str, Any]:
        spine = {name: F(name) for name in SPINE_SORTS}
        ranks = {
            "light": rank("light", [name for name, _label in LIGHTS]),
            "state": rank("state", [state.name for state in self.kind.states]),
        }
        own = {one.name: F(one.path) for one in columns(self.kind, self.kind.listed) if one.kind != "row"}
        return {**own, **spine, **ranks, "lead": F(f"{self.kind.detail}__lead__position")}

    def query(self, **changes: Any) -> str:
        """The address's query with ``changes`` (None takes one out); pages and sorts build their links by it."""
        return as_query({**self.pairs, **changes})


def as_query(pairs: dict[str, Any]) -> str:
    return urlencode({name: value for name, value in pairs.items() if value not in (None, "", [""])}, doseq=True)


def rank(column: str, names: Iterable[str]) -> Case:
    """The place of ``column``'s value among ``names``, so that both databases sort words in our order."""
    order = list(names)
    return Case(*(When(**{column: name}, then=Value(n)) for n, name in enumerate(order)), default=Value(len(order)))


def chooser(column: Column, post: Post) -> forms.Field:
    """The field that narrows a list by a column: its choices, its rows, or a tick."""
    options: dict[str, Any] = {"label": column.label, "required": False}
    if column.kind == "flag":
        return forms.BooleanField(**options)
    if column.kind == "choice":
        return forms.ChoiceField(choices=[("", _("全部")), *column.model_field.flatchoices], **options)
    if column.kind == "row":
        return _row_chooser(column, post, {**options, "empty_label": _("全部")})
    return forms.CharField(max_length=60, **options)


def _row_chooser(column: Column, post: Post, options: dict[str, Any]) -> forms.Field:
    model = column.model_field.related_model
    if model is Unit:
        return UnitChoice(units_of(post), **options)
    if model is Person:
        return PersonChoice(people_of(post), **options)
    if model is Post:
        return forms.ModelChoiceField(posts_of(post), **options)
    return forms.ModelChoiceField(model.objects.visible_to(post), **options)


Scope = Callable[[RecordType, dt.date, Post], Q]
SCOPES: dict[str, Scope] = {
    "open": lambda kind, _today, _post: Q(state__in=live_states(kind)),
    "late": lambda kind, _today, _post: Q(state__in=live_states(kind), light="red"),
    "soon": lambda kind, today, _post: Q(state__in=live_states(kind), due__range=(today, today + SOON)),
    "mine": lambda kind, _today, post: Q(**{f"{kind.detail}__lead": post.unit_id}),
    "done": lambda kind, _today, _post: ~Q(state__in=live_states(kind)),
}
