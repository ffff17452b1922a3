"""Markdown: the tasks as a table, then the document in reading order, items with measures as a list."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from gongwen.model import BODY, Reading, Span
from gongwen.render.layout import Layout
from gongwen.render.rows import about, name_of, rows

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_ALONE = frozenset(("title", "number", "addressee", "heading", "signature", "other"))
_HEAD = ("序号", "工作任务", "具体举措", "牵头单位", "责任单位", "完成时限", "量化目标", "存疑")


def render_markdown(readings: Iterable[Reading]) -> Iterator[str]:
    for reading in readings:
        yield f"# {plain(name_of(reading))}\n\n{plain(' · '.join(about(reading)))}\n\n## 任务\n\n"
        yield from _table(reading)
        yield "\n## 原文\n"
        yield from _document(reading)
        yield "\n"


def _table(reading: Reading) -> Iterator[str]:
    if not reading.tasks:
        yield "没有读出任务。\n"
        return
    yield table_head(_HEAD)
    for task in rows(reading):
        several = (task.steps, task.lead, task.support, task.deadlines, task.targets, task.doubts)
        cells = (str(task.number), task.text, *("；".join(words) for words in several))
        yield table_row([plain(cell) or "—" for cell in cells])


def _document(reading: Reading) -> Iterator[str]:
    """Running text, and the rows of tables as a table."""
    solid = (span for span in reading.spans if span.role != "markup")
    in_table = False
    for cells, spans in groupby(solid, key=Layout(reading).row):
        if cells:
            words = [plain(reading.text[start:end]) for start, end in cells]
            yield table_row(words) if in_table else "\n" + table_head(words)
        else:
            yield from _running_text(spans)
        in_table = bool(cells)


def _running_text(spans: Iterable[Span]) -> Iterator[str]:
    """Headings as headings, items with measures as bullets, all else as paragraphs."""
    for (role, _), group in groupby(spans, key=_paragraph):
        held = list(group)
        mark = "### " if role in ("zone", "heading") else "- " if any(span.role == "measure" for span in held) else ""
        yield f"\n{mark}{''.join(plain(span.text) for span in held)}\n"


def _paragraph(span: Span) -> tuple[str, int | str]:
    """What spans of one paragraph share; a title, a heading, a line outside the body stands alone."""
    if span.role in BODY or span.role == "parties":
        return "body", span.item
    return span.role, span.id if span.role in _ALONE else span.item


def plain(text: str) -> str:
    """``text`` on one line, with nothing in it taken for Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def table_head(cells: Sequence[str]) -> str:
    return f"{table_row(cells)}|{' --- |' * len(cells)}\n"


def table_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
