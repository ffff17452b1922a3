"""How far along its path a record came, whatever became of it later: said by its events, taken-back steps left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from django.db.models import Case, CharField, Exists, OuterRef, Q, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone

from luoshi.records.births import first_state
from luoshi.records.declaration import RecordType
from luoshi.records.flow import TAKE_BACK
from luoshi.records.models import Event, RecordQuerySet

BIRTH = "create"  # as events.first_events names it
Arrivals = dict[str, dt.datetime]  # state → when it was entered first


def steps_into(kind: RecordType) -> Mapping[str, str]:
    """Step → the state it leads to, of the steps that lead to another one."""
    return {BIRTH: first_state(kind), **{step.name: step.target for step in kind.transitions if step.target}}


def declared(kind: RecordType) -> list[str]:
    """Steps whose events need not be asked where they led: the declaration says it."""
    return [BIRTH, TAKE_BACK, *(step.name for step in kind.transitions)]


def reached(kind: RecordType, name: str) -> Q:
    """Of records: those that came as far as the state ``name`` of the path, or further."""
    further = kind.path[kind.path.index(name) :]
    steps = [step for step, state in steps_into(kind).items() if state in further]
    if BIRTH in steps:
        return Q()
    # A step that is declared no more left the state it led to in its event.
    undone = Event.objects.filter(record=OuterRef("record"), seq=OuterRef("seq") + 1, transition=TAKE_BACK)
    into = Q(transition__in=steps) | (Q(seq=1) | ~Q(transition__in=declared(kind))) & Q(values__state__in=further)
    return Q(Exists(Event.objects.filter(into, ~Exists(undone), record=OuterRef("pk"))))


def born(first: dt.date | None, last: dt.date | None) -> Q:
    """Of records: those whose first event happened in these days."""
    births = Q(seq=1)
    if first:
        births &= Q(happened_at__gte=_midnight(first))
    if last:
        births &= Q(happened_at__lt=_midnight(last + dt.timedelta(days=1)))
    return Q(pk__in=Event.objects.filter(births).values("record"))


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def arrivals(kind: RecordType, records: RecordQuerySet) -> Iterator[tuple[int, Arrivals]]:
    """Each record's id with when it first came to each state; one query. Some begin further on than the first.

    Moments are read as text: making thousands of them through the database's own conversion takes longer than the rest.
    """
    into = steps_into(kind)
    staying = [name for name in declared(kind) if name not in into and name != TAKE_BACK]
    events = Event.objects.filter(record__in=records.order_by().values("pk")).exclude(transition__in=staying)
    told = Q(seq=1) | ~Q(transition__in=declared(kind))
    moment, state_told = Cast("happened_at", CharField()), Case(When(told, then=KeyTextTransform("state", "values")))
    rows = events.order_by("record", "seq").values_list("record", "seq", "transition", moment, state_told)
    record, found, before = 0, Arrivals(), (0, "", False)
    for pk, seq, step, at, led_to in rows.iterator(chunk_size=5000):
        if pk != record:
            if record:
                yield record, found
            record, found, before = pk, Arrivals(), (0, "", False)
        if step == TAKE_BACK:
            if before[0] == seq - 1 and before[2]:
                del found[before[1]]
            continue
        state = led_to or into[step]
        is_first = state not in found
        if is_first:
            found[state] = dt.datetime.fromisoformat(at)
        before = (seq, state, is_first)
    if record:
        yield record, found
