"""Reading the notices: the list, its filter, and what waits for whose hand. Nothing here writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.org.models import Post, Unit
from luoshi.records.choices import units_of
from luoshi.records.models import Record, RecordQuerySet
from luoshi.supervision.models import Level
from luoshi.supervision.notice import OPEN, WAITING

LAST = {"concluded": _("已办结"), "raised": _("已升级"), "withdrawn": _("已撤回")}


def notices_of(post: Post | None) -> RecordQuerySet:
    """The notices that ``post`` may see, with what a line of their list shows."""
    rows = Record.objects.visible_to(post).filter(type="notice")
    return rows.select_related("notice__lead").annotate(count=Count("matters"))


@dataclass(frozen=True, slots=True)
class Scope:
    name: str
    label: Any
    where: Callable[[dt.date], Q]


SCOPES = (
    Scope("open", _("在办"), lambda _today: Q(state__in=OPEN)),
    Scope("unsigned", _("待签收"), lambda _today: Q(state="issued")),
    Scope("late", _("逾期未回复"), lambda today: Q(state__in=WAITING, due__lt=today)),
    Scope("to_check", _("已回复待核"), lambda _today: Q(state="replied")),
    Scope("reconsidering", _("复核待决"), lambda _today: Q(notice__reconsider_due__isnull=False)),
    Scope("ended", _("已了结"), lambda _today: Q(state__in=LAST)),
)


class NoticeFilter(forms.Form):
    """What the list is asked for. A value that makes no sense is left out."""

    q = forms.CharField(label=_("关键词"), required=False, max_length=60)
    scope = forms.ChoiceField(label=_("范围"), required=False, choices=[(scope.name, scope.label) for scope in SCOPES])
    level = forms.ChoiceField(label=_("种类"), required=False, choices=[("", _("全部")), *Level.choices])
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("督查对象"), required=False, empty_label=_("全部"))
    year = forms.IntegerField(label=_("年份"), required=False, min_value=2000, max_value=2999)

    def __init__(self, data: QueryDict, post: Post) -> None:
        super().__init__(data)
        self.post = post
        self.fields["unit"].queryset = units_of(post)  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    def queryset(self) -> RecordQuerySet:
        """The notices asked for, latest first."""
        asked = self.given
        columns = {"level": "notice__level", "unit": "notice__lead", "year": "notice__year"}
        where = Q(**{column: asked[name] for name, column in columns.items() if name in asked})
        if "q" in asked:
            where &= Q(title__contains=asked["q"]) | Q(code__contains=asked["q"])
        if "scope" in asked:
            where &= next(scope.where for scope in SCOPES if scope.name == asked["scope"])(clock.today())
        return notices_of(self.post).filter(where).order_by("-notice__year", "-notice__number")

    def query(self, **changes: Any) -> str:
        """The address's query with ``changes`` (None takes one out)."""
        pairs = {name: self.data.get(name, "") for name in self.fields} | changes
        given = QueryDict(mutable=True)
        given.update({name: value for name, value in pairs.items() if value})
        return given.urlencode()


def scope_counts(post: Post) -> dict[str, int]:
    """Scope name → how many notices; one query for all."""
    today = clock.today()
    rows = Record.objects.visible_to(post).filter(type="notice").order_by()
    return rows.aggregate(**{scope.name: Count("pk", filter=scope.where(today)) for scope in SCOPES})
