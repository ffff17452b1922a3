"""看板: a pipeline's records by the state they are in, worst light first, each with the steps that move it on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Count, F, OrderBy, Sum
from django.urls import reverse

from luoshi.org.models import Post
from luoshi.records import flow
from luoshi.records.columns import Column, columns, summed
from luoshi.records.declaration import RecordType, State, Transition
from luoshi.records.items.asking import ItemFilter, rank
from luoshi.records.items.lines import Line, lines_of
from luoshi.records.models import Record, RecordQuerySet
from luoshi.records.queries import LIGHTS
from luoshi.records.registry import type_of

CAP = 20  # cards of one column
STEPS = 2  # steps a card offers
SAID = 3  # listed columns a card says


@dataclass(frozen=True, slots=True)
class Way:
    """A step that moves a record on, and where it is taken."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    line: Line
    facts: list[tuple[Column, str]]
    ways: list[Way]


@dataclass(frozen=True, slots=True)
class Stack:
    """One column: its first cards, how many there are in all, what its totals come to, and the list of all."""

    state: State
    count: int
    sums: list[tuple[str, str]]
    cards: list[Card]
    url: str

    @property
    def rest(self) -> int:
        return self.count - len(self.cards)


@dataclass(frozen=True, slots=True)
class Board:
    """``stacks`` are the states of a life that goes well, ``beside`` the others that hold something, without cards."""

    stacks: list[Stack]
    beside: list[Stack]

    @property
    def beside_count(self) -> int:
        return sum(stack.count for stack in self.beside)


def board(asked: ItemFilter) -> Board:
    """One query for the figures, one for the cards of each column that has any."""
    kind, found = asked.kind, asked.queryset()
    figures = _figures(kind, found)
    path = kind.path or tuple(state.name for state in kind.states)
    worst = OrderBy(rank("light", [name for name, _label in LIGHTS]))
    ordered = found.prefetch_related("assignments").order_by(worst, F("since").asc(nulls_last=True), "pk")
    stacks = []
    for name in path:
        cards = ordered.filter(state=name)[:CAP] if name in figures else ()
        stacks.append(_stack(asked, name, figures.get(name, {}), _cards(kind, cards, asked.post)))
    beside = [state.name for state in kind.states if state.name not in path and state.name in figures]
    return Board(stacks, [_stack(asked, name, figures[name], []) for name in beside])


def _figures(kind: RecordType, found: RecordQuerySet) -> dict[str, dict[str, Any]]:
    """State → how many records, and the sum of each totalled column."""
    totals = {f"sum_{one.name}": Sum(one.path) for one in columns(kind, kind.totals)}
    rows = found.order_by().values("state").annotate(count=Count("pk"), **totals)
    return {row["state"]: dict(row) for row in rows}


def _stack(asked: ItemFilter, name: str, figures: Mapping[str, Any], cards: list[Card]) -> Stack:
    totalled = columns(asked.kind, asked.kind.totals)
    sums = [(one.label, summed(one, figures.get(f"sum_{one.name}"))) for one in totalled]
    url = f"{reverse('items', args=[asked.kind.name])}?{asked.query(state=[name], page=None)}"
    said = [(label, words) for label, words in sums if words]
    return Stack(asked.kind.state(name), figures.get("count", 0), said, cards, url)


def _cards(kind: RecordType, records: Iterable[Record], post: Post) -> list[Card]:
    return [
        Card(line, list(islice(((one, words) for one, words in line.cells if words), SAID)), ways_on(line.record, post))
        for line in lines_of(kind, records)
    ]


def ways_on(record: Record, post: Post) -> list[Way]:
    """The first main steps open to the post that bring the record to another state."""
    return [Way(step.label, address_of_step(record, step)) for step in islice(onward(record, post), STEPS)]


def onward(record: Record, post: Post) -> Iterator[Transition]:
    """What a step would lead to is asked first: that costs nothing, and whether it is open may cost a query."""
    steps = (step for step in type_of(record).transitions if moves_on(record, step, post))
    return (step for step in steps if flow.refusal(record, step, post) is None)


def moves_on(record: Record, step: Transition, post: Post) -> bool:
    return step.target not in (None, record.state) and not step.topic and not step.is_stood_in_by(post)


def address_of_step(record: Record, step: Transition) -> str:
    return reverse(step.page, args=[record.pk]) if step.page else reverse("item_act", args=[record.pk, step.name])
