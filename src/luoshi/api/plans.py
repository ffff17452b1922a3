"""Weeks, the rules of the lights, the holidays: what a plan is read and lit by."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from luoshi.api.auth import Caller, May
from luoshi.api.errors import FAILS, Failure, Invalid
from luoshi.api.models import Scope
from luoshi.api.schemas.plans import DayOut, ItemOut, RulesIn, RulesOut
from luoshi.api.showing import named
from luoshi.core.holidays import holidays_of
from luoshi.core.refusal import Refused
from luoshi.org.roles import Role
from luoshi.records import light_rules
from luoshi.records.light_tables import rows_of
from luoshi.records.rag import Rule
from luoshi.records.registry import all_types
from luoshi.records.rule_words import FORMATTED, SAID, said
from luoshi.records.weeks import Item, Weeks

LOOK, ACT = May(Scope.READ), May(Scope.WRITE)
router = Router(tags=["计划与亮灯"])


class Asked(Schema):
    """``week`` is any day of the first of the four weeks shown; today's where it is not said."""

    week: dt.date | None = None
    unit: int | None = None
    person: int | None = None
    show: str | None = None


@router.get("/weeks", response={200: list[ItemOut], FAILS: Failure}, auth=LOOK, url_name="weeks")
def weeks(request: Caller, asked: Query[Asked]) -> list[dict[str, Any]]:
    """Milestones and deadlines of four weeks and what is left over from before, as the post's page shows them."""
    given = QueryDict(mutable=True)
    given.update({name: str(value) for name, value in asked.dict().items() if value is not None})
    shown = Weeks(request.post, given)
    if shown.asked.errors:
        raise Invalid(shown.asked.errors)
    return [_item(item) for item in shown.items]


def _item(item: Item) -> dict[str, Any]:
    return {
        "record": item.record.pk,
        "code": item.record.code,
        "task": item.record.title,
        "milestone": item.milestone,
        "title": item.title,
        "due": item.due,
        "light": item.light.colour,
        "light_label": item.light.label,
        "is_done": item.done,
        "unit": named(item.unit),
        "person": named(item.person),
    }


@router.get("/lights/{kind}", response={200: RulesOut, FAILS: Failure}, auth=LOOK, url_name="light_rules")
def rules(request: Caller, kind: str) -> dict[str, Any]:
    """The decision table that lights the records of a type in the post's zone, first match first."""
    return {"rules": [_rule(row, rule) for row, rule in _table(request, kind)]}


@router.post("/lights/{kind}", response={200: RulesOut, FAILS: Failure}, auth=ACT, url_name="revise_rules")
def revise(request: Caller, kind: str, body: RulesIn) -> dict[str, Any]:
    """A new version of the zone's own part of the table, in force from now on. Only 督查员."""
    _table(request, kind)
    if request.post.role != Role.SUPERVISOR:
        raise Refused(_("您的岗位（%(role)s）不能修改亮灯规则。") % {"role": request.post.get_role_display()})
    if any("{" in rule.label or "}" in rule.label for rule in body.rules):
        raise Invalid({"label": [_("显示的文字里不能有花括号，用 N 代表数字。")]})
    own = [Rule(**{**rule.dict(), "label": rule.label.replace(SAID, FORMATTED, 1)}) for rule in body.rules]
    light_rules.revise(request.post, kind, own, body.reason)
    return rules(request, kind)


def _table(request: Caller, kind: str) -> list[tuple[dict[str, Any], Any]]:
    if kind not in {one.name for one in all_types()}:
        raise Http404
    table = light_rules.in_force(request.post, kind)
    return list(zip(rows_of(table), table, strict=True))


def _rule(row: dict[str, Any], rule: Any) -> dict[str, Any]:
    return {**row, "label": said(rule)}


@router.get("/holidays/{int:year}", response={200: list[DayOut], FAILS: Failure}, auth=LOOK, url_name="holidays")
def holidays(request: Caller, year: int) -> list[dict[str, Any]]:
    """The days of a year that differ from their weekday: holidays and make-up working days."""
    return [{"day": day, "works": works, "name": name} for day, (works, name) in sorted(holidays_of(year).items())]
