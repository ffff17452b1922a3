"""Sentences looked up by terms, as search engines do it.

Okapi BM25 (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest

from gongwen.alignment.sentences import Sentence
from gongwen.alignment.terms import Terms, terms
from gongwen.fold import fold
from gongwen.model import Span

_SATURATION, _BY_LENGTH = 1.2, 0.6
# Of the score: for a sentence that asks nothing, and for a heading, which is short and says what its sentences say.
_FACT, _HEADING = 0.6, 0.8
# Of the weight of a term said once: for one the document never says, mostly a name of our own; and for every measure,
# since few words prove little.
_UNSEEN, _PRIOR = 0.6, 3.5
# What more than every eighth sentence says finds none of them: most of the time went there.
_COMMON, _FEW = 8, 10


def best(scores: Sequence[float], most: int) -> list[tuple[float, int]]:
    """The ``most`` best scores over nought with their numbers, best first; of equals the lowest number."""
    return [(score, -at) for score, at in nlargest(most, [(score, -at) for at, score in enumerate(scores) if score])]


class Index:
    """The sentences of one document."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        counts: dict[str, int] = defaultdict(int)
        for sentence in sentences:
            for term in sentence.terms:
                counts[term] += 1
        total = len(sentences)
        self._rarest = math.log(1 + max(0, total - 0.5) / 1.5)
        self.rarity = {term: math.log(1 + (total - n + 0.5) / (n + 0.5)) for term, n in counts.items()}
        common = max(_FEW, total / _COMMON)
        self._postings = self._post(frozenset([term for term, n in counts.items() if n <= common]))
        self._clause_terms: dict[str, Terms] = {}

    def _post(self, telling: frozenset[str]) -> dict[str, list[tuple[int, float]]]:
        lengths = [sum(sentence.terms.values()) for sentence in self.sentences]
        mean = sum(lengths) / max(1, len(lengths)) or 1
        self._long = [_SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * length / mean) for length in lengths]
        self._worth = [(_SATURATION + 1) * _worth(sentence) for sentence in self.sentences]
        out: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, sentence in enumerate(self.sentences):
            for term, times in sentence.terms.items():
                if term in telling:
                    out[term].append((at, self._gain(term, times, at)))
        return out

    def _gain(self, term: str, times: float, at: int) -> float:
        return self.rarity[term] * times * self._worth[at] / (times + self._long[at])

    def found(self, wanted: Terms, at: int) -> float:
        """What the sentence numbered ``at`` says of ``wanted``, by weight."""
        said = self.sentences[at].terms
        return sum([times * self._gain(term, said[term], at) for term, times in wanted.items() if term in said])

    def weight(self, said: Terms) -> float:
        """What a sentence saying all of ``said`` once would get, and a little more."""
        unseen = _UNSEEN * self._rarest
        return _PRIOR * self._rarest + sum([times * self.rarity.get(term, unseen) for term, times in said.items()])

    def scores(self, wanted: Terms) -> list[float]:
        """The score of every sentence, in their order; nought for one that says nothing of ``wanted``."""
        scores = [0.0] * len(self.sentences)
        for term, times in wanted.items():
            for at, score in self._postings.get(term, ()):
                scores[at] += times * score
        return scores

    def clause(self, wanted: Terms, sentence: Sentence) -> Span:
        """The clause of a sentence that says most of ``wanted``; the first of equals."""
        return max(sentence.clauses, key=lambda clause: self._shared(wanted, clause))

    def _shared(self, wanted: Terms, clause: Span) -> float:
        said = self._clause_terms.get(clause.id)
        if said is None:
            said = self._clause_terms[clause.id] = terms(fold(clause.text))
        shared = [(term, min(times, wanted[term])) for term, times in said.items() if term in wanted]
        # A clause by itself may fall into other terms than within its sentence.
        return sum([self.rarity.get(term, self._rarest) * times for term, times in shared])


def _worth(sentence: Sentence) -> float:
    if not sentence.asks:
        return _FACT
    return _HEADING if sentence.clauses and sentence.clauses[-1].role == "heading" else 1
