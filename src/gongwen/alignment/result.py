"""What an alignment is made of; ``to_dict()`` is the contract of ``gongwen align`` (DESIGN.md §2)."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from gongwen.model import Piece, plain

Verdict = Literal["covered", "partial", "none"]
TieKind = Literal["words", "spelled_out", "number", "negation", "place", "date"]


class Tie(NamedTuple):
    """Why two clauses were put together, or what stands between them.

    ``words`` and ``spelled_out`` say what both sides say, with the pieces of either page that say it. The others are
    what was compared outright and does not agree: ``text`` tells both sides.
    """

    tie: TieKind
    text: str
    own: tuple[Piece, ...]
    superior: tuple[Piece, ...]


class Match(NamedTuple):
    """A clause of the superior document; ``score`` is the share of the measure's weight found there, 0 to 1."""

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

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, as ``gongwen align --format json`` writes them."""
        made: dict[str, Any] = plain(self)
        return made
