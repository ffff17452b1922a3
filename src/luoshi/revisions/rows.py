"""What changed between two versions, line by line as the page shows it: what is of substance first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from luoshi.coverage.facts import overlap
from luoshi.documents.models import Replacement
from luoshi.documents.showing import address
from luoshi.org.models import Post
from luoshi.records.models import Citation, Record
from luoshi.revisions.finding import segments
from luoshi.revisions.way import pieces_of
from luoshi.revisions.words import KINDS, TYPESETTING, difference_in_words

REWORDED = ("reworded", "split", "joined")
ORDER = (*REWORDED, "added", "removed", "moved", "same")
# What an office is asked to do; a title or a signature is nobody's task.
ADOPTED = frozenset({"measure", "theme", "context", "frame", "stance"})
SHOWN = (
    ("", _("全部变化")),
    ("substance", _("实质变化")),
    ("reworded", _("改写")),
    ("added", _("新增")),
    ("removed", _("删去")),
    ("moved", _("移动")),
    ("typesetting", _("只改序号标点")),
    ("all", _("全文逐条")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the changes. ``place`` is its place among them, ``then`` and ``now`` are ``[words, is changed]``."""

    place: int
    row: Mapping[str, Any]
    then: list[list[Any]]
    now: list[list[Any]]
    task: Record | None

    @property
    def kind(self) -> str:
        return str(self.row["kind"])

    @property
    def label(self) -> Any:
        return KINDS[self.kind]

    @property
    def is_of_substance(self) -> bool:
        return bool(self.row["differences"])

    @property
    def under(self) -> str:
        return " › ".join((self.row["new"] or self.row["old"])[0]["under"])

    @property
    def notes(self) -> list[str]:
        moved = [_now("位置移动")] if self.row["moved"] and self.kind != "moved" else []
        return [*moved, *(str(TYPESETTING[name]) for name in self.row["typesetting"])]

    @property
    def differences(self) -> list[str]:
        return [difference_in_words(one) for one in self.row["differences"]]

    @property
    def then_address(self) -> str:
        return address(pieces_of(self.row["old"]))

    @property
    def now_address(self) -> str:
        return address(pieces_of(self.row["new"]))

    @property
    def may_be_adopted(self) -> bool:
        return self.kind == "added" and self.task is None and self.row["new"][0]["role"] in ADOPTED


class Lines:
    """All lines of a replacement, as ``post`` sees them."""

    def __init__(self, replacement: Replacement, post: Post) -> None:
        self.replacement, self.post = replacement, post
        self.rows: list[Mapping[str, Any]] = replacement.changes["rows"]

    @cached_property
    def counts(self) -> dict[str, int]:
        kinds = Counter("reworded" if row["kind"] in REWORDED else row["kind"] for row in self.rows)
        return {**kinds, "substance": self.replacement.substance}

    def shown(self, show: str) -> list[int]:
        """The places of the rows that ``show`` asks for: those of substance first, all of them in the text's order."""
        places = [place for place, row in enumerate(self.rows) if _fits(row, show)]
        return places if show == "all" else sorted(places, key=self._rank)

    def _rank(self, place: int) -> tuple[bool, int, int]:
        row = self.rows[place]
        kind = "reworded" if row["kind"] in REWORDED else row["kind"]
        return not row["differences"], ORDER.index(kind), place

    def lines(self, places: Iterable[int]) -> list[Line]:
        return [self._line(place) for place in places]

    def _line(self, place: int) -> Line:
        row, older, newer = self.rows[place], self.replacement.older.text, self.replacement.newer.text
        then = segments(older, row["old"], [edit["old_pieces"] for edit in row["edits"]])
        now = segments(newer, row["new"], [edit["new_pieces"] for edit in row["edits"]])
        return Line(place, row, then, now, self._task(row) if row["kind"] == "added" else None)

    def _task(self, row: Mapping[str, Any]) -> Record | None:
        pieces = pieces_of(row["new"])
        return next((one.record for one in self.cited if overlap(one.pieces, pieces)), None)

    @cached_property
    def cited(self) -> list[Citation]:
        rows = Citation.objects.visible_to(self.post).filter(document=self.replacement.newer_id, record__type="task")
        return list(rows.exclude(record__state="withdrawn").select_related("record"))


def _fits(row: Mapping[str, Any], show: str) -> bool:
    if show == "all":
        return True
    if show == "substance":
        return bool(row["differences"])
    if show == "typesetting":
        return bool(row["kind"] == "same" and row["typesetting"])
    if show == "reworded":
        return row["kind"] in REWORDED
    return row["kind"] == show if show else row["kind"] != "same"
