"""A type in words, as its declaration has it: states, steps, limits, lights. The page and the guide share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.org.roles import Role
from luoshi.records.columns import own_columns
from luoshi.records.declaration import Limit, RecordType, State, Transition
from luoshi.records.rag import Rule
from luoshi.records.rule_words import MARKS, condition

UNITS = {"days": gettext_lazy("%d天"), "working_days": gettext_lazy("%d个工作日"), "months": gettext_lazy("%d个月")}
PHASES = {
    "planned": gettext_lazy("未开始"),
    "live": gettext_lazy("在办"),
    "halted": gettext_lazy("停办"),
    "closed": gettext_lazy("办结"),
}
TURNS = {"supervisor": gettext_lazy("督查员"), "lead": gettext_lazy("责任单位"), "nobody": ""}


@dataclass(frozen=True, slots=True)
class StateTold:
    name: str
    label: str
    phase: str
    turn: str
    limit: str
    on_path: bool


@dataclass(frozen=True, slots=True)
class StepTold:
    """``asked`` are the answers that must be given, ``may`` those that may; ``target`` is empty where it stays."""

    label: str
    topic: str
    sources: str
    target: str
    roles: str
    asked: str
    may: str


def states_told(kind: RecordType) -> list[StateTold]:
    return [
        StateTold(
            state.name,
            str(state.label),
            str(PHASES[state.phase]),
            str(TURNS[state.turn]),
            limit_told(state),
            state.name in kind.path,
        )
        for state in kind.states
    ]


def limit_told(state: State) -> str:
    """How long a record may stay in a state, empty where nothing says so."""
    if state.due:
        return _("按期限")
    return amount(state.limit) if state.limit else ""


def amount(limit: Limit) -> str:
    return str(UNITS[limit.unit]) % limit.count


def under(kind: RecordType) -> dict[str, str]:
    """What stands under a state's name in the diagram."""
    told = states_told(kind)
    return {one.name: " · ".join(filter(None, (one.turn, one.limit))) for one in told}


def steps_told(kind: RecordType) -> list[StepTold]:
    """The birth first, then every step that a person takes, in the declaration's order.

    Steps that differ only in where they lead are told together.
    """
    births = [kind.birth] if kind.birth else []
    found: dict[StepTold, list[str]] = {}
    for step in [*births, *(step for step in kind.transitions if step.offered)]:
        told = _step(kind, step)
        found.setdefault(replace(told, target=""), []).append(told.target)
    return [replace(told, target="、".join(dict.fromkeys(filter(None, ends)))) for told, ends in found.items()]


def _step(kind: RecordType, step: Transition) -> StepTold:
    called = kind.state_labels
    return StepTold(
        label=str(step.label),
        topic=str(step.topic),
        sources=_sources(kind, step),
        target=called.get(step.target or "", ""),
        roles=roles_told(step),
        asked=_fields(kind, step.requires),
        may=_fields(kind, step.optional),
    )


def _sources(kind: RecordType, step: Transition) -> str:
    called = kind.state_labels
    if len(step.sources) == len(kind.states):
        return _("各阶段")
    return "、".join(called[name] for name in step.sources)


def roles_told(step: Transition) -> str:
    """督查员、联络员；督查员可代填"""
    by = "、".join(str(role.label) for role in Role if role in step.by)
    stand_in = "、".join(str(role.label) for role in Role if role in step.stand_in - step.by)
    return _("%(by)s；%(others)s可代填") % {"by": by, "others": stand_in} if stand_in else by


def _fields(kind: RecordType, names: Sequence[str]) -> str:
    return "、".join(str(kind.field(name).label) for name in names)


def rules_told(kind: RecordType, rules: Sequence[Rule]) -> list[tuple[str, str]]:
    """(light, condition) of a decision table in its order."""
    stages = kind.state_labels
    return [(MARKS[rule.colour], condition(rule, stages)) for rule in rules]


def columns_told(kind: RecordType) -> list[tuple[str, str]]:
    """(label, what the page is narrowed, summed and dated by it) of each column of the type's own."""
    marks = (
        (kind.listed, _("列表")),
        (kind.filters, _("筛选")),
        (kind.totals, _("合计")),
        (kind.days, _("日历")),
    )
    shown = (column for column in own_columns(kind) if column.name != "lead")
    return [(column.label, "、".join(word for names, word in marks if column.name in names)) for column in shown]
