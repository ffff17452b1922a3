"""Bringing records into the ledger. Every later change is a transition (flow.py)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.collecting import no_collecting
from luoshi.core.counters import next_numbers
from luoshi.core.refusal import Refused
from luoshi.documents.models import Document
from luoshi.org.models import Person, Post, Unit
from luoshi.records import search
from luoshi.records.assignments import first_assignments
from luoshi.records.events import first_events
from luoshi.records.lights import AT_ONCE
from luoshi.records.models import Assignment, Citation, Milestone, Record, Target
from luoshi.records.types.subtasks import must_be_here, must_fit
from luoshi.records.types.task_detail import Source, TaskDetail

LOOKED_UP = ("milestones", "targets", "assignments")  # what a first event's values say besides the rows at hand


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
    joint: Sequence[Unit] = ()
    support: Sequence[Unit] = ()
    leader: Person | None = None
    owner: Person | None = None
    due: dt.date | None = None
    due_text: str = ""
    goal: str = ""
    goals: Sequence[Goal] = field(default=())
    quotes: Sequence[Quote] = field(default=())
    remark: str = ""
    parent: Record | None = None
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """A milestone that a task brings along."""

    title: str
    due: dt.date
    post: Post | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a task already stands when it enters the ledger, on the word of whoever kept it before."""

    state: str = "draft"
    handed_out_on: dt.date | None = None
    percent: int | None = None
    progress_note: str = ""
    problem: str = ""
    next_step: str = ""
    reported_on: dt.date | None = None
    closed_on: dt.date | None = None
    conclusion: str = ""
    original_due: dt.date | None = None
    extensions: int = 0

    @property
    def is_handed_out(self) -> bool:
        return self.state not in ("draft", "pending")

    @property
    def is_signed(self) -> bool:
        """Work that has begun was taken on by its units, whether or not that ledger kept a day for it."""
        return self.state not in ("draft", "pending", "assigned")


@dataclass(frozen=True, slots=True)
class Start:
    """One task's beginning in the ledger; ``told`` is what its first event says of how it came."""

    new: NewTask
    standing: Standing = Standing()
    plans: Sequence[Plan] = ()
    told: str = ""


def create_task(new: NewTask, post: Post) -> Record:
    """A draft task with its units, targets, citations and first event."""
    return create_tasks([Start(new)], post)[0]


@no_collecting()
@transaction.atomic
def create_tasks(
    starts: Sequence[Start], post: Post, label: str | None = None, happened_at: dt.datetime | None = None
) -> list[Record]:
    """All of them or none, in their order, in a number of queries that grows only by the batch."""
    zone, year = post.zone, clock.today().year
    numbers = next_numbers(f"task/{zone.pk}/{year}", len(starts))
    records = [_record(start, zone, f"{year}-{n:04d}") for start, n in zip(starts, numbers, strict=True)]
    Record.objects.bulk_create(records, batch_size=AT_ONCE)
    both = list(zip(records, starts, strict=True))
    TaskDetail.objects.bulk_create((_detail(record, start) for record, start in both), batch_size=AT_ONCE)
    assigned = (row for record, start in both for row in _assignments(record, start, happened_at))
    Assignment.objects.bulk_create(assigned, batch_size=AT_ONCE)
    _add_parts(both)
    _look_up(both)
    born = [(record, _first_answers(start)) for record, start in both]
    first_events(born, post, label or _("立项"), happened_at)
    search.index_all(records)
    return [_without_prefetched(record) for record in records]


def _record(start: Start, zone: Unit, code: str) -> Record:
    new = start.new
    if not new.title.strip():
        raise Refused(_("任务名称不能为空。"))
    if new.parent:
        must_be_here(new.parent, zone.pk, "task")
        must_fit(new.parent, new.due, new.title)
    return Record(
        zone=zone,
        type="task",
        code=code,
        state=start.standing.state,
        title=new.title.strip()[:300],
        wording=new.wording,
        due=new.due,
        parent=new.parent,
        weight=new.weight,
        is_handed_out=start.standing.is_handed_out,
    )


def _detail(record: Record, start: Start) -> TaskDetail:
    new, standing = start.new, start.standing
    told = {field.name: getattr(standing, field.name) for field in fields(standing) if field.name != "state"}
    return TaskDetail(
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
        **told,
    )


def _assignments(record: Record, start: Start, happened_at: dt.datetime | None) -> list[Assignment]:
    day = timezone.localdate(happened_at) if happened_at else clock.today()
    signed_on = day if start.standing.is_signed else None
    return first_assignments(record, start.new.lead, start.new.joint, start.new.support, signed_on)


def _first_answers(start: Start) -> dict[str, object]:
    answers: dict[str, object] = {"wording": start.new.wording, "due": start.new.due}
    if start.new.parent:
        answers |= {"parent": start.new.parent, "weight": start.new.weight}
    return {**answers, "imported": start.told} if start.told else answers


def _look_up(both: Sequence[tuple[Record, Start]]) -> None:
    """The rows that first events speak of, by the batch; most tasks bring neither milestones nor targets."""
    none = {"milestones": Milestone.objects.none(), "targets": Target.objects.none()}
    for record, start in both:
        made = {"milestones": start.plans, "targets": start.new.goals}
        vars(record)["_prefetched_objects_cache"] = {name: rows for name, rows in none.items() if not made[name]}
    for place in range(0, len(both), AT_ONCE):
        prefetch_related_objects([record for record, _start in both[place : place + AT_ONCE]], *LOOKED_UP)


def _without_prefetched(record: Record) -> Record:
    """What was looked up for the first event is not to be taken for the truth later."""
    vars(record).pop("_prefetched_objects_cache", None)  # its managers, asked one by one, are dear
    return record


def _add_parts(both: Iterable[tuple[Record, Start]]) -> None:
    pairs = list(both)
    Target.objects.bulk_create((_target(r, goal) for r, start in pairs for goal in start.new.goals), batch_size=AT_ONCE)
    Citation.objects.bulk_create((_cited(r, q) for r, start in pairs for q in start.new.quotes), batch_size=AT_ONCE)
    planned = (
        Milestone(record=r, title=plan.title[:120], due=plan.due, post=plan.post)
        for r, start in pairs
        for plan in start.plans
    )
    Milestone.objects.bulk_create(planned, batch_size=AT_ONCE)


def _target(record: Record, goal: Goal) -> Target:
    return Target(
        record=record,
        name=goal.name[:120],
        op=goal.op,
        base=goal.base,
        value=goal.value,
        unit=goal.unit,
        due=goal.due,
    )


def _cited(record: Record, quote: Quote) -> Citation:
    return Citation(
        record=record,
        document=quote.document,
        text_sha256=quote.document.text_sha256,
        pieces=[list(piece) for piece in quote.pieces],
        words=quote.words,
    )
