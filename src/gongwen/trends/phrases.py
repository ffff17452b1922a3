"""Terms found without being asked for: what documents set in quotation marks, and phrases they use again and again.

A phrase is a run of Han characters that stands in at least three sentences and goes with no one neighbour: 新质生产 is
none, since 力 always follows. Runs are counted length by length, and only where the shorter one is frequent enough,
so that the time grows with the text (Agrawal & Srikant, "Fast Algorithms for Mining Association Rules", 1994).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gongwen.clauses.lexicon import TAGS, Tag, scan
from gongwen.fold import fold
from gongwen.mentions.slogans import slogan_words
from gongwen.trends.statements import Statement
from gongwen.words import rows

_LEAST, _LONGEST = 3, 10
# Of the places a phrase stands in, those beside one and the same character; for two characters, which are often half
# of a longer word, less.
_BOUND, _BOUND_PAIR = 0.7, 0.5
_END = "\0"
_HAN = re.compile("[\u4e00-\u9fff]+")
_VERBS = Tag.VERB | Tag.SHARED | Tag.LOOKING | Tag.MODAL | Tag.ADVERB | Tag.LINK
# Words that only join, count or point, and endings of words that stand before them.
_NEVER_FIRST = frozenset(
    "的了和与及等在为是对把被将从以于要我你他各这那其并也都就不有着过到由或且而之个次年月日时万亿千百更最很又再已可使让给"
    "同共所们此该每某来只比性化者上下中内前后约近超成得地如因至则多一二三四五六七八九十两"
)
_NEVER_LAST = frozenset(
    "的了和与及等在为是对把被将从以于要我你他各这那其并也都就不有着过到由或且而之更最很又再已可使让给们此该每某只比约近超至则第"
    "一二三四五六七八九十两全大年月日万亿千百"
)
_LOOSE = tuple([row[0] for name in ("said_of_anything", "adverbs") for row in rows(name)])
_GENERAL = frozenset([*_LOOSE, *(row[0] for row in rows("general_objects"))])

Places = dict[str, list[int]]


def candidates(statements: Sequence[Statement]) -> list[str]:
    """Slogans and phrases of what was said, each once; the longer of two that always stand together."""
    found = _phrases(_runs(statements))
    slogans = {word: 0 for one in statements for word in _slogans(one)}
    return list(dict.fromkeys([*slogans, *found]))


def _slogans(statement: Statement) -> Iterator[str]:
    held = {span.id for span in statement.spans}
    for mention in statement.reading.mentions:
        if mention.kind == "slogan" and mention.span in held:
            words = fold(slogan_words(mention.text))
            if 2 <= len(words) <= 2 * _LONGEST:
                yield words


def _runs(statements: Iterable[Statement]) -> str:
    """All runs of Han characters, set apart."""
    texts = (fold(span.text) for one in statements for span in one.spans)
    return _END.join(["", *(run for text in texts for run in _HAN.findall(text)), ""])


def _phrases(text: str) -> list[str]:
    places, cohesion = _frequent(text), Cohesion(text)
    whole = {phrase for phrase, at in places.items() if _is_apart(text, phrase, at, cohesion)}
    return [phrase for phrase in places if phrase in whole and not _is_act(phrase, whole)]


def _frequent(text: str) -> Places:
    """Every run of two to ten characters that stands in at least three places, with where."""
    out: Places = {}
    at, length = list(range(len(text) - 1)), 2
    while at and length <= _LONGEST:
        groups: Places = defaultdict(list)
        for place in at:
            phrase = text[place : place + length]
            if phrase[0] != _END and phrase[-1] != _END:
                groups[phrase].append(place)
        kept = {phrase: places for phrase, places in groups.items() if len(places) >= _LEAST}
        out.update(kept)
        at = [place for places in kept.values() for place in places]
        length += 1
    return out


def _is_apart(text: str, phrase: str, places: Sequence[int], cohesion: Cohesion) -> bool:
    """Whether a phrase is a word of its own: one that is listed, or that goes with no one neighbour on either side."""
    if phrase in _GENERAL:
        return False
    if TAGS.get(phrase, 0) & Tag.THING:
        return True
    if phrase[0] in _NEVER_FIRST or phrase[-1] in _NEVER_LAST:
        return False
    size, most = len(phrase), _BOUND_PAIR if len(phrase) == 2 else _BOUND
    sides = [[text[place + step] for place in places] for step in (-1, size)]
    if any(_bound(neighbours) > most * len(places) for neighbours in sides):
        return False
    before, after = sides
    torn = sum([cohesion.tears(left, phrase, right) for left, right in zip(before, after, strict=True)])
    return torn <= len(places) / 2


class Cohesion:
    """How firmly two neighbours hold together in a text, against how often each stands there at all."""

    def __init__(self, text: str) -> None:
        self._ones, self._pairs = Counter(text), Counter(map("".join, pairwise(text)))

    def tears(self, left: str, phrase: str, right: str) -> bool:
        """Whether a phrase there begins or ends inside a word: 业体系 after 产, 消费潜 before 力."""
        return self._pulls(left, phrase[0], phrase[1]) or self._pulls(right, phrase[-1], phrase[-2], flip=True)

    def _pulls(self, outer: str, edge: str, inner: str, *, flip: bool = False) -> bool:
        if outer == _END:
            return False
        out, kept = (edge + outer, inner + edge) if flip else (outer + edge, edge + inner)
        return self._pairs[out] / self._ones[outer] > self._pairs[kept] / self._ones[inner]


def _bound(neighbours: Sequence[str]) -> int:
    """How many places share the commonest neighbour; an edge of the run is none."""
    counts = Counter(neighbours)
    counts.pop(_END, None)
    return max(counts.values(), default=0)


def _is_act(phrase: str, known: set[str]) -> bool:
    """推进乡村振兴: a verb before what is a phrase itself; 供给侧 holds no verb, for 侧 is none. So too 改革取得."""
    if phrase.startswith(_LOOSE) or phrase.endswith(_LOOSE):
        return True
    words = scan(phrase)
    if not words or words[0][0] or not words[0][2] & _VERBS or words[0][2] & Tag.THING:
        return False
    rest = phrase[words[0][1] :]
    return len(rest) < 2 or rest in known
