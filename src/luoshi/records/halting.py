"""中止、恢复、撤销: a record of any type is stopped, and goes on in the state in which it was stopped."""

from __future__ import annotations

from django.utils.translation import gettext as _

from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.declaration import Bar, Effect, State, Transition
from luoshi.records.models import Record

HALT = "中止、撤销"
SUSPENDED = State("suspended", "中止", "halted", "supervisor")
WITHDRAWN = State("withdrawn", "撤销", "halted", "nobody")


def halting_steps(states: tuple[str, ...], by: frozenset[Role]) -> tuple[Transition, ...]:
    """中止 and 撤销 from each of ``states``, 恢复 to the one it was in; each with its reason."""
    return (
        Transition("suspend", "中止", states, "suspended", by, requires=("reason",), topic=HALT),
        *ways_back("resume", "恢复", "suspended", states, by),
        Transition("withdraw", "撤销", (*states, "suspended"), "withdrawn", by, requires=("reason",), topic=HALT),
    )


def ways_back(
    name: str, label: str, halted: str, states: tuple[str, ...], by: frozenset[Role], effect: Effect | None = None
) -> tuple[Transition, ...]:
    """One step for each state a record may have been in before ``halted``; no more than one of them is open."""
    return tuple(
        Transition(
            f"{name}_{state}", label, (halted,), state, by, requires=("reason",), bar=was_not_in(state), effect=effect
        )
        for state in states
    )


def was_not_in(state: str) -> Bar:
    def bar(record: Record, _post: Post) -> str | None:
        return None if came_from(record) == state else _("“%(title)s”停办前不在这一阶段。") % {"title": record.title}

    return bar


def came_from(record: Record) -> str:
    """The state it was in before the one it is in; empty where it was never in another."""
    earlier = record.events.exclude(values__state=record.state).order_by("-seq").values_list("values__state", flat=True)
    return earlier.first() or ""
