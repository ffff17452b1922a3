"""What the steps of a round ask for, refuse and change."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from luoshi.core import chain, clock
from luoshi.core.refusal import Refused
from luoshi.documents.models import Document
from luoshi.documents.showing import asked_pieces
from luoshi.org.models import Post
from luoshi.pipelines.consultation.models import Consultation, Remark
from luoshi.records.assignments import let_in
from luoshi.records.declaration import Answers
from luoshi.records.instructions import citation_of, citation_of_title
from luoshi.records.keeping import keep
from luoshi.records.models import Assignment, Part, Record
from luoshi.records.parts import acting_part, besides_lead, part_of
from luoshi.records.standing_in import day_told

NO_REMARK = "无意见"


def start(record: Record, _post: Post, answers: Answers) -> None:
    """The round stands on its text, so that the units asked may open it."""
    citation = citation_of_title(answers["document"])
    citation.record = record
    citation.save()
    ask(record)


def ask(record: Record) -> None:
    """Whoever has not answered is asked to, and is reminded of it (supervision/part_rule.py)."""
    _ask(record, is_asked=True)


def stop_asking(record: Record, _post: Post, _answers: Answers) -> None:
    _ask(record, is_asked=False)


def _ask(record: Record, *, is_asked: bool) -> None:
    for part in record.assignments.all():
        part.asked_again = is_asked and part.part != Part.LEAD and part.answered_on is None
        part.save()


def extend(record: Record, post: Post, answers: Answers) -> None:
    keep(record, post, answers)
    ask(record)


def draft_of(record: Record) -> Document:
    """The text asked about."""
    document = Consultation.of(record).document
    if document is None:
        raise Refused(_("“%(title)s”没有征求意见稿。") % {"title": record.title})
    return document


def is_on_the_text(record: Record, _post: Post, answers: Answers) -> None:
    if answers.get("pieces"):
        citation_of(draft_of(record), asked_pieces(answers["pieces"]))


def remark(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    """A unit's own opinion: with it the unit has answered."""
    own = _keep_remark(record, post, answers, unit=post.unit_id)
    part = part_of(record, post.unit_id)
    if part:
        _has_answered(part, post, _("提出意见"), answers)
    return own


def enter(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    """What somebody outside said, entered by whoever drafts."""
    return _keep_remark(record, post, answers, who=answers["who"])


def _keep_remark(record: Record, post: Post, answers: Answers, **giver: Any) -> dict[str, Any]:
    """The words stand in their row, which not everyone who sees the round may read; the event holds their hash."""
    document, pieces = draft_of(record), asked_pieces(answers.get("pieces") or "")
    number = (record.remarks.aggregate(last=Max("number"))["last"] or 0) + 1
    row = Remark.objects.create(
        record=record,
        number=number,
        given_by=post,
        given_on=clock.today(),
        text_sha256=document.text_sha256,
        pieces=pieces,
        words="".join(document.text[first:last] for first, last in pieces),
        proposal=answers["proposal"],
        reason=answers.get("reason") or "",
        **{f"{name}_id" if name == "unit" else name: value for name, value in giver.items()},
    )
    return {**dict.fromkeys(("pieces", "proposal", "reason", "who")), "remark": row, "sha256": digest(row)}


def digest(row: Remark) -> str:
    """Over all that was said; the event's chain holds it."""
    said = {"words": row.words, "proposal": row.proposal, "reason": row.reason, "giver": row.giver}
    return hashlib.sha256(chain.canonical(said).encode()).hexdigest()


def nothing(record: Record, post: Post, answers: Answers) -> None:
    _has_answered(acting_part(record, post, answers), post, NO_REMARK, answers)


def _has_answered(part: Assignment, post: Post, words: str, answers: Answers) -> None:
    part.answered_on, part.answered_by, part.answer = day_told(answers), post, words
    part.save()


def answered_already(record: Record, post: Post) -> str | None:
    """无意见 is for who has said nothing yet."""
    parts = besides_lead(record)
    own = [part for part in parts if part.unit_id == post.unit_id] if post.speaks_for_unit else parts
    if any(part.answered_on is None for part in own):
        return None
    return _("“%(title)s”已经反馈过了。") % {"title": record.title}


def is_unanswered(record: Record, post: Post, answers: Answers) -> None:
    part = acting_part(record, post, answers)
    if part.answered_on:
        told = {"unit": part.unit, "day": part.answered_on, "words": part.answer}
        raise Refused(_("%(unit)s已于%(day)s反馈（%(words)s）。") % told)


def none_to_withdraw(record: Record, post: Post) -> str | None:
    if record.remarks.standing().filter(unit=post.unit_id).exists():
        return None
    return _("本单位没有可撤回的意见。")


def is_own(_record: Record, post: Post, answers: Answers) -> None:
    row: Remark = answers["remark"]
    if row.unit_id != post.unit_id or row.verdict:
        raise Refused(_("只能撤回本单位提出、还没有答复的意见。"))


def withdraw_remark(record: Record, post: Post, answers: Answers) -> None:
    """A unit without a standing opinion has not answered."""
    row: Remark = answers["remark"]
    row.withdrawn_on = clock.today()
    row.save()
    part = part_of(record, post.unit_id)
    if part and not record.remarks.standing().filter(unit=post.unit_id).exists():
        part.answered_on, part.answered_by, part.answer, part.asked_again = None, None, "", True
        part.save()


def silent_units(record: Record) -> list[str]:
    return [str(part.unit) for part in besides_lead(record) if part.answered_on is None]


def is_time(record: Record, _post: Post, answers: Answers) -> None:
    """Before its day a round ends early only if everyone has answered, or for a reason."""
    silent = silent_units(record)
    if silent and record.due and record.due >= clock.today() and not answers.get("reason"):
        told = {"day": record.due, "units": "、".join(silent)}
        raise Refused(_("反馈期限 %(day)s 还没有过，%(units)s还没有反馈。提前截止须写明理由。") % told)


def add_units(record: Record, _post: Post, answers: Answers) -> None:
    let_in(record, *answers["support"])
    ask(record)


def nothing_to_weigh(record: Record, _post: Post) -> str | None:
    return None if record.remarks.standing().exists() else _("“%(title)s”还没有意见。") % {"title": record.title}


def weigh(_record: Record, _post: Post, answers: Answers) -> dict[str, Any]:
    row: Remark = answers["remark"]
    row.verdict, row.because, row.answered_on = answers["verdict"], answers["because"], clock.today()
    row.save()
    said = hashlib.sha256(chain.canonical({"verdict": row.verdict, "because": row.because}).encode()).hexdigest()
    return {"verdict": None, "because": None, "sha256": said}


def is_all_answered(record: Record, _post: Post, _answers: Answers) -> None:
    left = [str(row) for row in record.remarks.unanswered()]
    if left:
        told = {"count": len(left), "which": "、".join(left[:5])}
        raise Refused(_("还有 %(count)d 条意见没有答复（%(which)s），逐条写明是否采纳和理由后才能办结。") % told)
