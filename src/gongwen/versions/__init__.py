"""Two versions of a document: what became of every provision, and which changes are of substance.

Both are cut into provisions (provisions.py); equal ones are found first and likeness decides only about the rest
(pairing.py); of what was reworded the words are marked (wording.py), and numbers, days, units, bans, obligations and
places compared outright (material.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from gongwen.collecting import no_collecting
from gongwen.model import Reading
from gongwen.versions.material import Facts, Provisions, differences
from gongwen.versions.pairing import Pairing, in_order
from gongwen.versions.provisions import Unit, units
from gongwen.versions.result import Change, Changes, Difference, Edit, Kind, Provision, Typesetting
from gongwen.versions.wording import Side, edits

__all__ = ["Change", "Changes", "Difference", "Edit", "Provision", "changes"]

_VERSIONS = 0.35  # of both texts: two years' reports keep 0.24 of theirs, a plan 0.34 of the proposal it was made by


def changes(old: Reading, new: Reading) -> Changes:
    """Every provision of both readings in one row, in the order of the newer."""
    with no_collecting():
        return _Versions(old, new).changes()


class _Versions:
    def __init__(self, old: Reading, new: Reading) -> None:
        self.old, self.new = units(old), units(new)
        self.facts = Facts(old), Facts(new)
        self.pairing = Pairing(self.old, self.new)
        self.orderly = set(in_order(self.pairing.pairs()))

    def changes(self) -> Changes:
        rows = tuple([self._change(ours, theirs) for ours, theirs in self._rows()])
        kept = _kept(rows)
        return Changes(kept >= _VERSIONS, kept, rows)

    def _rows(self) -> Iterator[tuple[list[Unit], list[Unit]]]:
        """In the newer text's order; what was removed stands after what stood before it."""
        told: set[int] = set()
        removed = self._removed()
        yield from removed.get(-1, ())
        for unit in self.new:
            if unit.at not in told:
                ours = sorted(self.pairing.new.get(unit.at, ()))
                theirs = sorted(self.pairing.old[ours[0]]) if len(ours) == 1 else [unit.at]
                told.update(theirs)
                yield [self.old[i] for i in ours], [self.new[j] for j in theirs]
            yield from removed.get(unit.at, ())

    def _removed(self) -> dict[int, list[tuple[list[Unit], list[Unit]]]]:
        """By the newer provision after which each is told."""
        out: dict[int, list[tuple[list[Unit], list[Unit]]]] = {}
        after = -1
        for unit in self.old:
            partners = self.pairing.old.get(unit.at)
            if not partners:
                out.setdefault(after, []).append(([unit], []))
            elif any((unit.at, j) in self.orderly for j in partners):
                after = max(partners)
        return out

    def _change(self, ours: Sequence[Unit], theirs: Sequence[Unit]) -> Change:
        kind = self._kind(ours, theirs)
        provisions = (tuple([one.provision() for one in ours]), tuple([one.provision() for one in theirs]))
        moved = kind not in ("added", "removed") and not any((i.at, j.at) in self.orderly for i in ours for j in theirs)
        if kind in ("same", "moved"):
            return Change(kind, *provisions, moved, typesetting=_typesetting(ours[0], theirs[0]))
        if kind in ("added", "removed"):
            return Change(kind, *provisions)
        old = Provisions(ours, Side(ours), self.facts[0])
        new = Provisions(theirs, Side(theirs), self.facts[1])
        return Change(kind, *provisions, moved, edits(old.side, new.side), tuple(differences(old, new)))

    def _kind(self, ours: Sequence[Unit], theirs: Sequence[Unit]) -> Kind:
        if not ours or not theirs:
            return "added" if theirs else "removed"
        # Units in brackets that now stand alone, or no longer do, are still named after the same sentence.
        count, counted = (sum(unit.role != "parties" for unit in side) or 1 for side in (ours, theirs))
        if count > 1 or counted > 1:
            return "split" if counted > 1 else "joined"
        if "".join([unit.key for unit in ours]) != "".join([unit.key for unit in theirs]):
            return "reworded"
        return "same" if any((i.at, j.at) in self.orderly for i in ours for j in theirs) else "moved"


def _typesetting(old: Unit, new: Unit) -> tuple[Typesetting, ...]:
    found: list[Typesetting] = []
    if old.label != new.label:
        found.append("renumbered")
    if old.folded[old.body :] != new.folded[new.body :]:
        found.append("punctuation")
    elif old.text[old.body :] != new.text[new.body :]:
        found.append("width")
    return tuple(found)


def _kept(rows: Sequence[Change]) -> float:
    """Of the characters of both texts together, those that stand in the other; of two empty texts all do."""
    sides = [(row.old, [edit.old for edit in row.edits], row) for row in rows]
    sides += [(row.new, [edit.new for edit in row.edits], row) for row in rows]
    all_of_them = sum(len(one.text) for provisions, _, _ in sides for one in provisions)
    said = sum(len(one.text) for provisions, _, row in sides if row.old and row.new for one in provisions)
    gone = sum(map(len, chain.from_iterable(edited for _, edited, _ in sides)))
    return max(0.0, said - gone) / all_of_them if all_of_them else 1.0
