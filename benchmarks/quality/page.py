"""A page being marked by hand: words are found in it, used up, and what is left over is known."""

import re
from dataclasses import dataclass, field

# What score.py calls blank: nobody has to account for it.
BLANK = re.compile(r"[\s#\ufeff\u200b-\u200d\u2060\u00ad]")

Piece = list[int]


class MismatchError(Exception):
    """The notation does not fit the page: which line, and what stands in the page there."""


def canonical(data: bytes) -> str:
    """The text all offsets count in: decoded, BOM dropped, line ends made LF, nothing else changed."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


@dataclass
class Page:
    """The page being marked: what is used up, and where reading has come to."""

    text: str
    start: int
    end: int
    displaced: bool = False
    at: int = 0
    used: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.at = self.start

    def take(self, words: str) -> list[Piece]:
        """Pieces of the page that say `words`, marked as used."""
        places: list[int] = []
        for n, run in enumerate(words.split("¦")):
            if run:
                places += self._elsewhere(run) if n else self._follow(run)
        again = self.used.intersection(places)
        if again or not places:
            raise MismatchError(f"already marked, or nothing to mark: {words}")
        self.used.update(places)
        self.at = places[-1] + 1
        return pieces(places, self.text)

    def unmarked(self) -> list[int]:
        """Characters of the stretch that no span holds."""
        return [i for i in range(self.start, self.end) if not BLANK.match(self.text[i]) and i not in self.used]

    def _follow(self, run: str) -> list[int]:
        head, gap, tail = run.partition("…")
        if not gap or not head or not tail or tail.startswith("…"):
            return self._match(self.at, run) or (self._elsewhere(run) if self.displaced else self._fail(run))
        first = self._match(self.at, head) or self._fail(head)
        stop = self.text.find("\n", first[-1] + 1)
        for i in range(first[-1] + 1, min(self.end, stop if stop >= 0 else self.end)):
            last = self._match(i, tail)
            if last and last[0] == i:
                return first + [j for j in range(first[-1] + 1, i) if not BLANK.match(self.text[j])] + last
        return self._fail(tail)

    def _elsewhere(self, run: str) -> list[int]:
        found = [m for i in range(self.start, self.end) if (m := self._match(i, run)) and m[0] == i]
        free = [m for m in found if not self.used.intersection(m)]
        free = [m for m in free if self._opens_line(m)] or free
        if len(free) != 1:
            raise MismatchError(f"{len(free)} free places for: {run}")
        return free[0]

    def _opens_line(self, places: list[int]) -> bool:
        line = self.text[self.text.rfind("\n", 0, places[0]) + 1 : places[0]]
        return not BLANK.sub("", line)

    def _match(self, at: int, run: str) -> list[int]:
        """Positions from `at` whose characters are those of `run`, blanks on either side apart; empty if none."""
        want, places, i = [c for c in run if not BLANK.match(c)], [], at
        for char in want:
            while i < self.end and (BLANK.match(self.text[i]) or (i in self.used and i > at)):
                i += 1
            if i >= self.end or self.text[i] != char:
                return []
            places.append(i)
            i += 1
        return places

    def _fail(self, run: str) -> list[int]:
        raise MismatchError(f"notation says “{run}”, the page goes on “{self.text[self.at : self.at + 40]}”")


def pieces(places: list[int], text: str) -> list[Piece]:
    """Positions as [start, end) pieces; blanks within a line do not break one, a line end does."""
    out: list[Piece] = []
    for i in places:
        between = text[out[-1][1] : i] if out and i >= out[-1][1] else "\n"
        if "\n" not in between and all(BLANK.match(c) for c in between):
            out[-1][1] = i + 1
        else:
            out.append([i, i + 1])
    return out
