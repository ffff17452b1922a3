"""What one voice stresses from occasion to occasion; ``to_dict()`` is the contract of ``gongwen emphasis``."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from gongwen.model import Operator, Piece, brief, plain
from gongwen.trends.result import Change, Text, Undated

Course = Literal["raised", "lowered", "kept", "dropped", "new"]


class Measure(NamedTuple):
    """Words of a text and where they stand."""

    text: str
    pieces: tuple[Piece, ...]


class Share(NamedTuple):
    """A theme in one text: the measures that are about it, and their share of all measures of the text (0 to 1)."""

    share: float
    measures: tuple[Measure, ...]


class ThemeCourse(NamedTuple):
    """A theme from text to text, a share for each; ``change`` counts measures as a term's counts clauses."""

    theme: str
    change: Change
    shares: tuple[Share, ...]


class Kept(NamedTuple):
    """A measure gone on with; ``is_near``: something like it was announced before, no more can be said."""

    earlier: Measure
    later: Measure
    score: float
    is_near: bool


class Step(NamedTuple):
    """From the text numbered ``earlier`` to the next: what is gone on with, new, and no longer announced."""

    earlier: int
    later: int
    kept: tuple[Kept, ...]
    new: tuple[Measure, ...]
    dropped: tuple[Measure, ...]


class Value(NamedTuple):
    """A target as one text sets it: a decimal string in base units, the page's own words for it, and the clause."""

    op: Operator
    value: str
    said: str
    measure: Measure


class TargetCourse(NamedTuple):
    """A target from text to text, None where one does not set it; ``course``: the last of its changes.

    ``raised`` and ``lowered`` speak of the number alone, not of whether more is asked.
    """

    name: str
    unit: str
    course: Course
    values: tuple[Value | None, ...]


class Emphasis(NamedTuple):
    """The texts of one voice by day; its themes, most spoken of first; steps between neighbours; its targets.

    ``occasions`` names the texts by their years, months or days; ``totals`` counts the measures of each.
    """

    voice: str
    texts: tuple[Text, ...]
    undated: tuple[Undated, ...]
    occasions: tuple[str, ...]
    totals: tuple[int, ...]
    themes: tuple[ThemeCourse, ...]
    steps: tuple[Step, ...]
    targets: tuple[TargetCourse, ...]

    def __repr__(self) -> str:
        return brief(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, as ``gongwen emphasis --format json`` writes them."""
        made: dict[str, Any] = plain(self)
        return made
