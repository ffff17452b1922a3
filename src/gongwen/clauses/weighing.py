"""What a clause of a meeting's report most likely does, by the weight of its characters, their pairs and its place.

No list holds all the words for an attitude, and a clause that no rule knows would be a measure. So each character,
pair, opening and ending often seen in hand readings has a weight for each role (``words/role_weights.tsv``, learnt from
them by ``benchmarks/quality/weigh.py``); their sum decides, but what a rule says counts for more.
"""

from collections.abc import Iterator, Sequence
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
_LONGEST, _FIFTH, _NTH, _EDGE = 5, 5, 3, 3
# The weights of a trait for all roles are one integer, so many bits a role, and so are sums of them: one addition each.
_BITS = 32
RAISED = 1 << _BITS - 1
_ALL_RAISED = sum(RAISED << _BITS * at for at in range(len(ROLES)))
_AS_WORDS = Struct(f"<{len(ROLES)}I")
# In the scan a clause stands between these; in the list its opening is written with ^, its end with $.
_OPENS, _ENDS, _PARTED = "\1", "\2", "\3"


@cache
def _weights() -> dict[str, int]:
    """The weights of each trait in hundredths, packed."""
    return {
        trait: sum(int(weight) << _BITS * at for at, weight in enumerate(weights))
        for trait, *weights in rows("role_weights")
    }


@cache
def _of_words() -> tuple[dict[str, int], AhoCorasick]:
    """The weights of characters, pairs, openings and endings as they stand in the scan, and what finds them.

    Not the fastest tables but small ones: a page of a few thousand characters would not warm larger.
    """
    listed = {_scanned(trait): weight for trait, weight in _weights().items() if trait and trait[0] != "@"}
    words = [*listed, _PARTED]
    return listed, AhoCorasick(
        words, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA, store_patterns=True
    )


def _scanned(trait: str) -> str:
    if trait[0] == "^":
        return _OPENS + trait[1:]
    return trait[:-1] + _ENDS if trait[-1] == "$" else trait


def traits(text: str, nth: int, following: int) -> list[str]:
    """What is weighed of a clause without its end punctuation, the ``nth`` of its strand (from 0)."""
    words = text.removeprefix("要")
    return [
        *set(text),
        *set(map(add, text, text[1:])),
        *[f"^{words[:size]}" for size in range(1, _EDGE + 1)],
        *[f"{words[-size:]}$" for size in range(1, _EDGE + 1)],
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


def weights_of(clauses: Sequence[str]) -> Iterator[int]:
    """The sum of the weights of each clause's words, packed; one scan of all."""
    listed, scan = _of_words()
    weight_of, at = listed.__getitem__, 0
    whole = "".join(map(_framed, clauses))
    if whole.count(_PARTED) > len(clauses):
        whole = "".join(_framed(clause.replace(_PARTED, " ")) for clause in clauses)
    found = scan.find_matches_as_strings(whole, overlapping=True)
    for clause in clauses:
        stop = found.index(_PARTED, at)
        weight = sum(map(weight_of, {*found[at:stop]}))
        yield weight if len(clause) > _EDGE else weight + _said_again(clause, listed)
        at = stop + 1


def _framed(clause: str) -> str:
    """The clause as scanned: how it opens is told past 要."""
    if clause.startswith("要"):
        return f"{clause[:2]}{_OPENS}{clause[1:]}{_ENDS}{_PARTED}"
    return f"{_OPENS}{clause}{_ENDS}{_PARTED}"


def _said_again(clause: str, listed: dict[str, int]) -> int:
    """The weight of edges that ``traits`` tells again for want of a longer one."""
    words = clause.removeprefix("要")
    return max(0, _EDGE - len(words)) * (listed.get(_OPENS + words, 0) + listed.get(words + _ENDS, 0))


def weighed(weight: int, text: str, nth: int, following: int, said: Role) -> Role:
    """The likeliest role of a clause of which the rules have ``said`` one; a number to reach stays a measure.

    ``weight`` is that of its words.
    """
    if said not in ROLES or (said == "measure" and COUNTED.search(text)):
        return said
    counts = _BY_PLACE if said in ("measure", "theme") else _ANSWERED
    weight += _weight_of_place(*_place(text, nth, following)) + (counts << _BITS * ROLES.index(said))
    heads, leads = said == "theme" or (not nth and following), said == "frame" or following
    totals = unpacked(weight)
    possible = (totals[0] if heads else 0, totals[1], totals[2], totals[3] if leads else 0)
    return ROLES[possible.index(max(possible))]


def unpacked(packed: int) -> tuple[int, ...]:
    """The weights for each role, all raised by ``RAISED`` so that none is below zero."""
    return _AS_WORDS.unpack((packed + _ALL_RAISED).to_bytes(_AS_WORDS.size, "little"))
