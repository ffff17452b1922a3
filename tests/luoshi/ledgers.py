"""Ledgers as offices keep them, invented and built on the spot."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

USUAL = ("序号", "任务名称", "主办单位", "配合单位", "经办人", "完成时间", "目前进展", "状态", "说明")


def workbook(
    rows: Sequence[Sequence[Any]],
    header: Sequence[str] = USUAL,
    *,
    above: Sequence[str] = (),
    merged: Sequence[tuple[int, int, int, int, Any]] = (),
    page_header: str = "",
    name: str = "台账",
) -> bytes:
    """``above``: merged title rows; ``merged``: (top, left, bottom, right, value), rows counted below the header."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet(name), book.add_format({"num_format": "yyyy-mm-dd"})
        for n, title in enumerate(above):
            sheet.merge_range(n, 0, n, max(1, len(header) - 1), title)
        for place, title in enumerate(header):
            sheet.write(len(above), place, title)
        for row, cells in enumerate(rows, len(above) + 1):
            for place, cell in enumerate(cells):
                write(sheet, row, place, cell, day)
        for top, left, bottom, right, value in merged:
            first = len(above) + 1
            sheet.merge_range(first + top, left, first + bottom, right, value)
        if page_header:
            sheet.set_header(page_header)
    return buffer.getvalue()


def write(sheet: Any, row: int, place: int, cell: Any, day: Any) -> None:
    if isinstance(cell, dt.date):
        sheet.write_datetime(row, place, cell, day)
    elif cell is not None:
        sheet.write(row, place, cell)


def task(title: str, **cells: Any) -> list[Any]:
    """A row of the USUAL columns; what is not given is what an office usually has."""
    usual = {
        "序号": 1, "任务名称": title, "主办单位": "科技创新局", "配合单位": None, "经办人": "陈晨",
        "完成时间": dt.date(2026, 12, 31), "目前进展": None, "状态": "进行中", "说明": None,
    }  # fmt: skip
    return list({**usual, **cells}.values())
