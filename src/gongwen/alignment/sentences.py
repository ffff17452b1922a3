"""A reading cut for looking things up: sentences, each with its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongwen.alignment.meanings import Meanings, meant
from gongwen.alignment.terms import Terms, acts, terms
from gongwen.fold import fold
from gongwen.model import BODY, Reading, Span

_ENDS = "。！？!?"
# What is asked or announced; facts and frames may be near a measure, but nobody can answer them.
_ASKING = frozenset({"measure", "theme", "heading"})
# 2024年工作回顾: what stands under such a heading was done, however it is worded.
_REVIEW = re.compile("回顾|总结$|过去[一五]年|[一五]年来|工作情况$|工作成效$")
_SAID_OTHERWISE = 0.5  # of what a sentence says itself, for what its shorthand stands for


class Sentence(NamedTuple):
    """``asks`` says whether it holds a measure, a theme or a heading, and does not look back."""

    clauses: tuple[Span, ...]
    terms: Terms
    asks: bool


class Paragraph:
    """Sentences that stand in one paragraph of the page, and the pairs of characters they say, each once."""

    __slots__ = ("sentences", "terms")

    def __init__(self, sentences: list[Sentence]) -> None:
        self.sentences = sentences
        pairs = {term: times for one in sentences for term, times in one.terms.items() if len(term) > 1}
        self.terms: Terms = {term: min(1, times) for term, times in pairs.items()}


def paragraphs(reading: Reading) -> Iterator[Paragraph]:
    """The sentences of a reading as its page holds them together."""
    held: list[Sentence] = []
    end = 0
    for sentence in sentences(reading):
        start = sentence.clauses[0].pieces[0][0]
        if held and (start < end or "\n" in reading.text[end - 1 : start]):
            yield Paragraph(held)
            held = []
        held.append(sentence)
        end = sentence.clauses[-1].pieces[-1][1]
    if held:
        yield Paragraph(held)


def sentences(reading: Reading, meanings: Meanings | None = None) -> list[Sentence]:
    """The body and headings of a reading, in reading order; shorthand in them by ``meanings`` too."""
    past, out = reviews(reading), []
    for spans in _cut(reading):
        whole = fold("".join([span.text for span in spans]))
        asks = spans[0].section not in past and any(span.role in _ASKING for span in spans)
        out.append(Sentence(tuple(spans), _terms(whole, meanings), asks))
    return out


def reviews(reading: Reading) -> frozenset[str]:
    """The sections that tell what was done."""
    out, level = [], 0
    for section in reading.sections:
        if level and section.level <= level:
            level = 0
        if not level and _REVIEW.search(section.heading):
            level = section.level
        if level:
            out.append(section.id)
    return frozenset(out)


def _cut(reading: Reading) -> list[list[Span]]:
    out: list[list[Span]] = []
    held: list[Span] = []
    for span in reading.spans:
        if span.role not in BODY and not (span.role == "heading" and acts(fold(span.text))):
            continue
        if held and (span.section, span.entry) != (held[0].section, held[0].entry):
            out.append(held)
            held = []
        held.append(span)
        if span.role == "heading" or span.text[-1:] in _ENDS:
            out.append(held)
            held = []
    return [*out, held] if held else out


def _terms(text: str, meanings: Meanings | None) -> Terms:
    out = terms(text)
    for *_, meaning in meanings.find(text) if meanings else ():
        if meaning.kind != "under":
            for words in meaning.means:
                for term, times in meant(words).items():
                    out.setdefault(term, times * _SAID_OTHERWISE)
    return out
