"""What a clause of a meeting's report most likely does, by the weight of its characters, their pairs and its place.

No list holds all the words for an attitude, and a clause that no rule knows would be a measure. So each character,
pair, opening and ending often seen in hand readings has a weight for each role (``words/role_weights.tsv``, learnt from
them by ``benchmarks/quality/weigh.py``); their sum decides, but what a rule says counts for more.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import add
from struct import Struct
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from gongwen.clauses.phrases import COUNT, COUNTED
from gongwen.model import Role
from gongwen.words import rows

ROLES: tuple[Role, ...] = ("theme", "measure", "stance", "frame")
HUNDREDTHS = 100
# How much a rule's answer counts: a measure is what no rule knows, a theme mostly what 要 opens, place and not words.
# A frame that no rule has seen is doubted. Chosen on pages read by weights learnt from the others.
_COUNTS: dict[Role, int] = {"theme": 200, "measure": 80, "stance": 250, "frame": 200}
_SURE, _UNSEEN_FRAME = 300, 100
_LONGEST, _FIFTH, _NTH, _STRAND, _EDGE = 5, 5, 3, 4, 3
# The weights of a trait for all roles are one integer, so many bits a role, and so are sums of them: one addition each.
_BITS = 32
RAISED = 1 << _BITS - 1
_ALL_RAISED = sum(RAISED << _BITS * at for at in range(len(ROLES)))
_AS_WORDS = Struct(f"<{len(ROLES)}I")
# In the scan a clause stands between these; in the list its opening is written with ^, its end with $.
_OPENS, _ENDS, _PARTED = "\1", "\2", "\3"


class Standing(NamedTuple):
    """Where a clause stands: the ``nth`` of its strand (from 0), with so many ``following``.

    ``spoken``: the strand comes right after who says it. ``spelled_out``: alone, it heads the sentence after it.
    ``ends`` is its end mark.
    """

    nth: int
    following: int
    spoken: bool = False
    spelled_out: bool = False
    ends: str = "，"


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


def traits(text: str) -> list[str]:
    """What is weighed of the words of a clause without its end punctuation."""
    words = text.removeprefix("要")
    return [
        *set(text),
        *set(map(add, text, text[1:])),
        *[f"^{words[:size]}" for size in range(1, _EDGE + 1)],
        *[f"{words[-size:]}$" for size in range(1, _EDGE + 1)],
    ]


def traits_of_place(text: str, standing: Standing) -> tuple[str, ...]:
    """What is weighed of a clause besides its words, and what is the same for all."""
    return _of_place(standing, *_looks(text))


def _looks(text: str) -> tuple[int, bool, bool]:
    """How long it is, whether 要 opens it, whether it counts something."""
    return min(len(text) // _FIFTH, _LONGEST), text.startswith("要"), COUNT.search(text) is not None


def _of_place(standing: Standing, long: int, asked: bool, counted: bool) -> tuple[str, ...]:
    nth, following, spoken, spelled_out, ends = standing
    here, rest, strand = min(nth, _NTH), min(following, _NTH), min(nth + following, _STRAND)
    places = [name for name, is_so in (("first", not nth), ("last", not following)) if is_so]
    places += ["only"] if len(places) > 1 else []
    held = ("asked", asked), ("count", counted), ("spoken", spoken), ("spelled", spelled_out)
    named = [name for name, is_so in held if is_so]
    named += [f"asked {name}" for name in places if asked]
    named += [f"spoken {here}", *(["spoken asked"] if asked else [])] if spoken else []
    told = (f"{here}", f"{here} {rest}", f"strand{strand}", f"long{long}", f"ends{ends if ends in '。；' else ''}")
    return ("", *(f"@{name}" for name in (*told, *places, *named)))


@lru_cache(maxsize=8192)
def _weight_of_place(standing: Standing, long: int, asked: bool, counted: bool) -> int:
    return sum(_weights().get(trait, 0) for trait in _of_place(standing, long, asked, counted))


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


def weighed(weight: int, text: str, standing: Standing, said: Role, *, sure: bool = False) -> Role:
    """The likeliest role of a clause of which the rules have ``said`` one; a number to reach stays a measure.

    ``weight`` is that of its words; ``sure``: a rule that goes by more than place.
    """
    if said not in ROLES or (said == "measure" and COUNTED.search(text)):
        return said
    counts = _SURE if sure else _COUNTS[said]
    weight += _weight_of_place(standing, *_looks(text)) + (counts << _BITS * ROLES.index(said))
    nth, following, _, spelled_out, _ = standing
    totals = unpacked(weight)
    theme = totals[0] if said == "theme" or spelled_out or (not nth and following) else 0
    frame = totals[3] if said == "frame" else totals[3] - _UNSEEN_FRAME if following else 0
    possible = (theme, totals[1], totals[2], frame)
    return ROLES[possible.index(max(possible))]


def unpacked(packed: int) -> tuple[int, ...]:
    """The weights for each role, all raised by ``RAISED`` so that none is below zero."""
    return _AS_WORDS.unpack((packed + _ALL_RAISED).to_bytes(_AS_WORDS.size, "little"))
