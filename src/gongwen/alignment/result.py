"""What an alignment is made of; ``to_dict()`` is the contract of ``gongwen align``."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from gongwen.model import Piece, brief, plain

Verdict = Literal["covered", "partial", "none"]
TieKind = Literal[
    "words", "spelled_out", "same", "under", "beside", "section", "together", "number", "negation", "place", "date"
]


class Tie(NamedTuple):
    """Why two clauses were put together, or what stands between them.

    ``words``: both clauses say it. What one says in other words: ``spelled_out`` as a document spells it out, ``same``
    by official shorthand, ``under`` by the chapter it stands under. ``beside``: the measure's own sentence says it,
    ``section``: the heading over the clause does, ``together``: another document says the two together. With the
    pieces of either page that say it. ``number``, ``negation``, ``place`` and ``date`` were compared outright and do
    not agree: ``text`` tells both sides.
    """

    tie: TieKind
    text: str
    own: tuple[Piece, ...]
    superior: tuple[Piece, ...]


class Match(NamedTuple):
    """A clause of the superior document.

    ``score``, 0 to 1: what was found there, by the weight of what the measure says itself, and up to half more where
    the other matches stand in the same section. Other documents help to find a clause, and do not score.
    """

    text: str
    pieces: tuple[Piece, ...]
    score: float
    because: tuple[Tie, ...]


class Row(NamedTuple):
    """An own measure; ``matches`` are the nearest clauses, best first, also where the verdict is ``none``."""

    text: str
    pieces: tuple[Piece, ...]
    verdict: Verdict
    matches: tuple[Match, ...]


class Uncovered(NamedTuple):
    """A measure of the superior document that no own measure answers."""

    text: str
    pieces: tuple[Piece, ...]


class Alignment(NamedTuple):
    """A row for every own measure, in reading order, and what of the superior document is left over."""

    rows: tuple[Row, ...]
    uncovered: tuple[Uncovered, ...]

    def __repr__(self) -> str:
        return brief(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, as ``gongwen align --format json`` writes them."""
        made: dict[str, Any] = plain(self)
        return made
