"""A document with words of it marked, as its page shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luoshi.documents.marking import Mark, marks_for, segments
from luoshi.documents.models import Document

# ?pieces=12-40,55-60
PIECES = re.compile(r"\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9}){0,500}")


@dataclass(frozen=True, slots=True)
class Run:
    """Text as it stands; ``first`` is the first marked run, where the page scrolls to."""

    text: str
    cited: bool
    first: bool


def runs(document: Document, pieces: Iterable[Sequence[int]]) -> list[Run]:
    """The whole text, ``pieces`` of it marked; those outside of the text are ignored."""
    end = len(document.text)
    marks = [Mark(m.start, min(m.end, end), m.css) for m in marks_for(list(pieces), "cited") if m.start < end]
    cut = segments(document.text, marks)
    first = next((place for place, part in enumerate(cut) if part.css), None)
    return [Run(part.text, bool(part.css), place == first) for place, part in enumerate(cut)]


def asked_pieces(query: str) -> list[list[int]]:
    """``12-40,55-60`` as pieces; anything else is none."""
    if not PIECES.fullmatch(query):
        return []
    return [[int(number) for number in piece.split("-")] for piece in query.split(",")]
