"""The one door through which a record changes: apply_transition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records import parts
from luoshi.records.declaration import Answers, RecordType, Transition
from luoshi.records.events import append, brought_by, plain
from luoshi.records.models import ERASED, Event, Record
from luoshi.records.registry import type_of
from luoshi.records.standing_in import moment_told

TAKE_BACK = "take_back"
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
    event = append(record, kind, post, step, answers, undo, happened_at)
    tell_others(record, post)
    return event


def tell_others(record: Record, post: Post) -> None:
    for hear in TOLD:
        hear(record, post)


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
