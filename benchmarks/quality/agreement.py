"""How far two people agree who mark the same page by the same rules: the ceiling of every figure.

usage: python -m benchmarks.quality.agreement [-v]      -v lists where they part

Second readings lie in ``second`` and are compared with the first of the same name, in whatever group that is, as a
reading of gongwen would be. With -v pages of ``held`` are told of, too: not for whoever improves the reader. ``kappa``
is Cohen's (A coefficient of agreement for nominal scales, 1960) over the five roles of body text, each character
counted once.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.quality import facts
from benchmarks.quality.contract import contract
from benchmarks.quality.facts import BODY, FIGURES, Tally
from benchmarks.quality.gold_facts import Json
from benchmarks.quality.page import BLANK, canonical
from benchmarks.quality.run import GROUPS, HERE, Marked, marked, marked_pages, mean, show
from gongwen.score import score

SHOWN = ("units", "roles", "kappa", "outline", "items", "entries")


class Twice(NamedTuple):
    """A page and the two readings of it."""

    name: str
    text: str
    first: Json
    second: Json


def twice_marked() -> Iterator[Twice]:
    """Every page that two have marked and that is at hand."""
    firsts: dict[str, Marked] = {page.name: page for page in marked_pages() if page.group in GROUPS}
    for path in sorted(HERE.glob("second/*.json")):
        if path.stem in firsts:
            first = firsts[path.stem]
            second = marked(path, first.page)
            yield Twice(path.stem, canonical(first.page.read_bytes()), first.gold, second.gold)


def agreement(twice: Twice) -> dict[str, float]:
    """The figures of gongwen.score, 0..1, and kappa, at most 1."""
    return {**score(twice.text, twice.first, twice.second), "kappa": kappa(roles(twice))}


def roles(twice: Twice) -> list[tuple[str, str]]:
    """The two roles of every character that both hold for body text."""
    first, second = (_role_at(reading, twice.text) for reading in (twice.first, twice.second))
    return [(first[at], second[at]) for at in sorted(first.keys() & second.keys())]


def kappa(said: list[tuple[str, str]]) -> float:
    """Agreement beyond that of two who only know how common each role is; 1 where there is but one role."""
    size = len(said)
    ones, others = Counter(one for one, _ in said), Counter(other for _, other in said)
    chance = sum(ones[role] * others[role] for role in ones)
    same = sum(one == other for one, other in said)
    return (same * size - chance) / (size**2 - chance) if chance < size**2 else 1.0


def fact_tallies(pages: list[Twice]) -> dict[str, Tally]:
    """Facts counted over all pages whose facts both have marked."""
    total = {name: Tally() for name in FIGURES}
    for twice in pages:
        if "tasks" in twice.first and "tasks" in twice.second:
            for name, tally in facts.score(twice.text, twice.first, contract(twice.second, twice.text)).items():
                total[name] += tally
    return total


def partings(twice: Twice) -> Iterator[str]:
    """Every span of the first reading that the second gives another role, or cuts differently."""
    theirs = {_words(span, twice.text): span["role"] for span in twice.second["spans"]}
    for span in twice.first["spans"]:
        words = _words(span, twice.text)
        if theirs.get(words) != span["role"]:
            yield f"{twice.name}: {span['role']} | {theirs.get(words, 'cut otherwise')}: {words}"


def _role_at(reading: Json, text: str) -> dict[int, str]:
    places = ((i, span["role"]) for span in reading["spans"] for a, b in span["pieces"] for i in range(a, b))
    return {i: role for i, role in places if role in BODY and not BLANK.match(text[i])}


def _words(span: Json, text: str) -> str:
    return BLANK.sub("", "".join(text[a:b] for a, b in span["pieces"]))


def counted(pages: list[Twice]) -> dict[str, Tally]:
    """The fact figures of which either reader marked any."""
    return {name: tally for name, tally in fact_tallies(pages).items() if tally.wanted + tally.got}


def show_facts(pages: list[Twice]) -> None:
    """The share alike of every page and of all, and how many each reader marked."""
    total = counted(pages)
    rows = {**{twice.name: counted([twice]) for twice in pages}, "all": total}
    show(list(total), [(name, {key: tally.f1 for key, tally in row.items()}) for name, row in rows.items()])
    print("facts of the first, the second: ", end="")
    print(*(f"{name} {tally.wanted}, {tally.got}" for name, tally in total.items()), sep="; ")


def main(verbose: bool) -> None:
    pages = list(twice_marked())
    if not pages:
        print("no page that two have marked is at hand")
        return
    table = {twice.name: agreement(twice) for twice in pages}
    show(list(SHOWN), [*table.items(), ("mean", mean(list(table.values())))])
    print()
    show_facts(pages)
    if verbose:
        print(*(line for twice in pages for line in partings(twice)), sep="\n")
        print(*(f"{name}: {error}" for name, tally in counted(pages).items() for error in tally.errors), sep="\n")


if __name__ == "__main__":
    main("-v" in sys.argv[1:])
