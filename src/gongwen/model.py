"""What a reading is made of. Immutable, and free of behaviour that decides anything.

What a document has thousands of are named tuples, made four times as fast as frozen dataclasses.

Offsets are Unicode code points of the canonical text: decoded, BOM dropped, CRLF and CR made LF, nothing else changed.
A piece is a half-open ``(start, end)``; what lies in several is read in their order, line breaks and blanks between Han
characters and marks left out. What the words here stand for: docs/develop/gongwen.md, JSON contract.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final, Literal, NamedTuple

Piece = tuple[int, int]
SCHEMA_VERSION = 1

Role = Literal[
    "title", "intro", "zone", "headline", "meeting", "attribution", "theme", "measure", "stance", "frame", "context",
    "parties", "heading", "number", "addressee", "signature", "byline", "markup", "other",
]  # fmt: skip
BODY: Final[frozenset[Role]] = frozenset({"theme", "measure", "stance", "frame", "context"})

Kind = Literal["roundup", "report", "plan", "notice", "minutes", "other"]
MentionKind = Literal["date", "amount", "organisation", "document", "slogan"]
Operator = Literal[">=", "<=", "=", "~", "+", "×"]

# Nine in ten of a reading's values are of these kinds: a call for each would double the time of to_dict().
_ATOMS = frozenset({str, int, type(None)})
_GLANCE = 32  # characters of a text that its brief shows


@dataclass(frozen=True, slots=True)
class Page:
    """One source as a loader made it: the canonical text and where it came from."""

    text: str
    text_sha256: str
    source: str
    source_sha256: str
    loader: str
    loader_version: str

    def __repr__(self) -> str:
        return brief(self)


class Clause(NamedTuple):
    """A stretch ``[start, end)`` of the flow (spans.Flow) with one role; the internal form of a Span."""

    start: int
    end: int
    role: Role
    entry: int | None = None
    section: str | None = None
    item: int = 0


class Found(NamedTuple):
    """A mention ``[start, end)`` of the flow, as a finder yields it; the internal form of a Mention.

    ``rule`` names what found it, ``doubt`` what is uncertain about ``value`` (None where nothing can be said).
    """

    start: int
    end: int
    kind: MentionKind
    value: Any
    rule: str
    doubt: tuple[str, ...] = ()


class Span(NamedTuple):
    """A clause, or a line outside the body: every non-blank character of the text is in exactly one.

    ``entry`` is the number of its Entry, ``section`` the id of the nearest heading's; ``item`` numbers the sentences
    and numbered paragraphs of the body from 1, 0 outside of them.
    """

    id: str
    role: Role
    text: str
    pieces: tuple[Piece, ...]
    entry: int | None
    section: str | None
    item: int


class Mention(NamedTuple):
    """A date, amount, unit, document or slogan in the clause ``span``.

    ``value`` depends on ``kind`` and is None where the words do not say one; ``rule`` names what found it, ``doubt``
    what is uncertain.
    """

    id: str
    span: str
    kind: MentionKind
    text: str
    pieces: tuple[Piece, ...]
    value: Any
    rule: str
    doubt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """``date`` is YYYY-MM-DD, or --MM-DD when no year is known. ``form`` keeps the page's words."""

    date: str | None
    body: str | None
    form: str | None
    studied: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One zone's part of a round-up page."""

    zone: str
    headline: str | None
    meeting: Meeting | None
    byline: str | None


class Section(NamedTuple):
    """A heading, ``label`` its number as printed (（一）); ``level`` counts from 1, the widest."""

    id: str
    level: int
    label: str
    heading: str
    pieces: tuple[Piece, ...]


class Deadline(NamedTuple):
    """By when: a day, a term in the page's words (5个工作日) or a rhythm (每季度); ``label``: what is done then."""

    label: str
    due: dt.date | None
    within: str | None
    recurring: str | None
    mention: str


class Target(NamedTuple):
    """How much of what: ``value`` and ``base`` are decimal strings in base units, as in an amount mention.

    ``due`` is the day of a deadline in its clause; ``name`` is empty where the page names nothing that is counted.
    """

    name: str
    op: Operator
    base: str | None
    value: str | None
    unit: str
    due: dt.date | None
    mention: str


class Task(NamedTuple):
    """One item of the body with a measure in it: ``text`` is its theme or first measure, ``steps`` the other measures.

    ``span_ids`` are all its clauses and the bracket over it, ``mention_ids`` the mentions in them.
    """

    id: str
    text: str
    theme: str | None
    steps: tuple[str, ...]
    span_ids: tuple[str, ...]
    lead: tuple[str, ...]
    support: tuple[str, ...]
    person: str | None
    doubt: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    mention_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One document read. ``to_dict()`` is the JSON contract frozen in render/schema.json."""

    page: Page
    published: dt.date | None
    kind: Kind
    title: str | None
    number: str | None
    issuer: str | None
    addressee: str | None
    date: dt.date | None
    entries: tuple[Entry, ...]
    sections: tuple[Section, ...]
    spans: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    tasks: tuple[Task, ...]

    def __repr__(self) -> str:
        return brief(self)

    @property
    def text(self) -> str:
        return self.page.text

    @property
    def text_sha256(self) -> str:
        return self.page.text_sha256

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists and strings in the order of the contract (render/schema.json)."""
        page = self.page
        return {
            "schema": SCHEMA_VERSION,
            "source": page.source,
            "source_sha256": page.source_sha256,
            "loader": {"name": page.loader, "version": page.loader_version},
            "text": page.text,
            "text_sha256": page.text_sha256,
            **{field.name: plain(getattr(self, field.name)) for field in fields(self) if field.name != "page"},
        }


def brief(value: Any) -> str:
    """The ``repr`` of what holds hundreds: ``Reading(…, kind='plan', …, tasks=<9>)`` where the whole fills a screen."""
    names = [field.name for field in fields(value)] if is_dataclass(value) else value._fields
    return f"{type(value).__name__}({', '.join(f'{name}={_glance(getattr(value, name))}' for name in names)})"


def _glance(part: Any) -> str:
    if type(part) is tuple:
        return f"<{len(part)}>"
    return f"{part[:_GLANCE]!r}…" if isinstance(part, str) and len(part) > _GLANCE else repr(part)


def plain(value: Any) -> Any:
    """``value`` as JSON has it: named tuples and dataclasses as dicts, tuples as lists, days as YYYY-MM-DD."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return [one if type(one) in _ATOMS else plain(one) for one in value]
    if hasattr(value, "_asdict"):
        named = zip(value._fields, value, strict=True)
        return {name: part if type(part) in _ATOMS else plain(part) for name, part in named}
    if isinstance(value, dt.date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value
