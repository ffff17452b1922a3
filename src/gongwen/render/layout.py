"""How a document stands on its page again: paragraphs in reading order, the rows of tables cut into cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gongwen.fold import fold_page
from gongwen.model import Piece, Reading, Span
from gongwen.page_lines import PageLine, split_lines

HEADS = frozenset(("title", "zone", "headline", "heading"))
_LINES = frozenset(("number", "addressee", "signature", "byline"))
_ENDS = ("。", "！", "？", "；", "：", ".", "!", "?", ";", ":", "）", ")", "”")
_BETWEEN_CELLS = ("\t", "|")


class Paragraph(NamedTuple):
    """``cells`` are those of a table's row by column, ``[start, end)`` of the page, empty ones too; else none."""

    spans: tuple[Span, ...]
    cells: tuple[Piece, ...]


class Layout:
    """The page of a reading."""

    def __init__(self, reading: Reading) -> None:
        self._text, self._spans = reading.text, reading.spans
        lines = [line for line in split_lines(reading.text, fold_page(reading.text)) if line.cell]
        self._rows = list(_rows(reading.text, lines))
        self._starts = [row[0].start for row in self._rows]

    def paragraphs(self) -> Iterator[Paragraph]:
        """In reading order, parted where the page breaks after a sentence's end or around a heading."""
        held: list[Span] = []
        for span in self._spans:
            if span.role == "markup":
                continue
            if held and self._parts(held[-1], span):
                yield Paragraph(tuple(held), self.row(held[0]))
                held = []
            held.append(span)
        if held:
            yield Paragraph(tuple(held), self.row(held[0]))

    def row(self, span: Span) -> tuple[Piece, ...]:
        """The cells of the row that ``span`` begins in; none where it begins in no table."""
        at = span.pieces[0][0]
        row = self._rows[bisect_right(self._starts, at) - 1] if self._rows else []
        if not row or not row[0].start <= at < row[-1].end:
            return ()
        cells = {line.column: (line.start, line.end) for line in row}
        return tuple([cells.get(column, (0, 0)) for column in range(max(cells) + 1)])

    def as_written(self, spans: Iterable[Span]) -> str:
        """The words of ``spans`` one after another, a blank between the cells of a table."""
        out: list[str] = []
        for span in spans:
            cells = self.row(span)
            parts = ["".join([self._text[a:b] for a, b in within(span, cell)]) for cell in cells]
            words = " ".join(filter(None, parts)) if cells else span.text
            out.append(f" {words}" if out and cells else words)
        return "".join(out)

    def _parts(self, before: Span, after: Span) -> bool:
        rows = self.row(before), self.row(after)
        if any(rows):
            return rows[0] != rows[1]
        gap = self._text[before.pieces[-1][1] : after.pieces[0][0]]
        breaks = "\n" in gap or after.pieces[0][0] < before.pieces[-1][1]
        if before.role in HEADS or after.role in HEADS:
            return (before.role, after.role) != ("zone", "headline") and (before.role != "heading" or "\n" in gap)
        if before.role in _LINES or before.entry != after.entry:
            return True
        return breaks and (after.role in _LINES or before.text.endswith(_ENDS) or _stands_alone(before))


def _rows(text: str, cells: Iterable[PageLine]) -> Iterator[list[PageLine]]:
    """Cells in their rows: a column that comes again begins one, and so does a line after a line of several cells."""
    held: list[PageLine] = []
    for cell in cells:
        gap = text[held[-1].end : cell.start] if held else ""
        if held and (cell.column <= held[-1].column or ("\n" in gap and any(mark in gap for mark in _BETWEEN_CELLS))):
            yield held
            held = []
        held.append(cell)
    if held:
        yield held


def within(span: Span, cell: Piece) -> list[Piece]:
    """The pieces of ``span`` that stand in ``cell``."""
    return [piece for piece in span.pieces if cell[0] <= piece[0] < cell[1]]


def _stands_alone(span: Span) -> bool:
    """云川高新技术产业开发区管理委员会文件, an attachment's name: a line, unless its sentence goes on."""
    return span.role == "other" and not span.text.endswith(("，", "、"))
