"""Bringing a record of a pipeline into the ledger, as its declaration says (``RecordType.birth``)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.counters import next_number
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records import search
from luoshi.records.columns import detail_model
from luoshi.records.declaration import Answers, Field, RecordType, Transition
from luoshi.records.events import first_events
from luoshi.records.flow import demand_answers, tell_others
from luoshi.records.keeping import keep, keep_columns
from luoshi.records.models import Record
from luoshi.records.registry import type_of

MOST_TOLD = 5
# What the event of a birth says where somebody knew of the others; a type that says what is ``alike`` lists it.
KNOWN = Field("alike", "登记时已知相近的", "line")


class LikelyTwice(Refused):
    """What is brought in is likely there already: in ``records``, whoever may see them."""

    def __init__(self, reason: str, records: list[Record]) -> None:
        super().__init__(reason)
        self.records = records


def may_bring_in(kind: RecordType, post: Post) -> bool:
    return kind.birth is not None and post.role in kind.birth.by


def blank(kind: RecordType, post: Post) -> Record:
    """A record of ``kind`` that is not in the ledger yet, for the form that asks for its birth."""
    record = Record(zone=post.zone, type=kind.name, state=first_state(kind), is_handed_out=True)
    own = detail_model(kind)(record=record)
    if post.speaks_for_unit:
        own.lead = post.unit
    return record


def first_state(kind: RecordType) -> str:
    birth = _birth(kind)
    return birth.target or kind.states[0].name


@transaction.atomic
def bring_in(
    kind: RecordType, post: Post, *, happened_at: dt.datetime | None = None, even_so: bool = False, **answers: Any
) -> Record:
    """The record with its detail row, its lead unit, what the birth's effect adds, and its first event.

    A unit that brings one in leads it, unless it names another. Raises Refused for a role that may not, an answer that
    is missing, or what the birth's guard refuses; LikelyTwice for what is likely there already, unless ``even_so``.
    """
    record = blank(kind, post)
    kind = type_of(record)  # a caller may hold it as it stood before the zone's latest settings
    birth = _birth(kind)
    if not may_bring_in(kind, post):
        raise Refused(
            _("您的岗位（%(role)s）不能%(action)s。") % {"role": post.get_role_display(), "action": birth.label}
        )
    given = {name: value for name, value in answers.items() if name in birth.asked_of(post)}
    demand_answers(kind, birth, post, given)
    _name(record, given, kind)
    if birth.guard:
        birth.guard(record, post, given)
    # The number first: until this is committed nobody else gets one, so that two at once do not miss each other.
    record.code = _next_code(record)
    given |= _not_twice(kind, record, given, even_so)
    record.since = timezone.localdate(happened_at) if happened_at else clock.today()
    record.save()
    detail = getattr(record, kind.detail)
    detail.record = record
    given = _settle(record, detail, birth, post, given)
    first_events([(record, {**given, "title": record.title})], post, birth.label, happened_at)
    search.index(record)
    tell_others(record, post)
    return record


def _not_twice(kind: RecordType, record: Record, given: Answers, even_so: bool) -> dict[str, str]:
    """What the event says where somebody knew of the others and brought it in all the same."""
    found = list(kind.alike(record, given)) if kind.alike else []
    if not found:
        return {}
    told = "、".join(f"{other.code} {other.title}（{_who(other, kind)}）" for other in found[:MOST_TOLD])
    if even_so:
        return {KNOWN.name: told}
    raise LikelyTwice(
        _("可能已经登记过：%(others)s。请到原记录里办理；确认不是同一个的，勾选“仍要登记”。") % {"others": told}, found
    )


def _who(record: Record, kind: RecordType) -> str:
    lead, state = getattr(record, kind.detail).lead, kind.state(record.state).label
    return f"{lead}，{state}" if lead else state


def _birth(kind: RecordType) -> Transition:
    if kind.birth is None:
        raise Refused(_("“%(kind)s”不能这样新建。") % {"kind": kind.label})
    return kind.birth


def _name(record: Record, given: Answers, kind: RecordType) -> None:
    title = given.get("title") or (kind.named(given) if kind.named else "")
    record.title = str(title).strip()[:300]
    record.wording = given.get("wording") or ""
    if not record.title:
        raise Refused(_("名称不能为空。"))


def _next_code(record: Record) -> str:
    year = clock.today().year
    return f"{year}-{next_number(f'{record.type}/{record.zone_id}/{year}'):04d}"


def _settle(record: Record, detail: Any, birth: Transition, post: Post, given: dict[str, Any]) -> dict[str, Any]:
    lead = given.get("lead") or detail.lead
    keep_columns(detail, given)  # before it is first saved: some columns may not be empty
    detail.save()
    keep(record, post, {**given, "lead": lead})
    if birth.effect:
        given |= birth.effect(record, post, given) or {}
    record.save()
    detail.save()
    return given
