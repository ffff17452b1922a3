"""What of a changed provision is of substance: numbers, days, units, bans, obligations, places, compared outright."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from gongwen.alignment.outright import BANS, PLACES
from gongwen.fold import fold
from gongwen.model import Mention, Piece, Reading, Role
from gongwen.versions.provisions import Unit, mentions_of
from gongwen.versions.result import Difference, Matter
from gongwen.versions.wording import Side

# 应当→必须 asks the same, 应当→可以 does not. Source: 立法技术规范（试行）（一） (法工委, 2009);
# the rest are the words by which documents bind more or less firmly.
_MUST = re.compile("必须|应当|务必|一律|确保|须(?!知)|(?<![对反供相适响效感])应(?![用对急该变聘邀届])")
_MAY = re.compile("可以|鼓励|力争|争取|原则上|视情|条件允许|提倡|有条件的")
_NO_PROVISION: frozenset[Role] = frozenset({"title", "number", "addressee", "signature", "byline", "markup"})
_PART = {"lead": "牵头", "support": "配合"}


class Said(NamedTuple):
    """Something one side says. The same ``key``, or the same ``value`` where it is known, says the same; of what
    differs, those of one ``group`` are set beside one another."""

    key: str
    group: str
    text: str
    pieces: tuple[Piece, ...]
    value: Any = None


class Facts:
    """What a reading mentions, by its spans, and whom it names for what."""

    def __init__(self, reading: Reading) -> None:
        self.mentions = mentions_of(reading)
        self.parts = _parts(reading, self.mentions)


def _parts(reading: Reading, mentions: dict[str, list[Mention]]) -> dict[str, list[Said]]:
    """Span id → the units named there, with their part in the task."""
    out: dict[str, list[Said]] = defaultdict(list)
    for task in reading.tasks:
        for part, names in (("lead", task.lead), ("support", task.support)):
            for name in names:
                where = _named(name, task.span_ids, mentions)
                pieces = where.pieces if where else ()
                out[where.span if where else task.span_ids[-1]].append(
                    Said(f"{part} {name}", part, f"{name}（{_PART[part]}）", pieces)
                )
    return out


def _named(name: str, span_ids: Iterable[str], mentions: dict[str, list[Mention]]) -> Mention | None:
    found = (one for span in span_ids for one in mentions.get(span, ()) if one.kind == "organisation")
    return next((one for one in found if one.text == name), None)


class Provisions(NamedTuple):
    """The provisions of one side of a change."""

    units: Sequence[Unit]
    side: Side
    facts: Facts

    def mentioned(self, kind: str) -> Iterator[Mention]:
        spans = (span for unit in self.units for span in unit.spans)
        return (one for span in spans for one in self.facts.mentions.get(span.id, ()) if one.kind == kind)

    def amounts(self) -> Iterator[Said]:
        for one in self.mentioned("amount"):
            value = one.value or {}
            yield Said(fold(one.text), value.get("unit", ""), one.text, one.pieces, tuple(value.values()) or None)

    def days(self) -> list[Said]:
        """6月底前 stays what it was, whatever year the reading infers for it."""
        found: list[Said] = []
        for one in self.mentioned("date"):
            said = Said(fold(one.text), "", one.text, one.pieces, (one.value or {}).get("to"))
            if found and found[-1].pieces[-1][1] == said.pieces[0][0]:
                found[-1] = _through(found[-1], said)
            else:
                found.append(said)
        return found

    def named(self) -> Iterator[Said]:
        return (said for unit in self.units for span in unit.spans for said in self.facts.parts.get(span.id, ()))

    def bans(self) -> Iterator[Said]:
        return self._words(BANS, "ban")

    def obligations(self) -> Iterator[Said]:
        yield from self._words(_MUST, "must")
        yield from self._words(_MAY, "may")

    def places(self) -> Iterator[Said]:
        return (said._replace(key=said.text) for said in self._words(PLACES, ""))

    def _words(self, pattern: re.Pattern[str], key: str) -> Iterator[Said]:
        for match in pattern.finditer(self.side.folded):
            yield Said(key, "", match[0], self.side.at(*match.span()))


def _through(first: Said, last: Said) -> Said:
    """2026年1月1日 and 至2027年6月30日, which stand together, as one."""
    return last._replace(key=first.key + last.key, text=first.text + last.text, pieces=(*first.pieces, *last.pieces))


COMPARED: tuple[tuple[Matter, Callable[[Provisions], Iterable[Said]]], ...] = (
    ("number", Provisions.amounts),
    ("date", Provisions.days),
    ("unit", Provisions.named),
    ("negation", Provisions.bans),
    ("obligation", Provisions.obligations),
    ("place", Provisions.places),
)


def differences(old: Provisions, new: Provisions) -> Iterator[Difference]:
    """What the two sides say otherwise, matter by matter. A title or a signature says nothing of substance."""
    if not old.units or not new.units or old.units[0].role in _NO_PROVISION:
        return
    for matter, said in COMPARED:
        for ours, theirs in _unequal(list(said(old)), list(said(new))):
            yield Difference(
                matter, ours.text if ours else "", theirs.text if theirs else "",
                ours.pieces if ours else (), theirs.pieces if theirs else (),
            )  # fmt: skip


def _unequal(old: Sequence[Said], new: Sequence[Said]) -> Iterator[tuple[Said | None, Said | None]]:
    """Those that only one side says: set beside one another where they are of one group, else as they come."""
    ours, theirs = _without(old, new, "key"), _without(new, old, "key")
    ours, theirs = _without(ours, theirs, "value"), _without(theirs, ours, "value")
    for said in list(ours):
        other = next((one for one in theirs if one.group == said.group), None)
        if other:
            ours.remove(said)
            theirs.remove(other)
            yield said, other
    yield from zip_longest(ours, theirs)


def _without(said: Sequence[Said], other: Sequence[Said], by: str) -> list[Said]:
    """``said`` without as many of each key (or known value) as the other side says."""
    left = Counter(getattr(one, by) for one in other)
    out = []
    for one in said:
        same = getattr(one, by)
        if same is not None and left[same]:
            left[same] -= 1
        else:
            out.append(one)
    return out
