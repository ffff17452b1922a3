"""The plain method alignment is measured beside: sentences by the cosine of TF-IDF over pairs of Han characters."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator

Place = tuple[int, int]
Found = list[tuple[float, Place]]
MOST = 5


def tf_idf(text: str) -> Callable[[str], Found]:
    """A finder of the five sentences of ``text`` nearest to given words, with their cosine, best first."""
    places = [match.span() for match in re.finditer(r"[^。！？\n]+[。！？]*", text)]
    counts = [Counter(_pairs(text[start:end])) for start, end in places]
    spread = Counter(pair for count in counts for pair in count)
    unseen = math.log(1 + len(places)) + 1

    def vector(count: Counter[str]) -> dict[str, float]:
        out = {
            pair: times * (math.log((1 + len(places)) / (1 + spread[pair])) + 1 if pair in spread else unseen)
            for pair, times in count.items()
        }
        norm = math.sqrt(sum(weight * weight for weight in out.values())) or 1.0
        return {pair: weight / norm for pair, weight in out.items()}

    vectors = [vector(count) for count in counts]

    def find(words: str) -> Found:
        wanted = vector(Counter(_pairs(words)))
        scores = [sum(weight * other.get(pair, 0.0) for pair, weight in wanted.items()) for other in vectors]
        return [(scores[at], places[at]) for at in sorted(range(len(places)), key=lambda at: -scores[at])[:MOST]]

    return find


def _pairs(text: str) -> Iterator[str]:
    for run in re.findall("[\u4e00-\u9fff]+", text):
        yield from (run[at : at + 2] for at in range(len(run) - 1))
