"""The rows of a filled-in sheet, by the titles of its columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from luoshi.sheets.cells import Cells
from luoshi.sheets.workbook import Raw

# Our name → the column's title, as reports/unit_sheet.py writes it.
TITLES = {
    "code": "任务编号",
    "version": "版本",
    "progress_note": "本次进展情况",
    "reached": "完成数",
    "percent": "完成比例（%）",
    "problem": "存在问题",
    "next_step": "下一步措施",
    "happened_on": "发生日期",
}
FILLED = ("progress_note", "reached", "percent", "problem", "next_step", "happened_on")
NEEDED = {TITLES["code"], TITLES["progress_note"]}
SEARCHED = 20  # rows


def header_row(sheet: Raw) -> int | None:
    """The row from 0 that has the titles without which nothing can be matched."""
    found = (n for n, row in enumerate(sheet["rows"][:SEARCHED]) if {_bare(cell) for cell in row} >= NEEDED)
    return next(found, None)


def rows_of(sheet: Raw) -> Iterator[Cells]:
    at = header_row(sheet)
    if at is None:
        return
    titles = [_bare(cell) for cell in sheet["rows"][at]]
    places = {name: [titles.index(title)] for name, title in TITLES.items() if title in titles}
    for number, values in enumerate(sheet["rows"][at + 1 :], at + 1):
        if any(value is not None for value in values):
            yield Cells(number, values, places, titles)


def _bare(cell: Any) -> str:
    return "".join(str(cell).split()) if isinstance(cell, str) else ""
