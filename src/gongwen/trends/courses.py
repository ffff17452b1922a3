"""The course of a term: where it is said, by whom first, and what became of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from string import ascii_lowercase, ascii_uppercase

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from gongwen.alignment.places import pieces_within
from gongwen.fold import fold
from gongwen.model import Span
from gongwen.trends.changing import Stratum, change
from gongwen.trends.result import Adoption, Change, Course, Point, Saying, Text, Told
from gongwen.trends.statements import Statement

_EDGE = "\n"
_PER = 10_000  # characters
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


class Searched:
    """A statement's words to look terms up in; a term is found inside a clause, never across two."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self._spans = [span for span in statement.spans if span.text]
        texts = [fold(span.text) for span in self._spans]
        self._text = _EDGE.join(texts)
        self._starts = [0, *accumulate([len(text) + len(_EDGE) for text in texts])][:-1]

    def clauses(self, terms: AhoCorasick) -> Counter[int]:
        """In how many clauses each of ``terms`` stands, by its number; all looked for in one go."""
        found = terms.find_matches_as_indexes(_plain(self._text), overlapping=True)
        return Counter([number for number, _ in {(number, self._at(start)) for number, start, _ in found}])

    def point(self, number: int, term: re.Pattern[str]) -> Point | None:
        found = list(self._found(term))
        if not found:
            return None
        rate = _PER * len(found) / max(1, self.statement.text.length)
        sayings = [self._saying(span, start, end) for span, start, end in found]
        return Point(number, len(found), len({span.id for span, *_ in found}), round(rate, 2), tuple(sayings))

    def _found(self, term: re.Pattern[str]) -> Iterator[tuple[Span, int, int]]:
        for match in term.finditer(self._text):
            at = self._at(match.start())
            yield self._spans[at], match.start() - self._starts[at], match.end() - self._starts[at]

    def _at(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def _saying(self, span: Span, start: int, end: int) -> Saying:
        page = self.statement.reading.text
        return Saying(span.text, span.pieces, pieces_within(page, span.pieces, start, end))


class Said:
    """All statements, by day, to follow terms through."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._texts = [one.text for one in statements]
        self._searched = [Searched(one) for one in statements]
        groups = [list(group) for _, group in groupby(self._texts, key=lambda text: text.occasion)]
        self._lengths = [sum([text.length for text in group]) for group in groups]
        strata = _strata(self._texts)
        self._stratum_of = [strata[text.voice] for text in self._texts]
        self._spoken = [[0] * len(groups) for _ in set(strata.values())]
        for text, stratum in zip(self._texts, self._stratum_of, strict=True):
            self._spoken[stratum][text.occasion] += text.length

    def changes(self, terms: Sequence[str]) -> dict[str, tuple[Change, int]]:
        """What became of each term, and in how many clauses it stands."""
        words = [_plain(fold(term.strip())) for term in terms]
        find = AhoCorasick(words, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
        counts: list[dict[int, dict[int, int]]] = [{} for _ in words]
        for text, stratum, searched in zip(self._texts, self._stratum_of, self._searched, strict=True):
            for number, clauses in searched.clauses(find).items():
                on = counts[number].setdefault(stratum, {})
                on[text.occasion] = on.get(text.occasion, 0) + clauses
        return {term: self._change(by_stratum) for term, by_stratum in zip(terms, counts, strict=True)}

    def _change(self, counts: Mapping[int, Mapping[int, int]]) -> tuple[Change, int]:
        """``counts`` are clauses by stratum and occasion; a voice that never says the term tells nothing of it."""
        whole = range(len(self._lengths))
        strata = [Stratum([on.get(at, 0) for at in whole], self._spoken[number]) for number, on in counts.items()]
        return change(strata), sum([clauses for on in counts.values() for clauses in on.values()])

    def course(self, term: str, changed: Change) -> Course:
        pattern = pattern_of(term)
        made = [searched.point(number, pattern) for number, searched in enumerate(self._searched)]
        points = tuple([point for point in made if point])
        return Course(term, changed, points, tuple(self._adoptions(points)), tuple(self._told(points)))

    def _adoptions(self, points: Sequence[Point]) -> Iterator[Adoption]:
        known = set[str]()
        for point in points:
            voice = self._texts[point.text].voice
            if voice not in known:
                known.add(voice)
                yield Adoption(voice, point.text, any(text.voice == voice for text in self._texts[: point.text]))

    def _told(self, points: Sequence[Point]) -> Iterator[Told]:
        said = {point.text: point for point in points}
        for occasion, group in groupby(enumerate(self._texts), key=lambda pair: pair[1].occasion):
            texts: list[tuple[int, Text]] = list(group)
            held = [said[number] for number, _ in texts if number in said]
            times, clauses = sum([one.times for one in held]), sum([one.clauses for one in held])
            rate = round(_PER * times / max(1, self._lengths[occasion]), 2)
            saying = {self._texts[one.text].voice for one in held}
            yield Told(times, clauses, rate, len(saying), len({text.voice for _, text in texts}))


def _strata(texts: Sequence[Text]) -> dict[str, int]:
    """Voice by voice; all in one where none speaks on two occasions, for then they were meant to be compared."""
    numbers = {voice: number for number, voice in enumerate(dict.fromkeys([text.voice for text in texts]))}
    spoken = {(text.voice, text.occasion) for text in texts}
    return numbers if len(spoken) > len(numbers) else dict.fromkeys(numbers, 0)


def _plain(text: str) -> str:
    """Without a difference of case, of the letters that have one and keep their length."""
    return text.translate(_SMALL)


def pattern_of(term: str) -> re.Pattern[str]:
    """The term as it is searched: width and, of Latin letters, case make no difference."""
    words = fold(term.strip())
    return re.compile(re.escape(words), re.IGNORECASE if re.search("[A-Za-z]", words) else 0)
