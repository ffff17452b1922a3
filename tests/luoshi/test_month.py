"""A month of a zone: 20 units, 200 tasks, every working day a number of steps, right and wrong ones.

``Told`` is a second, plain account of what the rules are (DESIGN.md §4), written without the declaration and the
decision table: every refusal and every evening's light of every task is compared with it, and at the end every past
evening is made again from the events.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import pytest
from people import LONG_AGO, People, appoint

from luoshi.core import clock
from luoshi.core.holidays import revise
from luoshi.core.refusal import Refused
from luoshi.org.actions import add_unit
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.actions import NewTask, create_task
from luoshi.records.audit import Count, verify
from luoshi.records.flow import apply_transition
from luoshi.records.lights import refresh, standings_as_of
from luoshi.records.models import Milestone, Record

UNITS, TASKS, STEPS_A_DAY = 20, 200, 60
FIRST, LAST = dt.date(2026, 3, 2), dt.date(2026, 3, 31)
HOLIDAY = dt.date(2026, 3, 18)  # of this zone's own making, in the middle of the month
ONE_DAY = dt.timedelta(days=1)
Lit = tuple[str, str]


def working(day: dt.date) -> bool:
    return day.weekday() < 5 and day != HOLIDAY


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first <= last:
        yield first
        first += ONE_DAY


def workdays_after(start: dt.date, end: dt.date) -> int:
    return sum(working(day) for day in days(start + ONE_DAY, end))


@dataclass
class Told:
    """What is known of one task, in plain words."""

    unit: int
    due: dt.date
    milestones: list[tuple[dt.date, int]]
    state: str = "draft"
    handed_out: dt.date | None = None
    was_signed: bool = False
    percent: int | None = None
    has_evidence: bool = False
    asked: dt.date | None = None
    original: dt.date | None = None
    done: set[int] = field(default_factory=set)

    def light(self, day: dt.date) -> Lit:
        if self.state == "draft":
            return "none", "未交办"
        if self.state == "closed":
            return "blue", "办结"
        if self.state in ("suspended", "withdrawn"):
            return "grey", {"suspended": "中止", "withdrawn": "撤销"}[self.state]
        if day > self.due:
            return "red", f"逾期{(day - self.due).days}天"
        behind = self.behind(day)
        word = "" if self.milestones else "（自报）"
        if behind is not None and behind > 30:
            return "red", f"滞后{behind}个百分点{word}"
        if day == self.due:
            return "yellow", "今日到期"
        left = workdays_after(day, self.due)
        if left <= 3:
            return "yellow", f"剩{left}个工作日"
        if behind is not None and behind >= 10:
            return "yellow", f"滞后{behind}个百分点{word}"
        return ("green", f"关注{word}") if behind is not None and behind > 0 else ("green", "正常")

    def behind(self, day: dt.date) -> int | None:
        """Points behind the plan; nothing is known where nobody has said or shown anything."""
        assert self.handed_out
        if self.milestones:
            total = sum(weight for _due, weight in self.milestones)
            planned = Fraction(100 * sum(weight for due, weight in self.milestones if due <= day), total)
            shown = Fraction(100 * sum(self.milestones[n][1] for n in self.done), total)
            return round(planned) - round(shown)
        if self.percent is None:
            return None
        whole = workdays_after(self.handed_out, self.due)
        gone = workdays_after(self.handed_out, day)
        return round(100 * min(Fraction(1), Fraction(gone, whole)) if whole else Fraction(100)) - self.percent


# Who takes a step, from which states, to which; "" leaves the state.
STEPS = {
    "assign": ("supervisor leader", "draft", "assigned"),
    "acknowledge": ("lead", "assigned", "acknowledged"),
    "report": ("lead", "acknowledged working returned", "working"),
    "reach": ("lead", "acknowledged working returned", "working"),
    "submit": ("lead", "acknowledged working returned", "submitted"),
    "ask_extension": ("lead", "assigned acknowledged working returned", ""),
    "grant_extension": ("supervisor", "assigned acknowledged working returned submitted verifying", ""),
    "refuse_extension": ("supervisor", "assigned acknowledged working returned submitted verifying", ""),
    "verify": ("supervisor", "submitted", "verifying"),
    "close": ("supervisor", "verifying", "closed"),
    "return": ("supervisor", "submitted verifying", "returned"),
    "suspend": ("supervisor leader", "assigned acknowledged working returned submitted verifying", "suspended"),
    "resume": ("supervisor leader", "suspended", "working"),
    "reassign": ("supervisor leader", "suspended", "assigned"),
    "withdraw": (
        "supervisor leader",
        "draft assigned acknowledged working returned submitted verifying suspended",
        "withdrawn",
    ),
}
# What the 督查室 may enter for a unit (代填), who says when it happened and who told it.
STOOD_IN = ("acknowledge", "report", "reach", "ask_extension")
# The steps that want words.
SAYS = (
    "report", "submit", "return", "close", "suspend", "withdraw", "resume", "reassign", "refuse_extension",
)  # fmt: skip
LABELS = {
    "draft": "草稿", "assigned": "已交办", "acknowledged": "已签收", "working": "办理中", "submitted": "申请办结",
    "verifying": "核查中", "returned": "退回重办", "closed": "已销号", "suspended": "中止", "withdrawn": "撤销",
}  # fmt: skip


@dataclass
class Try:
    """One step somebody tries. ``actor`` is lead, other, supervisor or leader."""

    step: str
    actor: str
    day: dt.date
    shows: bool = False
    milestone: int = 0
    new_due: dt.date | None = None
    percent: int | None = None
    says: bool = True

    def refused(self, task: Told) -> str | None:
        """A word of the reason for which this must be refused, or None."""
        who, states, _target = STEPS[self.step]
        if (self.actor == "other") or (self.actor == "lead" and task.handed_out is None):
            return "不在您的范围内"
        if task.state not in states.split():
            return f"现为{LABELS[task.state]}"
        stands_in = self.actor == "supervisor" and self.step in STOOD_IN
        if self.actor not in who.split() and not stands_in:
            return "您的岗位"
        return self._barred(task) or self._unfit(task)

    def _barred(self, task: Told) -> str | None:
        if self.step == "ask_extension" and task.asked:
            return "正在等审批"
        if self.step == "ask_extension" and self.day > task.due:
            return "不能再申请延期"
        if self.step in ("grant_extension", "refuse_extension") and not task.asked:
            return "没有待审批的延期申请"
        if self.step == "resume" and not task.was_signed:
            return "恢复交办"
        if self.step == "reassign" and task.was_signed:
            return "恢复办理"
        return None

    def _unfit(self, task: Told) -> str | None:
        if self.actor == "supervisor" and self.step in STOOD_IN:
            return "发生日期、何人告知"
        if not self.says and self.step in SAYS:
            return "须填写"
        if self.step == "reach" and not self.shows:
            return "须附佐证"
        if self.step == "ask_extension" and self.new_due and self.new_due <= task.due:
            return "须晚于"
        if self.step == "grant_extension" and task.asked and task.asked < self.day:
            return "已过"
        if self.step in ("submit", "close") and not (task.has_evidence or (self.shows and self.step == "submit")):
            return "没有佐证材料"
        return None

    def take(self, task: Told) -> None:
        """What the step makes of the task."""
        target = STEPS[self.step][2]
        task.state = target or task.state
        if self.step == "assign":
            task.handed_out = self.day
        if self.step == "acknowledge":
            task.was_signed = True
        if self.step == "report" and self.percent is not None:
            task.percent = self.percent
        if self.step == "reach":
            task.done.add(self.milestone)
        if self.step in ("report", "reach", "submit") and self.shows:
            task.has_evidence = True
        if self.step == "ask_extension":
            task.asked = self.new_due
        if self.step == "grant_extension":
            assert task.asked
            task.original, task.due, task.asked = task.original or task.due, task.asked, None
        if self.step == "refuse_extension":
            task.asked = None

    def answers(self, milestones: list[Milestone]) -> dict[str, object]:
        words = "按计划办理。" if self.says else ""
        given: dict[str, object] = {"evidence_link": "https://example.org/photo"} if self.shows else {}
        if self.step in ("report", "reach"):
            given |= {"progress_note": words, "percent": self.percent}
        if self.step == "reach":
            given |= {"milestone": milestones[self.milestone], "progress_note": "节点完成。"}
        if self.step == "ask_extension":
            given |= {"new_due": self.new_due, "reason": "雨季停工。"}
        said = {"submit": "summary", "close": "conclusion"}.get(self.step, "reason")
        return given if self.step in ("report", "reach", "ask_extension") else {**given, said: words}


class Zone:
    """The month's people and tasks, and what is told of each task."""

    def __init__(self, people: People, chance: random.Random) -> None:
        self.people, self.chance = people, chance
        self.units = [add_unit(people.zone, f"第{n}局", position=10 + n) for n in range(UNITS)]
        self.liaisons = [appoint(f"u{n}", f"联络{n}", unit, Role.LIAISON) for n, unit in enumerate(self.units)]
        self.told: dict[int, Told] = {}
        self.milestones: dict[int, list[Milestone]] = {}
        with clock.at(FIRST - ONE_DAY):
            for number in range(TASKS):
                self._add(number)

    def _add(self, number: int) -> None:
        unit = number % UNITS
        due = FIRST + dt.timedelta(days=self.chance.randrange(3, 45))
        record = create_task(NewTask(title=f"任务{number}", lead=self.units[unit], due=due), self.people.wang)
        plan = []
        for part in range(self.chance.choice((0, 0, 2, 3, 4))):
            day = min(due, FIRST + dt.timedelta(days=self.chance.randrange(1, 30)))
            plan.append((day, self.chance.randrange(1, 4), f"节点{part}"))
        rows = [
            Milestone.objects.create(record=record, due=day, weight=weight, title=title) for day, weight, title in plan
        ]
        self.milestones[record.pk] = rows
        self.told[record.pk] = Told(unit, due, [(row.due, row.weight) for row in rows])

    def post(self, actor: str, task: Told) -> Post:
        if actor == "lead":
            return self.liaisons[task.unit]
        if actor == "other":
            return self.liaisons[(task.unit + 7) % UNITS]
        return self.people.wang if actor == "supervisor" else self.people.zhao

    def some_try(self, task: Told, milestones: list[Milestone], day: dt.date) -> Try:
        """Mostly a step that fits the state, sometimes any step by anybody."""
        pick = self.chance
        fitting = [name for name, (_who, states, _to) in STEPS.items() if task.state in states.split()]
        usual = [name for name in fitting if name not in ("withdraw", "suspend")] or fitting
        step = pick.choice(usual) if usual and pick.random() < 0.8 else pick.choice(list(STEPS))
        if step == "reach" and not milestones:
            step = "report"
        actor = (
            pick.choice(STEPS[step][0].split())
            if pick.random() < 0.85
            else pick.choice(("lead", "other", "supervisor", "leader"))
        )
        return Try(
            step, actor, day,
            shows=pick.random() < 0.6,
            milestone=pick.randrange(len(milestones)) if milestones else 0,
            new_due=task.due + dt.timedelta(days=pick.randrange(-3, 12)),
            percent=None if step == "reach" else pick.choice((None, 0, 20, 45, 70, 100)),
            says=pick.random() < 0.9,
        )  # fmt: skip


@pytest.mark.django_db
def test_a_month_of_two_hundred_tasks_is_what_the_rules_say(people: People) -> None:
    with clock.at(LONG_AGO):
        revise(2026, {HOLIDAY: (False, "建区纪念日")}, "督查室 王敏", "放假一天")
    zone, counts = Zone(people, random.Random(20260302)), Counter[str]()
    evenings: dict[dt.date, dict[int, Lit]] = {}
    for day in days(FIRST, LAST):
        if not working(day):
            continue
        with clock.at(day):
            _hand_out(zone, day)
            for _step in range(STEPS_A_DAY):
                _one_try(zone, day, counts)
            refresh(day)
        evenings[day] = {pk: task.light(day) for pk, task in zone.told.items()}
        _compare(zone, evenings[day], day)
    _looked_back(evenings)
    assert counts["done"] > 400
    assert len(counts) > 12, counts
    assert min(counts.values()) >= 1
    assert list(verify(Count())) == []


def _hand_out(zone: Zone, day: dt.date) -> None:
    """In the first week the drafts are handed out, a few of them left."""
    drafts = [pk for pk, task in zone.told.items() if task.state == "draft"]
    for pk in drafts[: 45 if len(drafts) > 20 else 0]:
        apply_transition(Record.objects.get(pk=pk), "assign", zone.people.wang)
        zone.told[pk].state, zone.told[pk].handed_out = "assigned", day


def _one_try(zone: Zone, day: dt.date, counts: Counter[str]) -> None:
    pk = zone.chance.choice(list(zone.told))
    task, milestones = zone.told[pk], zone.milestones[pk]
    attempt = zone.some_try(task, milestones, day)
    wrong = attempt.refused(task)
    record = Record.objects.select_related("task").get(pk=pk)
    reason = _taken(record, attempt, zone.post(attempt.actor, task), milestones)
    assert (wrong is None) == (reason is None), (attempt, task, wrong, reason)
    assert wrong is None or wrong in str(reason), (attempt, task, wrong, reason)
    if wrong is None:
        attempt.take(task)
    counts[wrong or "done"] += 1


def _taken(record: Record, attempt: Try, post: Post, milestones: list[Milestone]) -> str | None:
    """None where the step was taken, else the reason why not."""
    try:
        apply_transition(record, attempt.step, post, **attempt.answers(milestones))
    except Refused as refusal:
        return refusal.reason
    return None


def _compare(zone: Zone, evening: dict[int, Lit], day: dt.date) -> None:
    for record in Record.objects.select_related("task").filter(type="task"):
        task = zone.told[record.pk]
        assert (record.state, record.due, record.task.original_due) == (task.state, task.due, task.original), record
        assert (record.light, record.light_label) == evening[record.pk], (day, record, task)


def _looked_back(evenings: dict[dt.date, dict[int, Lit]]) -> None:
    """Any past evening, made again from the events alone."""
    for day, evening in evenings.items():
        then = standings_as_of(Record.objects.filter(type="task"), day)
        assert {pk: (one.light.colour, one.light.label) for pk, one in then.items()} == evening, day
