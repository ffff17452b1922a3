"""The firms of the demo zone with their grids, and a year of visits to them (stories/pipelines). All invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, cast

from luoshi.core import clock
from luoshi.demo.happening import Happening
from luoshi.demo.zone import Cast
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.pipelines.registers import keeping
from luoshi.pipelines.service.credit_code import check_character
from luoshi.pipelines.service.firms import FIRMS, GRIDS, Firm, Grid
from luoshi.pipelines.service.visits.model import Demand
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.registry import record_type

FOLDER = Path(__file__).with_name("stories") / "pipelines"
BY = "何静"
BEGUN = -450
GRIDS_OF = {
    "软件园网格": ("科技创新局", "软件园一期、二期"),
    "装备园网格": ("产业发展局", "装备大道、铸造路"),
    "望渚北网格": ("望渚街道办事处", "望渚北路、药谷路"),
    "望渚南网格": ("望渚街道办事处", "望渚南路、新能源路"),
    "松汀商圈网格": ("松汀街道办事处", "松汀路、汇通街"),
    "湖滨网格": ("企业服务中心", "湖滨路沿线"),
}
CONTACTS = ("阮青", "费扬", "柯岚", "查朗", "茅屿", "卞荷", "谈笑", "祝溪")
# Visits to come, and what became of plans that were not kept: day, firm, fate.
TO_COME = (
    (-16, "众望食品", "late"), (-4, "百草提取技术", "late"), (2, "清和包装", ""), (3, "山岚仿真软件", ""),
    (4, "悦来酒店", ""), (6, "万钧起重设备", ""), (9, "镜湖设计院", ""), (-20, "鸥鹭文旅", "cancel"),
    (8, "北辰液压件", ""), (10, "北辰液压件", "merge"),
)  # fmt: skip


def rows(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


class Firms:
    """The registers, and the visits as acts on their days."""

    def __init__(self, who: Cast, today: dt.date) -> None:
        self.cast, self.today = who, today
        self.known: dict[str, Firm] = {}
        self.records: dict[int, Record] = {}

    def happenings(self) -> Iterator[Happening]:
        yield Happening(BEGUN, self._registers)
        for number, (day, *story) in enumerate(rows("visits.tsv")):
            made = int(day)
            yield Happening(made - 6, partial(self._plan, number, story[0], made))
            yield Happening(made, partial(self._make, number, *story))
            if story[-1]:
                yield Happening(made + 1 + number % 3, partial(self._carry_on, number, story[-1]))
        for number, (made, firm, fate) in enumerate(TO_COME, 1000):
            yield Happening(min(made - 8, -2), partial(self._plan, number, firm, made))
            if fate in ("cancel", "merge"):
                yield Happening(min(made - 1, -1), partial(self._settle, number, fate))

    def _registers(self) -> None:
        grids = {name: self._grid(name, *told) for name, told in GRIDS_OF.items()}
        for number, (grid, name, tier, labels, address) in enumerate(rows("firms.tsv")):
            head = f"91990001MA{number * 7919 + 1_000_000:07d}"
            made = keeping.add(
                FIRMS, self.cast.posts[BY], name=f"澜洲{name}有限公司", code=head + check_character(head), tier=tier,
                grid=grids[grid], labels=labels, address=address, contact=CONTACTS[number % len(CONTACTS)],
                phone=f"0000-66{number:05d}",
            )  # fmt: skip
            self.known[name] = cast(Firm, made)

    def _grid(self, name: str, unit: str, area: str) -> Grid:
        of, by = self.cast.units[unit], self.cast.posts[BY]
        made = keeping.add(GRIDS, by, name=name, unit=of, officer=self.cast.of_unit(of, Role.OWNER), area=area)
        return cast(Grid, made)

    def _of_grid(self, firm: str) -> Post:
        return self.cast.of_unit(cast(Any, self.known[firm].grid).unit, Role.LIAISON)

    def _plan(self, number: int, firm: str, day: int) -> None:
        """Where two units mean to go on nearly the same day, the second is the 企业服务中心."""
        second = any(told[:2] == (day - 2, firm) for told in TO_COME)
        by = self.cast.of_unit(self.cast.units["企业服务中心"], Role.LIAISON) if second else self._of_grid(firm)
        due = self.today + dt.timedelta(days=day)
        self.records[number] = bring_in(record_type("visit"), by, firm=self.known[firm], due=due)

    def _make(self, number: int, firm: str, way: str, joint: str, said: str, demands: str) -> None:
        lines = [demand.partition("=")[0] for demand in demands.split("；") if demand]
        answers: dict[str, Any] = {"said": said, "way": way, "visited_on": clock.today()}
        answers |= {"support": [self.cast.units[joint]]} if joint else {}
        answers |= {"demands": "\n".join(lines)} if lines else {}
        apply_transition(self.records[number], "make" if lines else "make_plain", self._of_grid(firm), **answers)

    def _carry_on(self, number: int, demands: str) -> None:
        """Each becomes a case, or was answered on the spot; the latest visits are still to be gone through."""
        record = self.records[number]
        by = self._of_grid(record.visit.firm.name.removeprefix("澜洲").removesuffix("有限公司"))
        for told, demand in zip(demands.split("；"), list(Demand.objects.filter(record=record)), strict=True):
            answer = told.partition("=")[2]
            if answer:
                apply_transition(record, "settle", by, demand=demand, settled=answer)
            elif cast(dt.date, record.visit.visited_on) < self.today - dt.timedelta(days=5):
                apply_transition(record, "raise_case", by, demand=demand)
        if not Demand.objects.filter(record=record, case=None, settled="").exists():
            apply_transition(record, "finish", by)

    def _settle(self, number: int, fate: str) -> None:
        record = self.records[number]
        by = self.cast.of_unit(cast(Any, record.visit.lead), Role.LIAISON)
        if fate == "cancel":
            apply_transition(record, "cancel", by, reason="企业停业装修，恢复营业后再安排。")
        else:
            other = Record.objects.filter(type="visit", visit__firm=record.visit.firm, state="planned")
            apply_transition(record, "merge", by, main=other.exclude(pk=record.pk).get())
