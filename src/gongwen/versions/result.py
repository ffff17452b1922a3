"""What setting two versions beside one another gives; ``to_dict()`` is the contract of ``gongwen diff``."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from gongwen.model import Piece, Role, brief, plain

Kind = Literal["same", "moved", "reworded", "split", "joined", "added", "removed"]
Matter = Literal["number", "date", "unit", "negation", "obligation", "place"]
Typesetting = Literal["renumbered", "width", "punctuation"]


class Provision(NamedTuple):
    """A sentence of one version with the units named after it; ``under`` are the headings above it, highest first."""

    text: str
    pieces: tuple[Piece, ...]
    role: Role
    under: tuple[str, ...]


class Edit(NamedTuple):
    """Words of the older text and what stands in their place in the newer; either may be empty."""

    old: str
    new: str
    old_pieces: tuple[Piece, ...]
    new_pieces: tuple[Piece, ...]


class Difference(NamedTuple):
    """A change of substance, compared outright: what the older text says of a ``matter`` and what the newer says."""

    matter: Matter
    old: str
    new: str
    old_pieces: tuple[Piece, ...]
    new_pieces: tuple[Piece, ...]


class Change(NamedTuple):
    """What became of a provision. ``old`` is empty where it was added, ``new`` where it was removed; several stand on
    one side where it was split or joined.

    ``moved``: it stands elsewhere among the others. ``typesetting``: what differs and is no change of its words.
    """

    kind: Kind
    old: tuple[Provision, ...]
    new: tuple[Provision, ...]
    moved: bool = False
    edits: tuple[Edit, ...] = ()
    differences: tuple[Difference, ...] = ()
    typesetting: tuple[Typesetting, ...] = ()


class Changes(NamedTuple):
    """Every non-blank character of both texts lies in exactly one of ``rows``, which follow the newer text.

    ``kept``, 0 to 1: the share of the characters of both that stand in the other one too. Where that is little
    ``are_versions`` is false: they are different documents, and the rows say hardly more than that.
    """

    are_versions: bool
    kept: float
    rows: tuple[Change, ...]

    def __repr__(self) -> str:
        return brief(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, as ``gongwen diff --format json`` writes them."""
        made: dict[str, Any] = plain(self)
        return made
