"""Where a document speaks of a matter: its sections as wholes, so that a clause is looked for in the right one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from gongwen.alignment.index import Index
from gongwen.alignment.sentences import Paragraph, Sentence
from gongwen.alignment.terms import Terms

_SECTION = 0.4  # of a section's score, for each of its sentences
_PARAGRAPH = 0.1  # of what the measure says, for what its paragraph says


class Sections:
    """The sections of the superior document."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        terms: dict[str | None, Terms] = defaultdict(lambda: defaultdict(float))
        for sentence in sentences:
            whole = terms[sentence.clauses[0].section]
            for term, times in sentence.terms.items():
                whole[term] += times
        numbers = {section: number for number, section in enumerate(terms)}
        self._of = [numbers[sentence.clauses[0].section] for sentence in sentences]
        self._index = Index([Sentence((), whole, asks=True) for whole in terms.values()])
        self._paragraphs: dict[Paragraph, list[float]] = {}

    def raised(self, scores: Sequence[float], wanted: Terms, paragraph: Paragraph) -> list[float]:
        """``scores`` of sentences, each with a part of its section's, by the measure's words and its paragraph's."""
        around = self._paragraphs.get(paragraph)
        if around is None:
            around = self._paragraphs[paragraph] = self._index.scores(paragraph.terms)
        own = self._index.scores(wanted)
        share = [_SECTION * (score + _PARAGRAPH * other) for score, other in zip(own, around, strict=True)]
        return [score and score + share[number] for score, number in zip(scores, self._of, strict=True)]

    def agreement(self, at: int, found: Sequence[int]) -> float:
        """The share of the sentences ``found`` that stand in the section of ``at``; a half where there is but one."""
        if len(self._index.sentences) < 2:
            return 0.5
        return sum([self._of[other] == self._of[at] for other in found]) / len(found)
