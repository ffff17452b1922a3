"""How near a reading comes to one made by hand.

Figures, each 0..1, over the characters of the page (blanks and # aside):

- lossless: characters that lie in exactly one span
- units: F1 of body units, the same characters, punctuation at the ends aside
- roles: body characters in the right class: measure, theme, or framing (stance, frame, context)
- outline: F1 of all other spans, the same role and the same characters
- entry: body characters credited to the right zone
- items: neighbouring body units rightly said to be in one item or in two
- order: places where reading order departs from page order that are read in the right order
- entries: facts of the entries that are right (zone, headline, month and day, form of meeting)

Where the hand-made reading covers only a ``stretch`` of the page, only what lies in it counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

from gongwen.model import BODY

Reading = dict[str, Any]
Spans = Sequence[dict[str, Any]]
_CLASS = {"measure": "measure", "theme": "theme"}
_EDGE = frozenset(",，;；。:：、.！!?？")
_BLANK = re.compile(r"[\s#\ufeff\u200b-\u200d\u2060\u00ad]")
_FACTS = 4


def score(text: str, gold: Reading, got: Reading) -> dict[str, float]:
    """The figures for ``got`` against ``gold``, both in the shape of the JSON contract ("entries", "spans")."""
    start, end = gold.get("stretch", (0, len(text)))
    page = _Page(text, start, end)
    wanted, found = page.spans(gold["spans"]), page.spans(got["spans"])
    return {
        "lossless": _lossless(page, found),
        "units": _units(page, wanted, found),
        "roles": _roles(page, wanted, found),
        "outline": _outline(page, wanted, found),
        "entry": _entry(page, gold, got, wanted, found),
        "items": _items(page, wanted, found),
        "order": _order(page, wanted, found),
        "entries": _entries(gold, got),
    }


class _Page:
    """The characters that count, and the spans as lists of them."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.solid = [at for at in range(start, end) if not _BLANK.match(text[at])]
        self._counts = frozenset(self.solid)

    def spans(self, spans: Spans) -> list[dict[str, Any]]:
        placed = [{**span, "chars": self._chars(span)} for span in spans]
        return [span for span in placed if span["chars"]]

    def _chars(self, span: dict[str, Any]) -> list[int]:
        return [at for start, end in span["pieces"] for at in range(start, end) if at in self._counts]

    def key(self, span: dict[str, Any]) -> frozenset[int]:
        chars = list(span["chars"])
        while chars and self.text[chars[-1]] in _EDGE:
            chars.pop()
        while chars and self.text[chars[0]] in _EDGE:
            chars.pop(0)
        return frozenset(chars)


def _body(spans: Spans) -> list[dict[str, Any]]:
    return [span for span in spans if span["role"] in BODY]


def _share(hits: int, of: int) -> float:
    return hits / of if of else 1.0


def _f1(wanted: Iterable[object], found: Iterable[object]) -> float:
    want, got = set(wanted), set(found)
    return _share(2 * len(want & got), len(want) + len(got))


def _lossless(page: _Page, found: Spans) -> float:
    times: dict[int, int] = {}
    for span in found:
        for at in span["chars"]:
            times[at] = times.get(at, 0) + 1
    return _share(sum(times.get(at) == 1 for at in page.solid), len(page.solid))


def _units(page: _Page, wanted: Spans, found: Spans) -> float:
    return _f1(map(page.key, _body(wanted)), map(page.key, _body(found)))


def _roles(page: _Page, wanted: Spans, found: Spans) -> float:
    said = {at: _CLASS.get(span["role"], "framing") for span in _body(found) for at in span["chars"]}
    want = [(at, _CLASS.get(span["role"], "framing")) for span in _body(wanted) for at in span["chars"]]
    return _share(sum(said.get(at) == role for at, role in want), len(want))


def _outline(page: _Page, wanted: Spans, found: Spans) -> float:
    return _f1(
        ((span["role"], page.key(span)) for span in wanted if span["role"] not in BODY),
        ((span["role"], page.key(span)) for span in found if span["role"] not in BODY | {"markup"}),
    )


def _entry(page: _Page, gold: Reading, got: Reading, wanted: Spans, found: Spans) -> float:
    zone_wanted, zone_found = _zone_of(gold), _zone_of(got)
    said = {at: zone_found(span) for span in _body(found) for at in span["chars"]}
    want = [(at, zone_wanted(span)) for span in _body(wanted) for at in span["chars"]]
    return _share(sum(said.get(at) == zone for at, zone in want), len(want))


def _zone_of(reading: Reading) -> Callable[[dict[str, Any]], str | None]:
    names = [_squash(entry.get("zone")) for entry in reading["entries"]]

    def zone(span: dict[str, Any]) -> str | None:
        number = span.get("entry")
        return names[number] if isinstance(number, int) and 0 <= number < len(names) else None

    return zone


def _squash(words: str | None) -> str:
    return re.sub(r"[\s#]", "", (words or "").replace("（", "(").replace("）", ")"))


def _items(page: _Page, wanted: Spans, found: Spans) -> float:
    item = {at: span.get("item") for span in _body(found) for at in span["chars"]}
    pairs = [(a, b) for a, b in pairwise(_body(wanted)) if a.get("entry") == b.get("entry")]
    same = [
        (item.get(a["chars"][-1], "?") == item.get(b["chars"][0], "!")) == (a["item"] == b["item"]) for a, b in pairs
    ]
    return _share(sum(same), len(same))


def _order(page: _Page, wanted: Spans, found: Spans) -> float:
    where: dict[int, int] = {}
    for span in found:
        for at in span["chars"]:
            where.setdefault(at, len(where))
    rank = {at: number for number, at in enumerate(page.solid)}
    path = [at for span in wanted for at in span["chars"]]
    jumps = [(a, b) for a, b in pairwise(path) if rank[b] != rank[a] + 1]
    return _share(sum(where.get(b, -9) == where.get(a, -1) + 1 for a, b in jumps), len(jumps))


def _entries(gold: Reading, got: Reading) -> float:
    right = 0
    for entry in gold["entries"]:
        zone = _squash(entry["zone"])
        other: Reading = next((one for one in got["entries"] if _squash(one.get("zone")) == zone), {})
        right += sum(_squash(a) == _squash(b) for a, b in zip(_facts(entry), _facts(other), strict=True))
    return _share(right, _FACTS * len(gold["entries"]))


def _facts(entry: Reading) -> tuple[str | None, ...]:
    meeting = entry.get("meeting") or {}
    return entry.get("zone"), entry.get("headline"), (meeting.get("date") or "")[-5:], meeting.get("form")
