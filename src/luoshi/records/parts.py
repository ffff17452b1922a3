"""Each unit signs and answers for its own part in a record; none does it for another (签收、答复)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org.models import Post, Unit
from luoshi.records.declaration import Answers
from luoshi.records.evidence import brings_evidence, show_evidence
from luoshi.records.models import Assignment, Part, Record
from luoshi.records.standing_in import day_told

BESIDES_LEAD = frozenset({Part.JOINT_LEAD, Part.SUPPORT})
# What a step may change of a part and taking back restores.
COLUMNS = ("acknowledged_on", "acknowledged_by_id", "answered_on", "answered_by_id", "answer", "asked_again")


def part_of(record: Record, unit: int) -> Assignment | None:
    """The part of the unit with id ``unit``, None where it has none."""
    return next((part for part in record.assignments.all() if part.unit_id == unit), None)


def lead_part(record: Record) -> Assignment | None:
    return next((part for part in record.assignments.all() if part.part == Part.LEAD), None)


def besides_lead(record: Record) -> list[Assignment]:
    return [part for part in record.assignments.all() if part.part in BESIDES_LEAD]


def facts_of(record: Record) -> list[list[Any]]:
    """What an event's values say of the parts: ``[unit id, part, day signed, day answered]``, days as ISO or None."""
    parts = sorted(record.assignments.all(), key=lambda part: part.unit_id)
    return [[part.unit_id, part.part, _iso(part.acknowledged_on), _iso(part.answered_on)] for part in parts]


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


# The assignments that wait for a signature, and for the answer without which the lead cannot go on.
UNSIGNED = Q(acknowledged_on=None)
UNANSWERED = Q(answered_on=None) & (Q(part=Part.JOINT_LEAD) | Q(asked_again=True))


# Bars: why a post may not take a step now, before anything is asked of it.


def all_signed(record: Record, post: Post) -> str | None:
    """A unit signs once; somebody who stands in, as long as any unit is left."""
    own = _own(record, post)
    if any(part.acknowledged_on is None for part in own):
        return None
    who = post.unit if post.speaks_for_unit else _("各配合单位")
    return _("“%(title)s”%(who)s已经签收，不用再签。") % {"title": record.title, "who": who}


def none_signed(record: Record, post: Post) -> str | None:
    """An answer comes after the signature."""
    if any(part.acknowledged_on for part in _own(record, post)):
        return None
    who = post.unit if post.speaks_for_unit else _("配合单位")
    return _("“%(title)s”%(who)s还没有签收，请先签收再答复。") % {"title": record.title, "who": who}


def not_signed_yet(record: Record, _post: Post) -> str | None:
    """What was suspended before its lead signed goes back to be signed, not on as if it had been."""
    part = lead_part(record)
    if part and part.acknowledged_on is None:
        return _("“%(title)s”中止前%(unit)s还没有签收，请办“恢复交办”。") % {"title": record.title, "unit": part.unit}
    return None


def signed_already(record: Record, post: Post) -> str | None:
    if not_signed_yet(record, post):
        return None
    return _("“%(title)s”中止前已经签收，请办“恢复办理”。") % {"title": record.title}


def _own(record: Record, post: Post) -> list[Assignment]:
    parts = besides_lead(record)
    return [part for part in parts if part.unit_id == post.unit_id] if post.speaks_for_unit else parts


# Guards and effects.


def acting_part(record: Record, post: Post, answers: Answers) -> Assignment:
    """The part that a step is about: the post's own, or that of the unit somebody stands in for."""
    unit = answers.get("part_unit") or post.unit
    part = part_of(record, unit.pk)
    if part is None or part.part not in BESIDES_LEAD:
        raise Refused(_("%(unit)s在“%(title)s”里没有配合分工。") % {"unit": unit, "title": record.title})
    return part


def is_unsigned(record: Record, post: Post, answers: Answers) -> None:
    part = acting_part(record, post, answers)
    if part.acknowledged_on:
        raise Refused(_("%(unit)s已于%(day)s签收，不用再签。") % {"unit": part.unit, "day": part.acknowledged_on})


def is_signed(record: Record, post: Post, answers: Answers) -> None:
    part = acting_part(record, post, answers)
    if not part.acknowledged_on:
        raise Refused(_("%(unit)s还没有签收，请先签收再答复。") % {"unit": part.unit})


def shows_its_part(record: Record, post: Post, answers: Answers) -> None:
    """What a unit says it did rests on evidence it brought, now or before."""
    is_signed(record, post, answers)
    unit = acting_part(record, post, answers).unit
    brought = record.evidence.standing().filter(event__post__unit=unit)
    if not (brings_evidence(answers) or brought.exists()):
        raise Refused(
            _("%(unit)s的答复还没有佐证。请上传文件或填写链接；没有要补充的，请办“本单位无补充”。") % {"unit": unit}
        )


def may_have_nothing(record: Record, post: Post, answers: Answers) -> None:
    is_signed(record, post, answers)
    part = acting_part(record, post, answers)
    if part.part == Part.JOINT_LEAD and not answers.get("reason"):
        raise Refused(_("%(unit)s是共同牵头单位，无补充须写明理由。") % {"unit": part.unit})


def all_who_must_have_answered(record: Record) -> None:
    """A task is not asked to be closed over the head of somebody who leads it too, or was asked again by name.

    Other supports do not hold it up.
    """
    silent = [part for part in besides_lead(record) if part.must_answer and not part.answered_on]
    if silent:
        who = "、".join(f"{part.unit}（{part.get_part_display()}）" for part in silent)
        said = _("%(who)s还没有答复，“%(title)s”不能申请办结。请其答复，或请督查员代填。")
        raise Refused(said % {"who": who, "title": record.title})


def sign(record: Record, post: Post, answers: Answers) -> None:
    _sign(acting_part(record, post, answers), post, answers)


def sign_as_lead(record: Record, post: Post, answers: Answers) -> None:
    part = lead_part(record)
    if part:
        _sign(part, post, answers)


def _sign(part: Assignment, post: Post, answers: Answers) -> None:
    part.acknowledged_on, part.acknowledged_by = day_told(answers), post
    part.save()


def answer(record: Record, post: Post, answers: Answers) -> None:
    show_evidence(record, post, answers)
    _answer(acting_part(record, post, answers), post, answers, answers["part_note"])


def nothing_to_add(record: Record, post: Post, answers: Answers) -> None:
    words = _("无补充：%s") % answers["reason"] if answers.get("reason") else _("无补充")
    _answer(acting_part(record, post, answers), post, answers, words)


def answer_as_lead(record: Record, post: Post, answers: Answers) -> None:
    part = lead_part(record)
    if part:
        _answer(part, post, answers, answers["summary"])


def ask_again(record: Record, units: Iterable[Unit]) -> None:
    """Sent back, the lead's word that all is done no longer stands, nor those of ``units``; the others' do."""
    again = {unit.pk for unit in units}
    for part in record.assignments.all():
        part.asked_again = part.unit_id in again
        if part.asked_again or part.part == Part.LEAD:
            part.answered_on, part.answered_by, part.answer = None, None, ""
        part.save()


def _answer(part: Assignment, post: Post, answers: Answers, words: str) -> None:
    part.answered_on, part.answered_by, part.answer = day_told(answers), post, words
    part.save()


# Taking back.


def tracked(record: Record) -> Iterator[tuple[str, list[Any]]]:
    for part in record.assignments.all():
        yield f"part.{part.pk}", [_plain(getattr(part, name)) for name in COLUMNS]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def restore(record: Record, undo: Iterable[tuple[int, list[Any]]]) -> None:
    before = dict(undo)
    columns = {column.attname: column for column in Assignment._meta.concrete_fields}
    for part in record.assignments.all():
        if part.pk in before:
            # What was written down before a column was there leaves that column alone.
            for name, value in zip(COLUMNS, before[part.pk], strict=False):
                setattr(part, name, columns[name].to_python(value))
            part.save()
