"""Clauses and mentions → who does what, by when, to what target.

One task an item: the theme or the first measure is the task, the other measures are its steps. Clauses stay the unit
of tracing: every body clause of the item is in ``span_ids``, also those that make no step.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from gongwen.goals import Line, deadlines, targets
from gongwen.model import BODY, Clause, Found, Mention, Piece, Span, Task
from gongwen.parties import Unit, first_leads_from, read_duty, states_lead

_EDGE = "，,；;。：:、.！!"
_LABEL = regex.compile(
    r"^\s*(?:第?[（(]?[一二三四五六七八九十百\d]{1,4}[）)]|第?[一二三四五六七八九十百\d]{1,4}(?:[、章节条是]|[.．](?!\d))|[①-⑳])\s*"
)
# 要 and 还要 only say that what follows is asked for.
_ASKED = regex.compile("^(?:还|也|同时)?要(?![求素点闻害件塞道])")


@dataclass(slots=True)
class Item:
    """The clauses, by index, that make one task: a heading over them, the body, the brackets that name units."""

    heading: int | None = None
    body: list[int] = field(default_factory=list)
    parties: list[int] = field(default_factory=list)
    is_closed: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether the heading is all there is: 1. 建设中试基地。（区科技局负责）"""
        return self.body == [self.heading]


def find_tasks(
    text: str,
    paragraphs: Sequence[Piece],
    clauses: Sequence[Clause],
    found: Sequence[Found],
    spans: Sequence[Span],
    mentions: Sequence[Mention],
) -> Iterator[Task]:
    """Tasks in reading order. ``text`` is the folded flow, ``spans`` stand for ``clauses``, ``mentions`` for ``found``.

    Doubts: ``lead_by_position``, ``lead_not_stated``, and those of the dates and amounts used.
    """
    lines = list(_lines(text, clauses, found, mentions))
    ruled_from = first_leads_from(text)
    items = [item for item in group(text, clauses, paragraphs) if _asks_something(item, clauses)]
    headings = [item.heading for item in items]
    for number, item in enumerate(items, 1):
        ruled = ruled_from is not None and any(clauses[at].end > ruled_from for at in item.parties)
        titled = item.heading is not None and (item.is_heading or headings.count(item.heading) == 1)
        yield _task(f"t{number}", item, spans, lines, titled=titled, first_leads=ruled)


def group(text: str, clauses: Sequence[Clause], paragraphs: Sequence[Piece]) -> list[Item]:
    """Body clauses by item, cut again where units are named, each naming given to what it stands for."""
    starts = [start for start, _ in paragraphs]
    paragraph = [bisect_right(starts, clause.start) for clause in clauses]
    items: list[Item] = []
    heading, unassigned = None, 0
    ahead: list[int] = []
    for at, clause in enumerate(clauses):
        if clause.role in BODY:
            if ahead or not items or items[-1].is_closed or clauses[items[-1].body[0]].item != clause.item:
                unassigned = len(items) if items and items[-1].is_closed else unassigned
                run_in = heading is not None and paragraph[heading] == paragraph[at]
                items.append(Item(heading if run_in else None, parties=ahead))
                ahead = []
            items[-1].body.append(at)
        elif clause.role == "parties" and _announces(at, text, clauses, paragraph):
            ahead.append(at)
        elif clause.role == "parties":
            if heading is not None and heading == at - 1 and paragraph[heading] == paragraph[at]:
                items.append(Item(heading, [heading]))
            for item in items[unassigned:]:
                if _stands_for(at, item, clauses, paragraph):
                    item.parties.append(at)
                    item.is_closed = True
        elif clause.role in ("heading", "zone", "title"):
            heading, unassigned = at, len(items)
    return items


def _announces(at: int, text: str, clauses: Sequence[Clause], paragraph: list[int]) -> bool:
    """由X牵头，Y配合，… goes on with what they are to do: the units stand before it, not after."""
    following = at + 1 < len(clauses) and paragraph[at + 1] == paragraph[at]
    return following and clauses[at + 1].role in BODY | {"parties"} and text[: clauses[at].end].rstrip()[-1:] in "，,"


def _asks_something(item: Item, clauses: Sequence[Clause]) -> bool:
    return item.is_heading or any(clauses[at].role == "measure" for at in item.body)


def _stands_for(at: int, item: Item, clauses: Sequence[Clause], paragraph: list[int]) -> bool:
    """A bracket at a paragraph's end speaks of that paragraph, one on a line of its own of the section above it."""
    body = item.body[-1]
    if paragraph[body] == paragraph[at]:
        return True
    section = clauses[at].section
    near = paragraph[at] - paragraph[body] <= 2 if section is None else clauses[body].section == section
    return near and all(clauses[between].role in BODY | {"parties"} for between in range(body, at))


def _lines(text: str, clauses: Sequence[Clause], found: Sequence[Found], mentions: Sequence[Mention]) -> Iterator[Line]:
    """Every clause with its mentions, offsets counted from the clause's start."""
    starts = [one.start for one in found]
    for clause in clauses:
        first, last = bisect_left(starts, clause.start), bisect_left(starts, clause.end)
        within = [
            (found[at].start - clause.start, found[at].end - clause.start, mentions[at]) for at in range(first, last)
        ]
        yield Line(clause.role, text[clause.start : clause.end], within)


def _task(
    name: str, item: Item, spans: Sequence[Span], lines: Sequence[Line], *, titled: bool, first_leads: bool
) -> Task:
    body = [lines[at] for at in item.body]
    held = body + [lines[at] for at in item.parties]
    duty = read_duty(_duty_texts(item, lines))
    lead, support, doubt = duty.settled(first_leads=first_leads)
    theme, steps = _theme_and_steps(item, spans, titled=titled)
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


def _theme_and_steps(item: Item, spans: Sequence[Span], *, titled: bool) -> tuple[str | None, list[str]]:
    """The theme, or the run-in heading over an item of its own, and every measure."""
    themes = [spans[at].text for at in item.body if spans[at].role == "theme"]
    if not themes and titled and item.heading is not None:
        themes = [spans[item.heading].text]
    measures = [_wording(spans[at].text) for at in item.body if spans[at].role == "measure"]
    return (_wording(themes[0]) if themes else None), measures


def _wording(text: str) -> str:
    return _ASKED.sub("", _LABEL.sub("", text.strip(_EDGE))) or text


def _duty_texts(item: Item, lines: Sequence[Line]) -> Iterator[tuple[str, list[Unit]]]:
    """The item's brackets; without any, the clauses that say themselves who leads."""
    for line in [lines[at] for at in item.parties] or [lines[at] for at in item.body if states_lead(lines[at].text)]:
        units = [Unit(start, mention.text) for start, _, mention in line.mentions if mention.kind == "organisation"]
        yield line.text, units
