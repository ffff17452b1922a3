"""A reading cut into what is set beside one another: a sentence, with the units named after it.

Two provisions say the same when their keys are equal: number, width, blanks and clause marks make no difference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from gongwen.fold import fold
from gongwen.headings import label_of
from gongwen.model import Mention, Piece, Reading, Role, Span
from gongwen.spans import BLANK_CLASS, words
from gongwen.versions.result import Provision

_ENDS = re.compile("[。！？；…][”’）」』]*$")
_NUMERALS = "0-9A-Za-z一二三四五六七八九十百千万亿零〇两"
_BLANKS = re.compile(f"[{BLANK_CLASS}]+")
# 1、2月 is not 12月: a mark between numerals says something.
_MARKS = re.compile(f"(?<![{_NUMERALS}])[，。；：、！？…—“”‘’]+|[，。；：、！？…—“”‘’]+(?![{_NUMERALS}])")
# Lines of their own: the sentence that follows is another provision, whatever they end with.
_LINES: frozenset[Role] = frozenset(
    {"title", "number", "addressee", "signature", "byline", "heading", "zone", "headline", "markup"}
)


class Unit:
    """A provision with what it is compared by. ``at`` is its place in its reading."""

    def __init__(self, at: int, page: str, spans: Sequence[Span], under: tuple[str, ...]) -> None:
        self.at, self.page, self.spans, self.under = at, page, spans, under
        self.pieces = tuple(_merged(piece for span in spans for piece in span.pieces))
        self.text = words(page, self.pieces)
        self.folded = fold(self.text)
        label = label_of(self.folded)
        self.label = label.text if label else ""
        self.body = label.end if label else 0
        self.key = _MARKS.sub("", _BLANKS.sub("", self.folded[self.body :]))

    @property
    def role(self) -> Role:
        return self.spans[0].role

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Its pairs of characters; of a single character, that."""
        return frozenset([self.key[at : at + 2] for at in range(max(1, len(self.key) - 1))])

    def provision(self) -> Provision:
        return Provision(self.text, self.pieces, self.role, self.under)


def units(reading: Reading) -> list[Unit]:
    """All of a reading, in reading order."""
    headings = _headings(reading)
    return [Unit(at, reading.text, spans, _under(spans[0], headings)) for at, spans in enumerate(_cut(reading))]


def _under(span: Span, headings: dict[str | None, tuple[str, ...]]) -> tuple[str, ...]:
    """Of a heading those above it alone; a signature stands under none."""
    above = headings.get(span.section, ())
    return above[:-1] if span.role == "heading" else () if span.role in _LINES else above


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    out: list[Piece] = []
    for start, end in pieces:
        if out and out[-1][1] == start:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def mentions_of(reading: Reading) -> dict[str, list[Mention]]:
    """Span id → what it mentions."""
    out: dict[str, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        out[mention.span].append(mention)
    return out


def _cut(reading: Reading) -> Iterator[list[Span]]:
    held: list[Span] = []
    sentences = 1  # of the paragraph so far
    for span in reading.spans:
        if held and _parts(reading.text, held[-1], span, sentences):
            yield held
            sentences = 1 if _is_first(reading.text, held[-1], span) else sentences + 1
            held = []
        held.append(span)
    if held:
        yield held


def _parts(text: str, before: Span, after: Span, sentences: int) -> bool:
    """Whether another provision begins. Units named in brackets belong to the sentence before them; after several they
    are for all of these, and stand alone."""
    if before.role in _LINES or after.role in _LINES or before.entry != after.entry:
        return True
    if after.role == "parties":
        return sentences > 1 and before.role != "parties" and bool(_ENDS.search(before.text))
    if _ENDS.search(before.text) or before.role == "parties":
        return True
    return _is_first(text, before, after) and before.text[-1:] not in "，,、：:"


def _is_first(text: str, before: Span, after: Span) -> bool:
    """Whether a paragraph begins."""
    return before.role in _LINES or "\n" in text[before.pieces[-1][1] : after.pieces[0][0]]


def _headings(reading: Reading) -> dict[str | None, tuple[str, ...]]:
    """Section id → its heading and those above it, without their numbers."""
    above: list[tuple[int, str]] = []
    out: dict[str | None, tuple[str, ...]] = {}
    for section in reading.sections:
        above = [one for one in above if one[0] < section.level] + [(section.level, section.heading)]
        out[section.id] = tuple([heading for _, heading in above if heading])
    return out
