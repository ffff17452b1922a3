"""The clauses of a superior document that say a measure word for word: what no weighing may lose."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from gongwen.fold import fold
from gongwen.model import Span
from gongwen.spans import BLANKS

# Their number and the mark they end with are no words of theirs.
_NUMBER = re.compile(r"(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|\d+[.．、](?!\d))+")
_MARKS = "，。；、：！,.;:!"


class Verbatim:
    """Clauses by their words, width and blanks left out."""

    def __init__(self, clauses: Iterable[Span]) -> None:
        self._by_words: dict[str, list[Span]] = defaultdict(list)
        for clause in clauses:
            self._by_words[_words(clause)].append(clause)

    def of(self, measure: Span) -> list[Span]:
        """Those that say just what ``measure`` says, in reading order."""
        return self._by_words.get(_words(measure), [])


def _words(clause: Span) -> str:
    text = BLANKS.sub("", fold(clause.text))
    number = _NUMBER.match(text)
    return text[number.end() if number else 0 :].rstrip(_MARKS)
