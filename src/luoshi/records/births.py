"""Bringing a record of a pipeline into the ledger, as its declaration says (``RecordType.birth``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.collecting import no_collecting
from luoshi.core.counters import next_numbers
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records import search
from luoshi.records.assignments import first_assignments
from luoshi.records.columns import detail_model
from luoshi.records.declaration import IMPORTED, Answers, Field, RecordType, Transition
from luoshi.records.events import first_events
from luoshi.records.evidence import brings_evidence, show_evidence
from luoshi.records.flow import demand_answers, tell_others
from luoshi.records.keeping import keep_columns, keep_spine
from luoshi.records.lights import AT_ONCE
from luoshi.records.models import Assignment, Record, Tie
from luoshi.records.registry import record_type
from luoshi.records.settled import keep_extra, settled

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


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One record's birth: the ``answers`` it gives, ``even_so`` where it is known to be likely there already.

    ``state`` and ``since`` say where it stands already when it enters the ledger, on the word of whoever kept it before
    (``since`` None: it is not known since when); the days on which it reached its stages are among the answers.
    ``told`` is what its first event says of how it came.
    """

    answers: Answers
    even_so: bool = False
    state: str = ""
    since: dt.date | None = None
    told: str = ""


def bring_in(
    kind: RecordType, post: Post, *, happened_at: dt.datetime | None = None, even_so: bool = False, **answers: Any
) -> Record:
    """The record with its detail row, its lead unit, what the birth's effect adds, and its first event.

    A unit that brings one in leads it, unless it names another. Raises Refused for a role that may not, an answer that
    is missing, or what the birth's guard refuses; LikelyTwice for what is likely there already, unless ``even_so``.
    """
    return bring_in_all(kind, post, [Newcomer(answers, even_so)], happened_at)[0]


@no_collecting()
@transaction.atomic
def bring_in_all(
    kind: RecordType, post: Post, newcomers: Sequence[Newcomer], happened_at: dt.datetime | None = None
) -> list[Record]:
    """All of them or none, in their order, in a number of queries that grows by the batch, and by what effects ask."""
    kind = settled(record_type(kind.name), post.zone.pk)  # a caller may hold it as before the zone's latest settings
    birth = _birth(kind)
    if not may_bring_in(kind, post):
        raise Refused(
            _("您的岗位（%(role)s）不能%(action)s。") % {"role": post.get_role_display(), "action": birth.label}
        )
    born = [(_checked(kind, post, one), one) for one in newcomers]
    year = clock.today().year
    # The numbers first: until this is committed nobody else gets one, so that two at once do not miss each other.
    numbers = next_numbers(f"{kind.name}/{post.zone.pk}/{year}", len(born))
    made = []
    for ((record, given), one), number in zip(born, numbers, strict=True):
        record.code = f"{year}-{number:04d}"
        given.update(_not_twice(kind, record, given, one.even_so))
        stand_where_its_days_say(kind, record, given, one, happened_at)
        made.append((record, given))
    _save(kind, post, birth, made)
    answers = [
        (record, {**given, "title": record.title, **({IMPORTED.name: one.told} if one.told else {})})
        for (record, given), (_pair, one) in zip(made, born, strict=True)
    ]
    first_events(answers, post, birth.label, happened_at)
    records = [record for record, _given in made]
    search.index_all(records)
    for record in _tied(records):
        tell_others(record, post)
    return records


def _tied(records: Sequence[Record]) -> list[Record]:
    """Those that their births tied to others, which then hear of them."""
    found: set[int] = set()
    for place in range(0, len(records), AT_ONCE):
        some = [record.pk for record in records[place : place + AT_ONCE]]
        for pair in Tie.objects.filter(Q(record__in=some) | Q(other__in=some)).values_list("record", "other"):
            found.update(pair)
    return [record for record in records if record.pk in found]


def checked(kind: RecordType, post: Post, one: Newcomer) -> None:
    """Raises Refused for what ``bring_in_all`` would not take, but for what is likely there already."""
    _checked(kind, post, one)


def likely(kind: RecordType, post: Post, one: Newcomer) -> list[Record]:
    """What the newcomer may be again (RecordType.alike)."""
    return list(kind.alike(blank(kind, post), one.answers)) if kind.alike else []


def _checked(kind: RecordType, post: Post, one: Newcomer) -> tuple[Record, dict[str, Any]]:
    """The record, named and not saved, with those of its answers that its birth asks for."""
    record, birth = blank(kind, post), _birth(kind)
    asked = {*birth.asked_of(post), *(kind.reached.values() if one.state else ())}
    given = {name: value for name, value in one.answers.items() if name in asked}
    demand_answers(kind, birth, post, given)
    _name(record, given, kind)
    if birth.guard:
        birth.guard(record, post, given)
    return record, given


def stand_where_its_days_say(
    kind: RecordType, record: Record, given: Answers, one: Newcomer, happened_at: dt.datetime | None
) -> None:
    """A record begins in its first state, or in the furthest stage that its birth was told the day of."""
    record.since = timezone.localdate(happened_at) if happened_at else clock.today()
    if one.state:
        record.state, record.since = one.state, one.since
        return
    for state in kind.path:
        day = given.get(kind.reached.get(state, ""))
        if day:
            record.state, record.since = state, day


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


def _save(kind: RecordType, post: Post, birth: Transition, made: Sequence[tuple[Record, dict[str, Any]]]) -> None:
    """The records with their rows and units, and what the birth's effect then changes of them."""
    for record, given in made:
        detail = getattr(record, kind.detail)
        keep_columns(detail, {**given, "lead": given.get("lead") or detail.lead})
        keep_spine(record, given)
        keep_extra(record, post, given)
    records = [record for record, _given in made]
    Record.objects.bulk_create(records, batch_size=AT_ONCE)
    details = [getattr(record, kind.detail) for record in records]
    for record, detail in zip(records, details, strict=True):
        detail.record = record
    detail_model(kind).objects.bulk_create(details, batch_size=AT_ONCE)
    units = (
        row
        for (record, given), detail in zip(made, details, strict=True)
        for row in first_assignments(record, detail.lead, (), given.get("support") or (), None)
    )
    Assignment.objects.bulk_create(units, batch_size=AT_ONCE)
    before = [(_columns(record), _columns(detail)) for record, detail in zip(records, details, strict=True)]
    for record, given in made:
        if brings_evidence(given):
            show_evidence(record, post, given)
        if birth.effect:
            given.update(birth.effect(record, post, given) or {})
    _save_changes(records, [record for record, _detail in before])
    _save_changes(details, [detail for _record, detail in before])


def _columns(row: Any) -> dict[str, Any]:
    return {column.name: getattr(row, column.attname) for column in row._meta.concrete_fields if not column.primary_key}


def _save_changes(rows: Sequence[Any], before: Sequence[Mapping[str, Any]]) -> None:
    """What effects changed since the rows were saved."""
    changed = {
        name: None
        for row, was in zip(rows, before, strict=True)
        for name, value in _columns(row).items()
        if was[name] != value
    }
    if changed:
        type(rows[0])._default_manager.bulk_update(rows, list(changed), batch_size=AT_ONCE)
