"""What a clause of a meeting's report most likely does, by the weight of its characters, their pairs and its place.

No list holds all the words for an attitude, and a clause that no rule knows would be a measure. So each character,
pair, opening and ending often seen in hand readings has a weight for each role (``words/role_weights.tsv``, learnt from
them by ``benchmarks/quality/weigh.py``); their sum decides, but what a rule says counts for more.
"""

from functools import cache
from operator import add
from struct import Struct

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from gongwen.clauses.phrases import COUNT, COUNTED
from gongwen.model import Role
from gongwen.words import rows

ROLES: tuple[Role, ...] = ("theme", "measure", "stance", "frame")
HUNDREDTHS = 100
# How much a rule's answer counts. A measure is what no rule knows, a theme mostly what 要 opens: place, not words.
_ANSWERED, _BY_PLACE = 300, 100
_LONGEST, _FIFTH, _NTH = 5, 5, 3
_SIGNS = frozenset("^$@")
# The weights of a trait for all roles are one integer, so many bits a role, and so are sums of them: one addition each.
_BITS = 32
RAISED = 1 << _BITS - 1
_ALL_RAISED = sum(RAISED << _BITS * at for at in range(len(ROLES)))
_AS_WORDS = Struct(f"<{len(ROLES)}I")


@cache
def _weights() -> dict[str, int]:
    """The weights of each trait in hundredths, packed."""
    return {
        trait: sum(int(weight) << _BITS * at for at, weight in enumerate(weights))
        for trait, *weights in rows("role_weights")
    }


@cache
def _scan() -> AhoCorasick:
    """Finds the characters and pairs that have weights; edges and places are written with one of ``_SIGNS``."""
    held = [trait for trait in _weights() if trait and not set(trait) & _SIGNS]
    return AhoCorasick(held, matchkind=MatchKind.Standard, implementation=Implementation.DFA, store_patterns=True)


def traits(text: str, nth: int, following: int) -> list[str]:
    """What is weighed of a clause without its end punctuation, the ``nth`` of its strand (from 0)."""
    words = text.removeprefix("要")
    return [
        *set(text),
        *set(map(add, text, text[1:])),
        *[f"^{words[:size]}" for size in (1, 2, 3)],
        *[f"{words[-size:]}$" for size in (1, 2, 3)],
        *_of_place(*_place(text, nth, following)),
    ]


def _place(text: str, nth: int, following: int) -> tuple[int, bool, bool, int, bool]:
    """What ``_of_place`` asks for."""
    long = min(len(text) // _FIFTH, _LONGEST)
    return min(nth, _NTH), not following, text.startswith("要"), long, COUNT.search(text) is not None


@cache
def _of_place(nth: int, last: bool, asked: bool, long: int, counted: bool) -> tuple[str, ...]:
    """What is weighed of a clause besides its words, and what is the same for all."""
    places = [name for name, here in (("first", not nth), ("last", last), ("only", not nth and last)) if here]
    named = [f"@{name}" for name in places]
    return (
        "",
        f"@{nth}",
        f"@long{long}",
        *named,
        *(["@asked", *(f"@asked {name}" for name in places)] if asked else ()),
        *(["@count"] if counted else ()),
    )


@cache
def _weight_of_place(nth: int, last: bool, asked: bool, long: int, counted: bool) -> int:
    return sum(_weights().get(trait, 0) for trait in _of_place(nth, last, asked, long, counted))


@cache
def _edges() -> tuple[dict[str, int], dict[str, int]]:
    """The weights of how a clause opens and of how it ends, by the words themselves."""
    known = _weights().items()
    opens = {trait[1:]: weight for trait, weight in known if trait.startswith("^")}
    return opens, {trait[:-1]: weight for trait, weight in known if trait.endswith("$")}


def weight(text: str, nth: int, following: int) -> int:
    """The sum of the weights of ``traits``."""
    known, (opens, ends) = _weights(), _edges()
    words, total = text.removeprefix("要"), 0
    for size in (1, 2, 3):
        total += opens.get(words[:size], 0) + ends.get(words[-size:], 0)
    total += sum(map(known.__getitem__, set(_scan().find_matches_as_strings(text, overlapping=True))))
    return total + _weight_of_place(*_place(text, nth, following))


def weighed(text: str, nth: int, following: int, said: Role) -> Role:
    """The likeliest role of a clause of which the rules have ``said`` one; a number to reach stays a measure."""
    if said not in ROLES or (said == "measure" and COUNTED.search(text)):
        return said
    counts = _BY_PLACE if said in ("measure", "theme") else _ANSWERED
    totals = unpacked(weight(text, nth, following) + (counts << _BITS * ROLES.index(said)))
    heads, leads = said == "theme" or (not nth and following), said == "frame" or following
    possible = (totals[0] if heads else 0, totals[1], totals[2], totals[3] if leads else 0)
    return ROLES[possible.index(max(possible))]


def unpacked(packed: int) -> tuple[int, ...]:
    """The weights for each role, all raised by ``RAISED`` so that none is below zero."""
    return _AS_WORDS.unpack((packed + _ALL_RAISED).to_bytes(_AS_WORDS.size, "little"))
