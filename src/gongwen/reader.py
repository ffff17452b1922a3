"""Text in, a Reading out: every stage on one screen."""

from __future__ import annotations

import datetime as dt
from operator import itemgetter
from pathlib import Path

from gongwen.clauses import read_body
from gongwen.collecting import no_collecting
from gongwen.fold import fold
from gongwen.indicators import figures
from gongwen.load import load
from gongwen.making import make_mentions, make_spans
from gongwen.mentions import find_in_clauses
from gongwen.mentions.spelling import spell_out
from gongwen.model import Page, Reading
from gongwen.outline import read_outline
from gongwen.reading_order import read_order
from gongwen.tasks import find_tasks


def read(source: str | bytes | Path, *, published: dt.date | None = None, name: str | None = None) -> Reading:
    """Read one document: a ``str`` is its text, a ``Path`` a file, ``bytes`` a file's bytes (20 MB at most).

    ``published`` places dates that name no year, ``name`` is what the reading calls its source.

    Raises:
        gongwen.Unreadable: the source is no text we can read; nothing else is raised, whatever the text.
        TypeError: ``source`` or ``published`` is nothing of the kind.
    """
    day = _day(published)
    with no_collecting():
        return _read(load(source, name=name), day)


def _day(published: object) -> dt.date | None:
    """A datetime passes for a date, and compares with none; a text passes where nobody checks types."""
    if isinstance(published, dt.datetime):
        return published.date()
    if published is None or isinstance(published, dt.date):
        return published
    raise TypeError(f"published is a datetime.date or None, not {type(published).__name__}: {published!r}")


def _read(page: Page, published: dt.date | None) -> Reading:
    order = read_order(page.text)
    flow, text = order.flow, fold(order.flow.text)
    outline = read_outline(order, text, published)
    clauses = sorted([*outline.clauses, *read_body(text, outline.stretches)], key=itemgetter(0))
    spans = make_spans(flow, clauses)
    cells = order.cells()
    day = published or outline.date or outline.month
    placed = find_in_clauses(text, clauses, day, [start for start, _ in cells])
    if outline.indicators:
        placed = sorted([*placed, *figures(outline.indicators, clauses)], key=itemgetter(0))
    holders, found = [at for at, _ in placed], [one for _, one in placed]
    mentions = make_mentions(page.text, flow, spans, holders, found)
    mentions = spell_out(mentions, found, flow, text, outline.paragraphs)
    own = outline.date or day
    tasks = find_tasks(text, outline.paragraphs, clauses, found, spans, mentions, cells, outline.indicators, own)
    return Reading(
        page=page,
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
