"""工作交接 of a pipeline's records: what names a leaving person names the successor."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.records.declaration import Answers, Field, RecordType, Transition
from luoshi.records.models import Record, RecordQuerySet

HAND_OVER = "hand_over"
OPEN = ("planned", "live")


def with_hand_over(kind: RecordType) -> RecordType:
    """``kind`` with the step by which a leaving person's records go to the successor (org.handover)."""
    if not (kind.birth and kind.naming):
        return kind
    states = tuple(state.name for state in kind.states if state.phase in OPEN)
    step = Transition(
        HAND_OVER, "工作交接", states, None, frozenset({Role.SUPERVISOR}), optional=("handed_from", "handed_to"),
        effect=partial(pass_on, kind), can_take_back=False, offered=False,
    )  # fmt: skip
    asked = (Field("handed_from", "移交人", "post"), Field("handed_to", "接手人", "post"))
    return replace(kind, transitions=(*kind.transitions, step), fields=(*kind.fields, *asked))


def pass_on(kind: RecordType, record: Record, _post: Post, answers: Answers) -> None:
    leaving, successor = answers["handed_from"], answers["handed_to"]
    detail = getattr(record, kind.detail)
    for name in columns(kind):
        held, follows = _holder(detail, name, leaving), _holder(detail, name, successor)
        if getattr(detail, f"{name}_id") == held.pk:
            setattr(detail, name, follows)


def columns(kind: RecordType) -> tuple[str, ...]:
    """The columns that name somebody: a person, or a post."""
    return tuple(path.partition("__")[0] for path in kind.naming)


def naming(kind: RecordType, post: Post) -> RecordQuerySet:
    """Open records of ``kind`` that name the holder of ``post``, those its own unit leads."""
    found = Record.objects.none()
    model: Any = Record._meta.get_field(kind.detail).related_model
    states = [state.name for state in kind.states if state.phase in OPEN]
    for name in columns(kind):
        where = {f"{kind.detail}__{name}": _holder(model, name, post).pk}
        if post.role in OF_A_UNIT:
            where[f"{kind.detail}__lead"] = post.unit_id
        found |= Record.objects.filter(type=kind.name, zone=post.zone, state__in=states, **where)
    return found


def _holder(model: Any, name: str, post: Post) -> Any:
    """What column ``name`` holds of a post: the post, or its person."""
    return post if model._meta.get_field(name).related_model is Post else post.person
