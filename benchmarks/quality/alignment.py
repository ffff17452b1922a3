"""How well measures find the clause they answer: ``align`` beside TF-IDF over pairs of characters, on the same pairs.

usage: python -m benchmarks.quality.alignment [-v]      exit status 1 where recall is under its floor

A match is right where it lies inside a sentence that a person accepted. Both look for the five best places; ``none``
is told from ``some`` by the verdict, balanced over the two. Intervals are Wilson's, 95 %.
Gold: ../shared/gold/align_*.json. It was labelled from candidates that pairs of characters proposed, so it flatters the
plain method.
"""

import hashlib
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.quality.page import canonical
from gongwen import Alignment, Row, align, read

SHARED = Path(__file__).parents[3] / "shared"
AT = (1, 5)
# Reached on the first pair, less what one row weighs.
FLOORS = {"recall@1": 0.80, "recall@5": 0.88}

Place = tuple[int, int]


class Asked(NamedTuple):
    """A measure of the own page, and the sentences of the superior one a person accepts for it."""

    row: Row
    accept: list[Place]


class Pair(NamedTuple):
    name: str
    superior: str
    asked: list[Asked]


def main() -> None:
    verbose = "-v" in sys.argv[1:]
    low = False
    for pair in pairs():
        print(f"{pair.name}: {len(pair.asked)} measures, {sum(not one.accept for one in pair.asked)} with no answer")
        plain = tf_idf(pair.superior)
        ours = _tell("align", pair, lambda row: [_place(match.pieces) for match in row.matches], verbose=verbose)
        _tell("tf-idf", pair, _by_words(plain), verbose=False)
        _tell_none(pair)
        low = low or any(ours[figure] < floor for figure, floor in FLOORS.items())
    sys.exit(low)


def pairs() -> Iterator[Pair]:
    """Every pair marked by a person whose documents are at hand and are the ones that were marked."""
    for path in sorted(SHARED.glob("gold/align_*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        own, superior = (next(SHARED.rglob(gold[side]), None) for side in ("page", "superior"))
        if own is None or superior is None:
            continue
        data = superior.read_bytes()
        text = canonical(data)
        if gold["superior_sha256"] not in (hashed(data), hashed(text.encode())):
            continue
        alignment = align(read(own), read(superior))
        yield Pair(path.stem, text, [*_asked(gold["rows"], alignment)])


def hashed(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _by_words(find: Callable[[str], list[Place]]) -> Callable[[Row], list[Place]]:
    return lambda row: find(row.text)


def _asked(rows: list[dict[str, Any]], alignment: Alignment) -> Iterator[Asked]:
    """The rows of the alignment that are the measures marked; one the reader does not see is never found."""
    for row in rows:
        marked = set(_characters(row["pieces"]))
        found = max(alignment.rows, key=lambda one: len(marked & set(_characters(one.pieces))))
        if not marked & set(_characters(found.pieces)):
            found = Row("", (), "none", ())
        yield Asked(found, [(one["start"], one["end"]) for one in row["accept"]])


def _characters(pieces: Any) -> Iterator[int]:
    return (at for start, end in pieces for at in range(start, end))


def _place(pieces: tuple[Place, ...]) -> Place:
    return pieces[0][0], pieces[-1][1]


def _tell(name: str, pair: Pair, find: Callable[[Row], list[Place]], *, verbose: bool) -> dict[str, float]:
    """Recall at each rank, printed and returned."""
    answered = [one for one in pair.asked if one.accept]
    ranks = [_rank(find(one.row), one.accept) for one in answered]
    figures = {}
    for most in AT:
        hits = sum(rank < most for rank in ranks)
        low, high = wilson(hits, len(ranks))
        figures[f"recall@{most}"] = hits / max(1, len(ranks))
        print(f"  {name:<7} recall@{most} {hits / max(1, len(ranks)):.3f}  ({low:.2f} to {high:.2f})")
    if verbose:
        for one, rank in zip(answered, ranks, strict=True):
            if rank:
                print(f"    {'later' if rank < max(AT) else 'lost'}: {one.row.text}")
    return figures


def _rank(found: list[Place], accept: list[Place]) -> int:
    inside = (
        at for at, (start, end) in enumerate(found) if any(first <= start and end <= last for first, last in accept)
    )
    return next(inside, max(AT))


def _tell_none(pair: Pair) -> None:
    some = [one.row.verdict != "none" for one in pair.asked if one.accept]
    none = [one.row.verdict == "none" for one in pair.asked if not one.accept]
    balanced = (sum(some) / max(1, len(some)) + sum(none) / max(1, len(none))) / 2
    print(f"  none told from some {balanced:.3f} balanced: {sum(some)} of {len(some)}, {sum(none)} of {len(none)}")


def tf_idf(text: str) -> Callable[[str], list[Place]]:
    """Sentences of ``text`` by the cosine of TF-IDF over pairs of Han characters, best first."""
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

    def find(words: str) -> list[Place]:
        wanted = vector(Counter(_pairs(words)))
        scores = [sum(weight * other.get(pair, 0.0) for pair, weight in wanted.items()) for other in vectors]
        return [places[at] for at in sorted(range(len(places)), key=lambda at: -scores[at])[: max(AT)]]

    return find


def _pairs(text: str) -> Iterator[str]:
    for run in re.findall("[\u4e00-\u9fff]+", text):
        yield from (run[at : at + 2] for at in range(len(run) - 1))


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Wilson's interval of a share, 95 %."""
    if not total:
        return 0.0, 1.0
    z, share = 1.96, hits / total
    middle, spread = share + z * z / (2 * total), z * math.sqrt((share * (1 - share) + z * z / (4 * total)) / total)
    return (middle - spread) / (1 + z * z / total), (middle + spread) / (1 + z * z / total)


if __name__ == "__main__":
    main()
