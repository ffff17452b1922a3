"""How a document stands on its page again: paragraphs in reading order, the rows of tables cut into cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gongwen.model import Piece, Reading, Span

HEADS = frozenset(("title", "zone", "headline", "heading"))
_LINES = frozenset(("number", "addressee", "signature", "byline"))
_ENDS = ("。", "！", "？", "；", "：", ".", "!", "?", ";", ":", "）", ")", "”")
# As many make a row of a line, as in page_lines.py: two tabs, or bars at both ends and one between.
_TABS, _BARS = 2, 3


class Paragraph(NamedTuple):
    """``cells`` are the ``[start, end)`` of the page between a row's tabs or bars, empty ones too; else none."""

    spans: tuple[Span, ...]
    cells: tuple[Piece, ...]


def paragraphs(reading: Reading) -> Iterator[Paragraph]:
    """In reading order, parted where the page breaks after a sentence's end or around a heading."""
    held: list[Span] = []
    for span in reading.spans:
        if span.role == "markup":
            continue
        if held and _parts(reading.text, held[-1], span):
            yield _paragraph(reading.text, held)
            held = []
        held.append(span)
    if held:
        yield _paragraph(reading.text, held)


def _paragraph(text: str, spans: list[Span]) -> Paragraph:
    return Paragraph(tuple(spans), row(text, spans[0]))


def row(text: str, span: Span) -> tuple[Piece, ...]:
    """The cells of the page's line that ``span`` begins on; none where that is no row of a table."""
    at = span.pieces[0][0]
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    bare = line.strip()
    if bare.count("\t") >= _TABS:
        return _between(line, "\t", start)
    if bare.startswith("|") and bare.endswith("|") and bare.count("|") >= _BARS:
        return _between(line, "|", start)[1:-1]
    return ()


def _between(line: str, mark: str, at: int) -> tuple[Piece, ...]:
    out = []
    for cell in line.split(mark):
        out.append((at, at + len(cell)))
        at += len(cell) + len(mark)
    return tuple(out)


def within(span: Span, cell: Piece) -> list[Piece]:
    """The pieces of ``span`` that stand in ``cell``."""
    return [piece for piece in span.pieces if cell[0] <= piece[0] < cell[1]]


def as_written(text: str, spans: Iterable[Span]) -> str:
    """The words of ``spans`` one after another, a blank between the cells of a table."""
    out: list[str] = []
    for span in spans:
        cells = row(text, span)
        parts = ["".join([text[a:b] for a, b in within(span, cell)]) for cell in cells]
        words = " ".join(filter(None, parts)) if cells else span.text
        out.append(f" {words}" if out and cells else words)
    return "".join(out)


def _parts(text: str, before: Span, after: Span) -> bool:
    rows = row(text, before), row(text, after)
    if any(rows):
        return rows[0] != rows[1]
    gap = text[before.pieces[-1][1] : after.pieces[0][0]]
    breaks = "\n" in gap or after.pieces[0][0] < before.pieces[-1][1]
    if before.role in HEADS or after.role in HEADS:
        return not (before.role == "zone" and after.role == "headline") and (before.role != "heading" or "\n" in gap)
    if before.role in _LINES or before.entry != after.entry:
        return True
    return breaks and (after.role in _LINES or before.text.endswith(_ENDS) or _stands_alone(before))


def _stands_alone(span: Span) -> bool:
    """云川高新技术产业开发区管理委员会文件, an attachment's name: a line, unless its sentence goes on."""
    return span.role == "other" and not span.text.endswith(("，", "、"))
