"""How a type of record is declared. Buttons, forms, permissions, history and exports read nothing but this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.models import Part, Record
from luoshi.records.rag import Phase

FieldKind = Literal[
    "text",
    "line",
    "date",
    "percent",
    "number",
    "unit",
    "units",
    "part",
    "parts",
    "person",
    "post",
    "files",
    "targets",
    "milestone",
    "plan",
    "task",
    "tie",
    "document",
]
Answers = Mapping[str, Any]
Guard = Callable[[Record, Post, Answers], None]
Effect = Callable[[Record, Post, Answers], Answers | None]
Bar = Callable[[Record, Post], str | None]

LEAD_ALONE = frozenset({Part.LEAD})
# What is asked besides of whoever enters something for a unit (records/standing_in.py).
TOLD = ("happened_on", "told_by")


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

    ``parts`` are the units that take it, where a unit does; ``stand_in`` are the roles that may enter it for a unit
    (代填). ``bar`` says why a post may not take it now, before anything is asked: what is barred is not offered.
    ``guard`` refuses with a reason; ``effect`` changes the detail row and adds what belongs to the record; evidence it
    adds is then tied to the event, and what it returns is told by the event beside the answers. ``offered`` False:
    never a button or a form of its own; it follows from what was done to another record (flow.follow). ``page`` names
    the route of a step that has a page of its own in place of a form. Done to many records (many.py), it asks its
    required answers and the optional ones of ``together``, those of ``each`` line by line. ``from_above``: the
    overseer of the record's zone may take it as well, which otherwise only reads. ``topic`` is what a step is about
    that is not one of the state's main next ones: pages fold it under that word (offering.py).
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: str | None
    by: frozenset[Role]
    requires: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    parts: frozenset[Part] = LEAD_ALONE
    stand_in: frozenset[Role] = frozenset()
    bar: Bar | None = None
    guard: Guard | None = None
    effect: Effect | None = None
    can_take_back: bool = True
    offered: bool = True
    page: str = ""
    together: tuple[str, ...] = ()
    each: tuple[str, ...] = ()
    from_above: bool = False
    topic: str = ""

    @property
    def is_of_own_part(self) -> bool:
        """Whether a unit takes it for its own part: what others did since its page was opened is not in its way."""
        return Part.LEAD not in self.parts

    def is_stood_in_by(self, post: Post) -> bool:
        """Whether ``post`` would enter it for a unit."""
        return post.role in self.stand_in and post.role not in self.by

    def required_of(self, post: Post) -> tuple[str, ...]:
        """The answers that ``post`` must give."""
        if not self.is_stood_in_by(post):
            return self.requires
        which = () if Part.LEAD in self.parts else ("part_unit",)
        return (*which, *self.requires, *TOLD)

    def asked_of(self, post: Post) -> tuple[str, ...]:
        """The answers that ``post`` may give."""
        return self.required_of(post) + self.optional


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
