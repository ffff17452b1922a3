"""Where the header stands and what its columns are, wherever an office put them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from luoshi.sheets.fields import Vocabulary, bare
from luoshi.sheets.workbook import Raw

SEARCHED = 30  # rows
FEWEST = 2  # known titles that make a row a header
LONGEST_TITLE = 20
COUNTING = frozenset({"序号", "序", "行号"})
AS_OF = re.compile(r"截[至止][^0-9\n]{0,4}(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
YEAR = re.compile(r"(20\d{2})\s*年")


@dataclass(frozen=True, slots=True)
class Column:
    """``field`` is the name of a field of the vocabulary or empty; ``is_guess``: its title only contains that name."""

    title: str
    field: str
    is_guess: bool

    @property
    def is_unsure(self) -> bool:
        """Whether someone should look at what it is taken for; one that only counts the rows is left in peace."""
        return self.is_guess or (bool(self.title) and not self.field and self.title.strip() not in COUNTING)


@dataclass(frozen=True, slots=True)
class Header:
    """``first`` and ``last`` are rows from 0; the rows begin after ``last``."""

    first: int
    last: int
    columns: tuple[Column, ...]

    @property
    def known(self) -> int:
        return len({column.field for column in self.columns if column.field})


def find_header(sheet: Raw, words: Vocabulary, fewest: int = FEWEST) -> Header | None:
    """The row with the most known titles; a second header row above or below it belongs to it."""
    rows = [_across(sheet, n) for n in range(min(SEARCHED, len(sheet["rows"])))]
    score, at = max(((_known(row, words), -n) for n, row in enumerate(rows)), default=(0, 0))
    at = -at
    if score < fewest:
        return None
    first = last = at
    if at + 1 < len(rows) and _continues(rows[at], rows[at + 1], words):
        last = at + 1
    elif at and _known(rows[at - 1], words) and len({*filter(None, rows[at - 1])}) > 1:
        first = at - 1
    return Header(first, last, _columns(rows[first], rows[last], words))


def _across(sheet: Raw, row: int) -> list[str]:
    """The row's texts with merged cells filled to the right."""
    cells = ["" if cell is None or isinstance(cell, dict) else str(cell) for cell in sheet["rows"][row]]
    for top, left, bottom, right in sheet["merged"]:
        if top <= row <= bottom and left < len(cells):
            width = min(right + 1, len(cells)) - left
            cells[left : left + width] = [cells[left]] * width
    return cells


def _known(row: list[str], words: Vocabulary) -> int:
    return len({field for cell in row if len(cell) <= LONGEST_TITLE and (field := words.exact(cell))})


def _continues(upper: list[str], lower: list[str], words: Vocabulary) -> bool:
    """A second header row: only short titles, known ones among them, and nothing that the first row knows already."""
    new = [low for up, low in zip(upper, lower, strict=True) if low and low != up]
    return (
        bool(new)
        and any(map(words.exact, new))
        and all(len(bare(cell)) <= LONGEST_TITLE for cell in new)
        and all(not words.exact(up) for up, low in zip(upper, lower, strict=True) if low and low != up)
    )


def _columns(upper: list[str], lower: list[str], words: Vocabulary) -> tuple[Column, ...]:
    columns: list[Column] = []
    for up, low in zip(upper, lower, strict=True):
        title = low if up == low or not up else f"{up} {low}".strip()
        sure = words.exact(low) or words.exact(title) or words.exact(up)
        guess = words.likely(low) or words.likely(up)
        taken = {column.field for column in columns}
        if not sure and guess in taken:
            guess = None
        columns.append(Column(title.replace("\n", ""), sure or guess or "", not sure and bool(guess)))
    return tuple(columns)


def as_of(sheet: Raw, header: Header) -> dt.date | None:
    """The day the sheet says it stands for (截至2026年10月31日), in its rows above the tasks."""
    found = AS_OF.search(_above(sheet, header))
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def year(sheet: Raw, header: Header) -> int | None:
    """The year in the sheet's own title (2026年重点工作台账)."""
    found = YEAR.search(_above(sheet, header))
    return int(found[1]) if found else None


def _above(sheet: Raw, header: Header) -> str:
    cells: list[Any] = [cell for row in sheet["rows"][: header.first] for cell in row]
    return "\n".join(cell for cell in cells if isinstance(cell, str))
