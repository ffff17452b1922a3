"""What comes of voices set side by side. Every number carries the measures or the pieces it was counted from."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from gongwen.comparing.themes import Basis
from gongwen.model import Operator, Piece, brief, plain

Stress = Literal["stressed", "less", "mentioned", "absent", "usual"]
Origin = Literal["superior", "common", "alike"]


class Speaker(NamedTuple):
    """A voice as it is named in the result: by its place there, from 0. ``date`` as in Voice.

    ``label`` is its name without what the names of all voices begin and end with (2025年合肥市政府工作报告: 合肥).
    """

    name: str
    label: str
    source: str
    date: str | None
    measures: int
    sentences: int


class Measure(NamedTuple):
    """What the voice numbered ``voice`` announces, as in Themed; the rest of the result names it by its place."""

    voice: int
    text: str
    pieces: tuple[Piece, ...]
    sentence: int
    themes: tuple[str, ...]
    basis: Basis


class Quote(NamedTuple):
    """Words of a voice and where they stand on its page."""

    voice: int
    text: str
    pieces: tuple[Piece, ...]


class Cell(NamedTuple):
    """A theme in a voice: its measures there, their share of the voice's, and how that stands to the other voices.

    ``absent``: the voice says nothing of it, others announce something; ``mentioned``: nor does the voice, but it
    speaks of it, as ``mentions`` say. ``stressed`` and ``less``: a share above or below that of
    the others taken together, and unlikely to be so by chance; ``chance`` is that likelihood (emphasis.py).
    """

    voice: int
    measures: tuple[int, ...]
    share: float
    stress: Stress
    chance: float
    mentions: tuple[Quote, ...]


class ThemeRow(NamedTuple):
    """A theme over all voices, empty for the measures without one. ``spread``: the greatest share less the least."""

    theme: str
    cells: tuple[Cell, ...]
    spread: float


class Word(NamedTuple):
    """A word that a voice says more than the others: ``weight`` is the z-score of its log-odds (peculiar.py)."""

    text: str
    weight: float
    measures: tuple[int, ...]


class Shared(NamedTuple):
    """A measure that two or more voices announce: the one nearest to the others first, one of each voice."""

    measures: tuple[int, ...]
    likeness: float


class Borrowed(NamedTuple):
    """The same words in two or more voices, the earliest first where every day is known.

    ``origin``: ``superior`` where the superior document says them (``superior`` are their pieces there), ``common``
    where more than half of four or more voices do, else ``alike``. ``first`` is the voice that said them before all
    others; None where the days do not tell.
    """

    text: str
    quotes: tuple[Quote, ...]
    origin: Origin
    first: int | None
    superior: tuple[Piece, ...]


class Aim(NamedTuple):
    """A number that a voice aims at, as a Target has it, with the clause that says so."""

    voice: int
    op: Operator
    base: str | None
    value: str | None
    unit: str
    text: str
    quote: Quote


class TargetRow(NamedTuple):
    """The same target over voices, under the name of the first."""

    name: str
    aims: tuple[Aim, ...]


class Comparison(NamedTuple):
    """Voices side by side; ``themes`` by spread, the widest first; ``words`` and ``unique`` have a part for each voice.

    ``unique`` are the measures that no other voice announces.
    """

    speakers: tuple[Speaker, ...]
    measures: tuple[Measure, ...]
    themes: tuple[ThemeRow, ...]
    words: tuple[tuple[Word, ...], ...]
    shared: tuple[Shared, ...]
    unique: tuple[tuple[int, ...], ...]
    borrowed: tuple[Borrowed, ...]
    targets: tuple[TargetRow, ...]

    def __repr__(self) -> str:
        return brief(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, as ``gongwen compare --format json`` writes them."""
        made: dict[str, Any] = plain(self)
        return made
