"""A type's states and steps as a picture: the life that goes well from left to right, side ways below. Nothing is read.

Ways on and back along the path run above it, those back dashed; what leads off the path is gathered by a line under it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from django.utils.translation import gettext as _

from luoshi.records.declaration import RecordType, State

# User units, at the size of a wide page.
WIDTH, HEIGHT, GAP, START = 132, 50, 92, 84
LEVEL, LANE, LINE = 24, 16, 15
SIDE_GAP = 28
LETTERS = 6  # of a label between two states, on one line
LINES = 3
CAPTION = 13  # letters of a line below a side state
Edges = Mapping[tuple[str, str], list[str]]


@dataclass(frozen=True, slots=True)
class Box:
    """A state. ``told`` is whose move it is and how long it may take; ``captions`` stand below a side state."""

    x: float
    y: float
    label: str
    told: str
    phase: str
    captions: tuple[str, ...] = ()

    @property
    def middle(self) -> float:
        return self.x + WIDTH / 2

    @property
    def bottom(self) -> float:
        return self.y + HEIGHT


@dataclass(frozen=True, slots=True)
class Way:
    """A line, as an SVG path, with its words and where they stand.

    ``back``: it is dashed; ``beside``: its words stand right of it.
    """

    path: str
    x: float
    y: float
    lines: tuple[str, ...]
    told: str
    back: bool = False
    beside: bool = False

    @property
    def words(self) -> list[tuple[str, float]]:
        """Each line with its height, the last one lowest."""
        return [(line, self.y - LINE * above) for above, line in enumerate(reversed(self.lines))]


@dataclass(frozen=True, slots=True)
class Diagram:
    width: float
    height: float
    boxes: list[Box]
    ways: list[Way]


def diagram(kind: RecordType, told: Mapping[str, str]) -> Diagram:
    """``told`` says under a state's name whose move it is and how long it may take."""
    edges = edges_of(kind)
    path = list(kind.path)
    places = {name: at for at, name in enumerate(path)}
    leaps = (pair for pair in edges if pair[0] in places and pair[1] in places and _leaps(pair, places))
    arcs = _levels(leaps, places)
    top = 14 + LEVEL * (max(arcs.values(), default=-1) + 1) + LINES * LINE
    main = [_box(kind.state(name), START + at * (WIDTH + GAP), top, told) for at, name in enumerate(path)]
    boxes = dict(zip(path, main, strict=True))
    ways = [_birth(kind, boxes), *_straight(edges, path, boxes), *_arcs(edges, arcs, boxes)]
    side, gathered = _beside(kind, edges, boxes, told)
    width = max(box.x + WIDTH for box in [*main, *side]) + 8
    height = max(box.bottom + LINE * len(box.captions) for box in [*main, *side]) + 14
    return Diagram(width, height, [*main, *side], [*(way for way in ways if way), *gathered])


def edges_of(kind: RecordType) -> Edges:
    """(from, to) → what the steps between them are called."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for step in kind.transitions:
        for source in step.sources:
            if step.target and step.target != source and str(step.label) not in found[source, step.target]:
                found[source, step.target].append(str(step.label))
    return {pair: labels for pair, labels in found.items() if labels}


def _leaps(pair: tuple[str, str], places: Mapping[str, int]) -> bool:
    return places[pair[1]] - places[pair[0]] != 1


def _levels(pairs: Iterable[tuple[str, str]], places: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """How high above the path each way runs: short ones lowest, two on one line only where they do not meet."""
    taken: list[list[tuple[int, int]]] = []
    found: dict[tuple[str, str], int] = {}
    for pair in sorted(pairs, key=lambda pair: abs(places[pair[1]] - places[pair[0]])):
        low, high = sorted((places[pair[0]], places[pair[1]]))
        free = (at for at, spans in enumerate(taken) if all(high < first or last < low for first, last in spans))
        level = next(free, len(taken))
        if level == len(taken):
            taken.append([])
        taken[level].append((low, high))
        found[pair] = level
    return found


def _box(state: State, x: float, y: float, told: Mapping[str, str], captions: tuple[str, ...] = ()) -> Box:
    return Box(x, y, str(state.label), told.get(state.name, ""), state.phase, captions)


def _birth(kind: RecordType, boxes: Mapping[str, Box]) -> Way | None:
    first = (kind.birth.target if kind.birth else None) or kind.states[0].name
    if kind.birth is None or first not in boxes or boxes[first].x > START:
        return None
    middle = boxes[first].y + HEIGHT / 2
    lines = _broken(str(kind.birth.label))
    return Way(f"M6,{middle} H{START - 4}", START / 2, middle - 8, lines, str(kind.birth.label))


def _straight(edges: Edges, path: Sequence[str], boxes: Mapping[str, Box]) -> Iterable[Way]:
    for pair in pairwise(path):
        if pair in edges:
            start, middle = boxes[pair[0]].x + WIDTH, boxes[pair[0]].y + HEIGHT / 2
            line = f"M{start},{middle} H{start + GAP - 4}"
            yield Way(line, start + GAP / 2, middle - 8, _broken("、".join(edges[pair])), "、".join(edges[pair]))


def _arcs(edges: Edges, arcs: Mapping[tuple[str, str], int], boxes: Mapping[str, Box]) -> Iterable[Way]:
    """Above the path; a way leaves its state right of the middle and comes in left of it, so that two never meet."""
    for (start, end), level in arcs.items():
        left, right = boxes[start].middle + 14 + 3 * level, boxes[end].middle - 14 - 3 * level
        y = boxes[start].y - LINES * LINE - LEVEL * level
        words = "、".join(edges[start, end])
        line = f"M{left},{boxes[start].y} V{y} H{right} V{boxes[end].y - 4}"
        yield Way(line, (left + right) / 2, y - 4, (words,), words, back=right < left)


def _beside(
    kind: RecordType, edges: Edges, boxes: Mapping[str, Box], told: Mapping[str, str]
) -> tuple[list[Box], list[Way]]:
    """The states off the path in one row, each under the states that lead to it."""
    beside = [state for state in kind.states if state.name not in boxes]
    sources = {state.name: [name for name in boxes if (name, state.name) in edges] for state in beside}
    beside.sort(key=lambda state: _mean((boxes[name].middle for name in sources[state.name]), otherwise=inf))
    bottom = next(iter(boxes.values())).bottom if boxes else 0
    top = bottom + 22 + LANE * len(beside) + 24
    side: list[Box] = []
    ways: list[Way] = []
    for lane, state in enumerate(beside):
        wanted = _mean((boxes[name].middle for name in sources[state.name]), otherwise=0) - WIDTH / 2
        x = max(wanted, side[-1].x + WIDTH + SIDE_GAP if side else 8)
        box = _box(state, x, top, told, _captions(kind, edges, state.name, boxes))
        side.append(box)
        if sources[state.name]:
            ways.append(_gathered(edges, state.name, [boxes[name] for name in sources[state.name]], box, lane, boxes))
    return side, ways


def _gathered(edges: Edges, name: str, sources: Sequence[Box], box: Box, lane: int, boxes: Mapping[str, Box]) -> Way:
    y, shift = box.y - 24 - LANE * lane, 6 * (lane % 7) - 18
    ends = [source.middle + shift for source in sources]
    ticks = " ".join(f"M{x},{source.bottom} V{y}" for x, source in zip(ends, sources, strict=True))
    line = f"{ticks} M{min([*ends, box.middle])},{y} H{max([*ends, box.middle])} M{box.middle},{y} V{box.y - 4}"
    words = dict.fromkeys(label for (start, end), labels in edges.items() if end == name and start in boxes
                          for label in labels)  # fmt: skip
    return Way(line, box.middle + 6, box.y - 9, ("、".join(words),), "、".join(words), beside=True)


def _captions(kind: RecordType, edges: Edges, name: str, boxes: Mapping[str, Box]) -> tuple[str, ...]:
    """The ways that are not drawn: from a state beside the path, and where one gets from here."""
    called = {state.name: str(state.label) for state in kind.states}
    before = [(called[start], "、".join(labels)) for (start, end), labels in edges.items()
              if end == name and start not in boxes]  # fmt: skip
    after: dict[str, list[str]] = defaultdict(list)
    for (start, end), labels in edges.items():
        if start == name:
            after["、".join(labels)].append(called[end])
    told = [_("由%(state)s：%(step)s") % {"state": state, "step": step} for state, step in before]
    told += [f"{step} → {_some(ends)}" for step, ends in after.items()]
    return tuple(words if len(words) <= CAPTION else f"{words[: CAPTION - 1]}…" for words in told)


def _some(names: Sequence[str]) -> str:
    if len(names) < 3:
        return "、".join(names)
    return _("%(first)s等%(n)d个阶段") % {"first": names[0], "n": len(names)}


def _mean(values: Iterable[float], otherwise: float) -> float:
    found = list(values)
    return sum(found) / len(found) if found else otherwise


def _broken(words: str) -> tuple[str, ...]:
    """Over a few short lines; the rest is in the title."""
    lines = [words[at : at + LETTERS] for at in range(0, len(words), LETTERS)]
    return tuple(lines if len(lines) <= LINES else [*lines[: LINES - 1], f"{lines[LINES - 1][: LETTERS - 1]}…"])
