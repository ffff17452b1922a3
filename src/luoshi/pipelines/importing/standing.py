"""Where a record stands when it comes in: the stage that the sheet says, as far as its days bear it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.pipelines.importing.columns import SINCE, STATE
from luoshi.pipelines.importing.lines import NotTaken
from luoshi.records.births import first_state
from luoshi.records.declaration import RecordType
from luoshi.sheets.cells import Cells


@dataclass(frozen=True, slots=True)
class Stand:
    """``state`` empty: its birth says it."""

    state: str = ""
    since: dt.date | None = None


def stand(kind: RecordType, given: Mapping[str, Any], cells: Cells, stood_on: dt.date | None) -> Stand:
    """The stage said, or the furthest whose day is given; what its days do not bear out is doubted, never invented.

    Raises NotTaken for a day that is still to come or lies before that of the stage before.
    """
    wanted, first = given.get(STATE) or _furthest(kind, given), first_state(kind)
    _refuse_later_days(kind, given, wanted or first)
    if not wanted or wanted == first:
        return Stand()
    label, stands = kind.state(wanted).label, kind.sheet.stands if kind.sheet else ()
    if wanted not in stands:
        told = _("“%(label)s”须在记录里办理，先按“%(first)s”登记")
        cells.doubt(STATE, told % {"label": label, "first": kind.state(first).label})
        return Stand()
    missing = [kind.state(name).label for name in _way(kind, given, wanted) if not _day(kind, given, name)]
    since = _day(kind, given, wanted) or given.get(SINCE) or stood_on
    if not missing and since:
        _in_order(kind, given, wanted, since)
        return Stand(wanted, since)
    lacking = "、".join(f"{one}日期" for one in missing) or "进入本阶段的日期"
    reached = _borne_out(kind, given, wanted)
    told = _("写“%(label)s”，缺%(lacking)s，先按“%(now)s”登记；在表中补上后重传，或登记后办理")
    cells.doubt(STATE, told % {"label": label, "lacking": lacking, "now": kind.state(reached.state or first).label})
    return reached


def _refuse_later_days(kind: RecordType, given: Mapping[str, Any], wanted: str) -> None:
    """A day of a stage after the one it stands in, unless that is a day and not a place (project: 入库)."""
    if wanted not in kind.path:
        return
    by_the_way = {name for step in kind.transitions if step.target is None for name in step.requires}
    for state in kind.path[kind.path.index(wanted) + 1 :]:
        if _day(kind, given, state) and kind.reached[state] not in by_the_way:
            told = {"now": kind.state(wanted).label, "later": kind.state(state).label}
            raise NotTaken(kind.reached[state], _("阶段是“%(now)s”，又写了%(later)s日期，请核对") % told)


def _furthest(kind: RecordType, given: Mapping[str, Any]) -> str:
    stands = kind.sheet.stands if kind.sheet else ()
    return next((name for name in reversed(stands) if _day(kind, given, name)), "")


def _day(kind: RecordType, given: Mapping[str, Any], state: str) -> dt.date | None:
    day: dt.date | None = given.get(kind.reached.get(state, ""))
    return day


def _way(kind: RecordType, given: Mapping[str, Any], wanted: str) -> list[str]:
    """The stages with days on the way to ``wanted``, itself among them: of the declared ways the one whose days are
    known best, for some stages may be passed by (a project is in production before it is entered in the statistics)."""
    ways: dict[str, list[str]] = {first_state(kind): []}
    for state in kind.path[1:]:
        before = {
            source
            for step in kind.transitions
            if step.target == state
            for source in step.sources
            if source in ways and kind.path.index(source) < kind.path.index(state)
        }
        own = [state] if state in kind.reached else []
        found = [ways[source] + own for source in kind.path if source in before]
        if found:
            ways[state] = min(found, key=lambda way: (sum(not _day(kind, given, name) for name in way), len(way)))
    return ways.get(wanted, [])


def _borne_out(kind: RecordType, given: Mapping[str, Any], wanted: str) -> Stand:
    """The furthest stage before ``wanted`` whose way has all its days."""
    for state in reversed(kind.path[1 : kind.path.index(wanted)]):
        since = _day(kind, given, state)
        if (
            since
            and kind.sheet
            and state in kind.sheet.stands
            and all(_day(kind, given, s) for s in _way(kind, given, state))
        ):
            _in_order(kind, given, state, since)
            return Stand(state, since)
    return Stand()


def _in_order(kind: RecordType, given: Mapping[str, Any], wanted: str, since: dt.date) -> None:
    days = [(kind.state(name).label, _day(kind, given, name), kind.reached[name]) for name in _way(kind, given, wanted)]
    before: tuple[str, dt.date] | None = None
    for label, day, column in [*days, (kind.state(wanted).label, since, kind.reached.get(wanted, SINCE))]:
        if day and day > clock.today():
            raise NotTaken(column, _("%(label)s %(day)s 还没有到，请核对") % {"label": label, "day": day})
        if day and before and day < before[1]:
            told = {"label": label, "day": day, "before": before[0], "earlier": before[1]}
            raise NotTaken(column, _("%(label)s %(day)s 早于%(before)s %(earlier)s，请核对") % told)
        before = (label, day) if day else before
