"""How a type of record is declared. Buttons, forms, permissions, history and exports read nothing but this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.models import Record
from luoshi.records.rag import Phase

FieldKind = Literal[
    "text", "line", "date", "percent", "number", "unit", "units", "person", "post", "files", "targets", "milestone"
]
Answers = Mapping[str, Any]
Guard = Callable[[Record, Post, Answers], None]
Effect = Callable[[Record, Post, Answers], None]


@dataclass(frozen=True, slots=True)
class State:
    """``phase`` is what the clock and the lights need to know of it; ``turn`` says whose move it is."""

    name: str
    label: str
    phase: Phase
    turn: Literal["supervisor", "lead", "nobody"]


@dataclass(frozen=True, slots=True)
class Field:
    """One answer that a transition may ask for."""

    name: str
    label: str
    kind: FieldKind = "text"
    help: str = ""


@dataclass(frozen=True, slots=True)
class Transition:
    """``target`` None leaves the state as it is.

    ``guard`` refuses with a reason; ``effect`` changes the detail row and adds what belongs to the record; evidence it
    adds is then tied to the event.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: str | None
    by: frozenset[Role]
    requires: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    guard: Guard | None = None
    effect: Effect | None = None
    can_take_back: bool = True


@dataclass(frozen=True, slots=True)
class RecordType:
    """``detail`` is the related name of the type's one-to-one model; ``tracked`` are its columns that taking back
    restores; ``facts`` gives the progress and plan that an event's values carry."""

    name: str
    label: str
    detail: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    fields: tuple[Field, ...]
    tracked: tuple[str, ...]
    facts: Callable[[Record], dict[str, Any]]

    def state(self, name: str) -> State:
        return next(state for state in self.states if state.name == name)

    def transition(self, name: str) -> Transition | None:
        return next((transition for transition in self.transitions if transition.name == name), None)

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)
