"""Reading the ledger: the filter that the list, the sheet and the home page's numbers share. Nothing here writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Case, F, OrderBy, Q, Value, When
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.documents.models import Document
from luoshi.org.models import Person, Post, Unit
from luoshi.records import search
from luoshi.records.choices import WITHIN, PersonChoice, UnitChoice, date_field, people_of
from luoshi.records.lights import Standing, standings_as_of
from luoshi.records.models import Assignment, Citation, Part, Record, RecordQuerySet
from luoshi.records.parts import UNANSWERED, UNSIGNED
from luoshi.records.rollup import facts_at, rolled_up
from luoshi.records.settled import settled
from luoshi.records.types.task import HANDED_OUT, IN_HAND, STATES, TASK

SOON = dt.timedelta(days=7)
# Worst first: the order of every list and legend.
LIGHTS = (
    ("red", _("红灯")),
    ("yellow", _("黄灯")),
    ("green", _("绿灯")),
    ("blue", _("办结")),
    ("grey", _("中止撤销")),
    ("none", _("未交办")),
)


def tasks_of(post: Post | None) -> RecordQuerySet:
    """The tasks that ``post`` may see, with what a line of the ledger shows."""
    tasks = Record.objects.visible_to(post).filter(type="task").select_related("task__lead", "task__owner")
    return tasks.select_related("zone") if post and post.overseen else tasks


@dataclass(frozen=True, slots=True)
class Scope:
    """A list people ask for by name; ``where`` takes today and who asks."""

    name: str
    label: Any
    where: Callable[[dt.date, Post], Q]


def in_states(*states: str) -> Callable[[dt.date, Post], Q]:
    return lambda _today, _post: Q(state__in=states)


def to_sign(_today: dt.date, post: Post) -> Q:
    """A unit's own signature is lacking, whatever its part; for the zone, the lead unit's."""
    return _with_part(Q(unit=post.unit) & UNSIGNED) if post.speaks_for_unit else Q(state="assigned")


def helpers_wait(_today: dt.date, post: Post) -> Q:
    """Joint leads and supports that have not signed, joint leads that have not answered; a unit asks of itself."""
    own = Q(unit=post.unit) if post.speaks_for_unit else Q()
    return _with_part(own & ~Q(part=Part.LEAD) & (UNSIGNED | UNANSWERED))


def _with_part(where: Q) -> Q:
    return Q(state__in=HANDED_OUT, pk__in=Assignment.objects.filter(where).values("record"))


def this_year(today: dt.date, _post: Post) -> Q:
    """What the year owes: handed out, due in it, not withdrawn; of a goal and its sub-tasks the sub-tasks alone."""
    goals = Record.objects.exclude(parent=None).exclude(state__in=("suspended", "withdrawn")).values("parent")
    return Q(due__year=today.year, is_handed_out=True) & ~Q(state="withdrawn") & ~Q(pk__in=goals)


def on_time(today: dt.date, post: Post) -> Q:
    """Of what this year owes, what was verified and closed by its deadline, an approved extension included."""
    return this_year(today, post) & Q(state="closed", task__closed_on__lte=F("due"))


SCOPES = (
    Scope("open", _("在办"), in_states(*HANDED_OUT)),
    Scope("late", _("逾期"), lambda today, _post: Q(state__in=HANDED_OUT, due__lt=today)),
    Scope("soon", _("7日内到期"), lambda today, _post: Q(state__in=HANDED_OUT, due__range=(today, today + SOON))),
    Scope("pending", _("待审定"), in_states("draft", "pending")),
    Scope("assigned", _("待签收"), to_sign),
    Scope("parts", _("配合待办"), helpers_wait),
    Scope("in_hand", _("办理中"), in_states(*IN_HAND)),
    Scope("extension", _("延期待批"), lambda _today, _post: Q(state__in=HANDED_OUT, task__asked_due__isnull=False)),
    Scope("to_verify", _("待核查"), in_states("submitted", "verifying")),
    Scope("returned", _("退回重办"), in_states("returned")),
    Scope("reconsidering", _("复核待决"), lambda _today, _post: Q(task__reconsider_due__isnull=False)),
    Scope("year", _("本年应办结"), this_year),
    Scope("year_done", _("本年已办结"), lambda today, post: this_year(today, post) & Q(state="closed")),
    Scope("on_time", _("本年按期办结"), on_time),
    Scope("carried", _("结转"), lambda today, _post: Q(task__carried_into=today.year)),
    Scope("archived", _("已归档"), lambda _today, _post: Q(task__archived_on__isnull=False)),
    Scope("extended", _("延过期"), lambda today, post: this_year(today, post) & Q(task__extensions__gt=0)),
)


def _rank(column: str, names: tuple[str, ...]) -> Case:
    """The place of ``column``'s value among ``names``, so that both databases sort words in our order."""
    return Case(*(When(**{column: name}, then=Value(n)) for n, name in enumerate(names)), default=Value(len(names)))


SORTS: dict[str, Any] = {
    "code": F("code"),
    "due": F("due"),
    "light": _rank("light", tuple(name for name, _label in LIGHTS)),
    "lead": F("task__lead__position"),
    "state": _rank("state", tuple(state.name for state in STATES)),
}


def order(sort: str) -> list[OrderBy]:
    """``due`` or ``-due``; an unknown one is the code; what is equal, by due day.

    Empty values stand last on every database, both ways.
    """
    name, down = sort.removeprefix("-"), sort.startswith("-")
    chosen = SORTS.get(name, F("code"))
    first = OrderBy(chosen, descending=down and name in SORTS, nulls_last=True)
    return [first, OrderBy(F("due"), nulls_last=True), OrderBy(F("code"))]


# What is over and archived leaves the list, and is found again by any of these.
FINDS_ARCHIVED = frozenset(("q", "scope", "state", "light", "year", "document", "as_of"))


class LedgerFilter(forms.Form):
    """What the ledger is asked for. A value that makes no sense is left out and named in ``errors``.

    With ``as_of`` the lead unit and the light are those of that day's evening.
    """

    q = forms.CharField(label=_("关键词"), required=False, max_length=60)
    scope = forms.ChoiceField(label=_("范围"), required=False, choices=[(scope.name, scope.label) for scope in SCOPES])
    state = forms.MultipleChoiceField(
        label=_("状态"),
        required=False,
        choices=[(state.name, state.label) for state in STATES],
        widget=forms.CheckboxSelectMultiple,
    )
    light = forms.MultipleChoiceField(
        label=_("亮灯"), required=False, choices=LIGHTS, widget=forms.CheckboxSelectMultiple
    )
    zone = forms.ModelChoiceField(Unit.objects.none(), label=_("高新区"), required=False, empty_label=_("全部"))
    lead = UnitChoice(Unit.objects.none(), label=_("牵头单位"), required=False, empty_label=_("全部"))
    unit = UnitChoice(Unit.objects.none(), label=_("参与单位"), required=False, empty_label=_("全部"))
    document = forms.ModelChoiceField(
        Document.objects.none(), label=_("来源文件"), required=False, empty_label=_("全部")
    )
    owner = PersonChoice(Person.objects.none(), label=_("责任人"), required=False, empty_label=_("全部"))
    due_from = date_field(_("时限自"))
    due_to = date_field(_("时限至"))
    year = forms.IntegerField(label=_("年度"), required=False, min_value=2000, max_value=2999)
    as_of = forms.DateField(label=_("截至"), required=False, validators=WITHIN)

    def __init__(self, data: QueryDict, post: Post) -> None:
        super().__init__(data)
        self.post = post
        self.pairs = dict(data.lists())
        self.sort = data.get("sort", "")
        units = Unit.objects.named_to(post).exclude(zone=None).select_related("zone")
        documents = Document.objects.visible_to(post)
        zones = Unit.objects.named_to(post).zones()
        choices = {"zone": zones, "lead": units, "unit": units, "document": documents, "owner": people_of(post)}
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        task = settled(TASK, post.zone.pk)
        self.fields["state"].choices = [(state.name, state.label) for state in task.states]  # type: ignore[attr-defined]
        self._offer_zones(bool(post.overseen))
        self.is_valid()

    def _offer_zones(self, are_several: bool) -> None:
        if not are_several:
            del self.fields["zone"]
        for name in ("lead", "unit"):
            self.fields[name].with_zone = are_several  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        """The values that are set and make sense."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def queryset(self) -> RecordQuerySet:
        """The tasks asked for, in the order asked for, as far as the post may see them."""
        records = tasks_of(self.post)
        asked = self.given
        if "q" in asked:
            records = search.matching(records, asked["q"])
        return records.filter(self._where(asked)).order_by(*order(self.sort))

    def _where(self, asked: Mapping[str, Any]) -> Q:
        columns = {
            "zone": "zone",
            "state": "state__in",
            "owner": "task__owner",
            "due_from": "due__gte",
            "due_to": "due__lte",
        }
        where = Q(**{column: asked[name] for name, column in columns.items() if name in asked})
        if "year" in asked:
            where &= Q(code__startswith=f"{asked['year']}-") | Q(task__carried_into=asked["year"])
        if not asked.keys() & FINDS_ARCHIVED:
            where &= Q(task__archived_on=None)
        if "scope" in asked:
            where &= next(scope.where for scope in SCOPES if scope.name == asked["scope"])(clock.today(), self.post)
        if "unit" in asked:
            where &= Q(pk__in=Assignment.objects.filter(unit=asked["unit"]).values("record"))
        if "document" in asked:
            where &= Q(pk__in=Citation.objects.filter(document=asked["document"]).values("record"))
        return where & self._lights(asked)

    def _lights(self, asked: Mapping[str, Any]) -> Q:
        colours, lead = asked.get("light"), asked.get("lead")
        if "as_of" in asked:
            then = self.standings.items()
            return Q(pk__in=[pk for pk, standing in then if _fits(standing, colours, lead)])
        where = Q(light__in=colours) if colours else Q()
        return where & Q(task__lead=lead) if lead else where

    @cached_property
    def standings(self) -> dict[int, Standing]:
        """Where every visible task stood on the evening of ``as_of``; empty without it."""
        day = self.given.get("as_of")
        return standings_as_of(tasks_of(self.post), day) if day else {}

    def query(self, **changes: Any) -> str:
        """The address's query with ``changes`` (None takes one out); pages and sorts build their links by it."""
        pairs = {**self.pairs, **changes}
        return urlencode({name: value for name, value in pairs.items() if value not in (None, "", [""])}, doseq=True)


def _fits(standing: Standing, colours: list[str] | None, lead: Unit | None) -> bool:
    return (not colours or standing.light.colour in colours) and (lead is None or standing.lead == lead.pk)


def latest_values(records: list[Record]) -> dict[int, Mapping[str, Any]]:
    """Record id → its latest facts (progress, its basis, the plan), a goal's counted from its sub-tasks."""
    return rolled_up(facts_at(Record.objects.filter(pk__in=[record.pk for record in records])))
