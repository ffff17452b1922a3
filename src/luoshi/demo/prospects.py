"""A year of prospects in the demo zone: clues followed up or left alone, merged, dropped, turned into projects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from luoshi.core import clock
from luoshi.demo.happening import Happening
from luoshi.demo.lives import Told, life, lines
from luoshi.demo.zone import Cast
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.pipelines.prospect import PROSPECT
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record

WAN = 1_000_000  # 分
STEPS = {
    "洽谈": "talk",
    "考察": "visit",
    "签约": "sign",
    "跟进": "contact_firm",
    "落地": "land",
    "到资": "fund",
    "转项目": "become_project",
    "放弃": "drop",
    "并入": "merge",
}
SAID = {
    "洽谈": (
        "赴企业拜访，企业有意在外地布点，要求提供用地和用电条件。",
        "企业负责人来访，介绍扩产计划，双方商定互派联络人。",
    ),
    "考察": (
        "企业团队实地看了两处地块，对交通和人才公寓满意。",
        "管委会领导带队赴企业总部考察生产线，企业提出设备搬迁补贴诉求。",
    ),
    "跟进": (
        "电话沟通，企业董事会正在审议投资方案。",
        "发送政策测算表，企业财务核对后答复。",
        "陪同企业对接电力、环评部门，明确能评路径。",
        "商谈投资协议条款，就亩均税收约定尚有分歧。",
    ),
}
NEXT = ("寄送地块资料", "约请企业负责人来区", "报送政策测算", "对接产业基金")


class Life:
    """One prospect."""

    def __init__(self, cast: Cast, cells: list[str]) -> None:
        self.cast = cast
        self.title, self.channel, self.industry, unit, wan, self.source, told, self.content = cells
        self.lead, self.wan, self.steps = cast.units[unit], int(wan), life(told)

    @property
    def by(self) -> Post:
        return self.cast.of_unit(self.lead, Role.LIAISON)

    def record(self, title: str = "") -> Record:
        return Record.objects.get(zone=self.cast.zone, type="prospect", title=title or self.title)

    def happenings(self) -> Iterator[Happening]:
        born, *steps = self.steps
        yield Happening(born.day, self._bring_in)
        for number, step in enumerate(steps):
            yield Happening(step.day, partial(self._take, step, number))

    def _bring_in(self) -> None:
        owner = self.cast.of_unit(self.lead, Role.OWNER).person
        told: dict[str, Any] = {
            "channel": self.channel,
            "industry": self.industry,
            "source": self.source,
            "content": self.content,
        }
        bring_in(PROSPECT, self.by, title=self.title, intended=self.wan * WAN, owner=owner, **told)

    def _take(self, step: Told, number: int) -> None:
        apply_transition(self.record(), STEPS[step.word], self.by, **self._answers(step, number))

    def _answers(self, step: Told, number: int) -> dict[str, Any]:
        today = clock.today()
        if step.word in SAID:
            said = SAID[step.word][(len(self.title) + number) % len(SAID[step.word])]
            return {"said": said, "next_step": NEXT[number % len(NEXT)], "next_on": today + dt.timedelta(20)}
        return self._others()[step.word](step.more)

    def _others(self) -> dict[str, Callable[[str], dict[str, Any]]]:
        today = clock.today()
        return {
            "签约": lambda _more: {"signed_on": today, "intended": self.wan * WAN},
            "落地": lambda _more: {"landed_on": today},
            "到资": lambda wan: {"fund_amount": int(wan) * WAN, "fund_on": today, "fund_note": "注册资本金"},
            "转项目": lambda title: {
                "project_title": title,
                "project_lead": self.cast.units["产业发展局"],
                "planned_start": today + dt.timedelta(45),
            },
            "放弃": lambda _more: {"reason": "企业已决定在外省布点，暂不考虑。"},
            "并入": lambda firm: {"survivor": self.record(firm), "reason": "同一家企业，两个单位都在谈。"},
        }


def happenings(cast: Cast, today: dt.date) -> Iterator[Happening]:
    for cells in lines("prospects.tsv"):
        yield from Life(cast, cells).happenings()
