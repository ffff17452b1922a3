"""Reads one .xlsx from standard input in a process of its own, with limits; JSON to standard output.

Run by its path, never imported by the site (workbook.py): a hostile file can end this process and nothing else.
"""

import io
import json
import re
import resource
import sys
import unicodedata
import zipfile
import zlib
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

MEMORY, SECONDS = 1 << 30, 15
UNPACKED, PARTS = 200 << 20, 2_000  # bytes of all parts of the package together; how many there may be
ROWS, COLUMNS, CHARACTERS = 20_000, 200, 20_000_000
HEAD_ROWS = 40  # where a title, a marking and the header stand
BAND = 3  # a cell merged over so many columns is a heading between rows
TAIL = 64 * 1024  # page headers stand at the end of a sheet's XML
PAGE_HEADER = re.compile(rb"<(?:odd|even|first)(?:Header|Footer)>(.*?)</")


class NotTaken(Exception):  # noqa: N818 - an answer, not a fault
    """The code of a refusal; workbook.py has the words."""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        answer = contents(sys.stdin.buffer.read())
    except NotTaken as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        answer = {"refused": "too_large"}
    except (CalamineError, zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, zlib.error):
        answer = {"refused": "damaged"}
    sys.stdout.write(json.dumps(answer))


def contents(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        marks = page_headers(package)
        # calamine takes a spoilt part for a short one: its cells would be missing and nobody told.
        if package.testzip():
            raise NotTaken("damaged")
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    sheets = [sheet_of(book.get_sheet_by_name(name)) for name in shown]
    return {"sheets": sheets, "marks": [*marks, *book.sheet_names]}


def page_headers(package: zipfile.ZipFile) -> list[str]:
    """What the pages print above and below; refuses a package that is no workbook or unpacks to far too much."""
    parts = package.infolist()
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise NotTaken("bomb")
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise NotTaken("not_workbook")
    sheets = sorted(name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml"))
    found = (PAGE_HEADER.findall(tail(package, name)) for name in sheets)
    return [
        re.sub(r"&amp;(?:[LCRBIUPND]|\d+|&quot;.*?&quot;)", "\n", raw.decode(errors="replace"))
        for some in found
        for raw in some
    ]


def tail(package: zipfile.ZipFile, name: str) -> bytes:
    end, read = b"", 0
    with package.open(name) as part:
        while piece := part.read(1 << 20):
            read += len(piece)
            if read > UNPACKED:
                raise NotTaken("bomb")
            end = (end + piece)[-TAIL:]
    return end


def sheet_of(sheet: CalamineSheet) -> dict[str, Any]:
    """``carried``: [row, column] of cells that a merged cell above fills; ``bands``: rows merged across."""
    if sheet.total_height > ROWS or sheet.total_width > COLUMNS:
        raise NotTaken("too_large")
    rows = [[plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    if sum(len(cell) for row in rows for cell in row if isinstance(cell, str)) > CHARACTERS:
        raise NotTaken("too_large")
    merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or []]
    carried = carry_down(rows, merged)
    return {
        "name": sheet.name,
        "rows": rows,
        "merged": [place for place in merged if place[0] < HEAD_ROWS][:1000],
        "carried": carried,
        "bands": sorted({top for top, left, bottom, right in merged if top == bottom and right - left + 1 >= BAND}),
    }


def carry_down(rows: list[list[Any]], merged: list[tuple[int, int, int, int]]) -> list[list[int]]:
    filled = []
    for top, left, bottom, _right in merged:
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[row]) and rows[top][left] is not None:
                rows[row][left] = rows[top][left]
                filled.append([row, left])
    return filled


def plain(cell: Any) -> Any:
    """None, a number, a text, or a day as ``{"day": "2026-06-30"}``."""
    if isinstance(cell, datetime | date):
        return {"day": cell.isoformat()[:10]}
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        return int(cell) if float(cell).is_integer() else cell
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()
    return kept or None


if __name__ == "__main__":
    main()
