"""The words that were put in and taken out of a provision, with their places on either page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from gongwen.alignment.places import pieces_within
from gongwen.model import Piece
from gongwen.spans import BLANK
from gongwen.versions.provisions import Unit
from gongwen.versions.result import Edit

# A number is one word: 12月 and 10月 share no 1.
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[A-Za-z]+|.", re.DOTALL)
_LONGEST = 3000  # words; what is longer and has no full stop is a table, and told as a whole
_STRAY = 1  # a single character that happens to stand in both, between two changes

Cut = tuple[int, int, int, int]  # start and end in ours, start and end in theirs


class Side:
    """One or more provisions read as one; ``start`` is where the words begin after a number."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.page = units[0].page
        self.pieces: tuple[Piece, ...] = tuple([piece for unit in units for piece in unit.pieces])
        self.text = "".join([unit.text for unit in units])
        self.folded = "".join([unit.folded for unit in units])
        self.start = units[0].body
        self._starts = _starts(units)

    def at(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces of the page under ``[start, end)`` of ``text``."""
        out: list[Piece] = []
        for first, unit in self._starts:
            begin, stop = max(start, first), min(end, first + len(unit.text))
            if begin < stop:
                out += pieces_within(self.page, unit.pieces, begin - first, stop - first)
        return tuple(out)


def _starts(units: Sequence[Unit]) -> list[tuple[int, Unit]]:
    out, at = [], 0
    for unit in units:
        out.append((at, unit))
        at += len(unit.text)
    return out


def edits(old: Side, new: Side) -> tuple[Edit, ...]:
    """In the order of the text; blanks are none."""
    ours, theirs = _words(old), _words(new)
    found = (_characters(cut, ours, theirs, old, new) for cut in _joined(_cuts(ours, theirs), ours))
    return tuple([_edit(cut, old, new) for cut in found if not _is_blank(cut, old, new)])


def _words(side: Side) -> list[tuple[int, str]]:
    """Where every word begins, and the word."""
    return [(match.start(), match[0]) for match in _WORD.finditer(side.folded, side.start) if not BLANK.match(match[0])]


def _cuts(old: Sequence[tuple[int, str]], new: Sequence[tuple[int, str]]) -> Iterator[Cut]:
    ours, theirs = [word for _, word in old], [word for _, word in new]
    first = _common(ours, theirs)
    last = min(_common(ours[::-1], theirs[::-1]), min(len(ours), len(theirs)) - first)
    end, stop = len(ours) - last, len(theirs) - last
    if max(end, stop) - first > _LONGEST:
        yield first, end, first, stop
        return
    matcher = SequenceMatcher(None, ours[first:end], theirs[first:stop], autojunk=False)
    for tag, i, i2, j, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield first + i, first + i2, first + j, first + j2


def _common(ours: Sequence[str], theirs: Sequence[str]) -> int:
    return next((at for at, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other),
                min(len(ours), len(theirs)))  # fmt: skip


def _joined(cuts: Iterator[Cut], ours: Sequence[tuple[int, str]]) -> list[Cut]:
    """Two changes with one stray character between them are one."""
    out: list[Cut] = []
    for cut in cuts:
        between = ours[out[-1][1] : cut[0]] if out else []
        if out and len(between) <= _STRAY and all(word.isalpha() for _, word in between):
            out[-1] = (out[-1][0], cut[1], out[-1][2], cut[3])
        else:
            out.append(cut)
    return out


def _characters(
    cut: Cut, ours: Sequence[tuple[int, str]], theirs: Sequence[tuple[int, str]], old: Side, new: Side
) -> Cut:
    return (*_span(ours, cut[0], cut[1], len(old.text)), *_span(theirs, cut[2], cut[3], len(new.text)))


def _span(words: Sequence[tuple[int, str]], first: int, last: int, end: int) -> tuple[int, int]:
    if first < last:
        at, word = words[last - 1]
        return words[first][0], at + len(word)
    at = words[first][0] if first < len(words) else end
    return at, at


def _is_blank(cut: Cut, old: Side, new: Side) -> bool:
    return cut[0] == cut[1] and cut[2] == cut[3]


def _edit(cut: Cut, old: Side, new: Side) -> Edit:
    start, end, begin, stop = cut
    return Edit(old.text[start:end], new.text[begin:stop], old.at(start, end), new.at(begin, stop))
