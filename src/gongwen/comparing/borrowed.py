"""The same words in several voices, beyond set phrases: who may have taken them from whom.

Looked for are the longest runs two voices have in common inside a sentence. Numbers are no words: a run ends at a
digit. What is left of a run without set phrases (words/set_phrases.tsv: what national documents say year after year,
and the names of indicators) must still be eight characters long.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from gongwen.alignment.places import pieces_within
from gongwen.clauses.lexicon import scan
from gongwen.comparing.result import Borrowed, Quote
from gongwen.comparing.voices import Voice, announced
from gongwen.fold import fold
from gongwen.model import Piece, Reading, Span
from gongwen.words import rows

_SHORTEST = 8  # Han characters beyond set phrases
_OFTEN = 24  # what stands at more places is a set phrase, whatever the list says
_COMMON_FROM = 4  # voices
_WORDS = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fffA-Za-z“”（）、，]{8,}")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
# Less than four characters beside a comma, and what joins, belong to something else.
_LOOSE_HEAD = re.compile("(?:[^，]{0,3}，|[、（）和与及的等])+")
_LOOSE_TAIL = re.compile("(?:，[^，]{0,3}|[、（）和与及的等])+$")

Place = tuple[int, int]  # number of the sentence, where in it
Runs = dict[str, list[Place]]


class _Sentence(NamedTuple):
    """``text`` is folded; the spans are those it was joined of; ``words`` are where its listed words stand."""

    voice: int
    text: str
    spans: tuple[Span, ...]
    words: list[tuple[int, int]]


def borrowed(voices: Sequence[Voice], superior: Reading | None = None) -> tuple[Borrowed, ...]:
    """The runs, the longest first; one that lies inside a longer one only where further voices say it."""
    sentences = [one for number, voice in enumerate(voices) for one in _sentences(number, voice)]
    above = _Above(superior)
    out = [_borrowed(voices, sentences, places, above) for places in _outermost(_runs(sentences), sentences)]
    return tuple(sorted(out, key=lambda one: (-len(one.text), one.text)))


def _sentences(number: int, voice: Voice) -> Iterator[_Sentence]:
    for _, found in groupby(announced(voice), key=lambda span: span.item):
        spans = tuple(found)
        text = fold("".join([span.text for span in spans]))
        yield _Sentence(number, text, spans, [(start, end) for start, end, _ in scan(text)])


def _runs(sentences: Sequence[_Sentence]) -> Runs:
    """Every longest common run with all places where it was found."""
    lines: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for places in _repeated(sentences):
        for first, (one, at) in enumerate(places):
            for other, there in places[first + 1 :]:
                if sentences[one].voice != sentences[other].voice:
                    lines[one, other, there - at].append(at)
    out: dict[str, set[Place]] = defaultdict(set)
    for (one, other, apart), starts in lines.items():
        for start, end in _stretches(starts):
            first, last = _whole_words(sentences[one], *_whole_words(sentences[other], start, end, apart))
            text = sentences[one].text[first:last]
            if _says_something(text):
                out[text].update([(one, first), (other, first + apart)])
    return {text: sorted(places) for text, places in out.items()}


def _repeated(sentences: Sequence[_Sentence]) -> Iterator[list[Place]]:
    """The places of every stretch of eight characters that two voices or more say."""
    first: dict[str, int] = {}
    several: dict[str, list[Place]] = {}
    for one in sentences:
        for gram, _ in _grams(one.text):
            if first.setdefault(gram, one.voice) != one.voice:
                several[gram] = []
    for number, one in enumerate(sentences):
        for gram, at in _grams(one.text):
            if gram in several:
                several[gram].append((number, at))
    return (places for places in several.values() if len(places) <= _OFTEN)


def _grams(text: str) -> Iterator[tuple[str, int]]:
    for run in _WORDS.finditer(text):
        for at in range(run.start(), run.end() - _SHORTEST + 1):
            yield text[at : at + _SHORTEST], at


def _stretches(starts: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring starts of stretches as one run ``(start, end)``."""
    for _, run in groupby(enumerate(sorted(starts)), key=lambda pair: pair[1] - pair[0]):
        side_by_side = [at for _, at in run]
        yield side_by_side[0], side_by_side[-1] + _SHORTEST


def _whole_words(sentence: _Sentence, start: int, end: int, apart: int = 0) -> tuple[int, int]:
    """``[start, end)``, ``apart`` further on in the sentence, without words cut in two and loose ends."""
    start, end = start + apart, end + apart
    for first, last in sentence.words:
        if first < start < last:
            start = last
        if first < end < last:
            end = first
    text = sentence.text
    loose = _LOOSE_HEAD.match(text, start, end)
    start = loose.end() if loose else start
    tail = _LOOSE_TAIL.search(text[start:end])
    end = start + tail.start() if tail else end
    return start - apart, max(start, end) - apart


def _says_something(text: str) -> bool:
    out, last = [], 0
    for _, start, end in _set_phrases().find_matches_as_indexes(text):
        out.append(text[last:start])
        last = end
    return len(_HAN.findall("".join([*out, text[last:]]))) >= _SHORTEST


def _outermost(runs: Runs, sentences: Sequence[_Sentence]) -> Iterator[tuple[str, list[Place]]]:
    """Runs from the longest on, without those that lie inside longer ones in all of their voices."""
    held: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for text in sorted(runs, key=lambda one: (-len(one), one)):
        inside = [any(s <= at and at + len(text) <= e for s, e in held[one]) for one, at in runs[text]]
        if not all(inside):
            yield text, runs[text]
        for one, at in runs[text]:
            held[one].append((at, at + len(text)))


def _borrowed(
    voices: Sequence[Voice], sentences: Sequence[_Sentence], found: tuple[str, list[Place]], above: _Above
) -> Borrowed:
    text, places = found
    said = [voices[sentences[one].voice] for one, _ in places]
    quotes = [_quote(voices, sentences[one], at, at + len(text)) for one, at in places]
    days = {quote.voice: voice.date for quote, voice in zip(quotes, said, strict=True)}
    first = _first(days)
    if first is not None:
        quotes.sort(key=lambda quote: (days[quote.voice] or "", quote.voice))
    pieces = above.find(text)
    common = len(voices) >= _COMMON_FROM and 2 * len(days) > len(voices)
    return Borrowed(text, tuple(quotes), "superior" if pieces else "common" if common else "alike", first, pieces)


def _first(days: dict[int, str | None]) -> int | None:
    """The voice that spoke before all others, where all days are known alike (with their year, or all without)."""
    known = [day for day in days.values() if day]
    if len(known) < len(days) or len({len(day) for day in known}) > 1:
        return None
    early = [voice for voice, day in days.items() if day == min(known)]
    return early[0] if len(early) == 1 else None


def _quote(voices: Sequence[Voice], sentence: _Sentence, start: int, end: int) -> Quote:
    """The words as the page has them; the run may reach over several clauses."""
    page = voices[sentence.voice].reading.text
    pieces: list[Piece] = []
    words, at = [], 0
    for span in sentence.spans:
        first, last = max(start - at, 0), min(end - at, len(span.text))
        if first < last:
            pieces += pieces_within(page, span.pieces, first, last)
            words.append(span.text[first:last])
        at += len(span.text)
    return Quote(sentence.voice, "".join(words), tuple(pieces))


class _Above:
    """The superior document's body, to look words up in."""

    def __init__(self, superior: Reading | None) -> None:
        self._page = superior.text if superior else ""
        self._spans = [(fold(span.text), span) for span in superior.spans] if superior else []
        self._whole = "\n".join([text for text, _ in self._spans])

    def find(self, text: str) -> tuple[Piece, ...]:
        """The pieces of the first clause that says all of ``text`` there."""
        if text not in self._whole:
            return ()
        for said, span in self._spans:
            at = said.find(text)
            if at >= 0:
                return pieces_within(self._page, span.pieces, at, at + len(text))
        return ()


@cache
def _set_phrases() -> AhoCorasick:
    return AhoCorasick(
        [fold(row[0]) for row in rows("set_phrases")],
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.ContiguousNFA,
    )
