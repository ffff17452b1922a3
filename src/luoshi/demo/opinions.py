"""A year of opinions in the demo zone: stations, deputies, and what became of each opinion (stories/pipelines)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any

from luoshi.demo.happening import Happening
from luoshi.demo.zone import Cast
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.pipelines.opinion.stations import DEPUTIES, LINKS, STATIONS
from luoshi.pipelines.registers.keeping import add
from luoshi.pipelines.service.firms import Firm
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.registry import record_type

STORIES = Path(__file__).with_name("stories") / "pipelines" / "opinions.tsv"
BY, OTHER = "何静", "丁越"
HOME = {
    "望渚代表联络站": ("望渚街道办事处", "望渚路18号党群服务中心一楼", "每月10日、25日上午"),
    "松汀代表联络站": ("松汀街道办事处", "松汀路6号", "每月15日下午"),
    "湖滨代表联络站": ("松汀街道办事处", "湖滨社区服务中心二楼", "每月20日上午"),
    "软件园代表联络站": ("科技创新局", "软件园一期3号楼大堂", "每周三下午"),
    "装备园代表联络站": ("产业发展局", "装备园管理处", "每周四上午"),
}
DEPUTY = {
    "岑远": ("district", "望渚代表联络站", "望渚社区党委书记", "东苑片选民小组"),
    "瞿思齐": ("district", "望渚代表联络站", "望渚卫生服务中心主任", "望渚三村选民小组"),
    "霍知微": ("city", "松汀代表联络站", "松汀小学校长", "松汀北片选民小组"),
    "郁青禾": ("district", "湖滨代表联络站", "湖滨社区居委会主任", "湖滨选民小组"),
    "解南星": ("city", "软件园代表联络站", "软件企业总经理", "软件园企业联合选区"),
    "桑榆": ("district", "软件园代表联络站", "软件园工会主席", "软件园职工小组"),
    "祁安": ("province", "装备园代表联络站", "装备企业总工程师", "装备园企业联合选区"),
}
PEOPLE = ("钟先生", "柏女士", "蓝先生", "闻女士", "尚先生", "容女士", "古先生", "乐女士")
YESTERDAY = -1
LATELY = -5  # what was refused since then has not been told yet


@dataclass(frozen=True, slots=True)
class Story:
    day: str
    channel: str
    raiser_kind: str
    category: str
    station: str
    deputy: str
    unit: str
    fate: str
    title: str
    wording: str
    reply: str


def stories() -> list[Story]:
    lines = STORIES.read_text(encoding="utf-8").splitlines()
    return [Story(*line.split("\t")[: len(fields(Story))]) for line in lines if line and not line.startswith("#")]


class Opinions:
    """The stories as acts on their days; each is told of the record that the first of them made."""

    def __init__(self, cast: Cast, today: dt.date) -> None:
        self.cast, self.today = cast, today
        self.by = cast.posts[BY]
        self.kind = record_type("opinion")
        self.records: dict[str, Record] = {}
        self.rows: dict[str, Any] = {}  # stations and deputies by their names

    def happenings(self) -> Iterator[Happening]:
        yield Happening(-420, self._registers)
        yield Happening(-28, self._links_with_firms)
        for number, story in enumerate(stories()):
            day = int(story.day)
            yield Happening(day, partial(self._register, story, number))
            for act, after in WAYS[story.fate.partition(":")[0]]:
                day += after + (number % 11 if act is Opinions.answer else 0)
                yield Happening(min(day, YESTERDAY), partial(act, self, story))

    def _registers(self) -> None:
        units, by = self.cast.units, self.by
        for name, (unit, place, hours) in HOME.items():
            self.rows[name] = add(STATIONS, by, name=name, unit=units[unit], place=place, hours=hours)
        for name, (level, station, work, voters) in DEPUTY.items():
            deputy = add(DEPUTIES, by, name=name, level=level, station=self.rows[station], work=work)
            add(LINKS, by, deputy=deputy, touch="voters", name=voters, since=self.today - dt.timedelta(days=420))
            self.rows[name] = deputy

    def _links_with_firms(self) -> None:
        firms = Firm.objects.filter(zone=self.cast.zone).order_by("pk")
        for name, firm in zip(DEPUTY, firms, strict=False):
            add(LINKS, self.by, deputy=self.rows[name], touch="firm", firm=firm, since=self.today)

    def _register(self, story: Story, number: int) -> None:
        answers: dict[str, Any] = {
            "title": story.title,
            "wording": story.wording,
            "channel": story.channel,
            "raiser_kind": story.raiser_kind,
            "procedure": story.fate if story.fate in ("suit", "review", "arbitration") else "none",
            "category": story.category if story.fate != "registered" and number % 3 else "",
            "station": self.rows.get(story.station),
            "deputy": self.rows.get(story.deputy),
        }
        if story.raiser_kind != "deputy" and number % 4:
            answers |= {"contact": PEOPLE[number % len(PEOPLE)], "phone": f"0000-55{number:05d}"}
        self.records[story.title] = bring_in(self.kind, self._receiver(story, number), **answers)

    def _receiver(self, story: Story, number: int) -> Post:
        """A station's opinions are registered by the street or bureau that keeps it, the others by the office."""
        if story.channel == "station":
            return self.cast.of_unit(self.cast.units[HOME[story.station][0]], Role.LIAISON)
        return self.cast.posts[OTHER if number % 2 else BY]

    def _take(self, story: Story, name: str, by: Post, **answers: Any) -> None:
        apply_transition(self.records[story.title], name, by, **answers)

    def _of_lead(self, story: Story) -> Post:
        return self.cast.of_unit(self.cast.units[story.unit], Role.LIAISON)

    def classify(self, story: Story) -> None:
        if self.records[story.title].state == "registered":
            self._take(story, "classify", self.by, category=story.category)

    def transfer(self, story: Story) -> None:
        due = self.today + dt.timedelta(days=2) if story.fate == "soon" else None
        self._take(story, "transfer", self.by, lead=self.cast.units[story.unit], due=due)

    def answer(self, story: Story) -> None:
        self._take(story, "answer", self._of_lead(story), reply=story.reply)

    def tell(self, story: Story) -> None:
        how = ("phone", "phone", "face", "net")[len(story.title) % 4]
        self._take(story, "tell", self.by, told_how=how)

    def rate(self, story: Story) -> None:
        self._take(story, "rate", self.by, satisfaction=story.fate.rpartition("-")[2])

    def redo(self, story: Story) -> None:
        self._take(story, "redo", self.by, unsatisfied_because="说的和做的不一样，现场没有变化。")

    def end_unsatisfied(self, story: Story) -> None:
        said = {"unsatisfied_because": "气味轻了，但没有根治。", "conclusion": "上游截污列入明年计划，已向反映人说明。"}
        self._take(story, "close_unsatisfied", self.by, **said)

    def refuse(self, story: Story) -> None:
        if int(story.day) < LATELY:
            self._take(story, "tell_refusal", self.by, told_how="letter")

    def return_it(self, story: Story) -> None:
        self._take(story, "return_transfer", self._of_lead(story), reason="能评由产业发展局负责，请转该局。")

    def join(self, story: Story) -> None:
        self._take(story, "join", self.by, main=self.records[story.fate.partition(":")[2]])


# Each act with the days since the one before it; an answer takes some more.
Acts = tuple[tuple[Callable[[Opinions, Story], None], int], ...]
HANDED: Acts = ((Opinions.classify, 1), (Opinions.transfer, 1))
TOLD: Acts = (*HANDED, (Opinions.answer, 4), (Opinions.tell, 1))
RATED: Acts = (*TOLD, (Opinions.rate, 2))
AGAIN: Acts = (*TOLD, (Opinions.redo, 2), (Opinions.answer, 2), (Opinions.tell, 1))
REFUSED: Acts = ((Opinions.refuse, 2),)
WAYS: dict[str, Acts] = {
    "registered": (),
    "classified": HANDED[:1],
    "handling": HANDED,
    "soon": HANDED,
    "late": HANDED,
    "returned": (*HANDED, (Opinions.return_it, 1)),
    "answered": TOLD[:-1],
    "told": TOLD,
    "full": RATED,
    "fair": RATED,
    "unknown": RATED,
    "redo-told": AGAIN,
    "redo-full": (*AGAIN, (Opinions.rate, 2)),
    "redo-not": (*AGAIN, (Opinions.end_unsatisfied, 2)),
    "suit": REFUSED,
    "review": REFUSED,
    "arbitration": REFUSED,
    "join": ((Opinions.join, 1),),
}
