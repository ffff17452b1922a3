"""What a task's words say of its time: dates of results, rhythms, terms. gongwen reads; nothing is guessed here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import gongwen

EDGE = "，,；;。:：、.！!？?（）() \n"
# A date in a fragment that is no task by itself (6月底前完工、12月底前验收) still says by when.
SAYS_BY_WHEN = ("by", "within", "recurring")


@dataclass(frozen=True, slots=True)
class Stated:
    """``what`` is to happen as ``words`` say it: by ``day``, within ``term``, or in the rhythm ``recurring``."""

    what: str
    words: str
    day: dt.date | None = None
    term: str = ""
    recurring: str = ""


def stated(text: str, published: dt.date) -> list[Stated]:
    """In reading order; ``published`` is the day from which a bare 6月底 is reckoned."""
    reading = gongwen.read(text, published=published)
    by_task = {deadline.mention for task in reading.tasks for deadline in task.deadlines}
    # A bracket says who before it says when: （区科技局牵头，12月底前完工）.
    clauses = {span.id: (span.text, span.role == "parties") for span in reading.spans}
    found: dict[str, list[gongwen.Mention]] = {}
    for mention in reading.mentions:
        if mention.kind == "date" and mention.value and (mention.id in by_task or mention.rule in SAYS_BY_WHEN):
            found.setdefault(mention.span, []).append(mention)
    return [one for span, mentions in found.items() for one in _of_clause(*clauses[span], mentions)]


def _of_clause(clause: str, says_who: bool, mentions: list[gongwen.Mention]) -> Iterator[Stated]:
    """Each date with the words up to the next one; what stands before the first belongs to it, but for who it is."""
    places, end = [], 0
    for mention in mentions:
        start = max(clause.find(mention.text, end), 0)
        end = start + len(mention.text)
        places.append((start, end))
    starts = [start for start, _end in places[1:]] + [len(clause)]
    for number, (mention, (start, end)) in enumerate(zip(mentions, places, strict=True)):
        before = clause[:start].strip(EDGE).removesuffix("在") if number == 0 and not says_who else ""
        yield _of_date(mention, before, clause[end : starts[number]])


def _of_date(mention: gongwen.Mention, before: str, behind: str) -> Stated:
    value = mention.value or {}
    return Stated(
        what=(before + behind.removeprefix("前")).strip(EDGE),
        words=mention.text,
        day=_full(value.get("to")),
        term=value.get("within") or "",
        recurring=value.get("recurring") or "",
    )


def _full(day: str | None) -> dt.date | None:
    """A whole day; a month and day without a year is none."""
    return dt.date.fromisoformat(day) if day and not day.startswith("--") else None
