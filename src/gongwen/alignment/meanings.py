"""What words stand for beyond themselves: shorthand that documents spell out, and a short list of standing ties.

The first source that knows a word counts: what the two documents say themselves (“三提”：甲、乙、丙; the glossary at
the end of many reports), what others say that are given beside them, then ``words/standing_ties.tsv``: official
shorthand (``same``: 两新 stands for 消费品以旧换新) and what stands under what in the chapters of plans and reports
(``under``: 招聘 is about 就业).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple, cast

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from gongwen.alignment.terms import Terms, terms
from gongwen.fold import fold
from gongwen.mentions.slogans import slogan_words
from gongwen.model import Reading
from gongwen.words import rows

MeaningKind = Literal["spelled_out", "same", "under"]
_LONGEST = 60  # characters of an explanation; longer ones tell a story
# 双备案：生成式人工智能服务备案和…备案。 A glossary's line: a short word the text above uses, and what it is.
_ENTRY = re.compile(
    r"(?m)^[ \t]*(?:\d{1,3}[.．、])?[“\"]?(?P<word>[^，。；：、\n]{2,16}?)[”\"]?：指?(?P<means>[^\n]+?)[。；]?[ \t]*$"
)
_FEWEST_ENTRIES = 3


class Meaning(NamedTuple):
    """``word`` stands for each of ``means``; ``source`` names the other document that says so, if one does."""

    word: str
    means: tuple[str, ...]
    kind: MeaningKind
    source: str


class Meanings:
    """The words that stand for others: in two documents, where they say nothing in others, and in our list."""

    def __init__(self, own: Reading, superior: Reading, context: Iterable[Reading]) -> None:
        known = {one.word: one for one in _standing()}
        for other in context:
            known.update((one.word, one) for one in _spelled_out(other, other.page.source))
        for reading in (superior, own):
            known.update((one.word, one) for one in _spelled_out(reading))
        self._known = list(known.values())
        self._find = AhoCorasick(
            [one.word for one in self._known],
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
        )

    def find(self, text: str) -> list[tuple[int, int, Meaning]]:
        """The known words of folded ``text`` with their places, in order and apart."""
        return [(start, end, self._known[number]) for number, start, end in self._find.find_matches_as_indexes(text)]


@cache
def _standing() -> tuple[Meaning, ...]:
    return tuple(
        Meaning(fold(word), tuple(fold(means).split("、")), cast("MeaningKind", kind), "")
        for word, kind, means in rows("standing_ties")
    )


def _spelled_out(reading: Reading, source: str = "") -> Iterator[Meaning]:
    """What a document says its own words stand for; a slogan's list outranks the glossary."""
    for word, means in _glossary(fold(reading.text)):
        yield Meaning(word, means, "spelled_out", source)
    for mention in reading.mentions:
        word = fold(slogan_words(mention.text)) if mention.kind == "slogan" and mention.value else ""
        if len(word) > 1:
            means = tuple([fold(part) for part in mention.value["parts"] or [mention.value["meaning"]]])
            yield Meaning(word, means, "spelled_out", source)


def _glossary(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    entries = [entry for entry in _ENTRY.finditer(text) if entry["word"] in text[: entry.start()]]
    if len(entries) >= _FEWEST_ENTRIES:
        for entry in entries:
            parts = tuple(entry["means"].split("、"))
            if len(entry["means"]) <= _LONGEST or len(parts) > 1:
                yield entry["word"], parts


@cache
def meant(words: str) -> Terms:
    """The terms of what a word stands for; read, never changed."""
    return terms(words)
