"""What becomes of a row of a sheet, and what every importer does with one."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db.models import Model
from django.utils.translation import gettext as _

from luoshi.org.models import Post
from luoshi.pipelines.importing.columns import SheetColumn
from luoshi.pipelines.importing.known import folded
from luoshi.pipelines.importing.reading import Reader
from luoshi.records.detail import money
from luoshi.sheets.cells import NO_ROW, Cells, Doubt

Kind = Literal["refused", "doubtful", "new", "amended", "existing"]
PERSONAL = "（个人信息）"
EMPTY = (None, "")


@dataclass(frozen=True, slots=True)
class Change:
    """``taken``: the sheet's word comes in; False where what is there already stands against it."""

    label: str
    old: str
    new: str
    taken: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """``row`` from 1, as Excel counts. ``found`` is what is there, at ``address``; ``payload`` what comes in."""

    row: int
    kind: Kind
    title: str
    doubts: Sequence[Doubt] = ()
    changes: Sequence[Change] = ()
    found: Any = None
    payload: Any = None
    address: str = ""

    @property
    def comes_in(self) -> bool:
        return self.payload is not None and self.kind != "refused"

    @property
    def differs(self) -> bool:
        return any(not change.taken for change in self.changes)


class NotTaken(Exception):  # noqa: N818 - an answer, not a fault
    """Why a row does not come in, with the column whose cell it is, and the key under which that may be settled."""

    def __init__(self, column: str, said: str, key: str = "") -> None:
        super().__init__(said)
        self.column, self.said, self.key = column, said, key


@dataclass
class Options:
    """What is said of the whole sheet."""

    overrides: bool
    stood_on: dt.date | None
    source: str


class Target(ABC):
    """What a sheet comes into. ``about`` names it in addresses and imports, ``title`` is the column its rows go by."""

    about: str
    label: str
    title: str
    columns: Sequence[SheetColumn]

    @property
    def name(self) -> str:
        return self.about.partition("/")[2]

    @property
    def by_name(self) -> dict[str, SheetColumn]:
        return {one.name: one for one in self.columns}

    @abstractmethod
    def refusal(self, post: Post) -> str | None:
        """Why ``post`` may bring nothing in, or None."""

    @abstractmethod
    def begin(self, reader: Reader, options: Options) -> Rows:
        """What reads the rows of one sheet, one after another."""

    @abstractmethod
    def bring_in(self, lines: Sequence[Line], post: Post) -> tuple[int, int]:
        """How many are new, and how many were amended. All or none."""

    @abstractmethod
    def address(self, found: Any) -> str: ...

    @property
    @abstractmethod
    def home(self) -> str:
        """The address of its list."""


@dataclass
class Rows(ABC):
    """The rows of one sheet; what was seen above is known, so that the second of two that are the same is refused."""

    target: Target
    reader: Reader
    options: Options
    seen: dict[Any, int] = field(default_factory=dict)

    def line(self, cells: Cells) -> Line:
        first = str(next(cell for cell in cells.values if cell is not None))
        title = " ".join(cells.text(self.target.title).split())
        try:
            if NO_ROW.match(first) or NO_ROW.match(title):
                raise NotTaken(self.target.title, _("像是合计、填表说明，不导入"))
            values = {column.name: self.reader.value(column, cells) for column in self.target.columns}
            given = {name: value for name, value in values.items() if value not in EMPTY}
            line = self.read(cells, given)
        except NotTaken as refusal:
            cells.doubt(refusal.column, refusal.said, refusal.key)
            line = Line(cells.row + 1, "refused", title or cells.whole[:120], tuple(cells.doubts))
        return line

    @abstractmethod
    def read(self, cells: Cells, given: dict[str, Any]) -> Line:
        """Raises NotTaken."""

    def demand(self, given: dict[str, Any]) -> None:
        for column in self.target.columns:
            if column.is_required and column.name not in given:
                raise NotTaken(column.name, _("缺%(label)s，不能登记；请补上再导入") % {"label": column.label})

    def once(self, cells: Cells, keys: Iterable[Any]) -> None:
        for key in keys:
            row = self.seen.setdefault(key, cells.row + 1)
            if row != cells.row + 1:
                raise NotTaken(self.target.title, _("与第 %(row)d 行是同一个，不重复登记") % {"row": row})

    def told(self, given: dict[str, Any]) -> list[Change]:
        """What a new row says, cell by cell."""
        columns = self.target.by_name
        return [Change(columns[name].label, "", said(columns[name], value)) for name, value in given.items()]


def said(column: SheetColumn, value: Any) -> str:
    if value in EMPTY:
        return ""
    if column.is_personal:
        return PERSONAL
    if column.kind == "money":
        return money(int(value))
    if column.kind == "flag":
        return _("是") if value else _("否")
    return next((label for own, label in column.choices if own == str(value)), str(value))


def is_same(one: Any, other: Any) -> bool:
    """Whether two values say the same: rows by id, words but for blanks and width."""
    first, second = (value.pk if isinstance(value, Model) else value for value in (one, other))
    return first == second or folded(str(first)) == folded(str(second))
