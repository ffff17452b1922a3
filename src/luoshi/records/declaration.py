"""How a type of record is declared. Buttons, forms, permissions, history and exports read nothing but this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django import forms
from django.db.models import Q, QuerySet

from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.models import Part, Record
from luoshi.records.rag import TABLE, Phase, Rule

FieldKind = Literal[
    "text",
    "line",
    "date",
    "percent",
    "number",
    "whole",
    "decimal",
    "money",
    "flag",
    "choice",
    "row",
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
    "extra",
]
Answers = Mapping[str, Any]
Guard = Callable[[Record, Post, Answers], None]
Effect = Callable[[Record, Post, Answers], Answers | None]
Bar = Callable[[Record, Post], str | None]

LEAD_ALONE = frozenset({Part.LEAD})
# What is asked besides of whoever enters something for a unit (records/standing_in.py).
TOLD = ("happened_on", "told_by")


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a record may stay in a state (阶段时限), from the day it came there."""

    count: int
    unit: Literal["days", "working_days", "months"] = "days"


@dataclass(frozen=True, slots=True)
class State:
    """``phase`` is what the clock and the lights need to know of it; ``turn`` says whose move it is.

    ``limit`` says how long a record may stay in it; ``due``, where a plan says so instead, until which day;
    ``awaited`` what is due by then, where it is not the next stage (入库).
    """

    name: str
    label: str
    phase: Phase
    turn: Literal["supervisor", "lead", "nobody"]
    limit: Limit | None = None
    due: Callable[[Record], dt.date | None] | None = None
    awaited: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One answer that a transition may ask for. ``make`` is its own form field where the kind alone does not say it:
    the choices of a ``choice``, the rows of a ``row``."""

    name: str
    label: str
    kind: FieldKind = "text"
    help: str = ""
    make: Callable[[Record, Post], forms.Field] | None = None
    choices: tuple[tuple[str, Any], ...] = ()  # of a column's own, so that an answer is told in their words


# What the first event of a record says that came in from an office's own sheet.
IMPORTED = Field("imported", "导入说明")


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
class Scope:
    """A way to narrow a type's lists that no column says (受阻): ``where`` on a day, for whoever looks."""

    name: str
    label: str
    where: Callable[[dt.date, Post], Q]


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure at the head of a type's pages: how many records ``where`` finds, or the sum of ``total`` over them.

    ``where`` is the query of the list the tile opens, as in its address: ``{"state": ("signed",)}``. ``figure`` says
    it in words of its own where neither their number nor a column's sum does.
    """

    label: str
    where: Mapping[str, Any]
    total: str = ""
    colour: str = ""
    figure: Callable[[QuerySet[Record]], str] | None = None


@dataclass(frozen=True, slots=True)
class FromSheet:
    """That records come in from an office's own sheet, as far as the form of their birth suffices.

    ``stands`` are the states that one may be in when it comes, besides the first: those whose days are all there is to
    know of the way to them. ``personal`` are the answers that are shown nowhere.
    """

    stands: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordType:
    """``detail`` is the related name of the type's one-to-one model; ``tracked`` are its columns that taking back
    restores; ``facts`` gives the progress and plan that an event's values carry.

    What follows makes the pages, exports and interfaces that every pipeline has (records/items). ``birth`` is the step
    that brings a record into the ledger (births.py). ``path`` are the states of a life that goes well, in order: board
    and funnel. ``listed`` are the columns of table, cards and sheet, ``filters`` those that lists are narrowed by,
    ``totals`` those that are summed, ``days`` the dates the calendar shows beside the due ones (columns.py). ``table``
    is the decision table of its lights; ``section`` the template of what only this type's page shows, with what
    ``context`` gives it, ``above`` that of what stands over its lists, with what ``list_context`` gives it.
    ``note`` says what the type is for, ``named`` how a new one is called where nobody is asked for its title.
    ``naming`` are the columns that name somebody in person, who then sees the record. ``extra`` are a zone's own
    fields (settled.py), never declared. ``reported`` are the related names of rows that its steps report
    (detail.Reported). ``reached`` says which column holds the day a state was reached; ``apart`` are columns that
    the ``section`` shows, not the page's list of facts. ``alike`` finds records of the zone that a new one may be
    again (births.py). ``scopes`` are ways to narrow its lists of its own. ``clocks`` are what its ``facts`` count
    days from (rag.Facts), in words: ``{"blocked": "受阻天数"}``.
    ``place`` orders the types where all stand together. ``sheet`` says that records come in from sheets (None: never).
    """

    name: str
    label: str
    detail: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    fields: tuple[Field, ...]
    tracked: tuple[str, ...]
    facts: Callable[[Record], dict[str, Any]]
    birth: Transition | None = None
    path: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    tiles: tuple[Tile, ...] = ()
    table: tuple[Rule, ...] = TABLE
    section: str = ""
    context: Callable[[Record, Post], dict[str, Any]] | None = None
    note: str = ""
    naming: tuple[str, ...] = ()
    above: str = ""
    list_context: Callable[[Post], dict[str, Any]] | None = None
    named: Callable[[Answers], str] | None = None
    extra: tuple[Any, ...] = ()
    reported: tuple[str, ...] = ()
    reached: Mapping[str, str] = field(default_factory=dict)
    apart: tuple[str, ...] = ()
    alike: Callable[[Record, Answers], QuerySet[Record]] | None = None
    scopes: tuple[Scope, ...] = ()
    clocks: Mapping[str, str] = field(default_factory=dict)
    place: int = 100
    sheet: FromSheet | None = None

    @property
    def is_clocked(self) -> bool:
        """Whether any of its states has a day by which a record should have left it."""
        return any(state.limit or state.due for state in self.states)

    @property
    def state_labels(self) -> dict[str, str]:
        """What its states are called, by name."""
        return {state.name: str(state.label) for state in self.states}

    def state(self, name: str) -> State:
        return next(state for state in self.states if state.name == name)

    def transition(self, name: str) -> Transition | None:
        return next((transition for transition in self.transitions if transition.name == name), None)

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)
