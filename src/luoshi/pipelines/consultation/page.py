"""What only a round's page shows: who has answered, every opinion and what became of it, counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.forms import HiddenInput

from luoshi.org.models import Post
from luoshi.pipelines.consultation.models import Consultation, Remark, Verdict
from luoshi.pipelines.consultation.steps import NO_REMARK
from luoshi.records.flow import refusal
from luoshi.records.forms import TransitionForm
from luoshi.records.models import Assignment, Record
from luoshi.records.parts import besides_lead
from luoshi.records.registry import type_of


@dataclass(frozen=True, slots=True)
class Shown:
    """An opinion with the form that answers it, for whoever may."""

    remark: Remark
    form: TransitionForm | None


@dataclass(frozen=True, slots=True)
class Tally:
    """``asked`` units, ``silent`` of them without an answer, ``without`` those who had none to give."""

    adopted: int
    partly: int
    rejected: int
    open: int
    asked: int
    without: int
    silent: int

    @property
    def remarks(self) -> int:
        return self.adopted + self.partly + self.rejected + self.open


def tally(remarks: QuerySet[Remark], parts: list[Assignment]) -> Tally:
    verdicts = [remark.verdict for remark in remarks]
    return Tally(
        adopted=verdicts.count(Verdict.ADOPTED),
        partly=verdicts.count(Verdict.PARTLY),
        rejected=verdicts.count(Verdict.REJECTED),
        open=verdicts.count(""),
        asked=len(parts),
        without=sum(part.answer == NO_REMARK for part in parts),
        silent=sum(part.answered_on is None for part in parts),
    )


def remarks_of(record: Record, post: Post) -> QuerySet[Remark]:
    """Those of the round that stand, as far as the post may read them."""
    rows = Remark.objects.visible_to(post).standing().filter(record=record)
    return rows.select_related("unit").order_by("number")


def around(record: Record, post: Post) -> dict[str, Any]:
    remarks, parts = remarks_of(record, post), besides_lead(record)
    return {
        "remarks": [Shown(row, weighing(record, row, post)) for row in remarks],
        "tally": tally(remarks, parts),
        "asked_units": parts,
        "sees_all": post.sees_zone or Consultation.of(record).lead_id in post.own_units,
        "draft": Consultation.of(record).document,
    }


def weighing(record: Record, row: Remark, post: Post) -> TransitionForm | None:
    """The form of the step for this one opinion, as it was answered so far; None for who may not take it."""
    step = type_of(record).transition("weigh")
    if step is None or refusal(record, step, post):
        return None
    form = TransitionForm(record, step, post)
    form.auto_id = f"weigh{row.pk}_%s"
    form.fields["remark"].widget = HiddenInput()
    form.initial.update({"remark": row.pk, "verdict": row.verdict, "because": row.because})
    return form
