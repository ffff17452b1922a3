"""Clauses and mentions → who does what, by when, to what target.

One task an item: the theme or the first measure is the task, the other measures are its steps. Clauses stay the unit
of tracing: every body clause of the item is in ``span_ids``, also those that make no step.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from gongwen.goals import Line, deadlines, targets
from gongwen.items import Item, asks_something, group
from gongwen.model import Clause, Found, Mention, Piece, Span, Task
from gongwen.parties import Duty, Unit, first_leads_from, only_supports, read_duty, states_lead
from gongwen.tables import Table

_EDGE = "，,；;。：:、.！!"
_LABEL = re.compile(
    r"^\s*(?:第?[（(]?[一二三四五六七八九十百\d]{1,4}[）)]|第?[一二三四五六七八九十百\d]{1,4}(?:[、章节条是]|[.．](?!\d))|[①-⑳])\s*"
)
# 要 and 还要 only say that what follows is asked for.
_ASKED = re.compile("^(?:还|也|同时)?要(?![求素点闻害件塞道])")


def find_tasks(
    text: str,
    paragraphs: Sequence[Piece],
    clauses: Sequence[Clause],
    found: Sequence[Found],
    spans: Sequence[Span],
    mentions: Sequence[Mention],
    cells: Sequence[Piece] = (),
) -> Iterator[Task]:
    """Tasks in reading order. ``text`` is the folded flow, ``spans`` stand for ``clauses``, ``mentions`` for ``found``.

    ``cells`` are those of the flow's tables. Doubts: ``lead_by_position``, ``lead_from_subject``, ``lead_not_stated``,
    and those of the dates and amounts used.
    """
    table = Table(text, cells, clauses)
    lines = list(_lines(text, clauses, found, mentions, table))
    ruled_from = first_leads_from(text)
    items = [item for item in group(text, clauses, paragraphs) if asks_something(item, clauses)]
    under = Counter(item.heading for item in items)
    for number, item in enumerate(items, 1):
        ruled = ruled_from is not None and any(clauses[at].end > ruled_from for at in item.parties)
        titled = item.heading is not None and (item.is_heading or under[item.heading] == 1)
        duty = _duty(item, clauses, lines, table)
        yield _task(f"t{number}", item, spans, lines, duty, titled=titled, first_leads=ruled)


def _lines(
    text: str, clauses: Sequence[Clause], found: Sequence[Found], mentions: Sequence[Mention], table: Table
) -> Iterator[Line]:
    """Every clause with its mentions, offsets counted from the clause's start, a row's number left out."""
    starts = [one.start for one in found]
    last = 0
    for clause in clauses:
        start = clause.start + table.numbered(clause)
        first, last = bisect_left(starts, start, last), bisect_left(starts, clause.end, last)
        within = [(found[at].start - start, found[at].end - start, mentions[at]) for at in range(first, last)]
        yield Line(clause.role, text[start : clause.end], within, start - clause.start)


def _task(
    name: str,
    item: Item,
    spans: Sequence[Span],
    lines: Sequence[Line],
    duty: Duty,
    *,
    titled: bool,
    first_leads: bool,
) -> Task:
    body = [lines[at] for at in item.body]
    held = body + [lines[at] for at in item.parties]
    lead, support, doubt = duty.settled(first_leads=first_leads)
    theme, steps = _theme_and_steps(item, spans, lines, titled=titled)
    due, reach = tuple(deadlines(held)), tuple(targets(body))
    used = {deadline.mention for deadline in due} | {target.mention for target in reach}
    mentions = [mention for line in held for _, _, mention in line.mentions]
    return Task(
        id=name,
        text=theme or steps[0],
        theme=theme,
        steps=tuple(steps if theme else steps[1:]),
        span_ids=tuple(spans[at].id for at in sorted((*item.body, *item.parties))),
        lead=lead,
        support=support,
        person=duty.person,
        doubt=tuple(
            dict.fromkeys((*doubt, *(why for mention in mentions if mention.id in used for why in mention.doubt)))
        ),
        deadlines=due,
        targets=reach,
        mention_ids=tuple(mention.id for mention in mentions),
    )


def _theme_and_steps(
    item: Item, spans: Sequence[Span], lines: Sequence[Line], *, titled: bool
) -> tuple[str | None, list[str]]:
    """The theme, or the run-in heading over an item of its own, and every measure."""
    themes = [spans[at].text for at in item.body if spans[at].role == "theme"]
    if not themes and titled and item.heading is not None:
        themes = [spans[item.heading].text]
    measures = [_wording(spans[at].text[lines[at].numbered :]) for at in item.body if spans[at].role == "measure"]
    return (_wording(themes[0]) if themes else None), measures


def _wording(text: str) -> str:
    bare = text.strip(_EDGE)
    if label := _LABEL.match(bare):
        bare = bare[label.end() :]
    asked = _ASKED.match(bare)
    return (bare[asked.end() :] if asked else bare) or text


def _duty(item: Item, clauses: Sequence[Clause], lines: Sequence[Line], table: Table) -> Duty:
    """What the item's brackets say; where they name no lead, first the clauses that do, else the one with an actor."""
    row = clauses[min(item.body + item.parties)].start
    named = [text for at in item.parties for text in _cells(row, clauses[at], lines[at], table)]
    if named and not all(only_supports(text) for text, _ in named):
        return read_duty(named)
    body = [lines[at] for at in item.body]
    stated = [(line.text, units) for line in body if (units := _units(line)) and states_lead(line.text)]
    acting = [line for line in body if line.role in ("measure", "theme", "frame") and _units(line, "subject")]
    first = stated or [(line.text, _units(line, "subject")) for line in acting[:1]]
    return read_duty([*first, *named], from_subject=bool(acting) and not stated)


def _units(line: Line, rule: str | None = None) -> list[Unit]:
    """The units a clause names, or those of them that ``rule`` found."""
    return [
        Unit(start, line.text[start:end])
        for start, end, mention in line.mentions
        if mention.kind == "organisation" and (rule is None or mention.rule == rule)
    ]


def _cells(row: int, clause: Clause, line: Line, table: Table) -> Iterator[tuple[str, list[Unit]]]:
    """The clause, or each cell of a table with the words of its column before it, as a label on a line has them."""
    units, cells = _units(line), table.within(clause.start, clause.end)
    if not cells:
        yield line.text, units
        return
    for cell, column in zip(cells, table.labels(row, clause.start, clause.end), strict=True):
        start, end = (at - clause.start for at in cell)
        label = f"{column}：" if column else ""
        here = [Unit(unit.at - start + len(label), unit.name) for unit in units if start <= unit.at < end]
        yield label + line.text[start:end], here
