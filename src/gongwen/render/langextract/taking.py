"""A line of langextract's JSONL read back: what stands where it says it stands is kept, all else is named."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

from gongwen.model import Mention, MentionKind, Piece, Role, Span, brief
from gongwen.spans import BLANKS, solid_pieces, words

Why = Literal[
    "malformed", "no_interval", "outside_text", "numbers_differ", "number_cut", "text_differs", "part_missing"
]
Attributes = Mapping[str, Any]
_ROLES, _KINDS = frozenset(get_args(Role)), frozenset(get_args(MentionKind))
_WORDED = _ROLES | {"task"}
_DIGITS = re.compile(r"\d+")
# Of 12.5亿元 neither 5亿元 nor 12 may be taken.
_NUMBER_BEFORE, _NUMBER_AFTER = re.compile(r"\d[.．,]?$"), re.compile(r"[.．,]?\d")
_ONE_NUMBER = re.compile(r"\d[.．,]?\d")


@dataclass(frozen=True, slots=True)
class Extract:
    """Words that stand in the text at ``pieces``; ``label`` is the extraction's class."""

    id: str
    label: str
    text: str
    pieces: tuple[Piece, ...]
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class Ungrounded:
    """The ``index``-th extraction of its document, not kept: what it said, and why."""

    index: int
    label: str | None
    text: str | None
    why: Why


@dataclass(frozen=True, slots=True)
class Imported:
    """A line of langextract's JSONL. Offsets are those of ``text``, which is kept as it stands in the file.

    ``others`` are grounded, of a class that is neither a role nor a kind of mention (``task`` among them).
    """

    document_id: str
    text: str
    spans: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    others: tuple[Extract, ...]
    ungrounded: tuple[Ungrounded, ...]

    def __repr__(self) -> str:
        return brief(self)


def from_langextract(line: str) -> Imported:
    """One line as ``langextract.io.save_annotated_documents`` or ``--format langextract`` wrote it.

    An extraction is kept where its words stand at its char_interval: equal after removing blanks, with the same whole
    numbers. Its alignment_status is a claim and not looked at. Nothing is moved or searched for; what is not kept is
    named in ``ungrounded``. A foreign mention has no value (doubt ``value_not_given``), a foreign span item 0.

    Raises:
        ValueError: the line is no JSON object with a text and a list of extractions.
    """
    document = _parsed(line)
    text, extractions = document["text"], document["extractions"] or []
    grounded: dict[int, Extract] = {}
    ungrounded: list[Ungrounded] = []
    for index, one in enumerate(extractions):
        found = _ground(text, index, one)
        if isinstance(found, Extract):
            grounded[index] = found
        else:
            ungrounded.append(_refused(index, one, found))
    kept, lone = _whole(text, grounded)
    ungrounded += (_refused(index, extractions[index], "part_missing") for index in lone)
    spans = tuple(_span(one) for one in kept if one.label in _ROLES)
    around = _Around(spans)
    return Imported(
        document_id=str(document.get("document_id") or ""),
        text=text,
        spans=spans,
        mentions=tuple(_mention(one, around.name(one)) for one in kept if one.label in _KINDS),
        others=tuple(one for one in kept if one.label not in _ROLES | _KINDS),
        ungrounded=tuple(sorted(ungrounded, key=lambda one: one.index)),
    )


def _parsed(line: str) -> dict[str, Any]:
    try:
        document = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError("这一行不是 JSON。每次给出文件的一行，空行略过。") from error
    if not isinstance(document, dict) or not isinstance(document.get("text"), str):
        raise ValueError("这一行不是 langextract 的 AnnotatedDocument：没有 text。")
    if not isinstance(document.setdefault("extractions", []), list | None):
        raise ValueError("这一行不是 langextract 的 AnnotatedDocument：extractions 不是列表。")
    return document


def _ground(text: str, index: int, one: Any) -> Extract | Why:
    label, said = (one.get("extraction_class"), one.get("extraction_text")) if isinstance(one, dict) else (None, None)
    if not isinstance(label, str) or not isinstance(said, str) or not BLANKS.sub("", said):
        return "malformed"
    interval = one.get("char_interval") or {}
    start, end = (
        (interval.get(name) for name in ("start_pos", "end_pos")) if isinstance(interval, dict) else (None, None)
    )
    if type(start) is not int or type(end) is not int:
        return "no_interval"
    if not 0 <= start < end <= len(text):
        return "outside_text"
    attributes, pieces = one.get("attributes"), tuple(solid_pieces(text, start, end))
    return _differs(text, start, end, label, said) or Extract(
        id=f"x{index}",
        label=label,
        text=words(text, pieces),
        pieces=pieces,
        attributes=attributes if isinstance(attributes, dict) else {},
    )


def _differs(text: str, start: int, end: int, label: str, said: str) -> Why | None:
    there = text[start:end]
    if _DIGITS.findall(said) != _DIGITS.findall(there):
        return "numbers_differ"
    if BLANKS.sub("", said) != BLANKS.sub("", there):
        return "text_differs"
    # A clause may begin after a label: 1.5亿元的项目 is not clear of doubt, and roles and tasks say nothing of numbers.
    cut = label not in _WORDED and (_cuts_number(text, start) or _cuts_number(text, end))
    return "number_cut" if cut else None


def _cuts_number(text: str, at: int) -> bool:
    before, after = _NUMBER_BEFORE.search(text[max(0, at - 2) : at]), _NUMBER_AFTER.match(text, at)
    return bool(before and after and _ONE_NUMBER.fullmatch(before[0] + after[0]))


def _whole(text: str, grounded: Mapping[int, Extract]) -> tuple[list[Extract], list[int]]:
    """Extractions under their own ids, parts put together; and the indices of parts whose others are missing."""
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for index, one in grounded.items():
        name = one.attributes.get("id")
        groups[(one.label, name) if isinstance(name, str) and "part" in one.attributes else index].append(index)
    kept: dict[str, Extract] = {}
    lone: list[int] = []
    for indices in groups.values():
        parts = [grounded[index] for index in indices]
        told = [one.attributes.get("part") for one in parts]
        if told not in ([None], [f"{number}/{len(parts)}" for number in range(1, len(parts) + 1)]):
            lone += indices
            continue
        pieces = tuple(piece for one in parts for piece in one.pieces)
        named = parts[0].attributes.get("id")
        name = named if isinstance(named, str) and named not in kept else parts[0].id
        kept[name] = replace(parts[0], id=name, pieces=pieces, text=words(text, pieces))
    return list(kept.values()), lone


def _span(one: Extract) -> Span:
    entry, section = _number(one.attributes.get("entry")), one.attributes.get("section")
    item = _number(one.attributes.get("item")) or 0
    role = cast("Role", one.label)
    return Span(one.id, role, one.text, one.pieces, entry, section if isinstance(section, str) else None, item)


def _mention(one: Extract, span: str) -> Mention:
    rule, doubt = one.attributes.get("rule"), one.attributes.get("doubt")
    ours = isinstance(rule, str) and isinstance(doubt, list)
    return Mention(
        id=one.id,
        span=span,
        kind=cast("MentionKind", one.label),
        text=one.text,
        pieces=one.pieces,
        value=_value(one.attributes.get("value")) if ours else None,
        rule=str(rule) if ours else "langextract",
        doubt=tuple(map(str, doubt or ())) if ours else ("value_not_given",),
    )


class _Around:
    """The span a mention lies in: the one it names, else the last that begins before it and holds it, else none."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: span.pieces[0])
        self._names = {span.id for span in self._spans}
        self._starts = [span.pieces[0][0] for span in self._spans]

    def name(self, one: Extract) -> str:
        said = one.attributes.get("span")
        if isinstance(said, str) and said in self._names:
            return said
        at = bisect_right(self._starts, one.pieces[0][0]) - 1
        holds = at >= 0 and self._spans[at].pieces[-1][1] >= one.pieces[-1][1]
        return self._spans[at].id if holds else ""


def _value(written: object) -> Any:
    try:
        return json.loads(written) if isinstance(written, str) else None
    except json.JSONDecodeError:
        return None


def _number(written: object) -> int | None:
    return int(written) if isinstance(written, str) and written.isdecimal() else None


def _refused(index: int, one: Any, why: Why) -> Ungrounded:
    said = one if isinstance(one, dict) else {}
    label, text = (said.get(name) for name in ("extraction_class", "extraction_text"))
    return Ungrounded(index, label if isinstance(label, str) else None, text if isinstance(text, str) else None, why)
