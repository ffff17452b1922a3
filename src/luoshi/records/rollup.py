"""A primary goal is as far as its sub-tasks are: Σ(weight × progress)/Σweight (docs/decisions/0011)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from luoshi.records.models import Event, Record

Values = Mapping[str, Any]
Below = Mapping[int, list[tuple[int, Values]]]
FEW = 500  # records whose children are looked up one generation at a time; for more, all there are


def facts_at(records: QuerySet[Record], until: dt.datetime | None = None) -> dict[int, dict[str, Any]]:
    """Record id → the facts of its latest event, or of the latest that was entered by ``until``."""
    if until is None:
        return _latest(records.order_by())
    last = Event.objects.filter(record=OuterRef("pk"), entered_at__lte=until).order_by("-seq").values("pk")[:1]
    events = Event.objects.filter(pk__in=records.order_by().annotate(last=Subquery(last)).values("last"))
    return dict(events.order_by().values_list("record_id", "values"))


def _latest(records: QuerySet[Record] | list[int]) -> dict[int, dict[str, Any]]:
    """A query of records, or few ids: those are looked up, without a walk over a table that was much written to."""
    events = Event.objects.filter(record__in=records, seq=F("record__version") + 1)
    return dict(events.order_by().values_list("record_id", "values"))


def rolled_up(values: Mapping[int, Values], until: dt.datetime | None = None) -> dict[int, Values]:
    """``values`` (record id → facts of an event), those of primary goals counted from their sub-tasks at ``until``."""
    below = _below(list(values), until)
    return {pk: _counted(pk, own, below, frozenset()) for pk, own in values.items()}


def with_goals_above(values: Mapping[int, Values]) -> dict[int, Values]:
    """``values`` with the latest ones of every goal that stands above their records."""
    found = dict(values)
    while above := {own["parent"] for own in found.values() if own.get("parent")} - found.keys():
        rows = _latest(sorted(above))
        if not rows:
            break
        found |= rows
    return found


def _below(goals: list[int], until: dt.datetime | None) -> Below:
    """Goal's id → its sub-tasks' ids and facts, whole trees."""
    below: dict[int, list[tuple[int, Values]]] = defaultdict(list)
    seen: set[int] = set()
    while goals:
        rows = _under(goals, until)
        goals = [pk for pk in rows if pk not in seen]
        for pk in goals:
            # What the event says counts, not today's column: on that day it may have stood under no goal yet.
            if rows[pk].get("parent"):
                below[rows[pk]["parent"]].append((pk, rows[pk]))
        seen.update(goals)
    return below


def _under(goals: list[int], until: dt.datetime | None) -> dict[int, dict[str, Any]]:
    """The facts of the records right under ``goals``; of many goals, of all that stand under any."""
    linked = Record.objects.exclude(parent=None)
    if len(goals) > FEW:
        return facts_at(linked, until)
    few = list(linked.filter(parent__in=goals).order_by().values_list("pk", flat=True))
    if not few:  # of most records nothing stands below, and they are asked for at every step
        return {}
    return _latest(few) if until is None else facts_at(Record.objects.filter(pk__in=few), until)


def _counted(pk: int, own: Values, below: Below, above: frozenset[int]) -> Values:
    if pk in above:
        return own
    parts = [_counted(child, facts, below, above | {pk}) for child, facts in below.get(pk, ())]
    counted = [part for part in parts if part["phase"] != "halted" and part["weight"]]
    return {**own, **_progress(counted)} if counted else own


def _progress(parts: Iterable[Values]) -> dict[str, Any]:
    """Progress with its basis. What is not known is no progress, but no lag either: then it is ``partial``."""
    told = [(part["weight"], _share(part), part["basis"]) for part in parts]
    known = [(weight, share) for weight, share, _basis in told if share is not None]
    if not known:
        return {"progress": None, "basis": None}
    whole = sum(weight for weight, _share, _basis in told)
    progress = round(sum(weight * share for weight, share in known) / whole)
    if len(known) < len(told) or any(basis == "partial" for _weight, _share, basis in told):
        return {"progress": progress, "basis": "partial"}
    by_word = any(basis == "word" and share < 100 for _weight, share, basis in told if share is not None)
    return {"progress": progress, "basis": "word" if by_word else "children"}


def _share(part: Values) -> int | None:
    share: int | None = 100 if part["phase"] == "closed" else part["progress"]
    return share
