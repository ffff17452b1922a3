"""What may be said of a clause, as bits of two integers, so that a rule is asked only where it can answer.

Its marks are the tags of its listed words (lexicon.py), how it opens and where it stands (``Mark``). Its phrases are
those it may be: there are some fifty and a clause is seldom one of them. Three cheap questions leave one or two to try:
a table keyed by the clause's first characters, one keyed by its last, and one scan of the whole flow for literal words.
Two integers, since one with all these bits would be twice as slow to look at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, reduce
from operator import itemgetter, or_
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


class Mark:
    """Bits beside the tags of words."""

    LOOKS: Final = 1 << 12  # a looking verb leads
    VERBLESS: Final = 1 << 13  # neither an acting nor a looking verb leads
    TOPIC: Final = 1 << 14  # verbless, and short or with 的
    ASKED: Final = 1 << 15  # 要…… with nobody before it
    # First of a strand that goes on, or that the next sentence spells out, so that its place may make it the theme:
    PROSE: Final = 1 << 16  # short, in unnumbered paragraphs of a report or a plan, whose sentences open with theirs
    ECHO: Final = 1 << 17  # it opens with the word that opened the theme before it (深化……；深化……)
    LANDS: Final = 1 << 18  # last of three or more in a strand of a meeting's report


_ANY_PHRASE: Final = -1
_declared: Final[list[tuple[str, str, str]]] = []  # what each phrase opens with, ends with and holds


def admitted(*, opens: str = "", ends: str = "", holds: str = "") -> int:
    """The bit of clauses that open with, end with and hold one of the words listed, separated by ``|``.

    Of ``opens`` the first two characters are looked at, of ``ends`` the last two; an empty list asks nothing.
    """
    _declared.append((opens, ends, holds))
    return 1 << len(_declared) - 1


class Phrase:
    """``pattern`` fits a whole clause without its end punctuation, never one without ``mark``. ``a | b``: either."""

    def __init__(self, pattern: str, mark: int) -> None:
        self.pattern, self.mark = pattern, mark
        self.fullmatch: Callable[[str], re.Match[str] | None] = self._first

    def _first(self, text: str) -> re.Match[str] | None:
        """``fullmatch`` until it is asked for: few commands need all patterns."""
        self.fullmatch = re.compile(self.pattern).fullmatch
        return self.fullmatch(text)

    def __or__(self, other: Phrase) -> Phrase:
        return Phrase(f"{self.pattern}|{other.pattern}", self.mark | other.mark)


def phrase(pattern: str, *, opens: str = "", ends: str = "", holds: str = "") -> Phrase:
    return Phrase(pattern, admitted(opens=opens, ends=ends, holds=holds))


def any_of(*phrases: Phrase) -> int:
    """The bits of ``phrases``."""
    return reduce(or_, (one.mark for one in phrases))


class Guards:
    """Which phrases a clause may be, by its first and its last characters and the literal words it holds.

    ``opening`` and ``ending`` are keyed by two characters, and by one for all else that begins or ends so.
    """

    def __init__(self, declared: Iterable[tuple[str, str, str]]) -> None:
        opens, ends, holds = zip(*declared, strict=True)
        self.opening, self.any_opening = _keyed(opens, itemgetter(slice(2)), itemgetter(0))
        self.ending, self.any_ending = _keyed(ends, itemgetter(slice(-2, None)), itemgetter(-1))
        self.opening[""] = self.ending[""] = _ANY_PHRASE
        held, self.any_held = _table(holds, str)
        self._held = list(held.values())
        # Words may overlap one another here: none hides another, as in the lexicon.
        self._scan = AhoCorasick(list(held), matchkind=MatchKind.Standard, implementation=Implementation.DFA)

    def held(self, text: str) -> list[tuple[int, int]]:
        """Where each literal word of ``text`` ends and which phrases it admits, in order."""
        masks = self._held
        return [(end, masks[number]) for number, _, end in self._scan.find_matches_as_indexes(text, overlapping=True)]

    def admitted(self, clauses: list[str]) -> list[int]:
        """The phrases each of ``clauses`` may be by how it opens and ends; any where it is but punctuation."""
        opening, ending, opens, ends = self.opening, self.ending, self.any_opening, self.any_ending
        return [
            (opening.get(one[:2]) or opening.get(one[:1], opens)) & (ending.get(one[-2:]) or ending.get(one[-1:], ends))
            for one in clauses
        ]


_Key = Callable[[str], str]


def _keyed(listed: Sequence[str], two: _Key, one: _Key) -> tuple[dict[str, int], int]:
    """The table of ``listed`` by two characters; what one character admits, two that hold it admit too."""
    table, free = _table(listed, two)
    for key in [key for key in table if len(key) == 2]:
        table[key] |= table.get(one(key), 0)
    return table, free


def _table(listed: Sequence[str], key: _Key) -> tuple[dict[str, int], int]:
    """The phrases admitted by each key of their words, and those admitted by any."""
    words = [(1 << number, one.split("|") if one else []) for number, one in enumerate(listed)]
    free = sum(bit for bit, mine in words if not mine)
    table: dict[str, int] = {}
    for bit, mine in words:
        for word in mine:
            table[key(word)] = table.get(key(word), free) | bit
    return table, free


@cache
def guards() -> Guards:
    """The guards of every phrase declared; asked for when the modules that declare them are loaded."""
    return Guards(_declared)
