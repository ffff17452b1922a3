"""Milestones proposed for a task (分解到周，细化到天，责任到人). Nothing is set before someone accepts it.

The rules, in this order; every row says which one it comes from:

1. A day in the words is a milestone: 6月底前完工, 12月底前验收 are two. A term (30个工作日内) counts from the hand-out.
2. A rhythm in the words (每季度, 每月25日前, 每周五) is one milestone a period, from today to the deadline; a period
   that the deadline cuts short ends with it.
3. Steps (具体举措) that name no day follow each other evenly up to the deadline, or up to the result that stands on it.
4. Words with no rhythm, no step and no day before the deadline: a task of more than two months goes by month, a
   shorter one by week, as offices do; one of a week or less is not broken down.
5. The deadline itself is the last milestone.

A day that is not worked becomes the working day before it. Every milestone weighs 1; beside a rhythm, a result weighs
as much as all of the rhythm's turns together, so that reports on time are never more than half of the work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from luoshi.core.workdays import ONE_DAY, Calendar
from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.records.milestones import Row
from luoshi.records.models import Record
from luoshi.records.periods import Rhythm, Turn, after, rhythm_of, turns
from luoshi.records.rhythm import Stated, stated

if TYPE_CHECKING:  # the declaration of tasks imports this file
    from luoshi.records.types.task_detail import TaskDetail

BY_MONTH = dt.timedelta(days=61)
BY_WEEK = dt.timedelta(days=7)
MOST = 60


@dataclass(frozen=True, slots=True)
class Proposed:
    """One milestone. ``doubt`` says why it is not taken unless someone wants it."""

    title: str
    due: dt.date
    because: str
    weight: int = 1
    post: Post | None = None
    doubt: str = ""
    turn: bool = False  # of a rhythm


@dataclass(frozen=True, slots=True)
class Proposal:
    """``rows`` in order of their days; ``notes`` say what could not be proposed and why."""

    rows: Sequence[Proposed] = ()
    notes: Sequence[str] = ()

    @property
    def taken(self) -> list[Proposed]:
        return [row for row in self.rows if not row.doubt]


@dataclass(slots=True)
class Frame:
    """The days a proposal moves in."""

    start: dt.date
    due: dt.date
    calendar: Calendar
    notes: list[str] = field(default_factory=list)

    @property
    def last(self) -> dt.date:
        return self.calendar.working_day_on_or_before(self.due)

    def grid(self) -> list[Turn]:
        """Month ends or week ends; none for a task of a week or less."""
        long = self.due - self.start
        unit = Rhythm("month") if long > BY_MONTH else Rhythm("week")
        return list(turns(unit, self.start, self.due, self.calendar)) if long > BY_WEEK else []


def propose(record: Record, today: dt.date, calendar: Calendar) -> Proposal:
    """What to plan for ``record`` as seen on ``today``; no rows where its deadline is unset or over."""
    if record.due is None:
        return Proposal(notes=[_("还没有完成时限，先定时限再分解节点。")])
    frame = Frame(today, record.due, calendar)
    if frame.last < today:
        return Proposal(notes=[_("完成时限已过，不再建议节点。")])
    task = record.task
    said, steps = _said(record, task)
    rows = _rows(said, steps, frame, task.handed_out_on or today)
    if len(rows) > MOST:
        frame.notes.append(_("节点太多，只列最近的 %(most)d 个。") % {"most": MOST})
    post = responsible(task, today)
    if rows and post is None:
        frame.notes.append(_("牵头单位还没有在任的责任人或联络员，节点责任人待定。"))
    return Proposal([replace(row, post=post) for row in rows[:MOST]], frame.notes)


def proposed_rows(proposal: Proposal) -> list[Row]:
    """Those that are taken unless someone says otherwise."""
    return [
        Row(id=None, title=row.title[:120], due=row.due, post=row.post, weight=row.weight, because=row.because)
        for row in proposal.taken
    ]


def responsible(task: TaskDetail, day: dt.date) -> Post | None:
    """The task's own 责任人, else the lead unit's, else its 联络员, in force on ``day``."""
    if task.lead_id is None:
        return None
    posts = list(
        Post.objects.in_force(day).filter(unit=task.lead_id, role__in=OF_A_UNIT).select_related("person", "unit")
    )
    own = [post for post in posts if post.person_id == task.owner_id]
    by_role = [post for role in (Role.OWNER, Role.LIAISON) for post in posts if post.role == role]
    return next(iter(own + by_role), None)


def _said(record: Record, task: TaskDetail) -> tuple[list[Stated], list[str]]:
    """What the words say of time, each thing once, and the steps that name no day."""
    citation = record.citations.select_related("document").first()
    published = (citation.document.dated if citation else None) or record.created_at.date()
    said = stated(record.wording, published)
    whens = {(one.day, one.term, one.recurring) for one in said}
    said += [one for one in stated(task.due_text, published) if (one.day, one.term, one.recurring) not in whens]
    undated = []
    for step in filter(None, map(str.strip, task.steps.splitlines())):
        found = stated(step, published)
        said += [one for one in found if one not in said]
        undated += [] if found else [step]
    return said, undated


def _rows(said: list[Stated], steps: list[str], frame: Frame, handed_out: dt.date) -> list[Proposed]:
    rhythms = list(chain.from_iterable(_of_rhythm(one, frame) for one in said if one.recurring))
    results = list(chain.from_iterable(_of_result(one, frame, handed_out) for one in said if not one.recurring))
    ends = any(row.due >= frame.last and not row.doubt for row in results)
    results += _of_steps(steps, frame, slots=len(steps) + ends)
    is_open = not rhythms and not any(row.due < frame.last and not row.doubt for row in results)
    by_calendar = list(_by_calendar(frame)) if is_open else []
    if not rhythms and not by_calendar and all(row.due >= frame.last for row in results):
        frame.notes.append(_("一周以内的任务不再分解，按完成时限亮灯。"))
        return []
    weight = max(1, len(rhythms))
    results += _deadline(frame, [*rhythms, *results])
    rows = [*rhythms, *by_calendar, *(replace(row, weight=weight) for row in results)]
    return sorted(rows, key=lambda row: (row.due, row.turn is False))


def _of_result(one: Stated, frame: Frame, handed_out: dt.date) -> Iterator[Proposed]:
    day = after(one.term, handed_out, frame.calendar) if one.term else one.day
    if day is None:
        frame.notes.append(_("原文“%(words)s”排不出日期，未建议节点。") % {"words": one.words})
        return
    worked = frame.calendar.working_day_on_or_before(day)
    doubt = ""
    if worked > frame.due:
        doubt = _("晚于完成时限")
    elif worked < frame.start:
        doubt = _("日期已过")
    because = _("原文“%(words)s”") % {"words": one.words}
    yield Proposed(one.what or _("完成"), worked, because + _moved(worked != day), doubt=doubt)


def _moved(moved: bool) -> str:
    return _("，逢休息日提前") if moved else ""


def _of_rhythm(one: Stated, frame: Frame) -> Iterator[Proposed]:
    rhythm = rhythm_of(one.recurring)
    if rhythm is None:
        frame.notes.append(_("原文“%(words)s”排不出日期，未建议节点。") % {"words": one.words})
        return
    because = _("原文“%(words)s”") % {"words": one.words}
    for turn in turns(rhythm, frame.start, frame.due, frame.calendar):
        yield Proposed(f"{turn.name}：{one.what or _('推进情况')}", turn.day, because + _moved(turn.moved), turn=True)


def _of_steps(steps: list[str], frame: Frame, slots: int) -> Iterator[Proposed]:
    """Evenly over the month or week ends; over working days where there are more ``slots`` than those."""
    days: Sequence[dt.date] = list(dict.fromkeys(turn.day for turn in frame.grid()))
    if len(days) < slots:
        whole = frame.calendar.working_days(frame.start - ONE_DAY, frame.due)
        eve = frame.start - ONE_DAY
        days = [frame.calendar.working_day_after(eve, n) for n in range(1, whole + 1)]
    for number, step in enumerate(steps, 1):
        place = -(-number * len(days) // slots) - 1
        yield Proposed(step[:120], days[max(place, 0)], _("具体举措，到完成时限平均安排"))


def _by_calendar(frame: Frame) -> Iterator[Proposed]:
    """The month or week ends before the deadline."""
    long = frame.due - frame.start > BY_MONTH
    rule = _("规则：原文没有节奏，两个月以上按月分解") if long else _("规则：原文没有节奏，两个月以内按周分解")
    for turn in frame.grid():
        if turn.day < frame.last:
            yield Proposed(_("%(period)s阶段进展") % {"period": turn.name}, turn.day, rule + _moved(turn.moved))


def _deadline(frame: Frame, rows: Iterable[Proposed]) -> Iterator[Proposed]:
    """The last milestone, unless a result stands there already."""
    if not any(row.due == frame.last and not row.turn and not row.doubt for row in rows):
        because = _("完成时限 %(due)s") % {"due": frame.due} + _moved(frame.last != frame.due)
        yield Proposed(_("全部完成"), frame.last, because)
