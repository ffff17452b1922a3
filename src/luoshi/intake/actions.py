"""Handing in a document and taking its review from proposals to records. Corrections in between: edits.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.documents.actions import read_again, store
from luoshi.documents.models import Document, Reading
from luoshi.intake.doubts import unmatched
from luoshi.intake.models import Disposition, Proposal, Review, ReviewState
from luoshi.intake.payload import Payload, payload_of
from luoshi.intake.proposing import Draft, drafts
from luoshi.org.matching import match_units
from luoshi.org.models import Post, Unit
from luoshi.records.actions import Goal, NewTask, Quote, create_task
from luoshi.records.models import Record

LARGEST, PLACES = Decimal(10) ** 20, 4  # what records.Target has digits for


@transaction.atomic
def hand_in(
    source: bytes | str, post: Post, *, name: str = "", title: str = "", published: dt.date | None = None
) -> Review:
    """Read, store and propose, all or nothing. AlreadyStored carries the document that is there."""
    reading = store(source, post, name=name, published=published)
    return start_review(reading, post, title)


@transaction.atomic
def start_review(reading: Reading, post: Post, title: str = "") -> Review:
    review = Review.objects.create(
        zone=post.zone, reading=reading, title=(title or reading.document.title)[:200], created_by=post
    )
    propose(review)
    return review


def review_of(document: Document, post: Post) -> Review:
    """The document's review, begun now if there is none yet."""
    found = Review.objects.visible_to(post).filter(reading__document=document).first()
    return found or start_review(document.readings.latest("made_at"), post)


def propose(review: Review) -> None:
    """Make the review's proposals anew, in its grain."""
    page = payload_of(review.reading.document, review.reading.payload)
    units = list(Unit.objects.filter(zone=review.zone).in_force(clock.today()))
    review.proposals.all().delete()
    made = [
        (draft, _proposal(review, place, draft, units)) for place, draft in enumerate(drafts(page, review.grain), 1)
    ]
    Proposal.objects.bulk_create(proposal for _draft, proposal in made)
    named = [(draft, proposal, match_units(draft.lead, units).units) for draft, proposal in made]
    _name(Proposal.joint.through, ((proposal, unit) for _d, proposal, leads in named for unit in leads[1:]))
    support = (
        (proposal, unit)
        for draft, proposal, leads in named
        for unit in match_units(draft.support, units).units
        if unit not in leads
    )
    _name(Proposal.support.through, support)


def _name(through: type[Any], pairs: Iterable[tuple[Proposal, Unit]]) -> None:
    through.objects.bulk_create(through(proposal_id=proposal.pk, unit_id=unit.pk) for proposal, unit in pairs)


def _proposal(review: Review, place: int, draft: Draft, units: Sequence[Unit]) -> Proposal:
    lead, support = match_units(draft.lead, units), match_units(draft.support, units)
    doubts = [*draft.doubts, *(unmatched(name, "lead") for name in lead.unknown)]
    doubts += [unmatched(name, "support") for name in support.unknown]
    return Proposal(
        review=review,
        order=place,
        title=draft.title,
        theme=draft.theme,
        steps="\n".join(draft.steps),
        span_ids=draft.span_ids,
        entry=draft.entry,
        section=draft.section,
        lead=lead.units[0] if lead.units else None,
        due=draft.due,
        due_text=draft.due_text,
        goal=draft.goal,
        goals=draft.goals,
        doubt=doubts,
    )


@transaction.atomic
def propose_again(
    review: Review, grain: str, published: dt.date | None, post: Post, *, even_if_edited: bool = False
) -> None:
    """Anew in another grain, or counting years from another day.

    Refused once a task stands; EditsWouldBeLost where corrections would be lost without a word.
    """
    _must_be_open(review)
    if review.proposals.filter(record__isnull=False).exists():
        raise Refused(_("已有条目立为任务，不能再重新拆解。"))
    if not even_if_edited and is_edited(review):
        raise EditsWouldBeLost(_("重新拆解会丢失已做的修改、合并和不列。请确认后再办。"))
    reading = review.reading
    if published != published_of(reading):
        reading = read_again(reading.document, published)
    _bump(review, grain=grain, reading=reading)
    propose(review)


def published_of(reading: Reading) -> dt.date | None:
    day = reading.payload.get("published")
    return dt.date.fromisoformat(day) if day else None


class EditsWouldBeLost(Refused):
    """The answer "do it all the same" is open."""


def is_edited(review: Review) -> bool:
    return review.proposals.filter(version__gt=0).exists()


@transaction.atomic
def retitle_review(review: Review, title: str, post: Post) -> None:
    """The name under which tasks quote their source."""
    if not title.strip():
        raise Refused(_("来源名称不能为空。"))
    _bump(review, title=title.strip()[:200])


@transaction.atomic
def confirm(review: Review, post: Post, chosen: Iterable[int] | None = None) -> list[Record]:
    """Make tasks of the open proposals, or of those ``chosen`` by id; the review ends when none is left open."""
    _must_be_open(review)
    whole = review.proposals.select_related("lead", "leader", "owner").prefetch_related("joint", "support", "merged")
    waiting = whole.filter(disposition=Disposition.OPEN)
    wanted = list(waiting if chosen is None else waiting.filter(pk__in=list(chosen)))
    if chosen is not None and not wanted:
        raise Refused(_("没有选中未定的条目。请先勾选，再确认。"))
    document = review.reading.document
    page = payload_of(document, review.reading.payload)
    records = [_make_task(proposal, page, document, post) for proposal in wanted]
    if not review.proposals.open().exists():
        _bump(review, state=ReviewState.CONFIRMED, confirmed_at=clock.now())
    return records


def _make_task(proposal: Proposal, page: Payload, document: Document, post: Post) -> Record:
    record = create_task(new_task(proposal, page, document), post)
    settled = {"disposition": Disposition.TASK, "record": record, "version": F("version") + 1}
    untouched = Proposal.objects.open().filter(pk=proposal.pk, version=proposal.version)
    if not untouched.update(**settled):
        raise Refused(_("“%(title)s”刚刚被他人更新，请刷新后再确认。") % {"title": proposal.title})
    proposal.merged.update(record=record)
    return record


def new_task(proposal: Proposal, page: Payload, document: Document) -> NewTask:
    """The proposal with what was merged into it, and the words it stands on."""
    parts = [proposal, *proposal.merged.all()]
    spans = [span for part in parts for span in part.span_ids]
    merged_steps = [step for part in parts[1:] for step in (part.title, *part.steps.splitlines())]
    quotes = [Quote(document, page.pieces(spans), page.words(spans))] if spans else []
    return NewTask(
        title=proposal.title,
        wording=page.words(spans),
        theme=proposal.theme,
        steps=[*proposal.steps.splitlines(), *merged_steps],
        source_note=proposal.review.title,
        lead=proposal.lead,
        joint=list(proposal.joint.all()),
        support=list(proposal.support.all()),
        leader=proposal.leader,
        owner=proposal.owner,
        due=proposal.due,
        due_text=proposal.due_text,
        goal=proposal.goal,
        goals=[_goal(target) for part in parts for target in part.goals],
        quotes=quotes,
    )


def _goal(target: dict[str, Any]) -> Goal:
    return Goal(
        name=target["name"],
        op=target["op"],
        value=_decimal(target["value"]),
        unit=target["unit"],
        base=_decimal(target["base"]),
        due=dt.date.fromisoformat(target["due"]) if target["due"] else None,
    )


def _decimal(value: str | None) -> Decimal | None:
    """As the ledger holds it, whole; a number it would have to round stays in the goal's words alone."""
    if value is None:
        return None
    number = Decimal(value)
    return number if abs(number) < LARGEST and number == round(number, PLACES) else None


def _must_be_open(review: Review) -> None:
    if not review.is_open:
        raise Refused(_("《%(title)s》已确认入账，不能再改；请到任务台账里修改任务。") % {"title": review.title})


def _bump(review: Review, **values: Any) -> None:
    """Compare-and-set: whoever comes second is told."""
    same = Review.objects.filter(pk=review.pk, version=review.version)
    if not same.update(version=review.version + 1, **values):
        raise Refused(_("《%(title)s》刚刚被他人更新，请刷新后再办。") % {"title": review.title})
    review.refresh_from_db()
