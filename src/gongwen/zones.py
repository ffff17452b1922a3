"""Zone headings of a round-up page: a zone and what it did, on one line or two."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from gongwen.headings import HEADLINE, NUMERAL, ZONE, ZONE_ENDINGS
from gongwen.model import Piece
from gongwen.page_lines import PageLine
from gongwen.spans import LETTER

_NUMBERED = rf"(?:{NUMERAL}、|（{NUMERAL}）)?"
_ZONE_ENDS = (*ZONE_ENDINGS, "）")
_ZONE_LINE = re.compile(rf"{_NUMBERED}(?P<zone>{ZONE})")
_ZONE_AND_HEADLINE = re.compile(
    rf"{_NUMBERED}(?P<zone>{ZONE}|{LETTER}{{2,8}})(?:\s+|\s*[|：]\s*)(?P<headline>{HEADLINE})"
)
_ZONE_RUN_IN = re.compile(rf"(?P<zone>{ZONE})(?P<headline>{HEADLINE})")
_HEADLINE_LINE = re.compile(HEADLINE)
_LONGEST = 60
# No zone's name ends so, and no headline.
_MID_SENTENCE = frozenset("。；，：")
_OPENS_WITH_DATE = re.compile(r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日")


class ZoneHeading(NamedTuple):
    """A zone and its headline, on one line or two; ``lines`` are the line indices they take."""

    zone: Piece
    headline: Piece | None
    name: str
    lines: tuple[int, ...]


def zone_headings(lines: Sequence[PageLine], hosts: Sequence[str]) -> list[ZoneHeading]:
    """Zone headings in page order; ``hosts`` are the bodies that held the meetings the page tells of."""
    hosts = sorted(set(hosts))
    out: list[ZoneHeading] = []
    taken = -1
    for line in lines:
        if line.number <= taken or len(line.text) > _LONGEST or line.text[-1] in _MID_SENTENCE:
            continue
        found = _on_one_line(line, lines, hosts) or _on_two_lines(line, lines, hosts)
        if found:
            out.append(found)
            taken = found.lines[-1]
    return out


def _on_one_line(line: PageLine, lines: Sequence[PageLine], hosts: Sequence[str]) -> ZoneHeading | None:
    match = _named_and_told(line.text, hosts)
    if not match and _starts_article(lines, line.number):
        match = _ZONE_RUN_IN.fullmatch(line.text)
    if not match:
        return None
    # What parts the two (a colon, a bar) goes with the zone.
    zone, headline = (
        (line.start, line.start + match.start("headline")),
        (line.start + match.start("headline"), line.end),
    )
    return ZoneHeading(zone, headline, match["zone"], (line.number,))


def _on_two_lines(line: PageLine, lines: Sequence[PageLine], hosts: Sequence[str]) -> ZoneHeading | None:
    following = lines[line.number + 1] if line.number + 1 < len(lines) else None
    if following is None or not _is_zone(line.text, hosts):
        return None
    numbered = _ZONE_LINE.fullmatch(line.text)
    name = numbered["zone"] if numbered else line.text
    # Under a marked zone a line without a mark is a headline only where its article begins below.
    marked = following.level > line.level or not line.level or _opens_article(lines, following.number + 1)
    below = marked and _HEADLINE_LINE.fullmatch(following.text)
    if below and not _named_and_told(following.text, hosts):
        return ZoneHeading(
            (line.start, line.end), (following.start, following.end), name, (line.number, following.number)
        )
    return ZoneHeading((line.start, line.end), None, name, (line.number,)) if line.level > 1 else None


def _named_and_told(text: str, hosts: Sequence[str]) -> re.Match[str] | None:
    """A zone, a blank or a colon, and its headline; not a headline in two halves (吹响冲锋号 跑出加速度)."""
    parted = " " in text or "：" in text or "|" in text or "\t" in text
    match = _ZONE_AND_HEADLINE.fullmatch(text) if parted else None
    return match if match and _is_zone(match["zone"], hosts) else None


def _starts_article(lines: Sequence[PageLine], index: int) -> bool:
    """Whether a sentence ends before this line and a dated one begins after it."""
    before = index == 0 or lines[index - 1].ends or len(lines[index - 1].text) <= 4
    return before and _opens_article(lines, index + 1)


def _opens_article(lines: Sequence[PageLine], index: int) -> bool:
    return index < len(lines) and _OPENS_WITH_DATE.match(lines[index].text) is not None


def _is_zone(name: str, hosts: Sequence[str]) -> bool:
    """Named like a zone, or (a city, a county) the host of a meeting on this page; ``hosts`` are sorted."""
    if name.endswith(_ZONE_ENDS) and _ZONE_LINE.fullmatch(name):
        return True
    at = bisect_left(hosts, name)
    return len(name) > 2 and name[0] != "（" and at < len(hosts) and hosts[at].startswith(name)
