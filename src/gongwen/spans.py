"""Pieces of the page and the flow: the text in reading order, each character still knowing its place on the page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, islice, pairwise

from gongwen.model import Piece

# White space, BOM, zero-width marks and the soft hyphen carry nothing.
# Every \s by its code: a class of characters alone is scanned faster than one with a category in it.
BLANK_CLASS = "\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\u200b-\u200d\u2060\u00ad"
BLANK = re.compile(f"[{BLANK_CLASS}]")
BLANKS = re.compile(f"[{BLANK_CLASS}]+")
# A Han character, in effect: a range of twenty thousand takes longer to compile than whole patterns do.
LETTER = r"[^\W\d_a-zA-Z]"
# A blank is dropped only between two of these; beside a digit or a Latin letter it may mean something.
_CJK = "\u2e80-\u2fff\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PUNCTUATION = "，。；：、！？（）《》〈〉“”‘’【】〔〕「」『』—…·,;:!?()\\[\\]"
DROPPABLE = re.compile(f"(?<=[{_CJK}{_PUNCTUATION}])[{BLANK_CLASS}]+(?=[{_CJK}{_PUNCTUATION}])")
_HAN_OR_MARK = re.compile(f"[{_CJK}{_PUNCTUATION}]")
_FIGURE_OR_LATIN = re.compile("[0-9A-Za-z０-９%％]")
# 6 月底前建成 3 个驿站: a word processor's blanks around every number, as good as a line wrap.
_THIN = " \xa0"
# Two begin with a character that is looked for fast; what stands before it is asked afterwards.
_SET_APART = f" (?<=[{_CJK}] )\\d[\\d.,]* (?=[{_CJK}%])"
_SET_SOLID = f"\\d(?:(?<=[{_CJK}].)|(?=[{_CJK}]))"
_BESIDE_NUMBER = f"(?<=[{_CJK}{_PUNCTUATION}])[{_THIN}]+(?=\\d)|(?<=[\\d%])[{_THIN}]+(?=[{_CJK}{_PUNCTUATION}])"
_FEW = 3
_AS_WRAP = "\x1f"


class Flow:
    """Pieces of a page read one after another.

    ``text`` holds the characters of ``pieces`` in order; ``paragraphs`` are ``(start, end)`` of ``text``. Pieces are
    those of ``solid_pieces``: no blank that joining drops is left; a slice of ``text`` is what ``words`` would make.
    Every answer about the page goes through ``pieces()`` and ``run()``: nothing downstream handles page offsets.
    """

    __slots__ = ("_at", "_from", "paragraphs", "text")

    def __init__(self, page_text: str, paragraphs: Sequence[Sequence[Piece]]) -> None:
        pieces = list(chain.from_iterable(paragraphs))
        edges = [0, *accumulate([end - start for start, end in pieces])]
        bounds = [edges[count] for count in accumulate(map(len, paragraphs), initial=0)]
        self.text = "".join([page_text[start:end] for start, end in pieces])
        self.paragraphs = tuple(pairwise(bounds))
        self._at = edges[:-1] or [0]
        self._from = [start for start, _ in pieces] or [0]

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

    def run(self, at: int) -> tuple[int, int, int]:
        """The stretch of ``text`` around ``at`` that is one on the page, and how far from there it stands."""
        run = bisect_right(self._at, at) - 1
        first = self._at[run]
        last = self._at[run + 1] if run + 1 < len(self._at) else len(self.text)
        return first, last, self._from[run] - first


def numbers_closed_up(page_text: str) -> str:
    """``page_text``, as long; where most numbers stand between blanks, those blanks mean no more than a line wrap.

    A single blank may hide a lost digit; those that typesetting puts beside all numbers hide none.
    """
    spaced = page_text.replace("\xa0", " ")
    # Compiled where they are asked for, which few pages do.
    apart = len(re.findall(_SET_APART, spaced)) if spaced.count(" ") > 1 else 0
    solid = sum(1 for _ in islice(re.finditer(_SET_SOLID, spaced), 2 * apart + 1)) if apart else 0
    if not apart or 2 * apart < solid or (solid and apart < _FEW):
        return page_text
    return re.sub(_BESIDE_NUMBER, lambda blanks: _AS_WRAP * len(blanks[0]), page_text)


def solid_pieces(page_text: str, start: int, end: int) -> list[Piece]:
    """``[start, end)`` of the page without its outer blanks, the blanks that joining drops and line wraps."""
    gaps = [gap.span() for gap in BLANKS.finditer(page_text, start, end)]
    if gaps and gaps[0][0] == start:
        start = gaps.pop(0)[1]
    if gaps and gaps[-1][1] == end:
        end = gaps.pop()[0]
    cuts = [start, *chain.from_iterable(gap for gap in gaps if _is_wrap(page_text, *gap)), end]
    return list(zip(cuts[::2], cuts[1::2], strict=True)) if start < end else []


def _is_wrap(page_text: str, start: int, end: int) -> bool:
    """Between Han characters and marks any blank is typesetting; beside a number or Latin word only a line break is.

    Between two digits even that may hide a lost one, so it stays.
    """
    sides = page_text[start - 1], page_text[end]
    solid = [bool(_HAN_OR_MARK.match(side)) for side in sides]
    gap = page_text[start:end]
    if all(solid) or not any(solid) or ("\n" not in gap and _AS_WRAP not in gap):
        return all(solid)
    return bool(_FIGURE_OR_LATIN.match(sides[solid.index(False)]))


def words(page_text: str, pieces: Iterable[Piece]) -> str:
    """The pieces' characters, blanks dropped only between Han characters or punctuation marks."""
    joined = "".join([page_text[a:b] for a, b in pieces])
    return DROPPABLE.sub("", joined) if BLANK.search(joined) else joined
