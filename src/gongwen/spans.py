"""Pieces of the page and the flow: the text in reading order, each character still knowing its place on the page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from gongwen.model import Piece

# White space, BOM, zero-width marks and the soft hyphen carry nothing (DESIGN.md §2).
BLANK_CLASS = r"\s\ufeff\u200b-\u200d\u2060\u00ad"
BLANK = re.compile(f"[{BLANK_CLASS}]")
BLANKS = re.compile(f"[{BLANK_CLASS}]+")
# A blank is dropped only between two of these; beside a digit or a Latin letter it may mean something.
_CJK = "\u2e80-\u2fff\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PUNCTUATION = "，。；：、！？（）《》〈〉“”‘’【】〔〕「」『』—…·,;:!?()\\[\\]"
DROPPABLE = re.compile(f"(?<=[{_CJK}{_PUNCTUATION}])[{BLANK_CLASS}]+(?=[{_CJK}{_PUNCTUATION}])")
_HAN_OR_MARK = re.compile(f"[{_CJK}{_PUNCTUATION}]")
_FIGURE_OR_LATIN = re.compile("[0-9A-Za-z０-９%％]")


class Flow:
    """Pieces of a page read one after another.

    ``text`` holds the characters of ``pieces`` in order; ``paragraphs`` are ``(start, end)`` of ``text``. Pieces are
    those of ``solid_pieces``: no blank that joining drops is left; a slice of ``text`` is what ``words`` would make.
    Every answer about the page goes through ``pieces()`` and ``places()``: nothing downstream handles page offsets.
    """

    __slots__ = ("_at", "_from", "paragraphs", "text")

    def __init__(self, page_text: str, paragraphs: Iterable[Iterable[Piece]]) -> None:
        at, origin, chunks, bounds, length = [0], [0], [], [], 0
        for paragraph in paragraphs:
            first = length
            for start, end in paragraph:
                if length:
                    at.append(length)
                    origin.append(start)
                else:
                    origin[0] = start
                chunks.append(page_text[start:end])
                length += end - start
            bounds.append((first, length))
        self.text = "".join(chunks)
        self.paragraphs = tuple(bounds)
        self._at = at
        self._from = origin

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """The page's pieces under ``[start, end)`` of the flow, neighbours merged."""
        run = bisect_right(self._at, start) - 1
        if start < end and (run + 1 == len(self._at) or end <= self._at[run + 1]):
            begin = self._from[run] + start - self._at[run]
            return ((begin, begin + end - start),)
        out: list[Piece] = []
        while start < end:
            stop = min(end, self._at[run + 1]) if run + 1 < len(self._at) else end
            begin = self._from[run] + start - self._at[run]
            if out and out[-1][1] == begin:
                out[-1] = (out[-1][0], begin + stop - start)
            else:
                out.append((begin, begin + stop - start))
            start, run = stop, run + 1
        return tuple(out)

    def places(self, starts: Iterable[int], ends: Iterable[int]) -> list[tuple[Piece, ...]]:
        """``pieces()`` of many stretches, none empty: a neighbour mostly lies in the same run of the page."""
        out: list[tuple[Piece, ...]] = []
        first = last = shift = 0
        for start, end in zip(starts, ends, strict=True):
            if start < first or last <= start:
                first, last, shift = self._run(start)
            out.append(((start + shift, end + shift),) if end <= last else self.pieces(start, end))
        return out

    def _run(self, at: int) -> tuple[int, int, int]:
        """The stretch of ``text`` around ``at`` that is one on the page, and how far from there it stands."""
        run = bisect_right(self._at, at) - 1
        first = self._at[run]
        last = self._at[run + 1] if run + 1 < len(self._at) else len(self.text)
        return first, last, self._from[run] - first


def solid_pieces(page_text: str, start: int, end: int) -> list[Piece]:
    """``[start, end)`` of the page without its outer blanks, the blanks that joining drops and line wraps."""
    if start < end and not BLANK.search(page_text, start, end):
        return [(start, end)]
    while start < end and BLANK.match(page_text[start]):
        start += 1
    while end > start and BLANK.match(page_text[end - 1]):
        end -= 1
    cuts = [start]
    for gap in BLANKS.finditer(page_text, start, end):
        if _is_wrap(page_text, *gap.span()):
            cuts += gap.span()
    cuts.append(end)
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if a < b]


def _is_wrap(page_text: str, start: int, end: int) -> bool:
    """Between Han characters and marks any blank is typesetting; beside a number or Latin word only a line break is.

    Between two digits even that may hide a lost one, so it stays.
    """
    sides = page_text[start - 1], page_text[end]
    solid = [bool(_HAN_OR_MARK.match(side)) for side in sides]
    if all(solid) or not any(solid) or "\n" not in page_text[start:end]:
        return all(solid)
    return bool(_FIGURE_OR_LATIN.match(sides[solid.index(False)]))


def words(page_text: str, pieces: Iterable[Piece]) -> str:
    """The pieces' characters, blanks dropped only between Han characters or punctuation marks."""
    joined = "".join([page_text[a:b] for a, b in pieces])
    return DROPPABLE.sub("", joined) if BLANK.search(joined) else joined


def in_page_order(pieces: Iterable[Piece]) -> bool:
    return all(a[1] <= b[0] for a, b in pairwise(pieces))
