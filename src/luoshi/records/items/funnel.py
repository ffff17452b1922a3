"""漏斗: how many records reached each state of their path, how many went on, how long that took."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.records.columns import Column, columns
from luoshi.records.declaration import RecordType, State
from luoshi.records.items.asking import ItemFilter
from luoshi.records.items.reaching import Arrivals, arrivals

GROUPED = ("choice", "row", "flag")
DAY = 86_400  # seconds


@dataclass(frozen=True, slots=True)
class Stage:
    """``share`` of those that began the path, ``went_on`` of those that reached the stage before, in percent or None;
    ``days`` the median from the stage before to this one; ``here`` those that are in it now."""

    state: State
    count: int
    share: int
    went_on: int | None
    days: int | None
    here: int
    url: str
    here_url: str


@dataclass(frozen=True, slots=True)
class Share:
    """A group's records that reached one stage; ``width`` of the bar, in percent of the largest group's first."""

    count: int
    width: int
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    shares: list[Share]
    went_through: int | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """``through`` is the share of all that came to the path's last state."""

    stages: list[Stage]
    groups: list[Group]
    count: int
    through: int | None


def ways_to_group(kind: RecordType) -> list[Column]:
    return [one for one in columns(kind, kind.filters) if one.kind in GROUPED]


def funnel(asked: ItemFilter, by: Column | None = None) -> Funnel:
    """Of the records ``asked`` finds: everything from one reading of their events; grouped by a column or not."""
    kind, found = asked.kind, asked.queryset()
    came = dict(arrivals(kind, found))
    furthest = {pk: max((kind.path.index(name) for name in states if name in kind.path), default=-1)
                for pk, states in came.items()}  # fmt: skip
    here = Counter(found.order_by().values_list("state", flat=True))
    reached = _reached(furthest.values(), len(kind.path))
    stages = [_stage(asked, at, reached, came, here) for at in range(len(kind.path))]
    groups = _groups(asked, by, furthest) if by else []
    return Funnel(stages, groups, len(came), _percent(reached[-1], reached[0]) if reached else None)


def _reached(furthest: Any, length: int) -> list[int]:
    """How many came at least as far as each place of the path."""
    counted = Counter(furthest)
    return [sum(count for place, count in counted.items() if place >= at) for at in range(length)]


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def _stage(
    asked: ItemFilter, at: int, reached: Sequence[int], came: Mapping[int, Arrivals], here: Counter[str]
) -> Stage:
    name = asked.kind.path[at]
    return Stage(
        state=asked.kind.state(name),
        count=reached[at],
        share=_percent(reached[at], max(reached)) or 0,
        went_on=_percent(reached[at], reached[at - 1]) if at else None,
        days=_days(came, asked.kind.path[at - 1], name) if at else None,
        here=here[name],
        url=_list(asked, reached=name),
        here_url=_list(asked, state=[name]),
    )


def _days(came: Mapping[int, Arrivals], before: str, after: str) -> int | None:
    """The median days from one state to the other, of those that were in both in this order."""
    both = ((states[before], states[after]) for states in came.values() if before in states and after in states)
    taken = [(end - start).total_seconds() / DAY for start, end in both if end >= start]
    return round(median(taken)) if taken else None


def _list(asked: ItemFilter, **changes: Any) -> str:
    query = asked.query(page=None, group=None, month=None, day=None, **changes)
    return f"{reverse('items', args=[asked.kind.name])}?{query}"


def _groups(asked: ItemFilter, by: Column, furthest: Mapping[int, int]) -> list[Group]:
    """Largest group first."""
    members: dict[Any, list[int]] = defaultdict(list)
    for pk, value in asked.queryset().order_by().values_list("pk", by.path):
        members[value].append(furthest.get(pk, -1))
    words = _words(by, [value for value in members if value not in (None, "")])
    counted = {value: _reached(places, len(asked.kind.path)) for value, places in members.items()}
    most = max((shares[0] for shares in counted.values()), default=0)
    ordered = sorted(counted.items(), key=lambda pair: -pair[1][0])
    return [_group(asked, by, value, words.get(value, _("未填")), shares, most) for value, shares in ordered]


def _words(by: Column, values: Sequence[Any]) -> dict[Any, str]:
    if by.kind == "row":
        rows = by.model_field.related_model._default_manager.in_bulk(values)
        return {pk: str(row) for pk, row in rows.items()}
    return {value: by.said(value) for value in values} | {False: by.said(False)}


def _group(asked: ItemFilter, by: Column, value: Any, label: str, counts: Sequence[int], most: int) -> Group:
    own = {by.name: value} if value not in (None, "", False) else {}
    shares = [
        Share(count, _percent(count, most) or 0, _list(asked, reached=name, **own) if own else "")
        for name, count in zip(asked.kind.path, counts, strict=True)
    ]
    return Group(label, shares, _percent(counts[-1], counts[0]))
