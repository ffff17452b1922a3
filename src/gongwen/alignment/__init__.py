"""An own document beside a superior one: which clause of theirs each of our measures answers, and which none does.

A measure is looked up among the superior document's sentences by what it is about (terms.py), weighed as a search
engine weighs words (index.py); inside the best sentences the nearest clause is the match. Every match says by which
words it was made (ties.py). Numbers, bans, places and dates are never a matter of likeness: compared outright, they
turn ``covered`` into ``partial`` where they disagree (outright.py).
"""

from __future__ import annotations

from gongwen.alignment.index import Index
from gongwen.alignment.measures import Measure, measures, mentions_by_span
from gongwen.alignment.outright import Side, disagreements
from gongwen.alignment.result import Alignment, Match, Row, Tie, Uncovered, Verdict
from gongwen.alignment.sentences import sentences
from gongwen.alignment.ties import ties
from gongwen.collecting import no_collecting
from gongwen.model import Mention, Reading, Span

__all__ = ["Alignment", "Match", "Row", "Tie", "Uncovered", "align"]

_MATCHES = 5
_PARTIAL, _COVERED = 0.30, 0.45
_DISAGREE = frozenset({"number", "negation", "place", "date"})


def align(own: Reading, superior: Reading) -> Alignment:
    """Every measure of ``own`` with the clauses of ``superior`` it answers, and the measures of ``superior`` left over.

    A row's verdict rests on its best match: ``covered`` from a score of 0.45 up where nothing disagrees, ``none``
    under 0.30; its matches are there whatever the verdict, for a person to judge.
    """
    with no_collecting():
        return _Aligner(own, superior).align()


class _Aligner:
    """The two readings, and what of the superior one is answered so far."""

    def __init__(self, own: Reading, superior: Reading) -> None:
        self.own, self.superior = own, superior
        self.index = Index(sentences(superior))
        self.said: dict[str, list[Mention]] = mentions_by_span(superior)
        self.answered: set[str] = set()

    def align(self) -> Alignment:
        rows = tuple([self._row(measure) for measure in measures(self.own)])
        left = [span for span in self.superior.spans if span.role == "measure" and span.id not in self.answered]
        return Alignment(rows, tuple([Uncovered(span.text, span.pieces) for span in left]))

    def _row(self, measure: Measure) -> Row:
        near = self.index.nearest(measure.terms, _MATCHES)
        matches = tuple([self._match(measure, score, clause) for score, clause in near])
        self.answered.update(clause.id for score, clause in near if score >= _PARTIAL)
        return Row(measure.span.text, measure.span.pieces, _verdict(matches), matches)

    def _match(self, measure: Measure, score: float, clause: Span) -> Match:
        ours = Side(self.own.text, measure.span, measure.mentions)
        theirs = Side(self.superior.text, clause, self.said[clause.id])
        because = (*ties(measure, self.own.text, clause, self.superior.text), *disagreements(ours, theirs))
        return Match(clause.text, clause.pieces, round(score, 3), because)


def _verdict(matches: tuple[Match, ...]) -> Verdict:
    best = matches[0] if matches else None
    if best is None or best.score < _PARTIAL:
        return "none"
    disagrees = any(tie.tie in _DISAGREE for tie in best.because)
    return "partial" if disagrees or best.score < _COVERED else "covered"
