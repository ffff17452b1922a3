"""Bringing records into the ledger. Every later change is a transition (flow.py)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.counters import next_number
from luoshi.core.refusal import Refused
from luoshi.documents.models import Document
from luoshi.org.models import Person, Post, Unit
from luoshi.records import search
from luoshi.records.assignments import assign_units
from luoshi.records.flow import first_event
from luoshi.records.models import Citation, Record, Target
from luoshi.records.types.task import Source, TaskDetail


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document: their ``[start, end)`` pieces in its text, and the words themselves."""

    document: Document
    pieces: Sequence[Sequence[int]]
    words: str


@dataclass(frozen=True, slots=True)
class Goal:
    """One number to reach; see models.Target."""

    name: str
    op: str
    value: Decimal | None
    unit: str
    base: Decimal | None = None
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class NewTask:
    """What a task starts from, typed by hand or confirmed on the review page."""

    title: str
    wording: str = ""
    theme: str = ""
    steps: Sequence[str] = ()
    source: str = Source.DOCUMENT
    source_note: str = ""
    lead: Unit | None = None
    support: Sequence[Unit] = ()
    leader: Person | None = None
    owner: Person | None = None
    due: dt.date | None = None
    due_text: str = ""
    goal: str = ""
    goals: Sequence[Goal] = field(default=())
    quotes: Sequence[Quote] = field(default=())
    remark: str = ""


@transaction.atomic
def create_task(new: NewTask, post: Post) -> Record:
    """A draft task with its units, targets, citations and first event."""
    if not new.title.strip():
        raise Refused(_("任务名称不能为空。"))
    zone, year = post.zone, clock.today().year
    record = Record.objects.create(
        zone=zone,
        type="task",
        code=f"{year}-{next_number(f'task/{zone.pk}/{year}'):04d}",
        state="draft",
        title=new.title.strip()[:300],
        wording=new.wording,
        due=new.due,
    )
    TaskDetail.objects.create(
        record=record,
        source=new.source,
        source_note=new.source_note[:200],
        theme=new.theme[:300],
        steps="\n".join(new.steps),
        goal=new.goal[:300],
        due_text=new.due_text[:200],
        lead=new.lead,
        leader=new.leader,
        owner=new.owner,
        remark=new.remark[:200],
    )
    assign_units(record, new.lead, new.support)
    _add_goals(record, new.goals)
    _cite(record, new.quotes)
    first_event(record, post, _("立项"), {"wording": new.wording, "due": new.due}, None)
    search.index(record)
    return record


def _add_goals(record: Record, goals: Iterable[Goal]) -> None:
    Target.objects.bulk_create(
        Target(
            record=record,
            name=goal.name[:120],
            op=goal.op,
            base=goal.base,
            value=goal.value,
            unit=goal.unit,
            due=goal.due,
        )
        for goal in goals
    )


def _cite(record: Record, quotes: Iterable[Quote]) -> None:
    Citation.objects.bulk_create(
        Citation(
            record=record,
            document=quote.document,
            text_sha256=quote.document.text_sha256,
            pieces=[list(piece) for piece in quote.pieces],
            words=quote.words,
        )
        for quote in quotes
    )
