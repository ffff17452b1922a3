"""How much of what a task table would hold was read right: tasks, units, deadlines, amounts, targets.

`score(page, gold, reading)` compares a reading (the JSON contract of `gongwen read`) with one made by hand (mark.py).
Every figure is a Tally of counts, so that several pages add up before a share is taken.

    tasks      items with a measure that the reading made a task, each task credited once
    brackets   tasks whose units stand in a bracket, line or cell: the same lead and the same support units, all of them
    subjects   tasks whose unit is named by the sentence: the same again
    deadlines  day, span of time, or rhythm; said twice in an item it is one
    amounts    operator, value and unit, in the task's text
    targets    name, operator, base, value and unit
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Keys = Counter[Hashable]

FIGURES = ("tasks", "brackets", "subjects", "deadlines", "amounts", "targets")
BODY = {"theme", "frame", "measure", "stance", "context"}
BLANK = re.compile(r"[\s#\ufeff\u200b-\u200d\u2060\u00ad]")
# 30日 and 30日内, 每月 and 每月5日前 say the same to a task table.
EDGE = re.compile(r"^(?:在|于|约|共)|(?:以内|之内|内|之前|前|左右)$")


@dataclass
class Tally:
    """Counts for one figure, and what went wrong."""

    hit: int = 0
    wanted: int = 0
    got: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Share 0..1; 1 where nothing was wanted and nothing was got."""
        return 2 * self.hit / (self.wanted + self.got) if self.wanted + self.got else 1.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.hit + other.hit, self.wanted + other.wanted, self.got + other.got, self.errors + other.errors)


def score(page: str, gold: Json, reading: Json) -> dict[str, Tally]:
    """Tallies by figure; only tasks of the reading that lie in the gold's stretch are counted."""
    wanted = [_Wanted(page, gold, task) for task in gold["tasks"]]
    given = [g for task in reading["tasks"] if (g := _Given(page, gold["stretch"], reading, task)).places]
    owned = _owners(wanted, given)
    out = {name: Tally() for name in FIGURES}
    for want, tasks in zip(wanted, owned[:-1], strict=True):
        out["tasks"] += _task(want, tasks)
        out["brackets" if want.bracketed else "subjects"] += _units(want, tasks)
        out["deadlines"] += _compare(want, want.deadlines, Counter({day for task in tasks for day in task.deadlines()}))
        out["amounts"] += _compare(want, want.amounts, _amounts(page, reading, want))
        out["targets"] += _targets(want, [t for task in tasks for t in task.targets])
    out["tasks"] += Tally(got=len(owned[-1]), errors=[f"no such task: {task.text}" for task in owned[-1]])
    return out


class _Wanted:
    """A gold task with its words looked up in the page."""

    def __init__(self, page: str, gold: Json, task: Json) -> None:
        spans = [s for s in gold["spans"] if s["item"] == task["item"]]
        self.places = {i for s in spans if s["role"] in BODY for i in _places(s["pieces"], page)}
        self.bracketed = any(s["role"] == "parties" for s in spans)
        self.text = _words(next(s for s in spans if s["role"] in BODY)["pieces"], page)
        self.lead = {_words(pieces, page) for pieces in task["lead"]}
        self.support = {_words(pieces, page) for pieces in task["support"]}
        self.deadlines: Keys = Counter(
            {
                _deadline(kind, value if kind == "due" else _words(value, page))
                for deadline in task["deadlines"]
                for kind, value in deadline.items()
            }
        )
        self.targets = [
            _Target(_words(t["name"], page), t["op"], t["base"], t["value"], _unit(t["unit"], page))
            for t in task["targets"]
        ]
        self.amounts: Keys = Counter(_amount(t.op, t.value, t.unit) for t in self.targets)
        self.amounts.update(_amount("=", t.base, t.unit) for t in self.targets if t.base)
        self.amounts.update(_amount(a["op"], a["value"], _unit(a["unit"], page)) for a in task["amounts"])


class _Given:
    """A task of the reading: where it stands, and its facts."""

    def __init__(self, page: str, stretch: list[int], reading: Json, task: Json) -> None:
        ids = set(task["span_ids"])
        pieces = [p for s in reading["spans"] if s["id"] in ids and s["role"] in BODY for p in s["pieces"]]
        self.places = {i for i in _places(pieces, page) if stretch[0] <= i < stretch[1]}
        self.text = str(task["text"])
        self.lead = {squash(name) for name in task["lead"]}
        self.support = {squash(name) for name in task["support"]}
        # No value is an honest answer to a broken number, and no target.
        self.targets = [
            _Target(squash(t["name"]), t["op"], t["base"], t["value"], squash(t["unit"]))
            for t in task["targets"]
            if t["value"]
        ]
        self._deadlines = task["deadlines"]

    def deadlines(self) -> Iterable[Hashable]:
        for deadline in self._deadlines:
            for kind in ("due", "within", "recurring"):
                if deadline.get(kind):
                    yield _deadline(kind, deadline[kind])
                    break


@dataclass(frozen=True)
class _Target:
    name: str
    op: str
    base: str | None
    value: str | None
    unit: str

    def matches(self, other: "_Target") -> bool:
        """The same figure under a name that is the other's, or its core: 高新技术企业 in 新增高新技术企业."""
        figures = [(_amount(t.op, t.value, t.unit), _number(t.base)) for t in (self, other)]
        short, long = sorted((self.name, other.name), key=len)
        return figures[0] == figures[1] and bool(short) and short in long and 2 * len(short) >= len(long)


def _owners(wanted: list[_Wanted], given: list[_Given]) -> list[list[_Given]]:
    """Each given task under the wanted one it shares most characters with; last, those that share none."""
    out: list[list[_Given]] = [[] for _ in range(len(wanted) + 1)]
    for task in given:
        shared = [len(task.places & want.places) for want in wanted]
        best = max(range(len(wanted)), key=shared.__getitem__, default=-1)
        out[best if best >= 0 and shared[best] else -1].append(task)
    return out


def _task(want: _Wanted, tasks: list[_Given]) -> Tally:
    found = any(2 * len(task.places & want.places) >= len(want.places) for task in tasks)
    errors = [] if found else [f"not one task: {want.text}"]
    return Tally(int(found), 1, len(tasks), errors)


def _units(want: _Wanted, tasks: list[_Given]) -> Tally:
    """All units or none: a bracket half read sends the task to the wrong desk."""
    best = max(tasks, key=lambda task: len(task.places & want.places), default=None)
    lead, support = (best.lead, best.support) if best else (set(), set())
    if not (want.lead or want.support or lead or support):
        return Tally()
    right = lead == want.lead and support == want.support
    error = f"{want.text} wanted {_names(want.lead, want.support)}, got {_names(lead, support)}"
    named = (bool(want.lead or want.support), bool(lead or support))
    return Tally(int(right), int(named[0]), int(named[1]), [] if right else [error])


def _names(lead: set[str], support: set[str]) -> str:
    return f"{'、'.join(sorted(lead))} | {'、'.join(sorted(support))}"


def _amounts(page: str, reading: Json, want: _Wanted) -> Keys:
    found: Keys = Counter()
    for mention in reading["mentions"]:
        if (
            mention["kind"] == "amount"
            and mention["value"]
            and want.places.intersection(_places(mention["pieces"], page))
        ):
            value, unit = mention["value"], squash(mention["value"]["unit"])
            found[_amount(value["op"], value["value"], unit)] += 1
            # Where a change starts and where a range ends are numbers too.
            if "base" in value:
                found[_amount("=", value["base"], unit)] += 1
            if "to" in value:
                found[_amount("<=", value["to"], unit)] += 1
    return found


def _compare(want: _Wanted, wanted: Keys, got: Keys) -> Tally:
    hit = sum((wanted & got).values())
    errors = [f"{want.text} missed {key}" for key in (wanted - got).elements()]
    errors += [f"{want.text} invented {key}" for key in (got - wanted).elements()]
    return Tally(hit, sum(wanted.values()), sum(got.values()), errors)


def _targets(want: _Wanted, got: list[_Target]) -> Tally:
    left, errors = list(got), []
    for target in want.targets:
        match = next((t for t in left if t.matches(target)), None)
        if match:
            left.remove(match)
        else:
            errors.append(f"{want.text} missed {target}")
    errors += [f"{want.text} invented {target}" for target in left]
    return Tally(len(got) - len(left), len(want.targets), len(got), errors)


def _deadline(kind: str, value: str) -> tuple[str, str]:
    return kind, value if kind == "due" else EDGE.sub("", EDGE.sub("", squash(value)))


def _amount(op: str, value: str | None, unit: str) -> tuple[str, str | None, str]:
    """翻一番 says neither 倍 nor anything else: a factor has no unit."""
    return op, _number(value), "" if op == "×" else unit


def _number(value: str | None) -> str | None:
    """“80.0” and “80” are one number."""
    return value.rstrip("0").rstrip(".") if value and "." in value else value


def _unit(pieces: list[list[int]] | str | None, page: str) -> str:
    if isinstance(pieces, str):
        return pieces
    return _words(pieces, page) if pieces else ""


def _words(pieces: list[list[int]], page: str) -> str:
    return squash("".join(page[a:b] for a, b in pieces))


def squash(words: str | None) -> str:
    return BLANK.sub("", words or "").translate(str.maketrans("（），．％／", "(),.%/"))


def _places(pieces: list[list[int]], page: str) -> list[int]:
    return [i for a, b in pieces for i in range(a, b) if not BLANK.match(page[i])]
