"""Rows of a table: which cell stands in which column, as the table's head names them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from gongwen.model import Clause, Piece


class Table:
    """The cells of all tables of a flow, ``[start, end)`` each, and the heads over them.

    ``numbers``: of the clauses, by index, that begin with their row's number, how many characters that takes.
    """

    def __init__(self, text: str, cells: Sequence[Piece], clauses: Sequence[Clause]) -> None:
        self._text, self.cells = text, cells
        self._starts = [start for start, _ in cells]
        in_tables = clauses if cells else ()
        heads = [self.within(clause.start, clause.end) for clause in in_tables if clause.role == "other"]
        self._heads = [head for head in heads if len(head) > 1]
        self._below = [head[-1][1] for head in self._heads]
        numbers = [(at, self._number(clause)) for at, clause in enumerate(in_tables)]
        self.numbers = {at: length for at, length in numbers if length}

    def within(self, start: int, end: int) -> Sequence[Piece]:
        """The cells inside ``[start, end)``; none where it is no part of a table."""
        return self.cells[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _number(self, clause: Clause) -> int:
        """How many characters of the clause are the row's number."""
        if not self._text[clause.start].isdigit():
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
