"""The numbers and days of a clause, and what two clauses say of the same number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

Row = dict[str, Any]
Pieces = Sequence[Sequence[int]]
AT_MOST = "<="


def facts_of(mentions: Iterable[Any]) -> Row:
    """``amounts``: ``[text, value, unit, op]``; ``dates``: ``[text, last day or ""]``."""
    found = [one for one in mentions if one.value]
    amounts = [[m.text, m.value["value"], m.value["unit"], m.value["op"]] for m in found if m.kind == "amount"]
    dates = [[m.text, m.value.get("to") or ""] for m in found if m.kind == "date"]
    return {"amounts": amounts, "dates": dates}


def beyond(own: Row, superior: Row) -> Iterator[tuple[str, str]]:
    """Numbers of the same unit that ask more than the superior document does (加码): (ours, theirs) in words."""
    ours = {unit: (text, value) for text, value, unit, _op in own["amounts"] if unit}
    for text, value, unit, op in superior["amounts"]:
        if unit in ours and value and ours[unit][1] and _is_more(ours[unit][1], value, op):
            yield ours[unit][0], text


def _is_more(own: str, superior: str, op: str) -> bool:
    ours, theirs = Decimal(own), Decimal(superior)
    return ours < theirs if op == AT_MOST else ours > theirs


def overlap(one: Pieces, other: Pieces) -> bool:
    return any(start < end2 and start2 < end for start, end in one for start2, end2 in other)
