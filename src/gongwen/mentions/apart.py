"""Clauses set apart by a mark that no pattern of a mention crosses, so that one pass over all of them reads each alone.

A finder takes such a text or one clause, folded (fold.py); ``holding`` leads it to the few clauses worth a closer look.
"""

import re
from collections.abc import Iterable

EDGE = "\0"


def set_apart(clauses: Iterable[str]) -> str:
    """``clauses``, none of which holds an EDGE, one after another with an EDGE before, between and after them."""
    return f"{EDGE}{EDGE.join(clauses)}{EDGE}"


def holding(text: str, *hints: re.Pattern[str]) -> list[tuple[int, int]]:
    """``[start, end)`` of each clause of ``text`` in which one of ``hints`` is seen, in order."""
    # The last character: a hint that opens with a clause begins at the EDGE before it.
    places = [match.end() - 1 for hint in hints for match in hint.finditer(text)]
    out: list[tuple[int, int]] = []
    end = -1
    for at in sorted(places) if len(hints) > 1 else places:
        if at > end:
            end = text.find(EDGE, at)
            if end < 0:
                end = len(text)
            out.append((text.rfind(EDGE, 0, at) + 1, end))
    return out
