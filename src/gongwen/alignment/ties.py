"""By which words two clauses were put together, and where they stand on either page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from gongwen.alignment.meanings import Meaning, Meanings
from gongwen.alignment.measures import Measure
from gongwen.alignment.places import pieces_within
from gongwen.alignment.result import Tie
from gongwen.alignment.terms import about_only
from gongwen.alignment.together import Said
from gongwen.fold import fold
from gongwen.model import Piece, Reading, Span

_SHORTEST = 2
_BREAKS = " ，。；：、！？（）“”《》"
_TOLD = 2  # of what stands beside or together: the rest says no more

Run = tuple[int, int, int]  # start in ours, start in theirs, length
_about = lru_cache(maxsize=1024)(about_only)


class Clause(NamedTuple):
    """A span with its page; ``text`` is folded."""

    page: str
    span: Span
    text: str

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        return pieces_within(self.page, self.span.pieces, start, end)


def clause_of(page: str, span: Span) -> Clause:
    return Clause(page, span, fold(span.text))


class Ties:
    """Finds the ties of measures of one page to clauses of another."""

    def __init__(self, own_page: str, superior: Reading, meanings: Meanings) -> None:
        self._own_page, self._superior_page, self._meanings = own_page, superior.text, meanings
        self._seen: dict[str, list[tuple[int, int, Meaning]]] = {}
        self._headings = {span.section: span for span in superior.spans if span.role == "heading"}

    def find(self, measure: Measure, together: Iterable[Said], span: Span) -> Iterator[Tie]:
        """What both say, longest first; what one means by its words; what stands beside or over them, or together."""
        own, superior = clause_of(self._own_page, measure.span), clause_of(self._superior_page, span)
        runs = list(_saying(own.text, superior.text))
        for at, start, length in runs:
            said = measure.span.text[at : at + length]
            yield Tie("words", said, own.pieces(at, at + length), superior.pieces(start, start + length))
        yield from _meant(measure.meanings, own, superior)
        for tie in _meant(self._found(superior), superior, own):
            if tie.tie != "under":  # what the superior document says in particular is not asked in general
                yield tie._replace(own=tie.superior, superior=tie.own)
        yield from self._beside(measure, superior, runs)
        yield from self._over(own, superior, runs)
        yield from _together(together, own, superior, runs)

    def _found(self, superior: Clause) -> list[tuple[int, int, Meaning]]:
        found = self._seen.get(superior.span.id)
        if found is None:
            found = self._seen[superior.span.id] = self._meanings.find(superior.text)
        return found

    def _beside(self, measure: Measure, superior: Clause, runs: list[Run]) -> Iterator[Tie]:
        """What the rest of the measure's sentence says, looked for from the clause, which is shorter."""
        texts = [fold(span.text) for span in measure.beside]
        starts = [0, *accumulate([len(text) + 1 for text in texts])]
        found = [run for run in _saying(superior.text, " ".join(texts)) if not _told(run[0], runs)]
        unique = {_words(superior, run): run for run in reversed(found)}
        for start, at, length in list(reversed(unique.values()))[:_TOLD]:
            number = bisect_right(starts, at) - 1
            other = clause_of(self._own_page, measure.beside[number])
            here = other.pieces(at - starts[number], at - starts[number] + length)
            yield Tie("beside", _words(superior, (start, at, length)), here, superior.pieces(start, start + length))

    def _over(self, own: Clause, superior: Clause, runs: list[Run]) -> Iterator[Tie]:
        """What the heading over the clause says of the measure, where the clause does not."""
        heading = self._headings.get(superior.span.section)
        if heading is None or heading is superior.span:
            return
        over = clause_of(self._superior_page, heading)
        told = [(start, at, length) for at, start, length in runs]
        for at, start, length in _saying(own.text, over.text):
            if not _told(at, told):
                said = own.span.text[at : at + length]
                yield Tie("section", said, own.pieces(at, at + length), over.pieces(start, start + length))


def _meant(found: Iterable[tuple[int, int, Meaning]], side: Clause, other: Clause) -> Iterator[Tie]:
    """What words of one side stand for, where the other says it; ``own`` is the side that means."""
    for start, end, meaning in found:
        for words in meaning.means:
            for _, at, length in _common(words, other.text):
                if other.text[at : at + length] in side.text:
                    continue
                text = f"“{meaning.word}”：{words}" + (f"（{meaning.source}）" if meaning.source else "")
                yield Tie(meaning.kind, text, side.pieces(start, end), other.pieces(at, at + length))


def _together(others: Iterable[Said], own: Clause, superior: Clause, runs: list[Run]) -> Iterator[Tie]:
    """The words of either clause that one sentence of another document says both."""
    for said in others:
        ours = next(_saying(own.text, said.text), None)
        theirs = next((run for run in _saying(superior.text, said.text) if not _told(run[0], runs)), None)
        if ours and theirs:
            text = f"{_words(own, ours)}、{_words(superior, theirs)}（{said.source}）"
            yield Tie("together", text, _pieces(own, ours), _pieces(superior, theirs))


def _words(clause: Clause, run: Run) -> str:
    return clause.text[run[0] : run[0] + run[2]]


def _pieces(clause: Clause, run: Run) -> tuple[Piece, ...]:
    return clause.pieces(run[0], run[0] + run[2])


def _told(start: int, runs: Iterable[Run]) -> bool:
    """Whether one of ``runs`` holds this place of theirs."""
    return any(first <= start < first + length for _, first, length in runs)


def _saying(ours: str, theirs: str) -> Iterator[Run]:
    """The common runs that say something, not only how it is done."""
    about = _about(ours)
    return ((at, start, length) for at, start, length in _common(ours, theirs) if about[at : at + length].strip())


def _common(ours: str, theirs: str) -> list[Run]:
    """The common runs of at least two characters, longest first; no character of ours lies in two of them."""
    out: list[Run] = []
    for at, start, length in sorted(_longest(ours, theirs), key=lambda run: -run[2]):
        if all(at + length <= other or other + long <= at for other, _, long in out):
            out.append((at, start, length))
    return out


def _longest(ours: str, theirs: str) -> Iterator[Run]:
    """The longest common run from every character of ours on, and the first place where theirs has it."""
    length = 0
    for at in range(len(ours)):
        length = max(0, length - 1)  # without its first character the last run is a common one too
        if not length and ours[at : at + _SHORTEST] not in theirs:
            continue
        start = theirs.find(ours[at : at + length])
        while at + length < len(ours) and ours[at + length] not in _BREAKS:
            found = theirs.find(ours[at : at + length + 1], start)
            if found < 0:
                break
            start, length = found, length + 1
        if length >= _SHORTEST:
            yield at, start, length
