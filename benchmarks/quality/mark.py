"""A reading written by hand, and its page, to the JSON that score.py and facts.py compare with.

The notation (see RULES.md) is a line a span: its role letter and its words, in reading order.

    % kind plan                 a header: the kind of document; `% from WORDS`, `% to WORDS` bound a stretch
    M 加快建设一批园区，          a span; `first words…last words` stands for all between, on one line of the page
    M 建设¦一批园区，             `¦`: what follows does not follow on, find it elsewhere
    % facts no                  its facts were not marked: the reading holds no tasks
    % displaced yes             a page out of order: a span that does not follow on is looked for elsewhere
    -                           the next item
    @ zone=甲 date=2026-03-01 meeting=专题会议
    = lead=A、B; support=C; due=2026-10-31; within=30日; recurring=每月
    = target=name|op|base|value|unit; amount=op|value|unit
    = actor=全体干部; condition=具备条件的; ban=不得占用      what has to stay in the words of the item's task
    “ 3+1|甲、乙、丙、丁         a slogan read by here, once a page, and where the page says what it stands for

The JSON keeps offsets only, never words, so that a page which may not be copied can still have a reading.

usage: python -m benchmarks.quality.mark PAGE NOTATION > READING.json
"""

import hashlib
import json
import re
import sys
from pathlib import Path

from benchmarks.quality.entries import Entry
from benchmarks.quality.gold_facts import Item, Json, task
from benchmarks.quality.page import BLANK, MismatchError, Page, canonical

ROLES = {
    "T": "title", "I": "intro", "Z": "zone", "H": "headline", "B": "byline", "L": "meeting", "A": "attribution",
    "P": "theme", "M": "measure", "S": "stance", "F": "frame", "C": "context", "X": "parties", "D": "heading",
    "N": "number", "R": "addressee", "G": "signature", "K": "markup", "O": "other",
}  # fmt: skip
BODY = {"theme", "frame", "measure", "stance", "context"}


class Marker:
    """Reads the notation line by line against the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.entries: list[Entry] = []
        self.spans: list[Json] = []
        self.items = [Item(0)]
        self.slogans: list[Json] = []

    def line(self, line: str) -> None:
        mark, _, words = line.partition(" ")
        if mark == "-":
            self._next_item()
        elif mark == "@":
            self._entry(words)
        elif mark == "=":
            self.items[-1].facts += re.split(r"\s*;\s*", words.strip())
        elif mark == "“":
            self._slogan(*words.split("|"))
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

    def _slogan(self, words: str, meaning: str) -> None:
        """The last place up to here that says ``words``, and ``meaning``."""
        places = [at for at in range(self.page.at) if not BLANK.match(self.page.text[at])]
        solid = "".join(self.page.text[at] for at in places)
        found = [solid.rfind(said) if said else None for said in (words, meaning)]
        if -1 in found:
            raise MismatchError(f"not read by here: {words}|{meaning}")
        place = [
            None if at is None else [places[at], places[at + len(said) - 1] + 1]
            for at, said in zip(found, (words, meaning), strict=True)
        ]
        self.slogans.append({"words": place[0], "meaning": place[1]})

    def _next_item(self) -> None:
        self.items.append(Item(len(self.items)))

    def _entry(self, words: str) -> None:
        self._next_item()
        facts = dict(part.split("=", 1) for part in words.split())
        self.entries.append(Entry(facts["zone"], facts.get("date"), facts.get("meeting")))

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
        if self.entries:
            self.entries[-1].places.setdefault(role, []).extend(places)


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
    reading = {
        "source": source,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "stretch": [start, end],
        "kind": header.get("kind"),
        "entries": [entry.placed(text) for entry in marker.entries],
        "spans": marker.spans,
    }
    if marker.slogans:
        reading["slogans"] = marker.slogans
    return reading if header.get("facts") == "no" else {**reading, "tasks": marker.tasks()}


def to_json(reading: Json) -> str:
    """A span and a task a line, so that a change shows as one line."""
    rows = {
        key: ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in reading[key])
        for key in ("spans", "tasks")
        if key in reading
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
