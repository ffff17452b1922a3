"""A reading cut for looking things up: sentences, each with its clauses."""

from __future__ import annotations

from typing import NamedTuple

from gongwen.alignment.terms import Terms, acts, terms
from gongwen.fold import fold
from gongwen.model import BODY, Reading, Span

_ENDS = "。！？!?"
# What is asked or announced; facts and frames may be near a measure, but nobody can answer them.
_ASKING = frozenset({"measure", "theme", "heading"})


class Sentence(NamedTuple):
    """``asks`` says whether it holds a measure, a theme or a heading."""

    clauses: tuple[Span, ...]
    terms: Terms
    asks: bool


def sentences(reading: Reading) -> list[Sentence]:
    """The body and headings of a reading, in reading order."""
    out: list[Sentence] = []
    held: list[Span] = []
    for span in reading.spans:
        if span.role not in BODY and not (span.role == "heading" and acts(span.text)):
            continue
        if held and (span.section, span.entry) != (held[0].section, held[0].entry):
            out.append(_sentence(held))
            held = []
        held.append(span)
        if span.role == "heading" or span.text[-1:] in _ENDS:
            out.append(_sentence(held))
            held = []
    return [*out, _sentence(held)] if held else out


def _sentence(spans: list[Span]) -> Sentence:
    whole = fold("".join([span.text for span in spans]))
    asks = any(span.role in _ASKING for span in spans)
    return Sentence(tuple(spans), terms(whole), asks)
