"""Broken lines and displaced headings put in order, as pieces of the page and never as new text.

A round-up page is a title, an intro and one article a zone. Its columns were torn apart on the way out of the PDF:
a heading may stand anywhere in its article, a sentence may break at any character. What stays true is that an article
opens with the meeting of its zone, and that a paragraph's last line ends a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from gongwen.fold import fold
from gongwen.headings import BYLINE, RULE, Line, ZoneHeading, label_of, meetings, split_lines, zone_headings
from gongwen.model import Piece
from gongwen.spans import BLANKS, Flow, solid_pieces

Kind = Literal["zone", "headline", "markup", "line", "cell", "furniture"]

_MEETINGS_AHEAD = 40
_LONGEST_MARK = 6  # ######
_SENTENCE_END = "。！？”）"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line in reading order, ``[start, end)`` of the flow; ``level`` is its Markdown heading level, 0 for none."""

    start: int
    end: int
    kind: Kind
    entry: int | None
    level: int


@dataclass(frozen=True, slots=True)
class Order:
    """The flow, its lines, and the zones of a round-up page (none in any other document)."""

    flow: Flow
    paragraphs: tuple[Paragraph, ...]
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Article:
    """Where an article begins, counted in characters of the body, and its heading if it has kept one."""

    start: int
    zone: str
    heading: ZoneHeading | None


_Placed = tuple[Kind, int | None, int, Piece]  # kind, entry, Markdown level, where on the page


def read_order(page_text: str) -> Order:
    """The page in reading order; every non-blank character in exactly one paragraph."""
    lines = split_lines(page_text)
    hosts = [match["host"] for match in meetings(fold(BLANKS.sub("", page_text)))]
    headings = zone_headings(lines, hosts)
    taken = {index for heading in headings for index in heading.lines}
    body = [line for line in lines if line.index not in taken]
    articles = _articles(page_text, body, headings, lines) if headings else []
    placed = _round_up(page_text, lines, body, articles) if articles else _in_page_order(lines, None)
    return _order(page_text, list(placed), tuple(article.zone for article in articles))


# --- round-up pages


def _articles(
    page_text: str, body: Sequence[Line], headings: Sequence[ZoneHeading], lines: Sequence[Line]
) -> list[_Article]:
    """The articles in page order: one a heading."""
    flow = _body_flow(page_text, body)
    text = fold(flow.text)
    breaks = _breaks(body, flow)

    def opens(at: int) -> bool:
        return at == 0 or at >= len(text) or text[at - 1] in _SENTENCE_END or at in breaks

    held = [match for match in meetings(text) if opens(match.start())]
    indices = [line.index for line in body]
    floor, out, met = 0, list[_Article](), False
    for heading in headings:
        below = bisect_right(indices, heading.lines[-1])
        at = flow.paragraphs[below][0] if below < len(indices) else len(text)
        meeting = _meeting_of(heading.name, held, text, floor)
        met = met or meeting is not None
        start = _start(text, heading.name, at, meeting, opens(at))
        start = max(start, out[-1].start if out else 0)
        out.append(_Article(start, heading.name, heading))
        floor = max(floor, start, meeting.start() + 1 if meeting else 0)
    plain = any(label_of(line.text) for line in lines)
    return out if met or (len(out) > 1 and not plain) else []


def _breaks(body: Sequence[Line], flow: Flow) -> set[int]:
    """Where a line ends no sentence and yet nothing goes on: after titles, after a writer's name on its own line."""
    out, in_front = set[int](), True
    for line, (_, end) in zip(body, flow.paragraphs, strict=True):
        in_front = in_front and not line.ends
        if in_front or line.level or BYLINE.fullmatch(line.text):
            out.add(end)
    return out


def _meeting_of(zone: str, meetings: Sequence[re.Match[str]], text: str, floor: int) -> re.Match[str] | None:
    """The first meeting not before ``floor`` that ``zone`` held, else whose sentence names it."""
    first = bisect_left(meetings, floor, key=lambda meeting: meeting.start())
    later = meetings[first : first + _MEETINGS_AHEAD]
    short = zone.partition("（")[0]
    for meeting in later:
        if short in meeting["host"]:
            return meeting
    for meeting in later:
        if short in text[meeting.start() : text.find("。", meeting.end()) + 1 or None]:
            return meeting
    return None


def _start(text: str, zone: str, at: int, meeting: re.Match[str] | None, between: bool) -> int:
    """Where the article of a heading that stands at ``at`` begins; ``between``: no sentence is open there."""
    if meeting is None:
        return at if between else text.rfind("。", 0, at) + 1
    if at <= meeting.start() and between and (at == meeting.start() or zone in text[at : meeting.start()]):
        return at
    return meeting.start()


def _round_up(
    page_text: str, lines: Sequence[Line], body: Sequence[Line], articles: Sequence[_Article]
) -> Iterator[_Placed]:
    body, firsts = _cut_at(page_text, body, [article.start for article in articles])
    yield from _in_page_order(body[: firsts[0]], None)
    for entry, (article, (first, last)) in enumerate(zip(articles, pairwise([*firsts, len(body)]), strict=True)):
        if article.heading:
            yield from _heading(article.heading, lines, entry)
        yield from _in_page_order(body[first:last], entry)


def _cut_at(page_text: str, body: Sequence[Line], starts: Sequence[int]) -> tuple[list[Line], list[int]]:
    """``body`` with a line cut in two wherever an article begins inside it, and the articles' first lines."""
    flow = _body_flow(page_text, body)
    bounds = [start for start, _ in flow.paragraphs]
    cuts: dict[int, list[int]] = {}
    for start in starts:
        at = bisect_right(bounds, start) - 1
        if bounds and start < flow.paragraphs[at][1]:
            cuts.setdefault(at, []).append(flow.pieces(start, start + 1)[0][0])
    out, firsts = list[Line](), list[int]()
    for number, line in enumerate(body):
        rest = line
        for cut in cuts.get(number, ()):
            if cut > rest.start:
                head, rest = _halves(rest, cut)
                out.append(head)
            firsts.append(len(out))
        out.append(rest)
    return out, firsts + [len(out)] * (len(starts) - len(firsts))


def _halves(line: Line, at: int) -> tuple[Line, Line]:
    cut = at - line.start
    return replace(line, end=at, text=line.text[:cut], furniture=()), replace(
        line, start=at, text=line.text[cut:], mark=None, level=0
    )


def _heading(heading: ZoneHeading, lines: Sequence[Line], entry: int) -> Iterator[_Placed]:
    for index in heading.lines:
        line = lines[index]
        if line.mark:
            yield "markup", entry, 0, line.mark
        for kind, piece in (("zone", heading.zone), ("headline", heading.headline)):
            if piece and line.start <= piece[0] < line.end:
                yield ("zone" if kind == "zone" else "headline"), entry, line.level, piece
        for number in line.furniture:
            yield "furniture", entry, 0, number


# --- any page


def _in_page_order(lines: Sequence[Line], entry: int | None) -> Iterator[_Placed]:
    held: list[Piece] = []
    for line in lines:
        if line.mark:
            ornament = line.mark[1] - line.mark[0] > _LONGEST_MARK
            yield ("furniture" if ornament else "markup"), entry, 0, line.mark
        kind: Kind = "markup" if RULE.fullmatch(line.text) else "cell" if line.cell else "line"
        yield kind, entry, line.level, (line.start, line.end)
        held += line.furniture
        if line.ends or line is lines[-1]:
            yield from (("furniture", entry, 0, number) for number in held)
            held.clear()


def _body_flow(page_text: str, body: Sequence[Line]) -> Flow:
    return Flow(page_text, [solid_pieces(page_text, line.start, line.end) for line in body])


def _order(page_text: str, placed: Sequence[_Placed], zones: tuple[str, ...]) -> Order:
    pieces = [solid_pieces(page_text, *piece) for *_, piece in placed]
    for before, after in pairwise(pieces):
        # The wrap between two digits or letters stays: 超1 | 2万亿元 is not 12万亿元.
        gap = (before[-1][1], after[0][0])
        if gap[0] < gap[1] and _tight(page_text, *gap) and not solid_pieces(page_text, *gap):
            before.append(gap)
    flow = Flow(page_text, pieces)
    paragraphs = (
        Paragraph(start, end, kind, entry, level)
        for (kind, entry, level, _), (start, end) in zip(placed, flow.paragraphs, strict=True)
    )
    return Order(flow, tuple(paragraphs), zones)


def _tight(page_text: str, start: int, end: int) -> bool:
    sides = page_text[start - 1] + page_text[end]
    return sides.isascii() and sides.isalnum() and page_text[start:end].isascii()
