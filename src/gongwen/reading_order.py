"""Broken lines and displaced headings put in order, as pieces of the page and never as new text.

A round-up page is a title, an intro and one article a zone. Its columns were torn apart on the way out of the PDF:
a heading may stand anywhere in its article, a sentence may break at any character. What stays true is that an article
opens with the meeting of its zone, and that a paragraph's last line ends a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from gongwen.fold import fold_page
from gongwen.headings import ends_sentence, is_byline, label_of, meetings
from gongwen.menus import is_menu
from gongwen.model import Piece
from gongwen.page_lines import PageLine, is_rule, split_lines
from gongwen.spans import Flow, numbers_closed_up, solid_pieces
from gongwen.web_lines import ends_document, is_web
from gongwen.zones import ZoneHeading, zone_headings

Kind = Literal["zone", "headline", "markup", "line", "cell", "furniture"]

_MEETINGS_AHEAD = 40
_SENTENCE_END = "。！？”）"


# A line's kind, entry, Markdown heading level (0 for none; of a cell its column) and where it stands on the page.
Placed = tuple[Kind, int | None, int, Sequence[Piece]]


class Order(NamedTuple):
    """The flow, what each of its paragraphs is, and the zones of a round-up page (none in any other document)."""

    flow: Flow
    placed: Sequence[Placed]
    zones: tuple[str, ...]

    def cells(self) -> list[Piece]:
        """The cells of tables, in the flow."""
        return [where for where, line in zip(self.flow.paragraphs, self.placed, strict=True) if line[0] == "cell"]


class _Article(NamedTuple):
    """Where an article begins, counted in characters of the body, and its heading."""

    start: int
    heading: ZoneHeading


def read_order(page_text: str) -> Order:
    """The page in reading order; every non-blank character in exactly one paragraph."""
    page_text = numbers_closed_up(page_text)
    folded = fold_page(page_text)
    lines = split_lines(page_text, folded)
    solid = "".join([line.text for line in lines]).replace(" ", "").replace("\t", "")
    headings = zone_headings(lines, [match["host"] for match in meetings(solid)])
    headings = [] if _is_title(headings, lines) else headings
    taken = {number for heading in headings for number in heading.lines}
    body = [line for line in lines if line.number not in taken]
    flow = Flow(folded, [line.pieces for line in body]) if headings else None
    articles = _articles(flow, body, headings, lines) if flow else []
    placed = _round_up(page_text, lines, body, flow, articles) if flow and articles else _in_page_order(lines, None)
    return _order(page_text, list(placed), tuple(article.heading.name for article in articles))


def _is_title(headings: Sequence[ZoneHeading], lines: Sequence[PageLine]) -> bool:
    """Whether the only heading is the headline of an article by itself: 云川高新区召开座谈会 over all there is."""
    if len(headings) != 1 or headings[0].headline is None:
        return False
    start, end = headings[0].zone
    run_in = end - start == len(headings[0].name) and len(headings[0].lines) == 1
    return run_in and not any(line.ends for line in lines[: headings[0].lines[0]])


# --- round-up pages


def _articles(
    flow: Flow, body: Sequence[PageLine], headings: Sequence[ZoneHeading], lines: Sequence[PageLine]
) -> list[_Article]:
    """The articles in page order: one a heading. ``flow`` is the body's, folded."""
    text = flow.text
    breaks = _breaks(body, flow)

    def opens(at: int) -> bool:
        return at == 0 or at >= len(text) or text[at - 1] in _SENTENCE_END or at in breaks

    held = [match for match in meetings(text) if opens(match.start())]
    numbers = [line.number for line in body]
    floor, out, met = 0, list[_Article](), False
    for heading in headings:
        below = bisect_right(numbers, heading.lines[-1])
        at = flow.paragraphs[below][0] if below < len(numbers) else len(text)
        meeting = _meeting_of(heading.name, held, text, floor)
        met = met or meeting is not None
        start = _start(text, heading.name, at, meeting, opens(at))
        start = max(start, out[-1].start if out else 0)
        out.append(_Article(start, heading))
        floor = max(floor, start, meeting.start() + 1 if meeting else 0)
    plain = any(label_of(line.text) for line in lines)
    return out if met or (len(out) > 1 and not plain) else []


def _breaks(body: Sequence[PageLine], flow: Flow) -> set[int]:
    """Where a line ends no sentence and yet nothing goes on: after titles, headings, a writer's name by itself."""
    out, in_front = set[int](), True
    for line, (_, end) in zip(body, flow.paragraphs, strict=True):
        in_front = in_front and not line.ends
        if in_front or line.level or is_byline(line.text) or (not line.ends and label_of(line.text)):
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
    page_text: str, lines: Sequence[PageLine], body: Sequence[PageLine], flow: Flow, articles: Sequence[_Article]
) -> Iterator[Placed]:
    body, firsts = _cut_at(page_text, body, flow, [article.start for article in articles])
    yield from _in_page_order(body[: firsts[0]], None)
    for entry, (article, (first, last)) in enumerate(zip(articles, pairwise([*firsts, len(body)]), strict=True)):
        yield from _heading(page_text, article.heading, lines, entry)
        yield from _in_page_order(body[first:last], entry)


def _cut_at(
    page_text: str, body: Sequence[PageLine], flow: Flow, starts: Sequence[int]
) -> tuple[list[PageLine], list[int]]:
    """``body`` with a line cut in two wherever an article begins inside it, and the articles' first lines."""
    bounds = [start for start, _ in flow.paragraphs]
    cuts: dict[int, list[int]] = {}
    for start in starts:
        at = bisect_right(bounds, start) - 1
        if bounds and start < flow.paragraphs[at][1]:
            cuts.setdefault(at, []).append(flow.pieces(start, start + 1)[0][0])
    out, firsts = list[PageLine](), list[int]()
    for number, line in enumerate(body):
        rest = line
        for cut in cuts.get(number, ()):
            if cut > rest.start:
                head, rest = _halves(page_text, rest, cut)
                out.append(head)
            firsts.append(len(out))
        out.append(rest)
    return out, firsts + [len(out)] * (len(starts) - len(firsts))


def _halves(page_text: str, line: PageLine, at: int) -> tuple[PageLine, PageLine]:
    head, rest = line.text[: at - line.start], line.text[at - line.start :]
    before, after = solid_pieces(page_text, line.start, at), solid_pieces(page_text, at, line.end)
    return (
        line._replace(
            end=at, text=head, pieces=before, ends=ends_sentence(head), rule=is_rule(head), furniture=(), bars=()
        ),
        line._replace(start=at, text=rest, pieces=after, mark=None, level=0, rule=is_rule(rest), bars=line.bars),
    )


def _heading(page_text: str, heading: ZoneHeading, lines: Sequence[PageLine], entry: int) -> Iterator[Placed]:
    for at in heading.lines:
        line = lines[at]
        if line.mark:
            yield "markup", entry, 0, (line.mark,)
        if line.bars:
            yield "markup", entry, 0, line.bars
        if line.start <= heading.zone[0] < line.end:
            yield "zone", entry, line.level, solid_pieces(page_text, *heading.zone)
        if heading.headline and line.start <= heading.headline[0] < line.end:
            yield "headline", entry, line.level, solid_pieces(page_text, *heading.headline)
        for number in line.furniture:
            yield "furniture", entry, 0, solid_pieces(page_text, *number)


# --- any page


def _in_page_order(lines: Sequence[PageLine], entry: int | None) -> Iterator[Placed]:
    held: list[Piece] = []
    apart, closed, in_front = True, False, entry is None
    for line in lines:
        if line.mark:
            yield ("furniture" if line.ornament else "markup"), entry, 0, (line.mark,)
        closed = closed or (entry is None and apart and ends_document(line.text, in_front=in_front))
        of_site = closed or (not line.cell and _is_web(line.text, entry, apart=apart, in_front=in_front))
        apart = line.ends or of_site
        in_front = in_front and (of_site or not line.ends)
        kind: Kind = "cell" if line.cell else "markup" if line.rule else "furniture" if of_site else "line"
        yield kind, entry, line.column if line.cell else line.level, line.pieces
        if line.bars:
            yield "markup", entry, 0, line.bars
        held += line.furniture
        if held and (line.ends or line is lines[-1]):
            yield from (("furniture", entry, 0, (number,)) for number in held)
            held.clear()


def _is_web(text: str, entry: int | None, *, apart: bool, in_front: bool) -> bool:
    """Whether a line is the site's; in a round-up who wrote an article is part of it."""
    if in_front and is_menu(text):
        return True
    return is_web(text, apart=apart) and (entry is None or not is_byline(text))


def _order(page_text: str, placed: Sequence[Placed], zones: tuple[str, ...]) -> Order:
    pieces = [line[3] for line in placed]
    for number, (before, after) in enumerate(pairwise(pieces)):
        start, end = before[-1][1], after[0][0]
        # The wrap between two digits or letters stays: 超1 | 2万亿元 is not 12万亿元.
        if page_text[end].isascii() and start < end and _is_wrap(page_text, start, end):
            pieces[number] = [*before, (start, end)]
    return Order(Flow(page_text, pieces), placed, zones)


def _is_wrap(page_text: str, start: int, end: int) -> bool:
    """Whether two digits or letters stand around plain blanks and nothing else."""
    sides = page_text[start - 1] + page_text[end]
    gap = page_text[start:end]
    return sides.isascii() and sides.isalnum() and gap.isascii() and not solid_pieces(page_text, start, end)
