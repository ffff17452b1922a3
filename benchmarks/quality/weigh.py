"""Learn ``gongwen/words/role_weights.tsv`` from the meetings in ``gold`` and ``own``; ``held`` is never learnt from.

usage: python -m benchmarks.quality.weigh > src/gongwen/words/role_weights.tsv        (half a minute)

Multinomial logistic regression with a strong L2 penalty, solved by accelerated gradient steps from zero: the same
readings give the same weights. A clause counts by the root of its length, a trait if it is seen in three clauses.
"""

import math
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.quality.facts import BODY
from benchmarks.quality.gold_facts import Json
from benchmarks.quality.page import BLANK, canonical
from benchmarks.quality.run import Marked, marked_pages
from gongwen.clauses.weighing import HUNDREDTHS, ROLES, traits
from gongwen.fold import fold

MEETINGS = ("roundup", "minutes")
SEEN, PENALTY, STEPS = 3, 10.0, 200
SOURCE = "# source: learnt from the hand readings in benchmarks/quality by its weigh.py; hundredths for "


class Example(NamedTuple):
    traits: list[int]
    role: int
    weight: float


def clauses(page: Marked) -> Iterator[tuple[list[str], str, int]]:
    """Traits, role and length of each body clause of a page."""
    text = canonical(page.page.read_bytes())
    body = [span for span in page.gold["spans"] if span["role"] in BODY]
    for n, span in enumerate(body):
        words = fold(_words(span, text)).rstrip("，；。：、！")
        nth = sum(other["item"] == span["item"] for other in body[:n])
        following = sum(other["item"] == span["item"] for other in body[n + 1 :])
        yield sorted(traits(words, nth, following)), span["role"], len(words)


def examples() -> tuple[list[str], list[Example]]:
    """The traits seen often, and the clauses with theirs by number."""
    met = [page for page in marked_pages() if page.group != "held" and page.gold.get("kind", "roundup") in MEETINGS]
    found = [one for page in met for one in clauses(page) if one[1] in ROLES]
    count = Counter(trait for held, _, _ in found for trait in held)
    names = sorted(trait for trait, seen in count.items() if seen >= SEEN and trait.isprintable())
    number = {trait: n for n, trait in enumerate(names)}
    return names, [
        Example([number[trait] for trait in held if trait in number], ROLES.index(role), math.sqrt(size))
        for held, role, size in found
    ]


def learn(size: int, seen: list[Example]) -> list[list[float]]:
    """Weights by trait and role. Steps by Nesterov, of a length that no curvature of the loss exceeds."""
    roles = range(len(ROLES))
    steep = PENALTY + sum(one.weight * len(one.traits) for one in seen) / 2 / 10
    now = [[0.0] * len(ROLES) for _ in range(size)]
    before = [row[:] for row in now]
    for step in range(STEPS):
        ahead = step / (step + 3)
        look = [[a + ahead * (a - b) for a, b in zip(*pair, strict=True)] for pair in zip(now, before, strict=True)]
        slope = [[PENALTY * weight for weight in row] for row in look]
        slope[0] = [0.0 for _ in roles]  # how common a role is costs nothing
        for held, role, weight in seen:
            sums = [sum(look[trait][r] for trait in held) for r in roles]
            top = max(sums)
            shares = [math.exp(one - top) for one in sums]
            whole = sum(shares)
            pull = [weight * (shares[r] / whole - (r == role)) for r in roles]
            for trait in held:
                row = slope[trait]
                for r in roles:
                    row[r] += pull[r]
        before, now = (
            now,
            [[w - s / steep for w, s in zip(*pair, strict=True)] for pair in zip(look, slope, strict=True)],
        )
    return now


def _words(span: Json, text: str) -> str:
    return BLANK.sub("", "".join(text[a:b] for a, b in span["pieces"]))


def main() -> None:
    names, seen = examples()
    print(SOURCE + " ".join(ROLES))
    for name, row in zip(names, learn(len(names), seen), strict=True):
        rounded = [round(weight * HUNDREDTHS) for weight in row]
        if any(rounded):
            print(name, *rounded, sep="\t")


if __name__ == "__main__":
    main()
