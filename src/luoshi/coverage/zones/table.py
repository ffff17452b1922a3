"""What was found on an occasion, as its page and its sheet show it; every number leads to its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import ceil
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.coverage.zones.models import SideBySide
from luoshi.documents.showing import address

Kept = dict[str, Any]
NO_THEME = "-"  # in an address
STRESSES = {
    "stressed": gettext_lazy("突出"),
    "less": gettext_lazy("偏少"),
    "mentioned": gettext_lazy("只提到"),
    "absent": gettext_lazy("没有说到"),
    "usual": "",
}
DEGREES, ENOUGH, HEAVIEST = 5, 10, 5


@dataclass(frozen=True, slots=True)
class Said:
    """A measure or other words of a zone, with where they stand; ``sentence`` numbers the sentence of a measure."""

    zone: Zone
    text: str
    place: str
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """``full`` is its share of the greatest share of the zones that say enough, ``part`` of the greatest of all."""

    zone: Zone
    said: list[Said]
    share: float
    stress: str
    full: float
    part: float
    mentions: list[Said]

    @property
    def passages(self) -> list[Said]:
        """Its measures, those of one sentence together."""
        groups = (list(group) for _at, group in groupby(self.said, key=attrgetter("sentence")))
        return [Said(self.zone, "".join(s.text for s in group), ",".join(s.place for s in group)) for group in groups]

    @property
    def degree(self) -> int:
        """0 to 5, for the ground of the cell."""
        return ceil(DEGREES * self.full)

    @property
    def percent(self) -> str:
        return f"{self.share:.0%}" if self.share >= 0.01 or not self.said else "<1%"

    @property
    def mark(self) -> str:
        return str(STRESSES[self.stress])

    @property
    def width(self) -> int:
        """Of its bar, in hundredths: no bar may be as long as one of a greater share."""
        return round(self.part * 100)


@dataclass(frozen=True, slots=True)
class Line:
    """A theme over the zones; ``key`` is its name in addresses."""

    theme: str
    key: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Zone:
    number: int
    label: str
    name: str
    date: str
    measures: int
    document: int
    is_few: bool

    @property
    def place(self) -> int:
        """Its number in addresses."""
        return self.number + 1


class Table:
    """A comparison as it was found, resolved to zones and their words."""

    def __init__(self, found: SideBySide) -> None:
        self.kept: Kept = found.payload
        self.zones = [
            Zone(
                number,
                one["label"],
                one["name"],
                _day(one["date"]),
                one["measures"],
                document,
                one["measures"] < ENOUGH,
            )
            for number, (one, document) in enumerate(zip(self.kept["speakers"], found.documents, strict=True))
        ]

    def said(self, number: int) -> Said:
        one = self.kept["measures"][number]
        return self._said(one)

    def _said(self, quote: Kept) -> Said:
        return Said(self.zones[quote["voice"]], quote["text"], address(quote["pieces"]), quote.get("sentence", 0))

    @cached_property
    def lines(self) -> list[Line]:
        return [self._line(row) for row in self.kept["themes"]]

    def line(self, key: str) -> Line | None:
        return next((line for line in self.lines if line.key == key), None)

    @cached_property
    def most(self) -> float:
        """The share that fills a cell's ground: of the zones that say enough for shares to mean something."""
        enough = [cell["share"] for cell in self._named_cells if not self.zones[cell["voice"]].is_few]
        return max(enough, default=self.greatest)

    @cached_property
    def greatest(self) -> float:
        return max((cell["share"] for cell in self._named_cells), default=0)

    @cached_property
    def _named_cells(self) -> list[Kept]:
        return [cell for row in self.kept["themes"] if row["theme"] for cell in row["cells"]]

    def _line(self, row: Kept) -> Line:
        cells = [self._cell(cell) for cell in row["cells"]]
        return Line(row["theme"] or str(_("未归入主题")), row["theme"] or NO_THEME, cells)

    def _cell(self, cell: Kept) -> Cell:
        full = min(1, cell["share"] / self.most) if self.most else 0
        part = min(1, cell["share"] / self.greatest) if self.greatest else 0
        said = [self.said(number) for number in cell["measures"]]
        mentions = [self._said(quote) for quote in cell.get("mentions", ())]
        return Cell(self.zones[cell["voice"]], said, cell["share"], cell["stress"], full, part, mentions)

    @cached_property
    def profiles(self) -> list[tuple[Zone, list[tuple[Line, Cell]], list[str]]]:
        """Each zone with the themes it speaks of most and the words it says more than the others."""
        out = []
        for zone, words in zip(self.zones, self.kept["words"], strict=True):
            heaviest = sorted(
                ((line, line.cells[zone.number]) for line in self._named), key=lambda pair: -pair[1].share
            )
            told = [pair for pair in heaviest[:HEAVIEST] if pair[1].said]
            out.append((zone, told, [word["text"] for word in words[:6]]))
        return out

    @cached_property
    def marked(self) -> list[tuple[Line, Cell]]:
        """The cells that stand out, as the page tells them first."""
        return [(line, cell) for line in self.lines for cell in line.cells if cell.stress in ("stressed", "less")]

    @cached_property
    def alone(self) -> list[tuple[Line, Cell]]:
        """Themes that one zone alone announces measures of; of two zones that says nothing more than the table."""
        told = ((line, [cell for cell in line.cells if cell.said]) for line in self._named)
        return [(line, cells[0]) for line, cells in told if len(cells) == 1 and len(line.cells) > 2]

    @cached_property
    def left_out(self) -> list[tuple[Line, Cell]]:
        """Themes that all zones but one speak of."""
        told = ((line, [cell for cell in line.cells if not cell.said and not cell.mentions]) for line in self._named)
        return [(line, cells[0]) for line, cells in told if len(cells) == 1 and len(line.cells) > 2]

    @property
    def _named(self) -> list[Line]:
        return [line for line in self.lines if line.key != NO_THEME]

    @cached_property
    def shared(self) -> list[list[Said]]:
        """Groups of one measure, its zones in their order."""
        groups = ([self.said(number) for number in group["measures"]] for group in self.kept["shared"])
        return [sorted(group, key=lambda said: said.zone.number) for group in groups]

    def unique(self, zone: Zone) -> list[Said]:
        return [self.said(number) for number in self.kept["unique"][zone.number]]

    @cached_property
    def borrowed(self) -> list[tuple[str, str, list[Said]]]:
        """The words, where they may come from, and who says them where."""
        return [
            (one["text"], self._origin(one), [self._said(quote) for quote in one["quotes"]])
            for one in self.kept["borrowed"]
        ]

    def _origin(self, one: Kept) -> str:
        if one["origin"] == "superior":
            return str(_("上级文件里也有"))
        if one["origin"] == "common":
            return str(_("多数都这样说"))
        if one["first"] is None:
            return str(_("日期不全或同日，不分先后"))
        return str(_("%(zone)s在先")) % {"zone": self.zones[one["first"]].label}

    @cached_property
    def targets(self) -> list[tuple[str, list[list[tuple[str, Said]]]]]:
        """Name, and for each zone its numbers in words with their clause; those of two zones and more."""
        return [
            (row["name"], self._aims(row["aims"]))
            for row in self.kept["targets"]
            if len({aim["voice"] for aim in row["aims"]}) > 1
        ]

    def _aims(self, aims: Sequence[Kept]) -> list[list[tuple[str, Said]]]:
        out: list[list[tuple[str, Said]]] = [[] for _zone in self.zones]
        for aim in aims:
            out[aim["voice"]].append((in_words(aim), self._said(aim["quote"])))
        return out


def in_words(aim: Kept) -> str:
    """新增2000家 is not 达到2000家."""
    more = aim["op"] == "+" and not any(word in aim["text"] for word in ("增", "提高", "翻"))
    return f"+{aim['text']}" if more else str(aim["text"])


def _day(day: str | None) -> str:
    """03-13 where no year is known."""
    return (day or "").removeprefix("--")
