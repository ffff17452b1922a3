"""Rows of a table: which cell stands in which column, as the table's head names them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from gongwen.model import Clause, Piece


class Table:
    """The cells of all tables of a flow, ``[start, end)`` each, and the heads over them."""

    def __init__(self, text: str, cells: Sequence[Piece], clauses: Sequence[Clause]) -> None:
        self._text, self._cells = text, cells
        self._starts = [start for start, _ in cells]
        heads = [self.within(clause.start, clause.end) for clause in clauses if cells and clause.role == "other"]
        self._heads = [head for head in heads if len(head) > 1]
        self._below = [head[-1][1] for head in self._heads]

    def within(self, start: int, end: int) -> Sequence[Piece]:
        """The cells inside ``[start, end)``; none where it is no part of a table."""
        return self._cells[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def numbered(self, clause: Clause) -> int:
        """How many characters of the clause are the row's number."""
        if not self._cells or not self._text[clause.start].isdigit():
            return 0
        start, end = next(iter(self.within(clause.start, clause.end)), (clause.start, clause.start))
        return end - start if start == clause.start and end < clause.end and self._text[start:end].isdigit() else 0

    def labels(self, row: int, start: int, end: int) -> Sequence[str]:
        """What the head calls the columns of the cells inside ``[start, end)``, the last of the row begun at ``row``.

        Empty words where there is no head, or a row with another number of cells.
        """
        cells, whole = self.within(start, end), self.within(row, end)
        above = bisect_right(self._below, row)
        head = self._heads[above - 1] if above else ()
        if len(head) != len(whole):
            return [""] * len(cells)
        return [self._text[first:last] for first, last in head[len(head) - len(cells) :]]
