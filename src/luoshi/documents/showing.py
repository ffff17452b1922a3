"""A document with words of it marked, as its page shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luoshi.documents.marking import Mark, marks_for, segments
from luoshi.documents.models import Document

CITED = "cited"
Pieces = Sequence[Sequence[int]]
# ?pieces=12-40,55-60
PIECES = re.compile(r"\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9}){0,500}")


@dataclass(frozen=True, slots=True)
class Run:
    """Text as it stands; ``first`` is the first marked run, where the page scrolls to. ``pieces`` are those of the
    clause it lies in, as an address says them, where clauses can be chosen."""

    text: str
    cited: bool
    first: bool
    pieces: str = ""


def runs(document: Document, pieces: Iterable[Sequence[int]], clauses: Iterable[Pieces] = ()) -> list[Run]:
    """The whole text, ``pieces`` of it marked; those outside of the text are ignored."""
    end = len(document.text)
    marks = [Mark(m.start, min(m.end, end), m.css) for m in marks_for(list(pieces), CITED) if m.start < end]
    marks += [mark for clause in clauses for mark in marks_for(clause, "", address(clause))]
    cut = segments(document.text, marks)
    first = next((place for place, part in enumerate(cut) if part.css), None)
    return [Run(part.text, bool(part.css), place == first, part.keys) for place, part in enumerate(cut)]


def clauses_of(document: Document) -> list[Pieces]:
    """The pieces of every clause that its latest reading found."""
    reading = document.readings.first()
    return [span["pieces"] for span in reading.payload["spans"]] if reading else []


def address(pieces: Pieces) -> str:
    return ",".join(f"{start}-{end}" for start, end in pieces)


def asked_pieces(query: str) -> list[list[int]]:
    """``12-40,55-60`` as pieces; anything else is none."""
    if not PIECES.fullmatch(query):
        return []
    return [[int(number) for number in piece.split("-")] for piece in query.split(",")]
