"""按周看: what is due week by week, by unit or by person, with what is left over from before. Nothing here writes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.workdays import ONE_DAY, Calendar
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import Role
from luoshi.records.light_tables import Tables
from luoshi.records.models import Milestone, Record
from luoshi.records.periods import week_of_month
from luoshi.records.queries import tasks_of
from luoshi.records.rag import Facts, Light, light
from luoshi.records.registry import type_of
from luoshi.records.types.task import HANDED_OUT, IN_HAND
from luoshi.records.week_filter import WeekFilter

WEEK = ONE_DAY * 7
WEEKS = 4
MOST = 1000  # items read at once
IN_A_CELL = 6


@dataclass(frozen=True, slots=True)
class Item:
    """A milestone, or (``milestone`` None) a task's own deadline that no milestone stands on."""

    record: Record
    milestone: int | None
    title: str
    due: dt.date
    light: Light
    evidence: int
    done: bool
    unit: Unit | None
    person: Person | None
    can_report: bool

    @property
    def state(self) -> str:
        if self.milestone is None:
            return type_of(self.record).state(self.record.state).label
        if self.evidence:
            return _("佐证%(count)d份") % {"count": self.evidence}
        return _("已完成") if self.done else _("待佐证")


@dataclass(slots=True)
class Cell:
    items: list[Item] = field(default_factory=list)

    @property
    def shown(self) -> list[Item]:
        return self.items[:IN_A_CELL]

    @property
    def more(self) -> int:
        return len(self.items) - len(self.shown)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's or person's weeks; ``query`` asks for it alone."""

    name: str
    query: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A week, or what was left over before the first one (``first`` None)."""

    name: str
    first: dt.date | None
    last: dt.date
    is_now: bool


class Weeks:
    """A leader or 督查员 sees the zone by unit, a 联络员 their unit by person, a 责任人 their own list."""

    def __init__(self, post: Post, data: QueryDict) -> None:
        self.post, self.asked = post, WeekFilter(data, post)
        self.today, self.calendar, self.tables = clock.today(), Calendar.load(), Tables.load()
        day = self.asked.given.get("week", self.today)
        self.is_cut = False
        self.monday = min(day, dt.date(2100, 1, 1)) - ONE_DAY * day.weekday()

    @property
    def is_own(self) -> bool:
        return self.post.role == Role.OWNER

    @property
    def choices(self) -> list[str]:
        """The filters that make sense for the post."""
        if self.is_own:
            return ["show"]
        return ["person", "show"] if self.post.speaks_for_unit else ["by", "unit", "person", "show"]

    @property
    def by_person(self) -> bool:
        asked = self.asked.given
        return self.post.speaks_for_unit or asked.get("by") == "person" or "unit" in asked or "person" in asked

    @cached_property
    def columns(self) -> list[Column]:
        this = self.today - ONE_DAY * self.today.weekday()
        names = {-1: _("上周"), 0: _("本周"), 1: _("下周")}
        found = [Column(_("以前未完成"), None, self.monday - ONE_DAY, is_now=False)]
        for number in range(WEEKS):
            first = self.monday + WEEK * number
            name = names.get((first - this).days // 7) or _("%(month)d月第%(week)d周") % _week_of_month(first)
            found.append(Column(name, first, first + ONE_DAY * 6, first == this))
        return found

    @property
    def end(self) -> dt.date:
        return self.columns[-1].last

    @cached_property
    def items(self) -> list[Item]:
        found = [*self._milestones(), *self._deadlines()]
        show = self.asked.given.get("show")
        wanted = {"open": False, "done": True}
        kept = [item for item in found if not show or item.done == wanted[show]]
        return sorted(kept, key=lambda item: (item.due, item.record.code, item.milestone or 0))

    @cached_property
    def lines(self) -> list[Line]:
        """In the zone's order of units, or by name; those without anything are left out, except one's own."""
        grouped: dict[Unit | Person | None, list[Cell]] = defaultdict(lambda: [Cell() for _column in self.columns])
        if self.is_own:
            grouped[self.post.person] = [Cell() for _column in self.columns]
        for item in self.items:
            owner = item.person if self.by_person else item.unit
            grouped[self.post.person if self.is_own else owner][self._place(item)].items.append(item)
        return [self._line(owner, grouped[owner]) for owner in sorted(grouped, key=_in_order)]

    @property
    def rows(self) -> list[tuple[Line, list[tuple[Column, Cell]]]]:
        """Every line with its cells beside their columns."""
        return [(line, list(zip(self.columns, line.cells, strict=True))) for line in self.lines]

    def _line(self, owner: Unit | Person | None, cells: list[Cell]) -> Line:
        key = "person" if isinstance(owner, Person) else "unit"
        query = self.asked.query(**{key: owner.pk}) if owner else ""
        return Line(str(owner) if owner else _("未定责任人"), query, cells)

    def _place(self, item: Item) -> int:
        return 0 if item.due < self.monday else (item.due - self.monday).days // 7 + 1

    @property
    def counts(self) -> dict[str, int]:
        """This page's sums: left over, due in the first week, and how many of those are done."""
        week = [item for item in self.items if self._place(item) == 1]
        return {
            "left": sum(1 for item in self.items if self._place(item) == 0),
            "week": len(week),
            "done": sum(item.done for item in week),
        }

    @property
    def back(self) -> str:
        return self.asked.query()

    def step(self, weeks: int) -> str:
        return self.asked.query(week=(self.monday + WEEK * weeks).isoformat())

    @property
    def unknown_years(self) -> list[int]:
        return self.calendar.unknown([self.today, self.end])

    def _tasks(self) -> QuerySet[Record]:
        """Handed out and not withdrawn, as far as the post may see them."""
        return tasks_of(self.post).filter(is_handed_out=True).exclude(state="withdrawn")

    def _milestones(self) -> Iterator[Item]:
        standing = Count("evidence", filter=Q(evidence__withdrawn=False))
        rows = Milestone.objects.filter(record__in=self._tasks().order_by(), due__lte=self.end).annotate(shown=standing)
        rows = rows.filter(self._of("post__unit", "post__person", "record__task__lead", "record__task__owner"))
        rows = rows.select_related("record__task__lead", "record__task__owner", "post__unit", "post__person")
        for row in self._bounded(rows, Q(shown=0, record__state__in=HANDED_OUT)):
            yield self._item(row.record, row, row.title, row.due, row.shown)

    def _deadlines(self) -> Iterator[Item]:
        rows = self._tasks().filter(due__lte=self.end).annotate(last=Max("milestones__due"))
        rows = rows.filter(self._of("", "", "task__lead", "task__owner"))
        for record in self._bounded(rows, Q(state__in=HANDED_OUT)):
            if record.due and not (record.last and record.last >= self.calendar.working_day_on_or_before(record.due)):
                yield self._item(record, None, _("完成时限"), record.due, 0)

    def _bounded(self, rows: QuerySet[Any], left_over: Q) -> Iterator[Any]:
        """Those of the weeks shown, and those left over; each so many at most, so that neither hides the other."""
        for wanted in (Q(due__gte=self.monday), Q(due__lt=self.monday) & left_over):
            found = list(rows.filter(wanted).order_by("due", "pk")[: MOST + 1])
            self.is_cut = self.is_cut or len(found) > MOST
            yield from found[:MOST]

    def _of(self, post_unit: str, post_person: str, lead: str, owner: str) -> Q:
        """Whose items are asked for: a milestone is its post's, else the task's."""
        asked, where = self.asked.given, Q()
        unit = self.post.unit if self.post.role == Role.LIAISON else asked.get("unit")
        person = self.post.person if self.is_own else asked.get("person")
        if unit:
            where &= _or_else(post_unit, lead, unit)
        if person:
            where &= _or_else(post_person, owner, person)
        return where

    def _item(self, record: Record, milestone: Milestone | None, title: str, due: dt.date, evidence: int) -> Item:
        post = milestone.post if milestone else None
        done = bool(evidence) or record.state == "closed"
        return Item(
            record=record,
            milestone=milestone.pk if milestone else None,
            title=title,
            due=due,
            light=self._light(record, milestone, due, done=done),
            evidence=evidence,
            done=done,
            unit=post.unit if post else record.task.lead,
            person=post.person if post else record.task.owner,
            can_report=not done and self._may_report(record),
        )

    def _light(self, record: Record, milestone: Milestone | None, due: dt.date, *, done: bool) -> Light:
        """A milestone's by the calendar alone, from the zone's decision table; a deadline's is its task's."""
        if milestone is None:
            return Light(record.light, record.light_label)  # type: ignore[arg-type]
        state = type_of(record).state(record.state)
        facts = Facts("closed" if done else state.phase, due, None, None, None, (), called=state.label)
        return light(facts, self.today, self.calendar, self.tables.of(record.zone_id, record.type))

    def _may_report(self, record: Record) -> bool:
        """Whether to offer it: the step itself decides (flow.refusal)."""
        keeps_it = self.post.role == Role.SUPERVISOR and self.post.zone_id == record.zone_id
        own = keeps_it or self.post.unit_id == record.task.lead_id
        return own and record.state in IN_HAND and self.post.role in (Role.SUPERVISOR, Role.LIAISON, Role.OWNER)


def _or_else(of_post: str, of_task: str, value: Unit | Person) -> Q:
    if not of_post:
        return Q(**{of_task: value})
    return Q(**{of_post: value}) | Q(post=None, **{of_task: value})


def _week_of_month(monday: dt.date) -> dict[str, int]:
    friday = monday + ONE_DAY * 4
    return {"month": friday.month, "week": week_of_month(friday)}


def _in_order(owner: Unit | Person | None) -> tuple[Any, ...]:
    if isinstance(owner, Unit):
        return (0, owner.position, owner.pk)
    return (1, owner.name, owner.pk) if owner else (2,)
