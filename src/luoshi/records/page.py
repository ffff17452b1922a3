"""What the page of a task shows, in the order it shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from gongwen import figure
from luoshi.core import clock
from luoshi.core.workdays import Calendar
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.counting import counted_by
from luoshi.records.events import values_of
from luoshi.records.forms import TransitionForm
from luoshi.records.gantt import Picture, Point, pictures
from luoshi.records.light_tables import Tables
from luoshi.records.models import Assignment, Evidence, Milestone, Part, Record, Target
from luoshi.records.parts import besides_lead
from luoshi.records.progress import reached_share
from luoshi.records.proposing import Proposal, propose
from luoshi.records.queries import tasks_of
from luoshi.records.rag import Facts, Rule, light, planned_share
from luoshi.records.record_page import RecordPage
from luoshi.records.rollup import rolled_up
from luoshi.records.rows import BASES, Row, rows_of
from luoshi.records.timelines import bar_of, bars_of_task

ADOPT = "adopt_plan"


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
    """``counted`` are the tied records that make up the number, ``hidden`` how many of them the post may not see."""

    target: Target
    share: float | None
    counted: list[Record]
    hidden: int

    @property
    def wanted(self) -> str:
        target = self.target
        return figure(target.value, target.unit, target.op) if target.value is not None else "—"

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


class TaskPage(RecordPage):
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
    def joint(self) -> list[Assignment]:
        return [part for part in besides_lead(self.record) if part.part == Part.JOINT_LEAD]

    @cached_property
    def support(self) -> list[Assignment]:
        return [part for part in besides_lead(self.record) if part.part == Part.SUPPORT]

    @cached_property
    def goals(self) -> list[Goal]:
        shares = [(target, reached_share(target)) for target in self.targets]
        return [self._goal(target, float(share) if share is not None else None) for target, share in shares]

    def _goal(self, target: Target, share: float | None) -> Goal:
        if not target.counted_type:
            return Goal(target, share, [], 0)
        counted = counted_by(target)
        seen = list(
            Record.objects.visible_to(self.post).filter(pk__in=counted.order_by().values("pk")).order_by("code")
        )
        return Goal(target, share, seen, counted.count() - len(seen))

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
        return dict(rolled_up({self.record.pk: values_of(self.record)})[self.record.pk])

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
    def actions(self) -> list[TransitionForm]:
        """Without what is about a milestone where there is none; a proposed plan has its own place on the page."""
        forms = (form for form in super().actions if form.transition.name != ADOPT)
        return [form for form in forms if self.steps or "milestone" not in form.fields]

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
        facts = Facts(self.state.phase, point.day, None, None, None, (), called=self.state.label)
        return light(facts, clock.today(), self.calendar, self.table).label

    @cached_property
    def table(self) -> tuple[Rule, ...]:
        return Tables.load().of(self.record.zone_id, self.record.type)

    @property
    def unknown_years(self) -> list[int]:
        """Years this task counts in whose holidays nobody has filled."""
        return self.calendar.unknown([clock.today(), self.record.due, *(step.milestone.due for step in self.steps)])
