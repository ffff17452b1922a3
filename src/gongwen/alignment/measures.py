"""An own document's measures, each with the terms to look it up by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongwen.alignment.meanings import Meaning, Meanings, meant
from gongwen.alignment.sentences import Paragraph, Sentence, paragraphs
from gongwen.alignment.terms import Terms, terms
from gongwen.fold import fold
from gongwen.model import Mention, Reading, Span

# Of what the measure says itself: what its words stand for, and what its sentence says beside it.
_MEANT, _BESIDE = 0.8, 0.2


class Measure(NamedTuple):
    """``said`` is what the clause says itself, ``terms`` what it is looked up by: its meanings and its sentence too.

    ``meanings`` are ``(start, end, meaning)`` of the clause's folded text.
    """

    span: Span
    mentions: tuple[Mention, ...]
    meanings: list[tuple[int, int, Meaning]]
    beside: tuple[Span, ...]
    paragraph: Paragraph
    said: Terms
    terms: Terms


def mentions_by_span(reading: Reading) -> dict[str, list[Mention]]:
    out: dict[str, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        out[mention.span].append(mention)
    return out


def measures(reading: Reading, meanings: Meanings) -> Iterator[Measure]:
    """The measures of a reading, in reading order."""
    mentions = mentions_by_span(reading)
    for paragraph in paragraphs(reading):
        for sentence in paragraph.sentences:
            for span in sentence.clauses:
                if span.role == "measure":
                    text = fold(span.text)
                    found, said = meanings.find(text), terms(text)
                    beside = tuple([other for other in sentence.clauses if other is not span])
                    wanted = _wanted(said, [meaning for *_, meaning in found], sentence)
                    yield Measure(span, tuple(mentions[span.id]), found, beside, paragraph, said, wanted)


def _wanted(said: Terms, meanings: Sequence[Meaning], sentence: Sentence) -> Terms:
    out = dict(said)
    for words in [words for meaning in meanings for words in meaning.means]:
        for term, times in meant(words).items():
            out[term] = max(out.get(term, 0), times * _MEANT)
    if len(sentence.clauses) > 1:
        for term, times in sentence.terms.items():
            if len(term) > 1:
                out.setdefault(term, min(1, times) * _BESIDE)
    return out
