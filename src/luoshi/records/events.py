"""The event that a change leaves: what it says, signed, chained to the one before, with the evidence it brought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db import models

from luoshi.core import chain, clock
from luoshi.org.models import Post
from luoshi.records.declaration import Answers, RecordType, Transition
from luoshi.records.lights import AT_ONCE, relight
from luoshi.records.models import Event, Record, Signature
from luoshi.records.registry import type_of
from luoshi.records.stages import stage_due


def append(
    record: Record,
    kind: RecordType,
    post: Post,
    step: Transition,
    answers: Answers,
    undo: dict[str, Any],
    happened_at: dt.datetime | None,
) -> Event:
    """Write the event of a step, tie to it what the step brought, and light the record by it."""
    last = record.events.order_by("-seq").first()
    brought = record.evidence.filter(event=None)
    hashes = sorted(brought.values_list("sha256", flat=True))
    event, signature = _made(record, kind, post, step, answers, undo, happened_at, last=last, brought=hashes)
    event.save(force_insert=True)
    for rows in not_yet_told(record, kind):
        rows.update(event=event)
    signature.event = event
    signature.save(force_insert=True)
    relight([event])
    return event


def first_events(
    born: Sequence[tuple[Record, Answers]], post: Post, label: str, happened_at: dt.datetime | None = None
) -> None:
    """The events of records' births, few queries however many. The caller holds the transaction that creates them."""
    step = Transition("create", label, (), None, frozenset())
    made = [
        _made(record, type_of(record), post, step, answers, {}, happened_at, last=None, brought=[])
        for record, answers in born
    ]
    Event.objects.bulk_create((event for event, _signature in made), batch_size=AT_ONCE)
    for event, signature in made:
        signature.event = event
    Signature.objects.bulk_create((signature for _event, signature in made), batch_size=AT_ONCE)
    relight([event for event, _signature in made])


def not_yet_told(record: Record, kind: RecordType) -> Iterator[Any]:
    """The evidence and reported rows that a step has brought, for the event that is being written of it."""
    return (getattr(record, name).filter(event=None) for name in ("evidence", *kind.reported))


def brought_by(event: Event, kind: RecordType) -> Iterator[Any]:
    return (getattr(event, name).all() for name in ("evidence", *kind.reported))


def _made(
    record: Record,
    kind: RecordType,
    post: Post,
    step: Transition,
    answers: Answers,
    undo: dict[str, Any],
    happened_at: dt.datetime | None,
    *,
    last: Event | None,
    brought: list[str],
) -> tuple[Event, Signature]:
    """The event after ``last`` with its signature, linked and not saved; ``brought`` are hashes of its evidence."""
    now = clock.now()
    salt = chain.new_salt()
    signature = Signature(
        person=post.acting,
        person_name=post.signed_name,
        unit_name=str(post.unit),
        role_name=post.role_name,
        salt=salt,
    )
    event = Event(
        record=record,
        seq=last.seq + 1 if last else 1,
        transition=step.name,
        label=step.label,
        values=values_of(record),
        answers=plain(answers),
        undo=undo,
        post=post,
        happened_at=happened_at or now,
        entered_at=now,
        algorithm=settings.LUOSHI_HASH,
        previous=last.hash if last else "",
    )
    signed = chain.salted(signature.text, salt, event.algorithm)
    event.text = chain.canonical(chained_content(event, signed, brought))
    event.hash = chain.link(event.previous, event.text, event.algorithm)
    return event, signature


def chained_content(event: Event, signature_hash: str, evidence: list[str]) -> dict[str, Any]:
    """Everything an event says, as the chain holds it; ``evidence`` are the hashes of what the step brought.

    Moments are in UTC, as the database gives them back: the text can be made again from the stored columns.
    """
    return {
        "record": event.record_id,
        "seq": event.seq,
        "transition": event.transition,
        "label": event.label,
        "values": event.values,
        "answers": event.answers,
        "undo": event.undo,
        "post": event.post_id,
        "signature": signature_hash,
        "evidence": evidence,
        "happened_at": event.happened_at.astimezone(dt.UTC).isoformat(),
        "entered_at": event.entered_at.astimezone(dt.UTC).isoformat(),
    }


def values_of(record: Record) -> dict[str, Any]:
    """The facts after a change: its name, and enough to make any later day's light of this record again."""
    kind = type_of(record)
    return {
        "title": record.title,
        "state": record.state,
        "phase": kind.state(record.state).phase,
        "due": record.due.isoformat() if record.due else None,
        "parent": record.parent_id,
        "weight": record.weight,
        **({"stage_due": plain(stage_due(record, kind))} if kind.is_clocked else {}),
        **kind.facts(record),
    }


def plain(value: Any) -> Any:
    """Answers as JSON can hold them: rows by id and name, dates and numbers as text, files by name."""
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | models.QuerySet):
        return [plain(part) for part in value]
    if isinstance(value, models.Model):
        return {"id": value.pk, "name": str(value)}
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return getattr(value, "name", None) or str(value)
