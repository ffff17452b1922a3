"""Clauses and mentions → who does what, by when, to what target.

One task an item: the theme or the first measure is the task, the other measures its steps. Clauses stay the unit
of tracing: every body clause of the item is in ``span_ids``, also those that make no step.
"""

import datetime as dt
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple

from gongwen.counted import Line
from gongwen.goals import announced, asked_now, deadlines, targets
from gongwen.indicators import Indicator, clause_at
from gongwen.items import Item, group
from gongwen.making import ids
from gongwen.model import BODY, Clause, Deadline, Found, Mention, Piece, Span, Target, Task
from gongwen.parties import LEAD_NOT_STATED, Duty, Unit, first_leads_from, only_supports, read_duty, states_lead
from gongwen.tables import Table
from gongwen.wording import work

# Said once for what follows: 以下任务6月底前完成：, 今年的主要预期目标是：; in a heading, 动员部署（3月—4月）.
# One pattern for each word, which finds it ten times as fast as a choice of them.
_ANNOUNCES = (
    *((re.compile(f"{word}[^。；：]{{0,30}}："), word != "目标") for word in ("以下", "下列", "目标")),
    (re.compile("）(?<=[前底末内年月日].)"), True),
)
# Slogans and documents say neither who nor when nor how much.
_FACTS: Final = frozenset({"date", "amount", "organisation"})
_ACTING = frozenset({"measure", "theme", "frame"})

# 由X牵头，会同Y建立…: who is joined stands with the work.
_JOINED = ("会同", "联合")
_id: Final = itemgetter(0)
_start: Final = attrgetter("start")
_first: Final = attrgetter("first")

# Many are made: straight as the tuples they are.
_new_task, _new_line = partial(tuple.__new__, Task), partial(tuple.__new__, Line)


class _More(NamedTuple):
    """What is said of a task besides the work itself, in the order of Task's fields."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    person: str | None = None
    doubt: tuple[str, ...] = (LEAD_NOT_STATED,)
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    mention_ids: tuple[str, ...] = ()


_NOTHING: Final = _More()


def find_tasks(
    text: str,
    paragraphs: Sequence[Piece],
    clauses: list[Clause],
    found: Sequence[Found],
    spans: list[Span],
    mentions: Sequence[Mention],
    cells: Sequence[Piece] = (),
    indicators: Sequence[Indicator] = (),
    day: dt.date | None = None,
) -> list[Task]:
    """Tasks in reading order. ``text`` is the folded flow, ``spans`` stand for ``clauses``, ``mentions`` for ``found``.

    ``cells`` are those of the flow's tables, ``indicators`` rows of them, ``day`` is the document's.
    Doubts: ``lead_by_position``, ``lead_from_subject``, ``lead_not_stated``,
    and those of the dates and amounts used.
    """
    table = Table(text, cells, clauses)
    if table.numbers:  # a row's number is no word of its task
        spans = [span._replace(text=span.text[table.numbers.get(at, 0) :]) for at, span in enumerate(spans)]
    names = tuple(map(_id, spans))
    items = group(text, clauses, paragraphs)
    texts, themes, steps = work(items, spans)
    held = [_apart(item, names) if item.parties or item.gaps else names[item.first : item.end] for item in items]
    told = _Told(text, clauses, names, zip(found, mentions, strict=True), table, day)
    said = [
        _NOTHING if told.holders.isdisjoint(span_ids) and not item.parties else told.more(item, span_ids)
        for item, span_ids in zip(items, held, strict=True)
    ]
    for at, due, in_list in told.announced():
        for n in told.under(at, items, in_list=in_list):
            said[n] = said[n] if said[n].deadlines else said[n]._replace(deadlines=due)
    for n, one in told.set_by(indicators, items):
        held[n], said[n] = told.with_cells(held[n], one), told.with_targets(said[n], one)
    return list(
        map(_new_task, zip(ids("t", len(items)), texts, themes, steps, held, *zip(*said, strict=True), strict=False))
    )


def _apart(item: Item, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The spans of an item that does not stand in one piece."""
    return tuple([ids[at] for at in sorted((*item.body, *item.parties))])


class _Told:
    """What a document says of its tasks besides the work: who, by when, to what target."""

    def __init__(
        self,
        text: str,
        clauses: list[Clause],
        ids: tuple[str, ...],
        mentions: Iterable[tuple[Found, Mention]],
        table: Table,
        day: dt.date | None,
    ) -> None:
        self._text, self._clauses, self._ids, self._table, self._day = text, clauses, ids, table, day
        self._ruled_from = first_leads_from(text)
        self._names: dict[str, list[str]] = defaultdict(list)
        self._facts: dict[str, list[tuple[Found, Mention]]] = defaultdict(list)
        for one, mention in mentions:
            self._names[mention.span].append(mention.id)
            if mention.kind in _FACTS:
                self._facts[mention.span].append((one, mention))
        self.holders = self._names.keys()

    def more(self, item: Item, span_ids: tuple[str, ...]) -> _More:
        """Lead, support, person, doubt, deadlines, targets and the ids of all mentions."""
        held = tuple([self._ids[at] for at in (*item.body, *item.parties)]) if item.parties else span_ids
        facts = [one for name in held if name in self._facts for _, one in self._facts[name]]
        if not (facts or item.parties):
            return _More(mention_ids=self._named(held))
        kinds = {one.kind for one in facts}
        told: Sequence[int] = [at for at in item.body if self._ids[at] in self._facts]
        if "amount" in kinds and told:  # what an amount counts may stand in the clause before it
            told = [at for at in item.body if at <= told[-1]]
        body, parties = self._lines(told), self._lines(item.parties)
        lead, support, person, doubt = _NOTHING[:4]
        if parties or "organisation" in kinds:
            duty = self._duty(item, body, parties)
            person = duty.person
            lead, support, doubt = duty.settled(first_leads=self._first_leads(item))
        body = list(asked_now(body, self._day)) if "date" in kinds else body
        due = tuple(deadlines([*body, *parties])) if "date" in kinds else ()
        reach = tuple(targets(body)) if "amount" in kinds else ()
        whys = [(one.id, why) for one in facts for why in one.doubt]
        if whys:
            used = {one.mention for one in due} | {one.mention for one in reach}
            doubt = tuple(dict.fromkeys((*doubt, *(why for name, why in whys if name in used))))
        return _More(lead, support, person, doubt, due, reach, self._named(held))

    def set_by(self, indicators: Iterable[Indicator], items: Sequence[Item]) -> Iterator[tuple[int, Indicator]]:
        """Each of them with the item, by index, that is its row's."""
        for one in indicators:
            at = clause_at(self._clauses, one.named)
            n = bisect_right(items, at, key=_first) - 1
            if n >= 0 and at < items[n].end:
                yield n, one

    def with_cells(self, span_ids: tuple[str, ...], indicator: Indicator) -> tuple[str, ...]:
        """The cells that say how much of what are the task's words, too."""
        beside = {self._ids[clause_at(self._clauses, start)] for start in indicator.beside}
        return tuple(sorted(beside.union(span_ids), key=lambda name: int(name[1:])))

    def with_targets(self, said: _More, indicator: Indicator) -> _More:
        """What the row sets in its cells; nothing in the indicator's name is a target."""
        reach = tuple(self._reached(indicator))
        named = tuple([target.mention for target in reach])
        return said._replace(targets=reach, mention_ids=(*said.mention_ids, *named))

    def _reached(self, indicator: Indicator) -> Iterator[Target]:
        for start, end, _, due in indicator.goals:
            for one, mention in self._facts.get(self._ids[clause_at(self._clauses, start)], ()):
                if mention.kind == "amount" and mention.value and start <= one.start < end:
                    value = indicator.starting(mention.value["unit"]) | mention.value
                    op, base, reach, unit = (value.get(key) for key in ("op", "base", "value", "unit"))
                    yield Target(indicator.name, op, base, reach, unit, due, mention.id)

    def announced(self) -> Iterator[tuple[int, tuple[Deadline, ...], bool]]:
        """Clauses that set dates for what they announce, by index, the dates, and whether that is a list."""
        for announces, in_list in _ANNOUNCES:
            for match in announces.finditer(self._text):
                at = bisect_right(self._clauses, match.start(), key=_start) - 1
                if self._announces(at, match.end()) and (due := announced(self._lines([at]))):
                    yield at, due, in_list

    def _announces(self, at: int, end: int) -> bool:
        """Whether the clause ``at`` is no work itself, and a bracket that ends at ``end`` closes a heading."""
        clause, last = self._clauses[at], self._text[end - 1]
        return clause.role == "heading" and clause.end - end < 2 if last == "）" else clause.role not in BODY

    def under(self, at: int, items: Sequence[Item], *, in_list: bool) -> Iterator[int]:
        """Items the clause ``at`` announces, by index: of its section where it opens a list, else of its sentence."""
        section, begin = self._clauses[at].section, bisect_right(items, at, key=_first)
        stop = len(self._text) if in_list else self._text.find("。", self._clauses[at].end)
        for n in range(begin, len(items)):
            first = items[n].first
            if self._clauses[first].section != section or self._clauses[first].start > stop:
                return
            yield n

    def _named(self, span_ids: tuple[str, ...]) -> tuple[str, ...]:
        names = self._names
        return tuple([name for held in span_ids if held in names for name in names[held]])

    def _lines(self, clauses: Iterable[int]) -> list[Line]:
        """Clauses with the facts in them, offsets counted from the clause's start, a row's number left out."""
        lines = []
        for at in clauses:
            start, end, role, _, _, _ = self._clauses[at]
            start += self._table.numbers.get(at, 0)
            facts = self._facts.get(self._ids[at])
            within = [(one.start - start, one.end - start, mention) for one, mention in facts] if facts else ()
            lines.append(_new_line((role, self._text[start:end], within)))
        return lines

    def _first_leads(self, item: Item) -> bool:
        ruled_from = self._ruled_from
        return ruled_from is not None and any(self._clauses[at].end > ruled_from for at in item.parties)

    def _duty(self, item: Item, body: Sequence[Line], parties: Sequence[Line]) -> Duty:
        """What the brackets say; where they name no lead, first the clauses that do, else the one with an actor."""
        named = self._named_in(item, parties)
        if named and not all(only_supports(text) for text, _ in named):
            return read_duty([*named, *((line.text, _units(line)) for line in body if line.text.startswith(_JOINED))])
        naming = [(line, units) for line in body if (units := _units(line))]
        stated = [(line.text, units) for line, units in naming if states_lead(line.text)]
        acting = [
            (line.text, units) for line, _ in naming if line.role in _ACTING and (units := _units(line, "subject"))
        ]
        if not acting:  # 各单位要高度重视，3月20日前报送方案
            dated = _has_last_day(body)
            acting = [
                (line.text, units)
                for line, _ in naming
                if (dated or line.role != "context") and (units := _units(line, "subject"))
            ]
        return read_duty([*(stated or acting[:1]), *named], from_subject=bool(acting) and not stated)

    def _named_in(self, item: Item, parties: Sequence[Line]) -> list[tuple[str, list[Unit]]]:
        """The clauses that name units, those in a table by cell."""
        if not self._table.cells:
            return [(line.text, _units(line)) for line in parties]
        return [cell for at, line in zip(item.parties, parties, strict=True) for cell in self._cells(item, at, line)]

    def _cells(self, item: Item, at: int, line: Line) -> Iterator[tuple[str, list[Unit]]]:
        """Each cell of a row with the words of its column before it, as a label on a line has them."""
        clause, units = self._clauses[at], _units(line)
        cells = self._table.within(clause.start, clause.end)
        if not cells:
            yield line.text, units
            return
        row = self._clauses[min((*item.body, *item.parties))].start
        for cell, column in zip(cells, self._table.labels(row, clause.start, clause.end), strict=True):
            start, end = (at - clause.start for at in cell)
            label = f"{column}：" if column else ""
            here = [Unit(unit.at - start + len(label), unit.name) for unit in units if start <= unit.at < end]
            yield label + line.text[start:end], here


def _has_last_day(lines: Iterable[Line]) -> bool:
    return any(
        mention.rule in ("by", "recurring") for line in lines if line.role in _ACTING for _, _, mention in line.mentions
    )


def _units(line: Line, rule: str | None = None) -> list[Unit]:
    """The units a clause names, or those of them that ``rule`` found."""
    return [
        Unit(start, line.text[start:end])
        for start, end, mention in line.mentions
        if mention.kind == "organisation" and (rule is None or mention.rule == rule)
    ]
