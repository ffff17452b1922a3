"""An own document beside a superior one: which clause of theirs each of our measures answers, and which none does.

A clause in the measure's own words is its match (verbatim.py). Else the measure is looked up among the superior
document's sentences by what it is about (terms.py), by what its words stand
for (meanings.py), by what its sentence says beside it, by the section that speaks of its matter (sections.py) and,
where other documents are given, by what stands together there (together.py); all weighed as a search engine weighs
words (index.py). Inside the best sentences the nearest
clause is the match, and says by which words it was made (ties.py). Numbers, bans, places and dates are never a matter
of likeness: compared outright, they turn ``covered`` into ``partial`` where they disagree (outright.py).
"""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.alignment.index import Index, best
from gongwen.alignment.meanings import Meanings
from gongwen.alignment.measures import Measure, measures, mentions_by_span
from gongwen.alignment.outright import Side, disagreements
from gongwen.alignment.result import Alignment, Match, Row, Tie, Uncovered, Verdict
from gongwen.alignment.sections import Sections
from gongwen.alignment.sentences import reviews, sentences
from gongwen.alignment.terms import Terms
from gongwen.alignment.ties import Ties
from gongwen.alignment.together import Said, Together
from gongwen.alignment.verbatim import Verbatim
from gongwen.collecting import no_collecting
from gongwen.model import Mention, Reading, Span

__all__ = ["Alignment", "Match", "Row", "Tie", "Uncovered", "align"]

_MATCHES = 5
_PARTIAL, _COVERED = 0.31, 0.45
_AGREEING = 0.5  # of a score, where all that was found stands in one section
_DISAGREE = frozenset({"number", "negation", "place", "date"})


def align(own: Reading, superior: Reading, *, context: Iterable[Reading] = ()) -> Alignment:
    """Every measure of ``own`` with the clauses of ``superior`` it answers, and the measures of ``superior`` left over.

    ``context`` are other documents (reports of other years, of the level between): what they spell out makes ties
    too, and where nothing is found, what stands together in them proposes clauses. A row's verdict rests on its best
    match: ``covered`` where a clause says the same word for word (score 1) and from a score of 0.45 up where nothing
    disagrees, ``none`` under 0.31; its matches are there whatever the verdict, for a person to judge.
    """
    with no_collecting():
        return _Aligner(own, superior, list(context)).align()


class _Aligner:
    """The two readings, and what of the superior one is answered so far."""

    def __init__(self, own: Reading, superior: Reading, context: list[Reading]) -> None:
        self.own, self.superior = own, superior
        self.meanings, self.together = Meanings(own, superior, context), Together(context)
        self.index = Index(sentences(superior, self.meanings))
        self.sections = Sections(self.index.sentences)
        self.ties = Ties(own.text, superior, self.meanings)
        past = reviews(superior)
        self.asked = [span for span in superior.spans if span.role == "measure" and span.section not in past]
        self.verbatim = Verbatim(self.asked)
        self.said: dict[str, list[Mention]] = mentions_by_span(superior)
        self.answered: set[str] = set()

    def align(self) -> Alignment:
        rows = tuple([self._row(measure) for measure in measures(self.own, self.meanings)])
        left = [span for span in self.asked if span.id not in self.answered]
        return Alignment(rows, tuple([Uncovered(span.text, span.pieces) for span in left]))

    def _row(self, measure: Measure) -> Row:
        wanted = measure.terms
        near: tuple[Said, ...] = ()
        found = self._nearest(measure, wanted)
        scores = self._scores(measure, found)
        if not self.together.empty and not any(score >= _PARTIAL for score in scores):
            wanted, near = self.together.add(wanted)
            found = self._nearest(measure, wanted)
            scores = self._scores(measure, found)
        same = self.verbatim.of(measure.span)
        self.answered.update([clause.id for clause in same])
        matches = [self._match(measure, 1.0, clause, ()) for clause in same[:_MATCHES]]
        for at, score in zip(found, scores, strict=True):
            clause = self.index.clause(wanted, self.index.sentences[at])
            if clause not in same and len(matches) < _MATCHES:
                matches.append(self._match(measure, score, clause, near))
            if score >= _PARTIAL:
                self.answered.add(clause.id)
        return Row(measure.span.text, measure.span.pieces, _verdict(matches), tuple(matches))

    def _scores(self, measure: Measure, found: list[int]) -> list[float]:
        """What each sentence says of the measure; more where the others found stand in its section."""
        whole = self.index.weight(measure.said)
        said = [self.index.found(measure.terms, at) / whole for at in found]
        return [
            min(1.0, score * (1 + _AGREEING * self.sections.agreement(at, found)))
            for at, score in zip(found, said, strict=True)
        ]

    def _nearest(self, measure: Measure, wanted: Terms) -> list[int]:
        scores = self.sections.raised(self.index.scores(wanted), wanted, measure.paragraph)
        return [at for _, at in best(scores, _MATCHES)]

    def _match(self, measure: Measure, score: float, clause: Span, near: tuple[Said, ...]) -> Match:
        ours = Side(self.own.text, measure.span, measure.mentions)
        theirs = Side(self.superior.text, clause, self.said[clause.id])
        because = (*self.ties.find(measure, near, clause), *disagreements(ours, theirs))
        return Match(clause.text, clause.pieces, round(score, 3), because)


def _verdict(matches: list[Match]) -> Verdict:
    if not matches or matches[0].score < _PARTIAL:
        return "none"
    disagrees = any(tie.tie in _DISAGREE for tie in matches[0].because)
    return "partial" if disagrees or matches[0].score < _COVERED else "covered"
