"""Where on a page a part of a span stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from gongwen.model import Piece
from gongwen.spans import BLANK, words


def pieces_within(page_text: str, pieces: Sequence[Piece], start: int, end: int) -> tuple[Piece, ...]:
    """The pieces of the page under ``[start, end)`` of ``words(page_text, pieces)``."""
    if len(pieces) == 1 and start < end and not BLANK.search(page_text, *pieces[0]):  # most are so
        return ((pieces[0][0] + start, pieces[0][0] + end),)
    places = [at for first, last in pieces for at in range(first, last)]
    text = words(page_text, pieces)
    if len(places) != len(text):
        places = list(_kept(page_text, places, text))
    return tuple(_runs(places[start:end]))


def _kept(page_text: str, places: Iterable[int], text: str) -> Iterator[int]:
    """Of ``places``, those whose characters ``text`` kept: it dropped nothing but blanks."""
    at = 0
    for place in places:
        if at < len(text) and page_text[place] == text[at]:
            yield place
            at += 1


def _runs(places: Sequence[int]) -> Iterator[Piece]:
    """Neighbouring places as pieces."""
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        side_by_side = [place for _, place in run]
        yield side_by_side[0], side_by_side[-1] + 1
