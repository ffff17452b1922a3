"""Markdown: the tasks as a table, then the document in reading order, items with measures as a list."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from gongwen.model import BODY, Reading, Span
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
    yield f"| {' | '.join(_HEAD)} |\n|{' --- |' * len(_HEAD)}\n"
    for row in rows(reading):
        several = (row.steps, row.lead, row.support, row.deadlines, row.targets, row.doubts)
        cells = (str(row.number), row.text, *("；".join(words) for words in several))
        yield f"| {' | '.join(plain(cell) or '—' for cell in cells)} |\n"


def _document(reading: Reading) -> Iterator[str]:
    """Headings as headings, items with measures as bullets, all else as paragraphs."""
    for (role, _), group in groupby((span for span in reading.spans if span.role != "markup"), key=_paragraph):
        spans = list(group)
        mark = "### " if role in ("zone", "heading") else "- " if any(span.role == "measure" for span in spans) else ""
        yield f"\n{mark}{''.join(plain(span.text) for span in spans)}\n"


def _paragraph(span: Span) -> tuple[str, int | str]:
    """What spans of one paragraph share; a title, a heading, a line outside the body stands alone."""
    if span.role in BODY or span.role == "parties":
        return "body", span.item
    return span.role, span.id if span.role in _ALONE else span.item


def plain(text: str) -> str:
    """``text`` on one line, with nothing in it taken for Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
