"""The words peculiar to each voice.

Log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn, "Fightin' Words", Political Analysis 2008):
what a voice says against what the others say, each drawn towards what all of them say together, over its standard
error. Counted are pairs of characters of what measures are about, once a sentence; a pair that stands out is grown
to the words it stands in as long as most of its places agree (空经 → 低空经济).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log, sqrt

from gongwen.alignment.terms import about_only
from gongwen.comparing.result import Measure, Word
from gongwen.fold import fold
from gongwen.words import rows

# As many words as the prior is worth; a page has few, and its prior no more than a part of them.
_PRIOR, _PART = 500.0, 0.25
_LEAST_WEIGHT, _LEAST_TIMES, _MOST = 1.96, 3, 10
_AGREE, _LONGEST = 0.6, 12
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
# A voice's own name is peculiar to it, and says nothing.
_ZONE = re.compile(
    "(?:国家)?(?:自主创新示范区|经济技术开发区|高新技术产业开发区|高新技术开发区|高新区|经开区|开发区|新区|市|县|区|省)$"
)
_PLACES = tuple([row[0] for row in rows("regions")])
# What names the form of work, its quality or how much of it is said by everyone, and tells nothing of one.
_TELLS_NOTHING = frozenset([row[0] for name in ("work_forms", "general_objects") for row in rows(name)])
_HOW_MUCH = re.compile(
    "不少于|不低于|不超过|以[上下内]|左右|[个场家户项条万亿][以之]|全年|力争|我们|等项目|分别|一批|更多"
)


# 化服务 (of 均等化服务, 便利化服务), 会等: what grew no further is a piece of several words.
_PIECE = re.compile("[化业性型者率会等的和及与一].*|.*[等的和及与一会各]")


def peculiar(measures: Sequence[Measure], names: Sequence[str]) -> tuple[tuple[Word, ...], ...]:
    """For each of the voices called ``names`` its peculiar words, the most telling first."""
    counts: list[Counter[str]] = [Counter() for _ in names]
    about = [_HAN.findall(about_only(_HOW_MUCH.sub(_blank, fold(one.text)))) for one in measures]
    for (voice, _), numbers in _sentences(measures):
        counts[voice].update({pair for number in numbers for pair in _pairs(about[number])})
    every: Counter[str] = Counter()
    for count in counts:
        every.update(count)
    grown = _Grown(measures)
    return tuple([tuple(grown.words(voice, _weights(count, every), names)) for voice, count in enumerate(counts)])


def _sentences(measures: Sequence[Measure]) -> Iterable[tuple[tuple[int, int], list[int]]]:
    out: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, one in enumerate(measures):
        out[one.voice, one.sentence].append(number)
    return out.items()


def _pairs(runs: Iterable[str]) -> Iterator[str]:
    return (run[at : at + 2] for run in runs for at in range(len(run) - 1))


def _weights(ours: Counter[str], every: Counter[str]) -> list[tuple[float, str]]:
    """The pairs of a voice that stand out, the greatest z-score first."""
    whole, here = sum(every.values()), sum(ours.values())
    prior = min(_PRIOR, _PART * whole)
    out = []
    for pair, times in ours.items():
        if times < _LEAST_TIMES:
            continue
        expected = prior * every[pair] / whole
        said, by_others = times + expected, every[pair] - times + expected
        odds = _odds(said, here + prior) - _odds(by_others, whole - here + prior)
        weight = odds / sqrt(1 / said + 1 / by_others)
        if weight >= _LEAST_WEIGHT:
            out.append((weight, pair))
    return sorted(out, key=lambda one: (-one[0], one[1]))


def _odds(part: float, whole: float) -> float:
    return log(part) - log(whole - part)


class _Grown:
    """Pairs grown to the words they stand in."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        self._texts: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for number, one in enumerate(measures):
            self._texts[one.voice].append((number, fold(one.text)))

    def words(self, voice: int, weights: Iterable[tuple[float, str]], names: Sequence[str]) -> Iterator[Word]:
        told: list[str] = []
        number = 0
        for weight, pair in weights:
            if number == _MOST:
                return
            if any(pair in word for word in told):
                continue
            word, numbers = self._grow(voice, pair)
            told.append(word)
            if word not in _TELLS_NOTHING and not _PIECE.fullmatch(word) and not _is_name(word, names[voice]):
                yield Word(word, round(weight, 2), tuple(numbers))
                number += 1

    def _grow(self, voice: int, word: str) -> tuple[str, list[int]]:
        places = [(number, text, at.start()) for number, text in self._texts[voice] for at in re.finditer(word, text)]
        start, end, enough = 0, len(word), _AGREE * len(places)
        while end - start < _LONGEST:
            before = _agreed([text[at + start - 1 : at + start] if at + start else "" for _, text, at in places])
            after = _agreed([text[at + end : at + end + 1] for _, text, at in places])
            if max(before[1], after[1]) < max(enough, _LEAST_TIMES):
                break
            to_left = before[1] > after[1]
            char = before[0] if to_left else after[0]
            start, end = (start - 1, end) if to_left else (start, end + 1)
            word = char + word if to_left else word + char
            places = [one for one in places if one[1].startswith(word, one[2] + start)]
        return about_only(word).strip() or word, list(dict.fromkeys([number for number, *_ in places]))


def _is_name(word: str, name: str) -> bool:
    own = _ZONE.sub("", name.partition("(")[0])
    return word in name or (len(own) > 1 and own in word) or any(place in word for place in _PLACES)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _agreed(chars: Iterable[str]) -> tuple[str, int]:
    """The character most of the places have there, and how many do; nothing where it is no Han character."""
    [(char, times)] = Counter(chars).most_common(1)
    return (char, times) if _HAN.match(char) else ("", 0)
