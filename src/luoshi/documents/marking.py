"""Highlights, made on the server: the text cut into segments, each knowing the marks that lie over it.

JavaScript counts UTF-16, the reading counts code points; so the browser never sees an offset.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """``[start, end)`` of the text under a CSS class, with the key that ties it to its partner on the page."""

    start: int
    end: int
    css: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    css: str
    keys: str


def segments(text: str, marks: Iterable[Mark]) -> list[Segment]:
    """``text`` whole, in order, cut wherever a mark begins or ends. Marks may overlap; empty ones are ignored."""
    marks = sorted((m for m in marks if m.start < m.end), key=lambda m: (m.start, -m.end))
    cuts = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    out: list[Segment] = []
    open_marks: list[Mark] = []
    waiting = iter(marks)
    following = next(waiting, None)
    for start, end in pairwise(cuts):
        open_marks = [m for m in open_marks if m.end > start]
        while following is not None and following.start <= start:
            open_marks.append(following)
            following = next(waiting, None)
        out.append(Segment(text[start:end], _joined(m.css for m in open_marks), _joined(m.key for m in open_marks)))
    return out


def _joined(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word for word in words if word))


def marks_for(pieces: Sequence[Sequence[int]], css: str, key: str = "") -> list[Mark]:
    """One mark a piece, for pieces as the reading's JSON holds them."""
    return [Mark(start, end, css, key) for start, end in pieces]
