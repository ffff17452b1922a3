"""What a clause of a meeting's report most likely does, by the weight of its characters, their pairs and its place.

No list holds all the words for an attitude, and a clause that no rule knows would be a measure. So each character,
pair, opening and ending often seen in hand readings has a weight for each role (``words/role_weights.tsv``, learnt from
them by ``benchmarks/quality/weigh.py``); their sum decides, but what a rule says counts for more.
"""

from functools import cache
from itertools import repeat
from operator import add

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
_HALF = 1 << _BITS - 1


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
    return [*set(text), *set(map(add, text, text[1:])), *_around(text, nth, following)]


def _around(text: str, nth: int, following: int) -> list[str]:
    """How a clause opens and ends, and its place."""
    asked, long, counted = text.startswith("要"), min(len(text) // _FIFTH, _LONGEST), COUNT.search(text) is not None
    words = text[asked:]
    return [
        *[f"^{words[:size]}" for size in (1, 2, 3)],
        *[f"{words[-size:]}$" for size in (1, 2, 3)],
        *_of_place(min(nth, _NTH), not following, asked, long, counted),
    ]


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


def weighed(text: str, nth: int, following: int, said: Role) -> Role:
    """The likeliest role of a clause of which the rules have ``said`` one; a number to reach stays a measure."""
    if said not in ROLES or (said == "measure" and COUNTED.search(text)):
        return said
    held = [*set(_scan().find_matches_as_strings(text, overlapping=True)), *_around(text, nth, following)]
    total = _unpacked(sum(map(_weights().get, held, repeat(0))))
    total[said] += _BY_PLACE if said in ("measure", "theme") else _ANSWERED
    heads, leads = said == "theme" or (not nth and following), said == "frame" or following
    possible = [role for role in ROLES if (role != "theme" or heads) and (role != "frame" or leads)]
    return max(possible, key=total.__getitem__)


def _unpacked(packed: int) -> dict[Role, int]:
    total: dict[Role, int] = {}
    for role in ROLES:
        total[role] = (packed + _HALF) % (2 * _HALF) - _HALF
        packed = packed - total[role] >> _BITS
    return total
