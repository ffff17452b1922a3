"""One row's cells by what their columns are, and what is doubtful about them, by address."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

Cell = str | int | float | dt.date
DIGITS = 16  # before the point, as many as a form takes (records/forms.py)
# What stands below or between the rows of a list: sums, who filled it in, notes.
NO_ROW = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|填\s*表|制\s*表|审\s*核|注[:：]|说明[:：]|备注[:：]|联系电话)")


@dataclass(frozen=True, slots=True)
class Doubt:
    """``address`` as Excel says it (G12), ``text`` what stands there, ``said`` what we made of it or why we did not.

    ``key`` is what a choice on the preview would be kept under (settling.py); empty where nothing is to be chosen.
    """

    address: str
    column: str
    text: str
    said: str
    key: str = ""


@dataclass
class Cells:
    """``places``: field name → its columns from 0; ``row`` from 0."""

    row: int
    values: Sequence[Any]
    places: Mapping[str, Sequence[int]]
    titles: Sequence[str]
    doubts: list[Doubt] = field(default_factory=list)

    def all(self, name: str) -> list[Cell]:
        """The cells that say something of ``name``, left to right."""
        given = [self.values[place] for place in self.places.get(name, ()) if place < len(self.values)]
        return [_plain(cell) for cell in given if cell is not None]

    def text(self, name: str) -> str:
        return "\n".join(written(cell) for cell in self.all(name)).strip()

    @property
    def whole(self) -> str:
        """The row as one would read it out."""
        return " ".join(written(_plain(cell)) for cell in self.values if cell is not None)

    def doubt(self, name: str, said: str, key: str = "") -> None:
        place = self._place(name)
        title = self.titles[place] if place < len(self.titles) else ""
        address = xl_rowcol_to_cell(self.row, place)
        self.doubts.append(Doubt(address, title, self.text(name)[:200], said, key))

    def _place(self, name: str) -> int:
        places = self.places.get(name) or [0]
        return next(
            (place for place in places if place < len(self.values) and self.values[place] is not None), places[0]
        )

    def line(self, name: str, longest: int) -> str:
        """A text on one line, as long as the ledger holds it; what is cut off is told."""
        text = " ".join(self.text(name).split())
        if len(text) > longest:
            self.doubt(name, f"超过 {longest} 字，只取前 {longest} 字")
        return text[:longest]


def _plain(cell: Any) -> Cell:
    return dt.date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell


def written(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def number_of(text: str) -> Decimal | None:
    """A number as people write it, with separators; None for what is none, or has more digits than the ledger holds."""
    try:
        found = Decimal(re.sub(r"[,，\s]", "", text))
    except InvalidOperation:
        return None
    return found if found.is_finite() and found.adjusted() < DIGITS else None
