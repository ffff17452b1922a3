"""An own document's measures, each with the terms to look it up by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gongwen.alignment.terms import Terms, terms
from gongwen.fold import fold
from gongwen.model import Mention, Piece, Reading, Span

_SPELLED_OUT = 0.5  # of what the measure says itself: the superior document may take up one part alone


class Slogan(NamedTuple):
    """A slogan and the words its own document says it stands for."""

    text: str
    pieces: tuple[Piece, ...]
    means: tuple[str, ...]


class Measure(NamedTuple):
    span: Span
    mentions: tuple[Mention, ...]
    slogans: tuple[Slogan, ...]
    terms: Terms


def mentions_by_span(reading: Reading) -> dict[str, list[Mention]]:
    out: dict[str, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        out[mention.span].append(mention)
    return out


def measures(reading: Reading) -> Iterator[Measure]:
    """The measures of a reading, in reading order."""
    said = mentions_by_span(reading)
    for span in reading.spans:
        if span.role == "measure":
            slogans = tuple(_slogans(said[span.id]))
            yield Measure(span, tuple(said[span.id]), slogans, _wanted(span.text, slogans))


def _slogans(mentions: Iterable[Mention]) -> Iterator[Slogan]:
    for mention in mentions:
        if mention.kind == "slogan" and mention.value:
            means = mention.value["parts"] or [mention.value["meaning"]]
            yield Slogan(mention.text, mention.pieces, tuple(means))


def _wanted(text: str, slogans: Sequence[Slogan]) -> Terms:
    """What the text says, its slogans put in other words."""
    plain = text
    for slogan in slogans:
        plain = plain.replace(slogan.text, " ")
    out = terms(fold(plain))
    for words in [words for slogan in slogans for words in slogan.means]:
        for term, times in terms(fold(words)).items():
            out.setdefault(term, times * _SPELLED_OUT)
    return out
