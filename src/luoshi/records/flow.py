"""The one door through which a record changes: apply_transition."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.core import chain, clock
from luoshi.core.refusal import Refused
from luoshi.core.workdays import Calendar
from luoshi.org.models import Post
from luoshi.records import parts
from luoshi.records.declaration import Answers, RecordType, Transition
from luoshi.records.light_tables import Tables
from luoshi.records.models import ERASED, Event, Record, Signature
from luoshi.records.registry import type_of
from luoshi.records.rollup import rolled_up, with_goals_above
from luoshi.records.stages import stage_due
from luoshi.records.standing_in import moment_told

TAKE_BACK = "take_back"
AT_ONCE = 500  # rows of one statement
# What other records hear of a change, each told by its module when it is loaded (records/apps.py).
TOLD: list[Callable[[Record, Post], None]] = []
# The spine columns that an effect may change; with the detail's tracked ones they are what taking back restores.
SPINE = ("title", "due", "is_handed_out", "parent", "weight", "since", "extra")


def available(record: Record, post: Post) -> list[Transition]:
    """What ``post`` may do to ``record`` now. A guard may still refuse the answers."""
    return [t for t in type_of(record).transitions if refusal(record, t, post) is None]


def refusal(record: Record, transition: Transition, post: Post) -> str | None:
    """Why ``post`` may not take this step now, or None: state, role, unit and bar; guards look at the answers later."""
    if not transition.offered:
        return _("没有这项操作，或该事项不在您的范围内。")
    from_elsewhere = None if transition.from_above else of_another_zone(record, transition.label, post)
    reason = from_elsewhere or wrong_state(record, transition)
    if reason:
        return reason
    if post.role not in transition.by | transition.stand_in:
        return _("您的岗位（%(role)s）不能%(action)s。") % {
            "role": post.get_role_display(),
            "action": transition.label,
        }
    if post.speaks_for_unit:
        part = parts.part_of(record, post.unit_id)
        if part is None or part.part not in transition.parts:
            return _not_its_part(record, transition, post)
    return transition.bar(record, post) if transition.bar else None


def _not_its_part(record: Record, transition: Transition, post: Post) -> str:
    if transition.parts <= parts.BESIDES_LEAD:
        return _("%(unit)s不是“%(title)s”的配合单位，不能%(action)s。") % {
            "unit": post.unit,
            "title": record.title,
            "action": transition.label,
        }
    return _("“%(title)s”由%(lead)s牵头，请由该单位%(action)s。") % {
        "title": record.title,
        "lead": getattr(record, type_of(record).detail).lead or _("其他单位"),
        "action": transition.label,
    }


def of_another_zone(record: Record, action: str, post: Post) -> str | None:
    """An overseer reads the ledgers of its zones; what is done there, the zone does (docs/decisions/0008)."""
    if record.zone_id == post.zone_id:
        return None
    return _("“%(title)s”由%(zone)s办理，上级主管只查看，不能%(action)s。") % {
        "title": record.title,
        "zone": record.zone,
        "action": action,
    }


def wrong_state(record: Record, transition: Transition) -> str | None:
    if record.state in transition.sources:
        return None
    return _("“%(title)s”现为%(state)s，不能%(action)s。") % {
        "title": record.title,
        "state": type_of(record).state(record.state).label,
        "action": transition.label,
    }


def apply_transition(
    record: Record, name: str, post: Post, *, happened_at: dt.datetime | None = None, **answers: Any
) -> Event:
    """Move ``record`` and write its event, both or neither.

    ``answers`` are those the transition requires or may take. Raises Refused with the reason: wrong state, role or
    unit, a missing answer, a guard, or somebody else's change in between (compare-and-set on ``version``).
    """
    kind = type_of(record)
    transition = kind.transition(name)
    if transition is None or not Record.objects.visible_to(post).filter(pk=record.pk).exists():
        raise Refused(_("没有这项操作，或该事项不在您的范围内。"))
    reason = refusal(record, transition, post)
    if reason:
        raise Refused(reason)
    given = {key: value for key, value in answers.items() if key in transition.asked_of(post)}
    demand_answers(kind, transition, post, given)
    if transition.is_stood_in_by(post):
        happened_at = moment_told(given, kind.facts(record)["handed_out"])
    if transition.guard:
        transition.guard(record, post, given)
    with transaction_for(record):
        before = _tracked(record, kind)
        if transition.effect:
            given |= transition.effect(record, post, given) or {}
        state = _enter(record, transition, happened_at)
        return _record_change(record, kind, state, post, transition, given, before, happened_at)


def follow(record: Record, name: str, post: Post, **answers: Any) -> Event:
    """Take a step that is not ``offered``: it follows from what ``post`` did to another record.

    Whether the post may do that was asked there; here only the state is.
    """
    kind = type_of(record)
    step = kind.transition(name)
    if step is None or step.offered:
        raise Refused(_("没有这项操作，或该事项不在您的范围内。"))
    reason = of_another_zone(record, step.label, post) or wrong_state(record, step)
    if reason:
        raise Refused(reason)
    with transaction_for(record):
        before = _tracked(record, kind)
        if step.effect:
            step.effect(record, post, answers)
        return _record_change(record, kind, _enter(record, step, None), post, step, answers, before, None)


def _enter(record: Record, step: Transition, happened_at: dt.datetime | None) -> str:
    """The state the step leads to; the day it is entered is kept."""
    if step.target and step.target != record.state:
        record.since = timezone.localdate(happened_at) if happened_at else clock.today()
    return step.target or record.state


def take_back(record: Record, post: Post) -> Event:
    """Undo the last step, by whoever took it, until someone acts on it. The step stays in the history."""
    kind = type_of(record)
    last = record.events.order_by("-seq").first()
    undoable = kind.transition(last.transition) if last else None
    if last is None or undoable is None or not undoable.can_take_back:
        raise Refused(_("“%(title)s”的上一步不能撤回。") % {"title": record.title})
    if last.post_id != post.pk:
        raise Refused(_("上一步由%(who)s办理，只能由本人撤回。") % {"who": last.signature.person_name or ERASED})
    earlier = record.events.get(seq=last.seq - 1)
    with transaction_for(record):
        before = _tracked(record, kind)
        _restore(record, kind, last.undo)
        for rows in brought_by(last, kind):
            rows.update(withdrawn=True)
        step = Transition(TAKE_BACK, _("撤回：%(step)s") % {"step": last.label}, (), None, undoable.by)
        return _record_change(record, kind, earlier.values["state"], post, step, {}, before, None)


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


@dataclass(slots=True)
class Outcome:
    """What became of one action on many records."""

    done: list[Record] = field(default_factory=list)
    refused: list[tuple[Record, str]] = field(default_factory=list)


def to_each(records: Iterable[Record], take: Callable[[Record], object]) -> Outcome:
    """``take`` a step on each; a refusal on one leaves the others done."""
    outcome = Outcome()
    for record in records:
        try:
            take(record)
            outcome.done.append(record)
        except Refused as refusal:
            outcome.refused.append((record, refusal.reason))
    return outcome


def transaction_for(record: Record) -> transaction.Atomic:
    """A savepoint inside a caller's transaction, so that a refused record leaves PostgreSQL usable."""
    return transaction.atomic(using=record._state.db)


def demand_answers(kind: RecordType, transition: Transition, post: Post, given: Answers) -> None:
    missing = [kind.field(name).label for name in transition.required_of(post) if given.get(name) in (None, "", [])]
    if missing:
        raise Refused(_("%(action)s须填写：%(fields)s。") % {"action": transition.label, "fields": "、".join(missing)})


def _record_change(
    record: Record,
    kind: RecordType,
    state: str,
    post: Post,
    step: Transition,
    answers: Answers,
    before: dict[str, Any],
    happened_at: dt.datetime | None,
) -> Event:
    moved = Record.objects.filter(pk=record.pk, version=record.version)
    if not moved.update(state=state, version=record.version + 1, **_spine(record)):
        raise Refused(_("“%(title)s”刚刚被他人更新，请看过最新情况再办。") % {"title": record.title})
    record.state, record.version = state, record.version + 1
    getattr(record, kind.detail).save()
    after = _tracked(record, kind)
    undo = {name: value for name, value in before.items() if after.get(name) != value}
    event = _append(record, kind, post, step, answers, undo, happened_at)
    tell_others(record, post)
    return event


def tell_others(record: Record, post: Post) -> None:
    for hear in TOLD:
        hear(record, post)


def _append(
    record: Record,
    kind: RecordType,
    post: Post,
    step: Transition,
    answers: Answers,
    undo: dict[str, Any],
    happened_at: dt.datetime | None,
) -> Event:
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


def relight(events: Iterable[Event]) -> None:
    """Keep the records' lights true after ``events``, the latest of each, and those of the goals above them."""
    today, calendar, tables = clock.today(), Calendar.load(), Tables.load()
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    moved = {event.record_id: event for event in events}
    facts = rolled_up(with_goals_above({pk: event.values for pk, event in moved.items()}))
    records = {pk: event.record for pk, event in moved.items()}
    records |= Record.objects.in_bulk(facts.keys() - moved.keys())
    for pk, record in records.items():
        shown = tables.lit(record, facts[pk], today, calendar)
        record.light, record.light_label = shown.colour, shown.label
        alike[shown.colour, shown.label].append(pk)
    for (colour, label), ids in alike.items():
        for start in range(0, len(ids), AT_ONCE):
            lit = Record.objects.filter(pk__in=ids[start : start + AT_ONCE])
            lit.update(light=colour, light_label=label)


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


def _tracked(record: Record, kind: RecordType) -> dict[str, Any]:
    """Everything a step may change and taking back restores, as ``row.column`` → plain value."""
    detail = getattr(record, kind.detail)
    spine = {f"record.{name}": plain(value) for name, value in _spine(record).items()}
    own = {f"detail.{name}": plain(detail.serializable_value(name)) for name in kind.tracked}
    reached = {f"target.{target.pk}": plain(target.reached) for target in record.targets.all()}
    return spine | own | reached | dict(parts.tracked(record))


def _spine(record: Record) -> dict[str, Any]:
    return {name: record.serializable_value(name) for name in SPINE}


def _restore(record: Record, kind: RecordType, undo: dict[str, Any]) -> None:
    rows: dict[str, models.Model] = {"record": record, "detail": getattr(record, kind.detail)}
    columns = {f"{name}.{column.name}": column for name, row in rows.items() for column in row._meta.concrete_fields}
    parts.restore(record, ((int(key[5:]), value) for key, value in undo.items() if key.startswith("part.")))
    for key, value in undo.items():
        row, name = key.split(".")
        if row == "target":
            record.targets.filter(pk=int(name)).update(reached=value)
        elif row != "part":
            setattr(rows[row], columns[key].attname, columns[key].to_python(value))
