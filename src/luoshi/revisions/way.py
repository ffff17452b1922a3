"""From places in the older text to those in the newer: the very words where they still stand, else their sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from luoshi.documents.models import Replacement

Pieces = list[list[int]]


def pieces_of(provisions: Iterable[Mapping[str, Any]]) -> Pieces:
    return [piece for one in provisions for piece in one["pieces"]]


def in_order(pieces: Iterable[Iterable[int]]) -> Pieces:
    """Each once, as they stand in the text."""
    return [list(piece) for piece in sorted({tuple(piece) for piece in pieces})]


class Way:
    """By what ``replacement`` keeps of its changes."""

    def __init__(self, replacement: Replacement) -> None:
        rows = [row for row in replacement.changes["rows"] if row["old"] and row["new"]]
        self.older, self.newer = replacement.older.text, replacement.newer.text
        self.new = [pieces_of(row["new"]) for row in rows]
        self.old = sorted((start, end, at) for at, row in enumerate(rows) for start, end in pieces_of(row["old"]))

    def onward(self, pieces: Pieces) -> Pieces:
        """Where the words of ``pieces`` stand; nowhere if they were taken out."""
        found = (self._narrowed(*held) for first, last in pieces for held in self._held(first, last))
        return in_order(piece for some in found for piece in some)

    def _held(self, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """What of ``[first, last)`` lies in which row."""
        for start, end, at in self.old[max(0, bisect_right(self.old, (first,)) - 1) :]:
            if start >= last:
                return
            if end > first:
                yield max(first, start), min(last, end), at

    def _narrowed(self, first: int, last: int, at: int) -> Pieces:
        words = self.older[first:last]
        for start, end in self.new[at]:
            place = self.newer.find(words, start, end)
            if place >= 0:
                return [[place, place + len(words)]]
        return self.new[at]
