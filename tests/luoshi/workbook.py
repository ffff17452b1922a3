"""Reading a workbook back, as a person's Excel would."""

import io
import re
import zipfile

from python_calamine import CalamineWorkbook

HEADER_ROW = 2


def rows_of(data: bytes, sheet: str = "任务分解表") -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def tasks_of(data: bytes) -> list[dict[str, object]]:
    """Each task's cells by their column title."""
    rows = rows_of(data)
    header = [str(title) for title in rows[HEADER_ROW]]
    return [dict(zip(header, row, strict=True)) for row in rows[HEADER_ROW + 1 :]]


def part(data: bytes, name: str) -> str:
    """One file of the package, as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def cell_style(data: bytes, row: int, column: int) -> str:
    """The format of a cell (both from 0), as written in the style sheet."""
    sheet = part(data, "xl/worksheets/sheet1.xml")
    letter = chr(ord("A") + column)
    found = re.search(rf'<c r="{letter}{row + 1}" s="(\d+)"', sheet)
    assert found, f"no cell at {letter}{row + 1}"
    formats = part(data, "xl/styles.xml").split("<cellXfs")[1]
    return re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", formats)[int(found[1])]
