"""What a trend is made of; ``to_dict()`` is the contract of ``gongwen trend``."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, NamedTuple

from gongwen.model import Piece, brief, plain

Kind = Literal["new", "passing", "gone", "risen", "fallen", "steady", "few", "never"]


class Text(NamedTuple):
    """What one voice said on one day: a document, or a zone's entry of a round-up.

    ``source`` is the document's number in the order given, ``occasion`` that of its occasion, by day from 0: a
    round-up is one; other documents share one by the year, or, where a voice speaks twice in a year, by the day.
    ``length`` counts the characters of body and headings, blanks left out.
    """

    voice: str
    title: str
    day: dt.date
    source: int
    entry: int | None
    occasion: int
    length: int


class Saying(NamedTuple):
    """A clause that says the term: its words, its pieces, and those of the term in it."""

    text: str
    pieces: tuple[Piece, ...]
    term: tuple[Piece, ...]


class Point(NamedTuple):
    """How a text says a term: ``times`` in all, in ``clauses`` clauses, ``rate`` times per 10,000 characters."""

    text: int
    times: int
    clauses: int
    rate: float
    sayings: tuple[Saying, ...]


class Adoption(NamedTuple):
    """The text where a voice first says the term, and whether it had spoken before without."""

    voice: str
    text: int
    was_silent: bool


class Told(NamedTuple):
    """A term on one occasion: ``times`` and ``rate`` as a point's; of ``voices`` that spoke there ``said`` said it."""

    times: int
    clauses: int
    rate: float
    said: int
    voices: int


class Change(NamedTuple):
    """What became of a term over the occasions, by the clauses that say it.

    ``new``: first said after an occasion without and to the last, ``gone``: said from the first and no longer on the
    last, ``passing``: neither on the first nor on the last; where chance would keep it from the others with a
    probability ``p`` under 0.05. ``risen``, ``fallen``: a trend, ``p`` two-sided.
    ``steady``: said on most occasions without one. ``few``: too few clauses to tell. ``first`` and ``last`` are the
    occasions it is said on. Of a term found among many, ``chance`` is the share of such trends that may be chance.
    """

    kind: Kind
    first: int | None
    last: int | None
    p: float | None
    chance: float | None = None


class Course(NamedTuple):
    """A term from text to text: a point for every one that says it, by day, and what every occasion says of it."""

    term: str
    change: Change
    points: tuple[Point, ...]
    adoptions: tuple[Adoption, ...]
    told: tuple[Told, ...]

    @property
    def clauses(self) -> int:
        return sum([point.clauses for point in self.points])


class Undated(NamedTuple):
    """What has no day and takes no part: the number of the document, its title or zone, and why in Chinese."""

    source: int
    title: str
    reason: str


class Trend(NamedTuple):
    """Texts by day, and the course of every term: those asked for in their order, those found by their kind of change.

    ``occasions`` are their names: the year, or where two share one the month or the day, which
    bears the title where two share even that.
    """

    texts: tuple[Text, ...]
    undated: tuple[Undated, ...]
    occasions: tuple[str, ...]
    courses: tuple[Course, ...]

    def __repr__(self) -> str:
        return brief(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, as ``gongwen trend --format json`` writes them."""
        made: dict[str, Any] = plain(self)
        return made
