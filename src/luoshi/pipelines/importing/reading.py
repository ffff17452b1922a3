"""A cell of a sheet as a value of its column. What is not certain is told by the cell, and may be settled there."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from luoshi.org.models import Post
from luoshi.pipelines.importing.columns import SCALES, SheetColumn
from luoshi.pipelines.importing.known import Known, folded
from luoshi.sheets.cells import DIGITS, Cell, Cells, number_of, written
from luoshi.sheets.days import day_of
from luoshi.sheets.names import NOBODY, Names, person_key, unit_key
from luoshi.sheets.settling import is_day, kind_of

LONGEST_TEXT, LONGEST_LINE = 4000, 200
EXACT_DIGITS = 10**15  # what Excel keeps as a number beyond it has lost its last digits
LARGEST_WHOLE = 2**31  # of the database's integers, as in records/forms.py
CLOSE = 0.6
AMOUNT = re.compile(r"(?:约|近|超|逾)?\s*([-+]?[\d,，]+(?:\.\d+)?)\s*(亿|万)?\s*元?(?:人民币)?")
YES, NO = ("是", "有", "√", "✓", "1", "true"), ("否", "无", "×", "0", "false")
WORDS = re.compile(r"[已正在]|阶段$|中$")  # 已签约, 签约阶段 → 签约


@dataclass
class Reader:
    """What the cells of one sheet are read with; ``year`` is that of a day that says none."""

    post: Post
    year: int
    settled: Mapping[str, str]
    names: Names
    known: Known
    scales: dict[str, str] = field(default_factory=dict)  # of each amount's column

    def value(self, column: SheetColumn, cells: Cells) -> Any:
        """The value, or None where the cell says nothing or nothing certain, which is then doubted."""
        given = cells.all(column.name) if column.name in cells.places else None
        if not given:
            return None
        read = READERS.get(column.kind, Reader.line)
        return read(self, column, cells, given[0])

    def fits(self, column: SheetColumn | None, key: str, value: str) -> bool:
        """Whether ``value`` may be chosen for what is doubted under ``key``."""
        if kind_of(key) in ("unit", "person"):
            return self.names.fits(key, value)
        if kind_of(key) == "day":
            return is_day(value)
        if kind_of(key) == "same":
            return value == NOBODY or value.isdecimal()
        return column is not None and (value == NOBODY or value in dict(self.choices(column)))

    def choices(self, column: SheetColumn) -> Sequence[tuple[str, str]]:
        """What a doubtful cell of ``column`` may be said to mean."""
        if column.kind == "row":
            return [(str(row.pk), str(row)) for row in self.known.rows(column.related)]
        if column.kind == "post":
            return [(str(post.pk), f"{person}（{post.unit}）") for person, post in self.names.posts]
        return column.choices

    # One for each kind.

    def line(self, column: SheetColumn, cells: Cells, cell: Cell) -> str | None:
        if isinstance(cell, int) and abs(cell) >= EXACT_DIGITS:
            cells.doubt(column.name, _("被 Excel 存成了数字，末几位已不可靠；请把这一栏设为文本重填，此格不导入"))
            return None
        text = cells.line(column.name, column.longest or LONGEST_LINE)
        plain = unicodedata.normalize("NFKC", text)
        # Codes and telephone numbers: written wide or with blanks in between they are the same.
        return "".join(plain.split()) if plain.isascii() and any(map(str.isdigit, plain)) else text

    def text(self, column: SheetColumn, cells: Cells, _cell: Cell) -> str:
        text = cells.text(column.name)
        if len(text) > LONGEST_TEXT:
            cells.doubt(column.name, _("超过 %(n)d 字，只取前 %(n)d 字") % {"n": LONGEST_TEXT})
        return text[:LONGEST_TEXT]

    def date(self, column: SheetColumn, cells: Cells, cell: Cell) -> dt.date | None:
        key = f"day:{written(cell)[:LONGEST_LINE]}"
        if key in self.settled:
            return dt.date.fromisoformat(self.settled[key])
        read = day_of(cell, self.year)
        doubt = read.doubt or ("" if read.day else _("没有具体日期"))
        if read.is_month and column.is_fact:
            doubt = _("只写到月，按月末")
        if doubt:
            cells.doubt(column.name, f"{doubt}{f'：{read.day}' if read.day else _('，留空')}", key)
        return read.day

    def money(self, column: SheetColumn, cells: Cells, cell: Cell) -> int | None:
        """分. The cell's own unit goes before that of its column."""
        found = AMOUNT.fullmatch(written(cell).strip())
        scale = SCALES[f"{found[2]}元" if found and found[2] else self._scale(column, cell)]
        number = number_of(found[1]) if found else None
        if number is None or number < 0:
            cells.doubt(column.name, _("看不懂的金额，留空；请写成数字，单位写在栏目名或数字后"))
            return None
        if (number * scale).adjusted() >= DIGITS:
            cells.doubt(column.name, _("金额太大，留空；请核对数字和单位"))
            return None
        if written(cell).strip()[0] in "约近超逾":
            cells.doubt(column.name, _("是约数，按这个数"))
        return int((number * scale).to_integral_value())

    def _scale(self, column: SheetColumn, cell: Cell) -> str:
        return "元" if isinstance(cell, str) and cell.strip().endswith("元") else self.scales.get(column.name, "万元")

    def decimal(self, column: SheetColumn, cells: Cells, cell: Cell) -> Decimal | None:
        number = number_of(written(cell))
        if number is None:
            cells.doubt(column.name, _("不是数字，或位数太多，留空"))
        return number

    def whole(self, column: SheetColumn, cells: Cells, cell: Cell) -> int | None:
        number = number_of(written(cell))
        if number is None or number != int(number) or not 0 <= number < LARGEST_WHOLE:
            cells.doubt(column.name, _("不是整数，或太大，留空"))
            return None
        return int(number)

    def flag(self, column: SheetColumn, cells: Cells, cell: Cell) -> bool | None:
        said = folded(written(cell))
        if said in YES or said in NO:
            return said in YES
        cells.doubt(column.name, _("请填“是”或“否”，留空"))
        return None

    def choice(self, column: SheetColumn, cells: Cells, _cell: Cell) -> str | None:
        text = cells.text(column.name)
        by_label = {folded(label): value for value, label in column.choices}
        found = by_label.get(folded(text)) or by_label.get(WORDS.sub("", folded(text)))
        if found:
            return found
        near = get_close_matches(folded(text), by_label, n=1, cutoff=CLOSE)
        return self._settled_or_near(column, cells, text, by_label[near[0]] if near else None)

    def row(self, column: SheetColumn, cells: Cells, _cell: Cell) -> Any:
        text = cells.text(column.name)
        found = self.known.named(column.related, text)
        if found:
            return found
        near = self.known.near(column.related, text)
        chosen = self._settled_or_near(column, cells, text, str(near.pk) if near else None)
        return self.known.by_id(column.related, chosen) if chosen else None

    def unit(self, column: SheetColumn, cells: Cells, _cell: Cell) -> Any:
        found = []
        for name, match in self.names.units_in(cells.text(column.name)):
            if match.doubt:
                cells.doubt(column.name, match.doubt, unit_key(name))
            if match.found:
                found.append(match.found)
        if len(found) > 1:
            cells.doubt(column.name, _("写了%(n)d个单位，取第一个") % {"n": len(found)})
        return found[0] if found else None

    def person(self, column: SheetColumn, cells: Cells, _cell: Cell) -> Any:
        found = []
        for name, match in self.names.person_in(cells.text(column.name), None):
            if match.doubt:
                cells.doubt(column.name, match.doubt, person_key(name))
            if match.found:
                found.append(match.found)
        if len(found) > 1:
            cells.doubt(column.name, _("写了%(n)d个人，取第一个") % {"n": len(found)})
        return found[0] if found else None

    def its_post(self, column: SheetColumn, cells: Cells, _cell: Cell) -> Post | None:
        """By the person's name; with the unit too, as a sheet of ours writes it."""
        text = cells.text(column.name)
        posts = {post.pk: post for person, post in self.names.posts if text in (person.name, str(post))}
        if len(posts) == 1:
            return next(iter(posts.values()))
        chosen = self._settled_or_near(column, cells, text, None)
        return next((post for _person, post in self.names.posts if str(post.pk) == chosen), None)

    def _settled_or_near(self, column: SheetColumn, cells: Cells, text: str, near: str | None) -> str | None:
        key = f"{_KEYS.get(column.kind, column.kind)}.{column.name}:{text[:LONGEST_LINE]}"
        chosen = self.settled.get(key)
        if chosen:
            return None if chosen == NOBODY else chosen
        label = dict(self.choices(column)).get(near, "") if near else ""
        said = _("“%(text)s”按“%(label)s”") if near else _("没有“%(text)s”这一项，留空")
        cells.doubt(column.name, said % {"text": text[:40], "label": label}, key)
        return near


_KEYS = {"state": "choice"}
READERS: Mapping[str, Callable[[Reader, SheetColumn, Cells, Cell], Any]] = {
    "text": Reader.text,
    "date": Reader.date,
    "money": Reader.money,
    "decimal": Reader.decimal,
    "whole": Reader.whole,
    "flag": Reader.flag,
    "choice": Reader.choice,
    "state": Reader.choice,
    "row": Reader.row,
    "unit": Reader.unit,
    "person": Reader.person,
    "post": Reader.its_post,
}
