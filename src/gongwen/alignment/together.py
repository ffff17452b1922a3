"""What stands together in other documents: the words that sentences near a measure use, year after year.

Relevance feedback (Lavrenko & Croft, "Relevance-Based Language Models", 2001): a measure is looked up in the other
documents first, and the words its nearest sentences there share are looked up with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from gongwen.alignment.index import Index, best
from gongwen.alignment.sentences import sentences
from gongwen.alignment.terms import Terms
from gongwen.fold import fold
from gongwen.model import Reading

_NEAREST, _WORDS = 10, 100
_SHARE = 0.5  # of what a measure says itself, for the word most said near it
_TOLD = 3


class Said(NamedTuple):
    """A sentence of another document, folded, and that document's name."""

    text: str
    source: str


class Together:
    """Sentences of other documents."""

    def __init__(self, context: Iterable[Reading]) -> None:
        cut = [(sentence, reading.page.source) for reading in context for sentence in sentences(reading)]
        self._index = Index([sentence for sentence, _ in cut])
        self._said = [Said(fold("".join([one.text for one in sentence.clauses])), source) for sentence, source in cut]

    @property
    def empty(self) -> bool:
        return not self._said

    def add(self, wanted: Terms) -> tuple[Terms, tuple[Said, ...]]:
        """``wanted`` with the words said together with it, and the nearest sentences that say them."""
        near = best(self._index.scores(wanted), _NEAREST)
        if not near:
            return wanted, ()
        out = dict(wanted)
        words = self._words(near)
        most = words[0][0]
        for weight, term in words:
            out[term] = max(out.get(term, 0), _SHARE * weight / most)
        return out, tuple([self._said[at] for _, at in near[:_TOLD]])

    def _words(self, near: list[tuple[float, int]]) -> list[tuple[float, str]]:
        found: dict[str, float] = defaultdict(float)
        for score, at in near:
            said = self._index.sentences[at].terms
            share = score / sum(said.values())
            for term, times in said.items():
                found[term] += share * times * self._index.rarity[term]
        return sorted([(weight, term) for term, weight in found.items()], reverse=True)[:_WORDS]
