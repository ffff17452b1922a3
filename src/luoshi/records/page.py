"""What the page of a task shows, in the order it shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.workdays import Calendar
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records import flow
from luoshi.records.declaration import Transition
from luoshi.records.figures import figure
from luoshi.records.forms import TransitionForm, asks_nothing
from luoshi.records.gantt import Picture, Point, pictures
from luoshi.records.light_tables import Tables
from luoshi.records.models import Assignment, Citation, Event, Evidence, Milestone, Part, Record, Target, Tie
from luoshi.records.offering import Offer, offered
from luoshi.records.parts import besides_lead
from luoshi.records.progress import reached_share
from luoshi.records.proposing import Proposal, propose
from luoshi.records.queries import tasks_of
from luoshi.records.rag import Facts, Rule, light, planned_share
from luoshi.records.registry import type_of
from luoshi.records.rollup import rolled_up
from luoshi.records.rows import BASES, Row, rows_of
from luoshi.records.telling import told
from luoshi.records.timelines import bar_of, bars_of_task

SIGNS = {">=": "≥", "<=": "≤", "=": "", "~": "约", "×": "×", "+": "+"}
ADOPT = "adopt_plan"
CONTEXT = 60  # characters of the document around a cited sentence


@dataclass(frozen=True, slots=True)
class Quoted:
    """A cited sentence with a little of its document before and after."""

    citation: Citation
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone: ``evidence`` makes it done."""

    milestone: Milestone
    evidence: list[Evidence]
    is_late: bool

    @property
    def moved(self) -> dt.date | None:
        """The day it had before it was moved after the hand-out."""
        return self.milestone.original_due


@dataclass(frozen=True, slots=True)
class Goal:
    target: Target
    share: float | None

    @property
    def wanted(self) -> str:
        sign = SIGNS.get(self.target.op, self.target.op)
        return sign + figure(self.target.value, self.target.unit) if self.target.value is not None else "—"

    @property
    def reached(self) -> str:
        return figure(self.target.reached, self.target.unit) if self.target.reached is not None else "—"


@dataclass(frozen=True, slots=True)
class PartLine:
    """A unit's part with its signature and its answer, each with day and name; empty as long as they are lacking."""

    part: Assignment

    @property
    def signed(self) -> str:
        part = self.part
        return self._by(part.acknowledged_on, part.acknowledged_by) if part.acknowledged_on else ""

    @property
    def answered(self) -> str:
        return self._by(self.part.answered_on, self.part.answered_by) if self.part.answered_on else ""

    def _by(self, day: dt.date | None, post: Post | None) -> str:
        if post is None:
            return _("%(day)s 随原台账导入") % {"day": day}
        word = "" if post.unit_id == self.part.unit_id else _("代填")
        return f"{day} {post.person.name}{word}"


@dataclass(frozen=True, slots=True)
class Tied:
    """Another task that this one refers to, or that refers to this one."""

    record: Record
    note: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as the timeline tells it. ``stands_in``: somebody entered it for a unit (代填).

    ``new_due``: the deadline after it, ISO, where the step moved it; whatever the step, it never moves in silence.
    """

    event: Event
    answers: list[tuple[str, str]]
    evidence: list[Evidence]
    stands_in: bool
    taken_back: bool
    old_due: str | None = None
    new_due: str | None = None

    @property
    def entered_later(self) -> bool:
        return (self.event.entered_at - self.event.happened_at) > dt.timedelta(hours=1)


class TaskPage:
    def __init__(self, record: Record, post: Post) -> None:
        self.record, self.post = record, post
        self.kind = type_of(record)
        self.state = self.kind.state(record.state)
        self.evidence = list(record.evidence.order_by("id"))

    @cached_property
    def quotes(self) -> list[Quoted]:
        rows = self.record.citations.select_related("document")
        return [quoted(citation) for citation in rows]

    @cached_property
    def parts(self) -> list[PartLine]:
        """Lead, joint leads, supports; empty until the hand-out asks them to sign."""
        if not self.record.is_handed_out:
            return []
        rows = self.record.assignments.select_related("unit", "acknowledged_by__person", "answered_by__person")
        order = list(Part)
        return [PartLine(row) for row in sorted(rows, key=lambda row: order.index(Part(row.part)))]

    @cached_property
    def parent(self) -> Record | None:
        """The goal above, for those who may see it."""
        above = self.record.parent_id
        return Record.objects.visible_to(self.post).filter(pk=above).first() if above else None

    @cached_property
    def children(self) -> list[Row]:
        """The sub-tasks that the post may see."""
        return rows_of(tasks_of(self.post).filter(parent=self.record).order_by("code"))

    @cached_property
    def hidden_children(self) -> int:
        return self.record.children.count() - len(self.children)

    @property
    def can_add_child(self) -> bool:
        keeps_it = self.post.role == Role.SUPERVISOR and self.post.zone_id == self.record.zone_id
        return keeps_it and self.state.turn != "nobody"

    @cached_property
    def ties(self) -> list[Tied]:
        """Both ways, as far as the post may see the other task."""
        rows = Tie.objects.filter(Q(record=self.record) | Q(other=self.record)).select_related("record", "other")
        both = [Tied(row.other if row.record_id == self.record.pk else row.record, row.note) for row in rows]
        seen = Record.objects.visible_to(self.post).filter(pk__in=[tied.record.pk for tied in both])
        known = set(seen.values_list("pk", flat=True)) if both else set()
        return [tied for tied in both if tied.record.pk in known]

    @cached_property
    def joint(self) -> list[Assignment]:
        return [part for part in besides_lead(self.record) if part.part == Part.JOINT_LEAD]

    @cached_property
    def support(self) -> list[Assignment]:
        return [part for part in besides_lead(self.record) if part.part == Part.SUPPORT]

    @property
    def waiting_for(self) -> str:
        """Whose move it is, for someone who has none."""
        lead = getattr(self.record, self.kind.detail).lead
        who = {"supervisor": _("督查室"), "lead": str(lead or ""), "nobody": ""}[self.state.turn]
        if not who:
            return _("%(state)s，不再有下一步。") % {"state": self.state.label}
        return _("现在由%(who)s办理，您不用操作。") % {"who": who}

    @cached_property
    def targets(self) -> list[Target]:
        return list(self.record.targets.all())

    @cached_property
    def goals(self) -> list[Goal]:
        shares = [(target, reached_share(target)) for target in self.targets]
        return [Goal(target, float(share) if share is not None else None) for target, share in shares]

    @cached_property
    def steps(self) -> list[Step]:
        standing = [row for row in self.evidence if row.milestone_id and not row.withdrawn]
        rows = self.record.milestones.select_related("post__person", "post__unit")
        today = clock.today()
        return [
            Step(m, done := [row for row in standing if row.milestone_id == m.pk], m.due < today and not done)
            for m in rows
        ]

    @cached_property
    def facts(self) -> dict[str, Any]:
        return dict(rolled_up({self.record.pk: flow.values_of(self.record)})[self.record.pk])

    @property
    def progress(self) -> int | None:
        return self.facts["progress"]

    @property
    def basis(self) -> Any:
        return BASES[self.facts["basis"]]

    @cached_property
    def planned(self) -> int | None:
        """序时, 0-100."""
        share = planned_share(Facts.from_values(self.facts), clock.today(), self.calendar)
        return None if share is None else round(share)

    @cached_property
    def events(self) -> list[Event]:
        rows = self.record.events.select_related("signature", "post__person", "post__unit").prefetch_related("evidence")
        return list(rows.order_by("-seq"))

    @cached_property
    def timeline(self) -> list[Entry]:
        """Latest first. A step followed by its taking back stays visible."""
        undone = {event.seq - 1 for event in self.events if event.transition == flow.TAKE_BACK}
        pairs = zip(self.events, [*self.events[1:], None], strict=True)
        return [self._entry(event, before, event.seq in undone) for event, before in pairs]

    def _entry(self, event: Event, before: Event | None, taken_back: bool) -> Entry:
        answers = list(told(self.kind, event, {str(target.pk): target.name for target in self.targets}))
        entry = Entry(event, answers, list(event.evidence.all()), "told_by" in event.answers, taken_back)
        old, new = before.values["due"] if before else None, event.values["due"]
        return replace(entry, old_due=old, new_due=new) if before and old != new else entry

    @cached_property
    def actions(self) -> list[TransitionForm]:
        """A form for every step that is open to the post, in the declaration's order.

        What is about a milestone needs one.
        """
        forms = (TransitionForm(self.record, t, self.post) for t in self.open if not t.page and t.name != ADOPT)
        return [form for form in forms if self.steps or "milestone" not in form.fields]

    @cached_property
    def open(self) -> list[Transition]:
        return flow.available(self.record, self.post)

    @property
    def pages(self) -> list[Transition]:
        """Steps that have a page of their own."""
        return [transition for transition in self.open if transition.page]

    @cached_property
    def proposal(self) -> Proposal | None:
        """Milestones to be accepted, as long as nobody has planned any or decided to have none."""
        is_asked = any(transition.name == ADOPT for transition in self.open) and not self.steps
        if not is_asked or any(event.transition == "replan" for event in self.events):
            return None
        return propose(self.record, clock.today(), self.calendar)

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar.load()

    @cached_property
    def pictures(self) -> list[Picture]:
        """The task over time, once there is more to see than one bar."""
        points = [Point(s.milestone.title, s.milestone.due, bool(s.evidence), s.is_late, s.moved) for s in self.steps]
        own = bar_of(self.record, self.facts, points)
        has_more = points or (own and own.original)
        return pictures(bars_of_task(own, self._point_word), clock.today()) if own and has_more else []

    def _point_word(self, point: Point) -> str:
        if point.done:
            return _("已佐证")
        facts = Facts(self.state.phase, point.day, None, None, None, ())
        return light(facts, clock.today(), self.calendar, self.table).label

    @cached_property
    def table(self) -> tuple[Rule, ...]:
        return Tables.load().of(self.record.zone_id, self.record.type)

    @property
    def unknown_years(self) -> list[int]:
        """Years this task counts in whose holidays nobody has filled."""
        return self.calendar.unknown([clock.today(), self.record.due, *(step.milestone.due for step in self.steps)])

    @cached_property
    def offers(self) -> tuple[Offer, list[Offer]]:
        return offered(self.actions, (transition for transition in self.open if transition.page))

    @property
    def main(self) -> Offer:
        return self.offers[0]

    @property
    def more(self) -> list[Offer]:
        return self.offers[1]

    @property
    def forms(self) -> list[TransitionForm]:
        return [form for form in self.actions if not asks_nothing(form)]

    @property
    def buttons(self) -> list[TransitionForm]:
        return [form for form in self.actions if asks_nothing(form)]

    @property
    def can_take_back(self) -> Event | None:
        """The last step, if this post took it and it can be undone."""
        last = self.events[0]
        step = self.kind.transition(last.transition)
        return last if step and step.can_take_back and last.post_id == self.post.pk else None


def quoted(citation: Citation) -> Quoted:
    text = citation.document.text
    start, end = citation.pieces[0][0], citation.pieces[-1][1]
    before = text[max(0, start - CONTEXT) : start].split("\n")[-1]
    after = text[end : end + CONTEXT].split("\n")[0]
    return Quoted(citation, before, citation.words, after)
