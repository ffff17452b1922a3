"""Which provision of the newer text is which of the older: equal ones first, likeness only in what is left.

Equal provisions that stand once in either text are found by their keys and their longest common order taken (as in
patience diff, Bram Cohen); between these, what stands more than once. Only what then is left is asked for likeness, and
each only with those that share rare pairs of characters with it, so that the work grows with the text, not its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gongwen.versions.provisions import Unit

Pair = tuple[int, int]  # place in the older, place in the newer
# Between the same neighbours half the words say that it is the same provision; elsewhere it takes more.
_HERE, _ELSEWHERE, _HOLDS = 0.4, 0.6, 0.75
_WITHIN = 0.75  # of what a whole provision that stands in a longer one counts for
_SHORT = 4  # characters: what is shorter than this is like too many others
_RARE = 12  # provisions that say the same two characters; what more say tells none from another
_NEAREST = 5
_SMALL_GAP = 12


class Pairing:
    """``old[i]`` are the places in the newer text that took the place of ``i``, ``new[j]`` those it took."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.units = old, new
        self.old: dict[int, list[int]] = defaultdict(list)
        self.new: dict[int, list[int]] = defaultdict(list)
        self._pair_equal()
        backbone = in_order(self.pairs())
        self.gap_of = _gap_of(len(old), [i for i, _ in backbone]), _gap_of(len(new), [j for _, j in backbone])
        self._pair_alike()
        self._pair_parts()

    def pairs(self) -> list[Pair]:
        return [(i, j) for i, others in self.old.items() for j in others]

    def _join(self, i: int, j: int) -> None:
        self.old[i].append(j)
        self.new[j].append(i)

    def _left(self) -> tuple[list[Unit], list[Unit]]:
        old, new = self.units
        return [one for one in old if one.at not in self.old], [one for one in new if one.at not in self.new]

    def _pair_equal(self) -> None:
        for i, j in _unique(*self.units):
            self._join(i, j)
        for i, j in in_order(self.pairs()):
            self._extend(i, j, 1)
            self._extend(i, j, -1)
        waiting: dict[str, list[int]] = defaultdict(list)
        old, new = self._left()
        for unit in reversed(old):
            waiting[unit.key].append(unit.at)
        for unit in new:
            if waiting[unit.key]:
                self._join(waiting[unit.key].pop(), unit.at)

    def _extend(self, i: int, j: int, step: int) -> None:
        """Equal neighbours of a pair, as long as there are any."""
        old, new = self.units
        while 0 <= (i := i + step) < len(old) and 0 <= (j := j + step) < len(new):
            if i in self.old or j in self.new or old[i].key != new[j].key:
                return
            self._join(i, j)

    def _pair_alike(self) -> None:
        """The likest first."""
        found = {pair: self._likeness(*pair) for pair in self._candidates()}
        for likeness, i, j in sorted([(-likeness, *pair) for pair, likeness in found.items()]):
            enough = _HERE if self._same_gap(i, j) else _ELSEWHERE
            if -likeness >= enough and i not in self.old and j not in self.new:
                self._join(i, j)

    def _likeness(self, i: int, j: int) -> float:
        one, other = self.units[0][i], self.units[1][j]
        if (one.role == "heading") != (other.role == "heading"):
            return 0.0
        if one.role == other.role == "parties" and self._same_gap(i, j):
            return _HERE  # who is to do it may change whole
        both = len(one.pairs & other.pairs)
        alike = 2 * both / (len(one.pairs) + len(other.pairs))
        shorter = min(len(one.pairs), len(other.pairs))
        if not self._same_gap(i, j) or shorter < _SHORT:
            return alike
        return max(alike, _WITHIN * both / shorter)

    def _same_gap(self, i: int, j: int) -> bool:
        return self.gap_of[0][i] == self.gap_of[1][j]

    def _candidates(self) -> Iterator[Pair]:
        old, new = self._left()
        said = _by_pair(new)
        for unit in old:
            shared = Counter(j for pair in unit.pairs if len(said[pair]) <= _RARE for j in said[pair])
            yield from ((unit.at, j) for j, _ in shared.most_common(_NEAREST))
        gaps: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, left in enumerate((old, new)):
            for unit in left:
                gaps[self.gap_of[side][unit.at]][side].append(unit.at)
        for ours, theirs in gaps.values():
            if len(ours) * len(theirs) <= _SMALL_GAP * _SMALL_GAP:
                yield from ((i, j) for i in ours for j in theirs)

    def _pair_parts(self) -> None:
        """What is left over and stands, nearly whole, in what was taken for another: it was joined to it, or split off.

        Counted is only what the others there do not say.
        """
        old, new = self._left()
        for unit in old:
            self._put_into(unit, self.units[1], self.new, self.units[0], joined=True)
        for unit in new:
            self._put_into(unit, self.units[0], self.old, self.units[1], joined=False)

    def _put_into(
        self, unit: Unit, wholes: Sequence[Unit], partners: dict[int, list[int]], own: Sequence[Unit], *, joined: bool
    ) -> None:
        if len(unit.key) < _SHORT:
            return
        for at in self._beside(unit.at, self.old if joined else self.new):
            others = partners[at]
            if any(len((self.old if joined else self.new)[other]) > 1 for other in others):
                continue
            rest = wholes[at].pairs - frozenset().union(*[own[other].pairs for other in others])
            if len(unit.pairs & rest) >= _HOLDS * len(unit.pairs):
                self._join(*((unit.at, at) if joined else (at, unit.at)))
                return

    def _beside(self, at: int, partners: dict[int, list[int]]) -> list[int]:
        """What the nearest paired neighbours before and after were paired with."""
        found: list[int] = []
        for step in (-1, 1):
            for near in range(at + step, at + 4 * step, step):
                if partners.get(near):
                    found += partners[near]
                    break
        return list(dict.fromkeys(found))


def in_order(pairs: Iterable[Pair]) -> list[Pair]:
    """The longest run of pairs that rises on both sides."""
    tails: list[int] = []
    at_tail: list[int] = []
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    before = [-1] * len(ordered)
    for place, (_, j) in enumerate(ordered):
        length = bisect_left(tails, j)
        tails[length : length + 1] = [j]
        at_tail[length : length + 1] = [place]
        before[place] = at_tail[length - 1] if length else -1
    out = []
    place = at_tail[-1] if at_tail else -1
    while place >= 0:
        out.append(ordered[place])
        place = before[place]
    return out[::-1]


def _unique(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Pair]:
    ours, theirs = ({key: at for key, (at, *more) in _places(side).items() if not more} for side in (old, new))
    return ((at, theirs[key]) for key, at in ours.items() if key in theirs)


def _places(side: Sequence[Unit]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = defaultdict(list)
    for unit in side:
        out[unit.key].append(unit.at)
    return out


def _by_pair(side: Sequence[Unit]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = defaultdict(list)
    for unit in side:
        for pair in unit.pairs:
            out[pair].append(unit.at)
    return out


def _gap_of(count: int, backbone: Sequence[int]) -> list[int]:
    """Of every place, how many of the backbone stand before it."""
    edges = [0, *[at + 1 for at in backbone], count]
    return [number for number, (first, last) in enumerate(pairwise(edges)) for _ in range(first, last)]
