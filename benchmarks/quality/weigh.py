"""Learn ``gongwen/words/role_weights.tsv`` from the meetings in ``gold`` and ``own``; ``held`` is never learnt from.

usage: python -m benchmarks.quality.weigh > src/gongwen/words/role_weights.tsv        (a minute)

Multinomial logistic regression with a strong L2 penalty, solved by accelerated gradient steps from zero: the same
readings give the same weights. A clause counts by the root of its length, a trait if it is seen in three. Of other
documents the words alone are learnt from, and count for less: they too say what a measure is, but in another order.
"""

import math
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.quality.facts import BODY
from benchmarks.quality.gold_facts import Json
from benchmarks.quality.page import BLANK, canonical
from benchmarks.quality.run import Marked, marked_pages
from gongwen.clauses.weighing import HUNDREDTHS, ROLES, Standing, traits, traits_of_place
from gongwen.fold import fold

MEETINGS = ("roundup", "minutes")
SEEN, PENALTY, STEPS = 3, 10.0, 200
LEAST = 6  # hundredths: of a trait of words that weighs less for every role nothing is lost
OF_OTHERS = 0.6  # what a clause of a document that is no meeting's counts
SOURCE = "# source: learnt from the hand readings in benchmarks/quality by its weigh.py; hundredths for "


class Example(NamedTuple):
    traits: list[int]
    role: int
    weight: float


class Clause(NamedTuple):
    words: str
    role: str
    ends: str
    spoken: bool


def examples() -> tuple[list[str], list[Example]]:
    """The traits seen often, and the clauses with theirs by number."""
    found = [one for page in marked_pages() if page.group != "held" for one in clauses(page) if one[1] in ROLES]
    count = Counter(trait for held, *_ in found for trait in held)
    names = sorted(trait for trait, seen in count.items() if seen >= SEEN and trait.isprintable())
    number = {trait: n for n, trait in enumerate(names)}
    return names, [
        Example([number[trait] for trait in held if trait in number], ROLES.index(role), weight)
        for held, role, weight in found
    ]


def clauses(page: Marked) -> Iterator[tuple[list[str], str, float]]:
    """Traits, role and weight of each body clause of a page."""
    met = page.gold.get("kind", "roundup") in MEETINGS
    worth = 1.0 if met else OF_OTHERS
    items = strands(page)
    for item, below in zip(items, [*items[1:], []], strict=True):
        for nth, clause in enumerate(item):
            held, weight = sorted(traits(clause.words)), math.sqrt(len(clause.words)) * worth
            if met:
                yield [*held, *traits_of_place(clause.words, standing(item, nth, below))], clause.role, weight
            else:
                yield ["", *held], clause.role, weight


def strands(page: Marked) -> list[list[Clause]]:
    """The body clauses by item."""
    text, out, spoken = canonical(page.page.read_bytes()), dict[int, list[Clause]](), False
    for span in page.gold["spans"]:
        if span["role"] in BODY:
            words, item = fold(_words(span, text)), out.setdefault(span["item"], [])
            said = item[-1].spoken if item else spoken
            item.append(Clause(words.rstrip("，；。：、！"), span["role"], words[-1], said))
        spoken = span["role"] == "attribution"
    return list(out.values())


def standing(item: list[Clause], nth: int, below: list[Clause]) -> Standing:
    """Where the ``nth`` clause of an item stands, over the item ``below``."""
    following, clause = len(item) - nth - 1, item[nth]
    asks = bool(below) and (below[0].spoken or "要" in below[0].words[:14])
    return Standing(nth, following, clause.spoken, len(item) == 1 and len(below) > 1 and not asks, clause.ends)


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
        if max(map(abs, rounded)) >= LEAST or name[:1] in ("", "@"):
            print(name, *rounded, sep="\t")


if __name__ == "__main__":
    main()
