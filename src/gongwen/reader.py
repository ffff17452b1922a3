"""Text in, a Reading out: every stage on one screen."""

from __future__ import annotations

import datetime as dt
import hashlib
from itertools import pairwise
from operator import attrgetter
from pathlib import Path

from gongwen.clauses import read_body
from gongwen.collecting import no_collecting
from gongwen.fold import fold
from gongwen.load import load
from gongwen.mentions import find_in_clauses
from gongwen.mentions.spelling import spell_out
from gongwen.model import Clause, Found, Mention, Page, Piece, Reading, Span
from gongwen.outline import read_outline
from gongwen.reading_order import read_order
from gongwen.spans import Flow, words
from gongwen.tasks import find_tasks


def read(source: str | bytes | Path, *, published: dt.date | None = None) -> Reading:
    """Read one document; ``published`` places dates that name no year.

    Raises:
        gongwen.load.Unreadable: the source is no text we can read; nothing else is raised, whatever the text.
    """
    with no_collecting():
        return _read(load(source), published)


def _read(page: Page, published: dt.date | None) -> Reading:
    order = read_order(page.text)
    flow, text = order.flow, fold(order.flow.text)
    outline = read_outline(order, text, published)
    clauses = sorted([*outline.clauses, *read_body(text, outline.stretches)], key=attrgetter("start"))
    spans = [_span(page, flow, number, clause) for number, clause in enumerate(clauses, 1)]
    cells = [(line.start, line.end) for line in order.paragraphs if line.kind == "cell"]
    found = list(find_in_clauses(text, clauses, published or outline.date, (start for start, _ in cells)))
    mentions = [_mention(page, flow, number, spans[at].id, one) for number, (at, one) in enumerate(found, 1)]
    mentions = spell_out(mentions, [one for _, one in found], flow, text, outline.paragraphs)
    tasks = find_tasks(text, outline.paragraphs, clauses, [one for _, one in found], spans, mentions, cells)
    return Reading(
        page=page,
        text_sha256=hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest(),
        published=published,
        kind=outline.kind,
        title=outline.title,
        number=outline.number,
        issuer=outline.issuer,
        addressee=outline.addressee,
        date=outline.date,
        entries=outline.entries,
        sections=outline.sections,
        spans=tuple(spans),
        mentions=tuple(mentions),
        tasks=tuple(tasks),
    )


def _span(page: Page, flow: Flow, number: int, clause: Clause) -> Span:
    pieces = flow.pieces(clause.start, clause.end)
    return Span(f"c{number}", clause.role, words(page.text, pieces), pieces, clause.entry, clause.section, clause.item)


def _mention(page: Page, flow: Flow, number: int, span: str, found: Found) -> Mention:
    pieces = flow.pieces(found.start, found.end)
    if len(pieces) > 1 and _parts_digits(page.text, pieces):
        found = found._replace(value=None, doubt=(*found.doubt, "broken_number"))
    return Mention(
        f"m{number}", span, found.kind, words(page.text, pieces), pieces, found.value, found.rule, found.doubt
    )


def _parts_digits(page_text: str, pieces: tuple[Piece, ...]) -> bool:
    return any(page_text[a - 1].isdigit() and page_text[b].isdigit() for (_, a), (b, _) in pairwise(pieces))
