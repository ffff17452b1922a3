"""CSV: one row a task, as a spreadsheet opens it, with a BOM so that it is taken for UTF-8."""

import csv
import io
from collections.abc import Iterable, Iterator

from gongwen.model import Reading
from gongwen.render.rows import Row, rows

COLUMNS = (
    *("序号", "任务来源", "工作任务", "量化目标", "具体举措", "牵头单位", "责任单位"),
    *("责任人", "完成时限", "存疑", "原文"),
)
# A spreadsheet would run a cell that begins with one of these.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render_csv(readings: Iterable[Reading]) -> Iterator[str]:
    yield "\ufeff" + csv_line(COLUMNS)
    number = 0
    for reading in readings:
        for row in rows(reading):
            number += 1
            yield csv_line(_cells(number, row))


def _cells(number: int, row: Row) -> tuple[str, ...]:
    return (
        str(number),
        " · ".join(filter(None, (row.document, row.place))),
        row.text,
        "；".join(row.targets),
        "；".join(row.steps),
        "、".join(row.lead),
        "、".join(row.support),
        row.person,
        "；".join(row.deadlines),
        "；".join(row.doubts),
        row.original,
    )


def csv_line(cells: Iterable[str]) -> str:
    """One row as a spreadsheet takes it: quoted where need be, and nothing in it run as a formula."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(map(_safe, cells))
    return out.getvalue()


def _safe(cell: str) -> str:
    return "'" + cell if cell.lstrip().startswith(_FORMULA) else cell
