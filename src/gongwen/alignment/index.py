"""Sentences looked up by terms, as search engines do it.

Okapi BM25 (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009), its score divided by what a sentence
saying all of the terms once would get, so that measures of different length can be compared.
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
_FACT = 0.8  # of the score, for a sentence that asks nothing


class Index:
    """The sentences of one document."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        counts: dict[str, int] = defaultdict(int)
        for sentence in sentences:
            for term in sentence.terms:
                counts[term] += 1
        total = len(sentences)
        self._unseen = math.log(1 + (total + 0.5) / 0.5)
        self._rarity = {term: math.log(1 + (total - n + 0.5) / (n + 0.5)) for term, n in counts.items()}
        self._postings = self._post()
        self._clause_terms: dict[str, Terms] = {}

    def _post(self) -> dict[str, list[tuple[int, float]]]:
        lengths = [sum(sentence.terms.values()) for sentence in self.sentences]
        mean = sum(lengths) / max(1, len(lengths)) or 1
        out: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, sentence in enumerate(self.sentences):
            long = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * lengths[at] / mean)
            for term, times in sentence.terms.items():
                out[term].append((at, self._rarity[term] * times * (_SATURATION + 1) / (times + long)))
        return out

    def weight(self, wanted: Terms) -> float:
        """What a sentence saying all of ``wanted`` once would get."""
        return sum([times * self._rarity.get(term, self._unseen) for term, times in wanted.items()]) or 1.0

    def nearest(self, wanted: Terms, most: int) -> list[tuple[float, Span]]:
        """The best clause of each of the ``most`` best sentences, with the sentence's score (0 to 1); best first."""
        scores, whole = self._scores(wanted), self.weight(wanted)
        asked = [(score if self.sentences[at].asks else score * _FACT, -at) for at, score in scores.items()]
        return [
            (min(1.0, score / whole), self._clause(wanted, self.sentences[-at])) for score, at in nlargest(most, asked)
        ]

    def _scores(self, wanted: Terms) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        for term, times in wanted.items():
            for at, score in self._postings.get(term, ()):
                scores[at] += times * score
        return scores

    def _clause(self, wanted: Terms, sentence: Sentence) -> Span:
        """The clause of a sentence that says most of ``wanted``; the first of equals."""
        return max(sentence.clauses, key=lambda clause: self._shared(wanted, clause))

    def _shared(self, wanted: Terms, clause: Span) -> float:
        said = self._clause_terms.get(clause.id)
        if said is None:
            said = self._clause_terms[clause.id] = terms(fold(clause.text))
        return sum([self._rarity[term] * min(times, wanted[term]) for term, times in said.items() if term in wanted])
