"""A reading written by hand, and its page, to the JSON that score.py and facts.py compare with.

The notation (see RULES.md) is a line a span: its role letter and its words, in reading order.

    % kind plan                 a header: the kind of document; `% from WORDS`, `% to WORDS` bound a stretch
    M 加快建设一批园区，          a span; `first words…last words` stands for all between, on one line of the page
    M 建设¦一批园区，             `¦`: what follows does not follow on, find it elsewhere
    % displaced yes             a page out of order: a span that does not follow on is looked for elsewhere
    -                           the next item
    @ zone=甲 date=2026-03-01 meeting=专题会议
    = lead=A、B; support=C; due=2026-10-31; within=30日; recurring=每月
    = target=name|op|base|value|unit; amount=op|value|unit

The JSON keeps offsets only, never words, so that a page which may not be copied can still have a reading.

usage: python -m benchmarks.quality.mark PAGE NOTATION > READING.json
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROLES = {
    "T": "title", "I": "intro", "Z": "zone", "H": "headline", "B": "byline", "L": "meeting", "A": "attribution",
    "P": "theme", "M": "measure", "S": "stance", "F": "frame", "C": "context", "X": "parties", "D": "heading",
    "N": "number", "R": "addressee", "G": "signature", "K": "markup", "O": "other",
}  # fmt: skip
BODY = {"theme", "frame", "measure", "stance", "context"}
OPERATORS = {">=", "<=", "=", "~", "+", "×"}
# What score.py calls blank: nobody has to account for it.
BLANK = re.compile(r"[\s#\ufeff\u200b-\u200d\u2060\u00ad]")
# A colon in a date is no separator, and a unit's name has no semicolon.
FACT = re.compile(r"\s*;\s*")

Piece = list[int]
Json = dict[str, Any]


class MismatchError(Exception):
    """The notation does not fit the page: which line, and what stands in the page there."""


def canonical(data: bytes) -> str:
    """The text all offsets count in: decoded, BOM dropped, line ends made LF, nothing else changed."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


@dataclass
class Page:
    """The page being marked: what is used up, and where reading has come to."""

    text: str
    start: int
    end: int
    displaced: bool = False
    at: int = 0
    used: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.at = self.start

    def take(self, words: str) -> list[Piece]:
        """Pieces of the page that say `words`, marked as used."""
        places: list[int] = []
        for n, run in enumerate(words.split("¦")):
            if run:
                places += self._elsewhere(run) if n else self._follow(run)
        again = self.used.intersection(places)
        if again or not places:
            raise MismatchError(f"already marked, or nothing to mark: {words}")
        self.used.update(places)
        self.at = places[-1] + 1
        return pieces(places, self.text)

    def unmarked(self) -> list[int]:
        """Characters of the stretch that no span holds."""
        return [i for i in range(self.start, self.end) if not BLANK.match(self.text[i]) and i not in self.used]

    def _follow(self, run: str) -> list[int]:
        head, gap, tail = run.partition("…")
        if not gap or not head or not tail or tail.startswith("…"):
            return self._match(self.at, run) or (self._elsewhere(run) if self.displaced else self._fail(run))
        first = self._match(self.at, head) or self._fail(head)
        stop = self.text.find("\n", first[-1] + 1)
        for i in range(first[-1] + 1, min(self.end, stop if stop >= 0 else self.end)):
            last = self._match(i, tail)
            if last and last[0] == i:
                return first + [j for j in range(first[-1] + 1, i) if not BLANK.match(self.text[j])] + last
        return self._fail(tail)

    def _elsewhere(self, run: str) -> list[int]:
        found = [m for i in range(self.start, self.end) if (m := self._match(i, run)) and m[0] == i]
        free = [m for m in found if not self.used.intersection(m)]
        free = [m for m in free if self._opens_line(m)] or free
        if len(free) != 1:
            raise MismatchError(f"{len(free)} free places for: {run}")
        return free[0]

    def _opens_line(self, places: list[int]) -> bool:
        line = self.text[self.text.rfind("\n", 0, places[0]) + 1 : places[0]]
        return not BLANK.sub("", line)

    def _match(self, at: int, run: str) -> list[int]:
        """Positions from `at` whose characters are those of `run`, blanks on either side apart; empty if none."""
        want, places, i = [c for c in run if not BLANK.match(c)], [], at
        for char in want:
            while i < self.end and (BLANK.match(self.text[i]) or (i in self.used and i > at)):
                i += 1
            if i >= self.end or self.text[i] != char:
                return []
            places.append(i)
            i += 1
        return places

    def _fail(self, run: str) -> list[int]:
        raise MismatchError(f"notation says “{run}”, the page goes on “{self.text[self.at : self.at + 40]}”")


def pieces(places: list[int], text: str) -> list[Piece]:
    """Positions as [start, end) pieces; blanks within a line do not break one, a line end does."""
    out: list[Piece] = []
    for i in places:
        between = text[out[-1][1] : i] if out and i >= out[-1][1] else "\n"
        if "\n" not in between and all(BLANK.match(c) for c in between):
            out[-1][1] = i + 1
        else:
            out.append([i, i + 1])
    return out


@dataclass
class Item:
    """One item's places in the page, and the facts written under it."""

    number: int
    body: list[int] = field(default_factory=list)
    parties: list[int] = field(default_factory=list)
    measures: int = 0
    body_begun: bool = False
    facts: list[str] = field(default_factory=list)


class Marker:
    """Reads the notation line by line against the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.entries: list[Json] = []
        self.spans: list[Json] = []
        self.items = [Item(0)]

    def line(self, line: str) -> None:
        mark, _, words = line.partition(" ")
        if mark == "-":
            self._next_item()
        elif mark == "@":
            self._entry(words)
        elif mark == "=":
            self.items[-1].facts += FACT.split(words.strip())
        elif mark in ROLES:
            self._span(ROLES[mark], words)
        else:
            raise MismatchError(f"no such mark: {mark}")

    def tasks(self) -> list[Json]:
        """One task for every item with a measure; facts under an item without one are a slip."""
        bare = [i.number for i in self.items if i.facts and not i.measures]
        if bare:
            raise MismatchError(f"facts under items without a measure: {bare}")
        return [task(item, self.page.text) for item in self.items if item.measures]

    def _next_item(self) -> None:
        self.items.append(Item(len(self.items)))

    def _entry(self, words: str) -> None:
        self._next_item()
        facts = dict(part.split("=", 1) for part in words.split())
        self.entries.append(
            {
                "zone": facts["zone"],
                "headline": None,
                "meeting": {"date": facts.get("date"), "form": facts.get("meeting")},
            }
        )

    def _span(self, role: str, words: str) -> None:
        found = self.page.take(words)
        if role == "attribution" and self.items[-1].body_begun:
            self._next_item()
        entry = len(self.entries) - 1 if self.entries else None
        self.spans.append({"role": role, "entry": entry, "item": self.items[-1].number, "pieces": found})
        places = [i for a, b in found for i in range(a, b) if not BLANK.match(self.page.text[i])]
        item = self.items[-1]
        (item.parties if role == "parties" else item.body).extend(places)
        item.measures += role == "measure"
        item.body_begun |= role in BODY
        if role == "headline" and self.entries:
            self.entries[-1]["headline"] = "".join(self.page.text[i] for i in places)


def task(item: Item, text: str) -> Json:
    """The facts of one item, its words found again in the page."""
    out: Json = {"item": item.number, "lead": [], "support": [], "deadlines": [], "targets": [], "amounts": []}
    for fact in item.facts:
        kind, _, value = fact.partition("=")
        if kind in ("lead", "support"):
            out[kind] += [locate(name, item.parties or item.body, text) for name in units(value)]
        elif kind == "due":
            out["deadlines"].append({"due": value})
        elif kind in ("within", "recurring"):
            out["deadlines"].append({kind: locate(value, item.body + item.parties, text)})
        elif kind == "target":
            out["targets"].append(target(value, item, text))
        elif kind == "amount":
            op, number, unit = value.split("|")
            out["amounts"].append({"op": operator(op), "value": number, "unit": unit_of(unit, item, text)})
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


def unit_of(unit: str, item: Item, text: str) -> list[Piece] | None:
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


def bounds(text: str, header: dict[str, str]) -> tuple[int, int]:
    """The stretch: from the line that begins with `from` up to the line that begins with `to`."""
    places = []
    for key, otherwise in (("from", 0), ("to", len(text))):
        if key not in header:
            places.append(otherwise)
            continue
        found = [m.start() for m in re.finditer(rf"^{re.escape(header[key])}", text, re.MULTILINE)]
        if len(found) != 1:
            raise MismatchError(f"{len(found)} lines begin with: {header[key]}")
        places.append(found[0])
    return places[0], places[1]


def mark(data: bytes, notation: str, source: str) -> Json:
    """The hand reading of a page; raises MismatchError where notation and page part, or a character is left over."""
    text, lines = canonical(data), notation.splitlines()
    header = dict(line[2:].split(" ", 1) for line in lines if line.startswith("% "))
    start, end = bounds(text, header)
    marker = Marker(Page(text, start, end, displaced="displaced" in header))
    for n, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("%"):
            continue
        try:
            marker.line(line)
        except (MismatchError, ValueError, KeyError) as error:
            raise MismatchError(f"line {n}: {error}") from error
    left = marker.page.unmarked()
    if left:
        raise MismatchError(f"not marked: “{''.join(text[i] for i in left)[:60]}”")
    return {
        "source": source,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "stretch": [start, end],
        "kind": header.get("kind"),
        "entries": marker.entries,
        "spans": marker.spans,
        "tasks": marker.tasks(),
    }


def to_json(reading: Json) -> str:
    """A span and a task a line, so that a change shows as one line."""
    rows = {
        key: ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in reading[key]) for key in ("spans", "tasks")
    }
    rest = {key: value for key, value in reading.items() if key not in rows}
    parts = [f'"{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in rest.items()]
    parts += [f'"{key}": [\n  {value}\n ]' for key, value in rows.items()]
    return "{\n " + ",\n ".join(parts) + "\n}\n"


def main(page: str, notation: str) -> None:
    path = Path(page)
    print(to_json(mark(path.read_bytes(), Path(notation).read_text(encoding="utf-8"), path.name)), end="")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
