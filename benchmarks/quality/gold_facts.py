"""The facts written under an item of a hand reading, their words found again in the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.quality.page import MismatchError, Piece, pieces

Json = dict[str, Any]
KEPT = {"actor", "condition", "ban"}
OPERATORS = {">=", "<=", "=", "~", "+", "×"}


@dataclass
class Item:
    """One item's places in the page, and the facts written under it."""

    number: int
    body: list[int] = field(default_factory=list)
    parties: list[int] = field(default_factory=list)
    measures: int = 0
    body_begun: bool = False
    facts: list[str] = field(default_factory=list)


def task(item: Item, text: str) -> Json:
    """The facts of one item, its words found again in the page."""
    out: Json = {"item": item.number, "lead": [], "support": [], "deadlines": [], "targets": [], "amounts": []}
    for fact in item.facts:
        kind, _, value = fact.partition("=")
        if kind in ("lead", "support"):
            out[kind] += [locate(name, item.parties + item.body, text) for name in units(value)]
        elif kind == "due":
            out["deadlines"].append({"due": value})
        elif kind in ("within", "recurring"):
            out["deadlines"].append({kind: locate(value, item.body + item.parties, text)})
        elif kind == "target":
            out["targets"].append(target(value, item, text))
        elif kind == "amount":
            op, number, unit = value.split("|")
            out["amounts"].append({"op": operator(op), "value": number, "unit": unit_of(unit, item, text)})
        elif kind in KEPT:
            out.setdefault("kept", []).append(locate(value, item.body, text))
        else:
            raise MismatchError(f"no such fact: {fact}")
    return out


def target(value: str, item: Item, text: str) -> Json:
    """`name|op|base|value|unit` with the name and the unit as pieces."""
    name, op, base, number, unit = value.split("|")
    return {
        "name": locate(name, item.body, text),
        "op": operator(op),
        "base": base or None,
        "value": number,
        "unit": unit_of(unit, item, text),
    }


def operator(op: str) -> str:
    if op not in OPERATORS:
        raise MismatchError(f"no such operator: {op}")
    return op


def unit_of(unit: str, item: Item, text: str) -> list[Piece] | str | None:
    """Where the unit stands; % itself where the words say a share: 百分之五, 八成, 三分之二."""
    if unit == "%" and not set("%％").intersection(text[at] for at in item.body):
        return unit
    return locate(unit, item.body, text) if unit else None


def units(names: str) -> Iterator[str]:
    """Unit names of a fact line, parted by `,` where a name itself holds 、."""
    yield from (name for name in re.split(r"\s*,\s*" if "," in names else "、", names) if name)


def locate(words: str, places: list[int], text: str) -> list[Piece]:
    """Where `words` stand among `places`; `¦` joins words that stand apart."""
    out: list[int] = []
    for run in words.split("¦"):
        at = "".join(text[i] for i in places).find(re.sub(r"\s", "", run))
        if at < 0:
            raise MismatchError(f"no “{run}” in “{''.join(text[i] for i in places)[:60]}”")
        out += places[at : at + len(re.sub(r"\s", "", run))]
    return pieces(out, text)
