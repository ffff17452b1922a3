"""Terms over a series as its pages show them: every number with the sentences behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi.coverage.time import picture
from luoshi.coverage.time.models import Followed, Series
from luoshi.documents.showing import address

Payload = dict[str, Any]
# In the order of the page: kind, its name, what it says.
KINDS = (
    ("new", _("新提"), _("前面几次没有，某一次起一直提到最近")),
    ("risen", _("上升"), _("按篇幅折算越提越多")),
    ("fallen", _("下降"), _("按篇幅折算越提越少")),
    ("gone", _("不再提"), _("以前提，最近没有")),
    ("passing", _("一度提"), _("中间提过，前后都没有")),
    ("steady", _("多次提"), _("多数时候提到，升降还不足以下结论")),
    ("few", _("次数少"), _("不足以说明变化")),
    ("never", _("没有提到"), ""),
)
NAMES = {kind: name for kind, name, _said in KINDS}
TRENDS = ("risen", "fallen")
SURE = 0.1  # of the trends as clear as this one, those that may be chance
FIRST = 12  # of each kind, the others folded


@dataclass(frozen=True, slots=True)
class Row:
    """A term with what every occasion says of it."""

    term: str
    change: Payload
    told: Sequence[Payload]
    occasions: Sequence[str]

    @property
    def name(self) -> str:
        return str(NAMES[self.change["kind"]])

    @property
    def said(self) -> str:
        """What the name says."""
        return next(str(said) for kind, _name, said in KINDS if kind == self.change["kind"])

    @property
    def times(self) -> int:
        return sum(one["times"] for one in self.told)

    @property
    def is_doubtful(self) -> bool:
        """A trend that may be chance, since so many terms were tried."""
        chance = self.change["chance"]
        return self.change["kind"] in TRENDS and chance is not None and chance > SURE

    @property
    def edge(self) -> str:
        """The occasion that brings a new term; the last one that says one no longer said."""
        at = {"new": "first", "passing": "first", "gone": "last"}.get(self.change["kind"])
        return self.occasions[self.change[at]] if at else ""

    @property
    def cells(self) -> list[tuple[str, Payload]]:
        return list(zip(self.occasions, self.told, strict=True))

    @property
    def bars(self) -> list[picture.Box]:
        rates = [one["rate"] for one in self.told]
        return picture.small(rates, max(rates, default=0))

    @property
    def in_words(self) -> str:
        return "，".join(f"{name} {one['times']}" for name, one in self.cells)


@dataclass(frozen=True, slots=True)
class Group:
    kind: str
    name: str
    said: str
    rows: list[Row]

    @property
    def first(self) -> list[Row]:
        return self.rows[:FIRST]

    @property
    def others(self) -> list[Row]:
        return self.rows[FIRST:]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A clause around the term, and its place in its document as an address says it."""

    before: str
    term: str
    after: str
    pieces: str


@dataclass(frozen=True, slots=True)
class Said:
    """One text: who, when, in which document (its id), and what it says."""

    number: int
    voice: str
    title: str
    day: str
    occasion: int
    document: int
    times: int
    rate: float
    sentences: list[Sentence]


class Terms:
    """What trend found in a series, or (``payload``) what it tells of a term asked for."""

    def __init__(self, series: Series, payload: Payload | None = None) -> None:
        self.series = series
        self._payload = payload

    @cached_property
    def payload(self) -> Payload:
        if self._payload is not None:
            return self._payload
        found = Followed.objects.filter(series=self.series, voice="").first()
        return found.payload if found else {"texts": [], "undated": [], "occasions": [], "courses": []}

    @cached_property
    def documents(self) -> list[int]:
        return list(self.series.chosen.values_list("document", flat=True))

    @cached_property
    def rows(self) -> list[Row]:
        occasions = self.payload["occasions"]
        return [Row(one["term"], one["change"], one["told"], occasions) for one in self.payload["courses"]]

    @property
    def groups(self) -> list[Group]:
        made = [
            Group(kind, str(name), str(said), [row for row in self.rows if row.change["kind"] == kind])
            for kind, name, said in KINDS
        ]
        return [group for group in made if group.rows]

    @cached_property
    def said(self) -> list[Said]:
        """Every text that says the first term, the latest first."""
        [course, *_others] = self.payload["courses"]
        return [self._said(point) for point in reversed(course["points"])]

    def _said(self, point: Payload) -> Said:
        text = self.payload["texts"][point["text"]]
        return Said(
            number=point["text"],
            voice=text["voice"],
            title=text["title"],
            day=text["day"],
            occasion=text["occasion"],
            document=self.documents[text["source"]],
            times=point["times"],
            rate=point["rate"],
            sentences=_sentences(point["sayings"]),
        )

    @property
    def bars(self) -> list[picture.Bar]:
        """The timeline of the first term."""
        row = self.rows[0]
        return picture.tall(row.occasions, [one["rate"] for one in row.told], [one["times"] for one in row.told])

    @property
    def voices(self) -> list[tuple[str, list[tuple[str, Payload]]]]:
        """Voice by voice in the order they take the term up, what each says on every occasion; none where one speaks.

        The name of the occasion with a cell ``{"state": "said|silent|absent", "times", "text"}``.
        """
        names = dict.fromkeys(one["voice"] for one in self.payload["courses"][0]["adoptions"])
        names |= dict.fromkeys(text["voice"] for text in self.payload["texts"])
        occasions = self.payload["occasions"]
        strips = [(name, list(zip(occasions, self._strip(name), strict=True))) for name in names]
        return strips if len(names) > 1 else []

    def _strip(self, voice: str) -> list[Payload]:
        cells: list[Payload] = [{"state": "absent"} for _name in self.payload["occasions"]]
        times = {point["text"]: point["times"] for point in self.payload["courses"][0]["points"]}
        for number, text in enumerate(self.payload["texts"]):
            cell = cells[text["occasion"]]
            if text["voice"] == voice and number in times:
                cell.update(state="said", times=cell.get("times", 0) + times[number], text=number)
            elif text["voice"] == voice and cell["state"] == "absent":
                cell["state"] = "silent"
        return cells

    @property
    def spread(self) -> str:
        """Of those who spoke, how many said it, first and last: 1/5 → 4/4."""
        told = self.rows[0].told
        return " → ".join(f"{one['said']}/{one['voices']}" for one in (told[0], told[-1]))

    @property
    def first(self) -> Payload | None:
        """The text that says the first term first."""
        adoptions = self.payload["courses"][0]["adoptions"]
        return self.payload["texts"][adoptions[0]["text"]] if adoptions else None


def _sentences(sayings: Sequence[Payload]) -> list[Sentence]:
    """Each clause once, its first saying marked."""
    clauses = {address(one["pieces"]): one for one in reversed(sayings)}
    return [_sentence(one, place) for place, one in reversed(clauses.items())]


def _sentence(saying: Payload, place: str) -> Sentence:
    start, end = saying["term"][0][0] - saying["pieces"][0][0], saying["term"][-1][1] - saying["pieces"][0][0]
    text = saying["text"]
    if len(saying["pieces"]) > 1 or len(saying["term"]) > 1 or end > len(text):
        return Sentence(text, "", "", place)
    return Sentence(text[:start], text[start:end], text[end:], place)
