"""What a voice stresses from occasion to occasion as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi.coverage.time import picture
from luoshi.coverage.time.models import Followed
from luoshi.coverage.time.shown import NAMES, SURE, TRENDS
from luoshi.documents.showing import address

Payload = dict[str, Any]
COURSES = {
    "raised": _("数字调高"),
    "lowered": _("数字调低"),
    "kept": _("未变"),
    "dropped": _("最近一次没有"),
    "new": _("只有最近一次"),
}
LISTS = (("new", _("新提")), ("kept", _("接着提")), ("near", _("相近")), ("dropped", _("没再提")))
SHORT = 4  # occasions
SMALLEST = 4  # a theme is drawn on its own scale, and no more than so many times larger than the greatest
THIN = 10  # measures: with fewer a share says little


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a document, and where they stand in it."""

    text: str
    document: int
    pieces: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A theme on one occasion."""

    name: str
    count: int
    share: float
    words: list[Words]

    @property
    def percent(self) -> str:
        return f"{self.share:.0%}"


@dataclass(frozen=True, slots=True)
class Theme:
    name: str
    change: Payload
    cells: list[Cell]
    bars: list[picture.Box]

    @property
    def told(self) -> str:
        """What became of it; nothing where too little was said to tell, or where it may be chance."""
        kind, chance = self.change["kind"], self.change["chance"]
        if kind in ("few", "steady") or (kind in TRENDS and chance is not None and chance > SURE):
            return ""
        return str(NAMES[kind])

    @property
    def in_words(self) -> str:
        return "，".join(f"{one.name} {one.percent}" for one in self.cells)

    @property
    def spoken(self) -> list[Cell]:
        """The occasions that speak of it, the latest first."""
        return [cell for cell in reversed(self.cells) if cell.words]


@dataclass(frozen=True, slots=True)
class Target:
    name: str
    course: str
    cells: list[tuple[str, str, Words | None]]  # of every occasion its name, the number in words, the clause

    @property
    def told(self) -> str:
        return str(COURSES[self.course])


@dataclass(frozen=True, slots=True)
class Step:
    """From one occasion to the next: the four lists, each an earlier and a later side (None where there is none)."""

    number: int
    earlier: str
    later: str
    lists: dict[str, list[tuple[Words | None, Words | None]]]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        return [(name, str(label), len(self.lists[name])) for name, label in LISTS]


class Stressed:
    """One voice of a series."""

    def __init__(self, followed: Followed) -> None:
        self.voice, self.series = followed.voice, followed.series
        self.payload: Payload = followed.payload
        self.documents = list(followed.series.chosen.values_list("document", flat=True))

    @property
    def occasions(self) -> list[tuple[str, Payload, int]]:
        """Name, text and number of measures of each."""
        return list(zip(self.payload["occasions"], self.payload["texts"], self.payload["totals"], strict=True))

    @property
    def is_short(self) -> bool:
        """So few occasions that small pictures stand side by side on a phone."""
        return len(self.payload["texts"]) <= SHORT

    @property
    def is_thin(self) -> bool:
        return any(total < THIN for total in self.payload["totals"])

    @cached_property
    def themes(self) -> list[Theme]:
        most = max((share["share"] for one in self.payload["themes"] for share in one["shares"]), default=0)
        return [self._theme(one, most) for one in self.payload["themes"]]

    def _theme(self, one: Payload, most: float) -> Theme:
        cells = [
            Cell(name, len(share["measures"]), share["share"], self._words(at, share["measures"]))
            for at, (name, share) in enumerate(zip(self.payload["occasions"], one["shares"], strict=True))
        ]
        shares = [cell.share for cell in cells]
        return Theme(one["theme"], one["change"], cells, picture.small(shares, max(*shares, most / SMALLEST)))

    @cached_property
    def targets(self) -> list[Target]:
        """Those that more than one occasion sets, those of the latest first."""
        several = [one for one in self.payload["targets"] if sum(value is not None for value in one["values"]) > 1]
        made = [Target(one["name"], one["course"], self._values(one["values"])) for one in several]
        return sorted(made, key=lambda one: one.course == "dropped")

    def _values(self, values: Sequence[Payload | None]) -> list[tuple[str, str, Words | None]]:
        names = self.payload["occasions"]
        return [
            (name, value["said"], self._one(at, value["measure"])) if value else (name, "", None)
            for at, (name, value) in enumerate(zip(names, values, strict=True))
        ]

    @cached_property
    def steps(self) -> list[Step]:
        return [self._step(number, one) for number, one in enumerate(self.payload["steps"])]

    def step(self, asked: str) -> Step:
        """The step numbered as asked, else the last one; a voice that spoke twice has at least one."""
        number = int(asked) if asked.isdecimal() and len(asked) < 4 else len(self.steps)
        return self.steps[min(number, len(self.steps) - 1)]

    def _step(self, number: int, one: Payload) -> Step:
        kept = [
            (self._one(one["earlier"], pair["earlier"]), self._one(one["later"], pair["later"])) for pair in one["kept"]
        ]
        near = [pair["is_near"] for pair in one["kept"]]
        lists: dict[str, list[tuple[Words | None, Words | None]]] = {
            "new": [(None, self._one(one["later"], measure)) for measure in one["new"]],
            "kept": [pair for pair, is_near in zip(kept, near, strict=True) if not is_near],
            "near": [pair for pair, is_near in zip(kept, near, strict=True) if is_near],
            "dropped": [(self._one(one["earlier"], measure), None) for measure in one["dropped"]],
        }
        names = self.payload["occasions"]
        return Step(number, names[one["earlier"]], names[one["later"]], lists)

    def _one(self, at: int, measure: Payload) -> Words:
        return self._words(at, [measure])[0]

    def _words(self, at: int, measures: Sequence[Payload]) -> list[Words]:
        document = self.documents[self.payload["texts"][at]["source"]]
        return [Words(one["text"], document, address(one["pieces"])) for one in measures]
