"""What likeness must never decide: numbers, negation, places and dates of two clauses, compared outright."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from gongwen.alignment.places import pieces_within
from gongwen.alignment.result import Tie
from gongwen.fold import fold
from gongwen.model import Mention, Piece, Span
from gongwen.words import rows

BANS = re.compile("不得|严禁|禁止|不准|不再|不予|不允许|杜绝|取消|停止|暂停")
PLACES = re.compile("|".join(sorted((row[0] for row in rows("regions")), key=len, reverse=True)))
_AT_MOST = "<="


class Side(NamedTuple):
    """A clause with its page and what it mentions."""

    page: str
    span: Span
    mentions: Sequence[Mention]

    def found(self, pattern: re.Pattern[str]) -> list[tuple[str, tuple[Piece, ...]]]:
        text = fold(self.span.text)
        return [
            (match[0], pieces_within(self.page, self.span.pieces, *match.span())) for match in pattern.finditer(text)
        ]


def disagreements(own: Side, superior: Side) -> Iterator[Tie]:
    """Where the two say different things; nothing where only one of them says anything, but for a ban."""
    yield from _numbers(own, superior)
    yield from _bans(own, superior)
    yield from _places(own, superior)
    yield from _dates(own, superior)


def _numbers(own: Side, superior: Side) -> Iterator[Tie]:
    """Less than asked, of the same unit; more than asked is no disagreement here."""
    ours = {one.value["unit"]: one for one in own.mentions if one.kind == "amount" and one.value}
    for asked in superior.mentions:
        said = ours.get(asked.value["unit"]) if asked.kind == "amount" and asked.value else None
        if said and _short_of(said.value, asked.value):
            yield Tie("number", f"{said.text}，上级：{asked.text}", said.pieces, asked.pieces)


def _short_of(said: dict[str, str], asked: dict[str, str]) -> bool:
    ours, theirs = Decimal(said["value"]), Decimal(asked["value"])
    return ours > theirs if asked["op"] == _AT_MOST else ours < theirs


def _bans(own: Side, superior: Side) -> Iterator[Tie]:
    ours, theirs = own.found(BANS), superior.found(BANS)
    if bool(ours) != bool(theirs):
        word = (ours or theirs)[0][0]
        here, there = (ours[0][1] if ours else ()), (theirs[0][1] if theirs else ())
        yield Tie("negation", f"{word}：{'只有我们' if ours else '只有上级'}这样说", here, there)


def _places(own: Side, superior: Side) -> Iterator[Tie]:
    ours, theirs = dict(own.found(PLACES)), dict(superior.found(PLACES))
    if ours and theirs and not ours.keys() & theirs.keys():
        place, other = next(iter(ours)), next(iter(theirs))
        yield Tie("place", f"{place}，上级：{other}", ours[place], theirs[other])


def _dates(own: Side, superior: Side) -> Iterator[Tie]:
    """Later than asked."""
    ours, theirs = _last_day(own.mentions), _last_day(superior.mentions)
    if ours and theirs and len(ours[0]) == len(theirs[0]) and ours[0] > theirs[0]:
        yield Tie("date", f"{ours[1].text}，上级：{theirs[1].text}", ours[1].pieces, theirs[1].pieces)


def _last_day(mentions: Sequence[Mention]) -> tuple[str, Mention] | None:
    """The last day as written in ISO 8601, which sorts as days do; one without a year is shorter."""
    dated = [(one.value["to"], one) for one in mentions if one.kind == "date" and one.value and one.value.get("to")]
    return max(dated, key=lambda pair: pair[0]) if dated else None
