"""What a report is, whatever file it becomes: columns and rows. One base per file format writes it (xlsx.py)."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Align = Literal["left", "center", "right"]
Cell = str | int | Decimal | dt.date | None


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` counts half-width characters; ``source`` says for the reader where the column's content comes from.

    ``fill`` is to be filled in by whoever gets the sheet: where there is such a column, all others are locked.
    """

    title: str
    width: int
    source: str
    align: Align = "left"
    choices: Sequence[str] = ()
    fill: bool = False


@dataclass(frozen=True, slots=True)
class Tint:
    """Text and ground of cells of ``column`` that hold ``word``. Both colours as #rrggbb, contrast at least 4.5."""

    column: str
    word: str
    text: str
    ground: str


class Exporter(ABC):
    """A report that knows its content and nothing of files."""

    title: str
    subtitle: str
    columns: Sequence[Column]
    tints: Sequence[Tint] = ()
    sheet: str = "任务分解表"  # the name on the sheet's tab
    room: int = 0  # further rows that offer the columns' choices, to be filled in

    @abstractmethod
    def rows(self) -> Iterator[Sequence[Cell]]:
        """One cell a column, in the order of ``columns``."""

    def notes(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Further explanations: heading → (term, explanation) pairs."""
        return {}
