"""亮灯: one decision table, first match wins (DESIGN.md §4). Pure: facts and a day in, a light out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from luoshi.core.months import months_begun
from luoshi.core.workdays import Calendar

Colour = Literal["blue", "grey", "red", "yellow", "green", "none"]
Phase = Literal["planned", "live", "halted", "closed"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a light is computed from, as an event's ``values`` hold it.

    ``progress`` is 0-100 or None where nothing is known; ``basis`` says whose figure that is: ``evidence`` (weight of
    evidenced milestones), ``target`` (share of the number reached), ``word`` (the unit's own word), ``children`` (that
    of the sub-tasks) or ``partial`` (that of some sub-tasks, nothing being known of the others).
    ``plan`` holds ``(due, weight)`` of every milestone. ``stage`` is the state, ``called`` its name as a stopped record
    shows it, ``stage_due`` the day by which the record should have left it, for the types that say so. ``clocks`` are
    days of a type's own from which it counts (the last follow-up, the day it was blocked): a rule asks for ``since_``
    and the clock's name.
    """

    phase: Phase
    due: dt.date | None
    handed_out: dt.date | None
    progress: int | None
    basis: str | None
    plan: tuple[tuple[dt.date, int], ...]
    stage: str = ""
    stage_due: dt.date | None = None
    clocks: Mapping[str, dt.date] = field(default_factory=dict)
    called: str = ""

    @classmethod
    def from_values(cls, values: Mapping[str, Any], called: str = "") -> Facts:
        return cls(
            phase=values["phase"],
            due=_date(values["due"]),
            handed_out=_date(values["handed_out"]),
            progress=values["progress"],
            basis=values["basis"],
            plan=tuple((dt.date.fromisoformat(due), weight) for due, weight in values["plan"]),
            stage=values.get("state", ""),
            stage_due=_date(values.get("stage_due")),
            clocks={name: dt.date.fromisoformat(day) for name, day in values.get("clocks", {}).items()},
            called=called,
        )


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def planned_share(facts: Facts, day: dt.date, calendar: Calendar) -> float | None:
    """序时, 0-100: milestone weight due by ``day``, else the share of working days gone since the hand-out."""
    total = sum(weight for _due, weight in facts.plan)
    if total:
        return 100 * sum(weight for due, weight in facts.plan if due <= day) / total
    if facts.due is None or facts.handed_out is None:
        return None
    whole = calendar.working_days(facts.handed_out, facts.due)
    return 100 * min(1.0, calendar.working_days(facts.handed_out, day) / whole) if whole else 100.0


def measures(facts: Facts, day: dt.date, calendar: Calendar) -> dict[str, float | None]:
    """The figures that rules ask about; None never matches.

    Where nothing is known of the progress there is no lag to speak of: the calendar alone decides, so that a unit
    is never pressed into a report only to keep a light green, and its own word can darken a light, never lighten it.
    """
    planned = planned_share(facts, day, calendar)
    # In whole points on both sides, as the page shows them: one third done where one third is due is not behind.
    known = facts.progress if facts.basis != "partial" else None
    behind = round(planned) - known if planned is not None and known is not None else None
    return {
        "planned": 1 if facts.phase == "planned" else None,
        "closed": 1 if facts.phase == "closed" else None,
        "halted": 1 if facts.phase == "halted" else None,
        "days_late": (day - facts.due).days if facts.due else None,
        "days_left": (facts.due - day).days if facts.due and facts.due >= day else None,
        "working_days_left": calendar.working_days(day, facts.due) if facts.due and facts.due >= day else None,
        "behind": behind,
        **_stage(facts.stage_due, day, calendar),
        **{f"since_{name}": (day - began).days for name, began in facts.clocks.items()},
        "always": 1,
    }


def _stage(due: dt.date | None, day: dt.date, calendar: Calendar) -> dict[str, float | None]:
    """How far the stage's day has passed, or lies ahead."""
    if due is None:
        return {}
    late = due < day
    return {
        "stage_days_late": (day - due).days if late else None,
        "stage_months_late": months_begun(due, day) if late else None,
        "stage_days_left": None if late else (due - day).days,
        "stage_working_days_left": None if late else calendar.working_days(day, due),
    }


@dataclass(frozen=True, slots=True)
class Rule:
    """``colour`` where the measure lies in ``(above, …)`` and ``[at_least, at_most]``; in state ``stage``."""

    colour: Colour
    label: str
    measure: str
    above: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    stage: str = ""

    def is_about(self, stage: str) -> bool:
        return not self.stage or self.stage == stage

    def matches(self, figure: float | None) -> bool:
        return (
            figure is not None
            and (self.above is None or figure > self.above)
            and (self.at_least is None or figure >= self.at_least)
            and (self.at_most is None or figure <= self.at_most)
        )


# The first three say what is lit at all; what follows a zone may set for itself, and the last takes what is left.
FIXED = 3
CALLED = "{called}"
TABLE: tuple[Rule, ...] = (
    Rule("none", "未交办", "planned"),
    Rule("blue", "办结", "closed"),
    Rule("grey", CALLED, "halted"),
    Rule("red", "逾期{figure:.0f}天", "days_late", at_least=1),
    Rule("red", "滞后{figure:.0f}个百分点", "behind", above=30),
    Rule("yellow", "今日到期", "days_left", at_most=0),
    Rule("yellow", "剩{figure:.0f}个工作日", "working_days_left", at_most=3),
    Rule("yellow", "滞后{figure:.0f}个百分点", "behind", at_least=10),
    Rule("green", "关注", "behind", above=0),
    Rule("green", "正常", "always"),
)


def framed(*own: Rule) -> tuple[Rule, ...]:
    """A table of one's own rules, between those that say what is lit at all and the one that takes the rest."""
    return (*TABLE[:FIXED], *own, TABLE[-1])


@dataclass(frozen=True, slots=True)
class Light:
    colour: Colour
    label: str


def light(facts: Facts, day: dt.date, calendar: Calendar, table: tuple[Rule, ...] = TABLE) -> Light:
    """The first rule that matches. A lag that rests on the unit's own word says so (自报)."""
    figures = measures(facts, day, calendar)
    rule = next(rule for rule in table if rule.is_about(facts.stage) and rule.matches(figures.get(rule.measure)))
    label = rule.label.format(figure=figures[rule.measure], called=facts.called)
    return Light(rule.colour, f"{label}（自报）" if rule.measure == "behind" and facts.basis == "word" else label)
