"""What a clause of a meeting's report most likely does, by the weight of its characters, their pairs and its place.

No list holds all the words for an attitude, and a clause that no rule knows would be a measure. So each character,
pair, opening and ending often seen in hand readings has a weight for each role (``words/role_weights.tsv``, learnt from
them by ``benchmarks/quality/weigh.py``); their sum decides, but what a rule says counts for more.
"""

from functools import cache

from gongwen.clauses.phrases import COUNT, COUNTED
from gongwen.model import Role
from gongwen.words import rows

ROLES: tuple[Role, ...] = ("theme", "measure", "stance", "frame")
HUNDREDTHS = 100
# How much a rule's answer counts; that no rule answered makes a measure.
_ANSWERED, _UNANSWERED = 300, 100
_LONGEST, _FIFTH = 5, 5
Weights = tuple[int, ...]  # hundredths, in the order of ROLES


@cache
def _weights() -> dict[str, Weights]:
    return {trait: tuple(map(int, weights)) for trait, *weights in rows("role_weights")}


def traits(text: str, nth: int, following: int) -> list[str]:
    """What is weighed of a clause without its end punctuation, the ``nth`` of its strand (from 0)."""
    asked = text.startswith("要")
    words = text[1:] if asked else text
    places = [name for name, here in (("first", not nth), ("last", not following)) if here]
    if len(places) > 1:
        places.append("only")
    return [
        "",
        *set(text),
        *{text[at : at + 2] for at in range(len(text) - 1)},
        *(f"^{words[:size]}" for size in (1, 2, 3)),
        *(f"{words[-size:]}$" for size in (1, 2, 3)),
        f"@{min(nth, 3)}",
        f"@long{min(len(text) // _FIFTH, _LONGEST)}",
        *(["@asked", *(f"@asked {name}" for name in places)] if asked else ()),
        *(f"@{name}" for name in places),
        *(["@count"] if COUNT.search(text) else ()),
    ]


def weighed(text: str, nth: int, following: int, said: Role) -> Role:
    """The likeliest role of a clause of which the rules have ``said`` one; a number to reach stays a measure."""
    if said not in ROLES or (said == "measure" and COUNTED.search(text)):
        return said
    known = _weights()
    held = [weights for weights in map(known.get, traits(text, nth, following)) if weights]
    total = dict(zip(ROLES, map(sum, zip(*held, strict=True)), strict=True)) if held else dict.fromkeys(ROLES, 0)
    total[said] += _UNANSWERED if said == "measure" else _ANSWERED
    heads, leads = said == "theme" or (not nth and following), said == "frame" or following
    possible = [role for role in ROLES if (role != "theme" or heads) and (role != "frame" or leads)]
    return max(possible, key=total.__getitem__)
