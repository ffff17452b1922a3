"""A year of service cases in the demo zone (stories/pipelines/cases.tsv), and what became of those heard on visits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from luoshi.demo.firms import BY, Firms, rows
from luoshi.demo.happening import Happening
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.pipelines.service.cases.model import Category, ServiceCase
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.registry import record_type

YESTERDAY = -1
UNIT_OF = {
    Category.LAND: "产业发展局", Category.FINANCE: "财政金融局", Category.LABOUR: "社会事业局",
    Category.PERMIT: "行政审批局", Category.POLICY: "财政金融局", Category.UTILITY: "规划建设局",
    Category.MARKET: "投资促进局", Category.SCIENCE: "科技创新局", Category.SAFETY: "应急管理局",
    Category.LIVING: "社会事业局", Category.OTHER: "企业服务中心",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    day: str
    firm: str
    source: str
    unit: str
    fate: str
    title: str
    wording: str
    reply: str

    @property
    def lead(self) -> str:
        """Streets are told by their short names."""
        return f"{self.unit}办事处" if self.unit.endswith("街道") else self.unit


class Cases:
    def __init__(self, firms: Firms) -> None:
        self.firms, self.cast = firms, firms.cast
        self.kind = record_type("servicecase")
        self.records: dict[str, Record] = {}

    def happenings(self) -> Iterator[Happening]:
        for number, told in enumerate(rows("cases.tsv")):
            story = Story(*told, *[""] * (8 - len(told)))
            day = int(story.day)
            yield Happening(day, partial(self._register, story, number))
            for act, after in WAYS[story.fate.partition(":")[0]]:
                day += after + (number % 3 if act is Cases.answer else 0)
                yield Happening(min(day, YESTERDAY), partial(act, self, story))
        for weeks in range(-52, 0):
            yield Happening(weeks * 7, self._of_visits)

    def _register(self, story: Story, number: int) -> None:
        units = ("企业服务中心", "望渚街道办事处", "松汀街道办事处")
        at = 0 if story.source in ("hotline", "online") else 1 + number % 2
        by = self.cast.posts[BY] if story.source == "12345" else self._liaison(units[at])
        said: dict[str, Any] = {"title": story.title, "wording": story.wording, "source": story.source}
        firm = self.firms.known[story.firm]
        self.records[story.title] = bring_in(self.kind, by, even_so=True, firm=firm, **said)

    def _liaison(self, unit: str) -> Post:
        return self.cast.of_unit(self.cast.units[unit], Role.LIAISON)

    def _registrar(self, record: Record, handling: str) -> Post:
        """Who registered it, unless it handles it too: then the 督查室 asks the firm."""
        received_by = ServiceCase.of(record).received_by
        is_own = received_by and received_by != self.cast.units[handling] and received_by.name != "督查室"
        return self._liaison(received_by.name) if is_own and received_by else self.cast.posts[BY]

    def _take(self, story: Story, name: str, by: Post, **answers: Any) -> None:
        apply_transition(self.records[story.title], name, by, **answers)

    def _ask(self, story: Story, name: str, **answers: Any) -> None:
        self._take(story, name, self._registrar(self.records[story.title], story.lead), **answers)

    def dispatch(self, story: Story) -> None:
        due = self.firms.today + dt.timedelta(days=2) if story.fate == "soon" else None
        self._take(story, "dispatch", self.cast.posts[BY], lead=self.cast.units[story.lead], due=due)

    def answer(self, story: Story) -> None:
        self._take(story, "answer", self._liaison(story.lead), reply=story.reply)

    def rate(self, story: Story) -> None:
        rating = "fair" if story.fate == "fair" else "full"
        self._ask(story, "rate", rating=rating)

    def redo(self, story: Story) -> None:
        self._ask(story, "redo", unsatisfied_because="只说在办，没有说什么时候能解决。")

    def rate_not(self, story: Story) -> None:
        self._ask(story, "rate_not", unsatisfied_because="跑了三家银行还是没有贷到。")

    def follow_up(self, story: Story) -> None:
        said = {"followed_up": "电话回访企业负责人，确认问题已解决。"}
        if story.fate == "redo-not":
            said = {
                "followed_up": "上门回访，企业仍有资金缺口。",
                "conclusion": "已纳入风险补偿资金池名单，下批授信优先，向企业说明。",
            }
        self._ask(story, "follow_up", **said)

    def relapse(self, story: Story) -> None:
        self._ask(story, "relapse", followed_up="夜间巡查停了一周，货车又占道。")

    def return_it(self, story: Story) -> None:
        self._take(
            story, "return_dispatch", self._liaison(story.lead), reason="退税由税务部门办理，请转企业服务中心协调。"
        )

    def join(self, story: Story) -> None:
        self._take(story, "join", self.cast.posts[BY], main=self.records[story.fate.partition(":")[2]])

    def _of_visits(self) -> None:
        """Week by week those heard on visits go on, each to the unit its category belongs to."""
        heard = Record.objects.filter(type="servicecase", servicecase__source="visit", zone=self.cast.zone)
        for record in heard.exclude(state="closed").select_related("servicecase"):
            self._one_step_on(record)

    def _one_step_on(self, record: Record) -> None:
        case = ServiceCase.of(record)
        unit = UNIT_OF[Category(case.category)]
        steps: dict[str, tuple[str, Post, dict[str, Any]]] = {
            "registered": ("dispatch", self.cast.posts[BY], {"lead": self.cast.units[unit]}),
            "handling": ("answer", self._liaison(unit), {"reply": "已与企业对接，明确了办理人和时间，企业知晓。"}),
            "answered": ("rate", self._registrar(record, unit), {"rating": "full" if record.pk % 4 else "fair"}),
            "rated": ("follow_up", self._registrar(record, unit), {"followed_up": "回访确认已落实。"}),
        }
        name, by, answers = steps[record.state]
        apply_transition(record, name, by, **answers)


# Each act with the days since the one before it; an answer takes some more.
Acts = tuple[tuple[Callable[[Cases, Story], None], int], ...]
HANDED: Acts = ((Cases.dispatch, 0),)
ANSWERED: Acts = (*HANDED, (Cases.answer, 3))
RATED: Acts = (*ANSWERED, (Cases.rate, 2))
CLOSED: Acts = (*RATED, (Cases.follow_up, 6))
AGAIN: Acts = (*ANSWERED, (Cases.redo, 2), (Cases.answer, 3))
WAYS: dict[str, Acts] = {
    "registered": (),
    "handling": HANDED,
    "soon": HANDED,
    "late": HANDED,
    "returned": (*HANDED, (Cases.return_it, 2)),
    "answered": ANSWERED,
    "rated": RATED,
    "full": CLOSED,
    "fair": CLOSED,
    "slow": ((Cases.dispatch, 4), *CLOSED[1:]),
    "redo-full": (*AGAIN, (Cases.rate, 2), (Cases.follow_up, 6)),
    "redo-not": (*AGAIN, (Cases.rate_not, 2), (Cases.follow_up, 6)),
    "relapse-full": (*RATED, (Cases.relapse, 7), (Cases.answer, 4), (Cases.rate, 2), (Cases.follow_up, 6)),
    "join": ((Cases.join, 0),),
}
