"""A year of projects in the demo zone: stages, obstacles, investment month by month, what they deliver."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from luoshi.core import clock
from luoshi.demo.happening import Happening, evidence
from luoshi.demo.lives import Told, life, lines
from luoshi.demo.zone import Cast
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.pipelines.project import PROJECT
from luoshi.pipelines.project.detail import Obstacle
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record

BY, LEADER = "何静", "周文涛"
WAN = 1_000_000  # 分
OLDEST = -190  # days: earlier months are not told one by one
BUILT_IN = 16  # months, where its end is not told
WAVES = (5, 8, 11, 13, 9, 12, 10, 12)  # how the months of a project differ, in tenths of the mean
WORKS = (
    "土方和桩基施工。",
    "基础施工完成，主体开始吊装。",
    "主体结构施工。",
    "主体封顶，砌体跟进。",
    "设备进场安装。",
    "室外配套施工。",
)
BATCH, BATCH_FROM, BATCH_GOAL = "四季度再开工一批重点项目", -71, 8
STEPS = {
    "签约": ("sign", "signed_on"),
    "开工": ("start", "started_on"),
    "建设": ("build", ""),
    "入库": ("enter", "entered_on"),
    "竣工": ("finish", "finished_on"),
    "投产": ("produce", "producing_on"),
    "达效": ("fill_capacity", "effective_on"),
}
OBSTACLES = {str(one.label): one.value for one in Obstacle}


class Life:
    """One project."""

    def __init__(self, cast: Cast, today: dt.date, cells: list[str]) -> None:
        self.cast, self.today = cast, today
        self.title, self.investor, self.industry, self.place, unit, wan, told, *blocked = cells
        self.lead, self.wan = cast.units[unit], int(wan)
        self.steps = {step.word: step for step in life(told)}
        self.blocked = blocked[0].split(",") if any(blocked) else []

    @property
    def by(self) -> Post:
        return self.cast.of_unit(self.lead, Role.LIAISON)

    def record(self) -> Record:
        return Record.objects.get(zone=self.cast.zone, type="project", title=self.title)

    def day(self, offset: int) -> dt.date:
        return self.today + dt.timedelta(offset)

    def happenings(self) -> Iterator[Happening]:
        born = self.steps.get("登记")
        if born:
            yield Happening(born.day, partial(self._bring_in, born))
        for word, step in self.steps.items():
            if word in STEPS and (born is None or step.day > born.day):
                yield Happening(step.day, partial(self._take, step))
        yield from self._stops()
        yield from self._obstacle()
        yield from self._months()
        yield from self._batch()

    def _bring_in(self, born: Told) -> None:
        """What happened before the ledger began is told as days."""
        days: dict[str, Any] = {
            STEPS[word][1]: self.day(step.day)
            for word, step in self.steps.items()
            if word in ("签约", "开工") and step.day <= born.day
        }
        told: dict[str, Any] = {"place": self.place, "industry": self.industry, "investor": self.investor}
        planned = self.steps.get("计划") or self.steps.get("开工")
        if planned:
            told["planned_start"] = self.day(planned.day)
        by = self.cast.posts[BY]
        bring_in(PROJECT, by, title=self.title, lead=self.lead, investment=self.wan * WAN, **told, **days)

    def _take(self, step: Told) -> None:
        record = self.record()
        name, column = STEPS[step.word]
        if name in ("finish", "enter"):
            name = _variant(record, name)
        answers: dict[str, Any] = {column: clock.today()} if column else {}
        if name == "sign":
            planned = self.steps.get("计划") or self.steps["开工"]
            answers["planned_start"] = self.day(planned.day)
        if name == "start":
            answers["evidence"] = [evidence("施工许可证.txt", record)]
        apply_transition(record, name, self.by, **answers)
        if name == "start":
            year = clock.today().year
            apply_transition(self.record(), "plan_year", self.by, plan_year=year, year_plan=self.wan * WAN // 2)

    def _stops(self) -> Iterator[Happening]:
        for word, name, reason in (
            ("中止", "suspend", "企业资金链紧张，双方商定暂缓建设。"),
            ("撤销", "withdraw", "投资方调整布局，退出项目。"),
        ):
            if word in self.steps:
                act = partial(self._act, name, self.cast.posts[LEADER], reason=reason)
                yield Happening(self.steps[word].day, act)

    def _act(self, name: str, by: Post, **answers: Any) -> None:
        apply_transition(self.record(), name, by, **answers)

    def _obstacle(self) -> Iterator[Happening]:
        if not self.blocked:
            return
        cause, unit, since, until, note, *solved = self.blocked
        said = {"blocked_by": OBSTACLES[cause], "blocked_unit": self.cast.units[unit], "blocked_note": f"{note}。"}
        yield Happening(int(since), partial(self._act, "block", self.by, **said))
        if until:
            who = self.cast.of_unit(self.cast.units[unit], Role.LIAISON)
            yield Happening(int(until), partial(self._act, "unblock", who, resolution=f"{solved[0]}。"))

    def _months(self) -> Iterator[Happening]:
        """Each month is reported on the sixth of the next, from the start, or the ledger's first day, to the end."""
        if "开工" not in self.steps:
            return
        first, last = (
            self.day(max(OLDEST, self._offset("开工", "登记", max))),
            self.day(min(0, self._offset("竣工", "中止", min))),
        )
        months = list(_months(first, last))
        length = max(3, len(months)) if "竣工" in self.steps else BUILT_IN
        for number, month in enumerate(months):
            told_on = _next(month).replace(day=6)
            if told_on <= (self.day(self.steps["中止"].day) if "中止" in self.steps else self.today):
                amount = self.wan * WAVES[(number + len(self.title)) % len(WAVES)] // (12 * length)
                act = partial(self._report, month, amount, WORKS[min(number * 6 // length, 5)])
                yield Happening((told_on - self.today).days, act)

    def _offset(self, word: str, other: str, which: Callable[..., int]) -> int:
        days = [self.steps[name].day for name in (word, other) if name in self.steps]
        return which(days) if days else 0

    def _report(self, month: dt.date, wan: int, work: str) -> None:
        self._act("invest", self.by, month=f"{month:%Y-%m}", amount=wan * WAN, progress_note=work)

    def _batch(self) -> Iterator[Happening]:
        """What was to be started from then on belongs to the task that counts it."""
        planned, born = self.steps.get("计划"), self.steps.get("登记")
        is_ahead = planned and planned.day > BATCH_FROM and "撤销" not in self.steps
        if is_ahead and born and born.day < BATCH_FROM:
            yield Happening(BATCH_FROM, self._tie)

    def _tie(self) -> None:
        task = Record.objects.get(zone=self.cast.zone, type="task", title=BATCH)
        apply_transition(self.record(), "tie", self.cast.posts[BY], other=task)


def _variant(record: Record, name: str) -> str:
    if name == "enter":
        return "enter_finished" if record.state == "finished" else "enter"
    return "finish_entered" if record.project.entered_on else "finish"


def _months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = _next(month)


def _next(month: dt.date) -> dt.date:
    return (month.replace(day=28) + dt.timedelta(days=7)).replace(day=1)


def count_the_batch(cast: Cast) -> None:
    task = Record.objects.get(zone=cast.zone, type="task", title=BATCH)
    apply_transition(task, "count_tied", cast.posts[BY], counted="project:started", count_goal=BATCH_GOAL)


def happenings(cast: Cast, today: dt.date) -> Iterator[Happening]:
    yield Happening(BATCH_FROM - 1, partial(count_the_batch, cast))
    for cells in lines("projects.tsv"):
        yield from Life(cast, today, cells).happenings()
