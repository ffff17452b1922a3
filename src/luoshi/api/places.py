"""Who and what there is: the caller, the zone's units and posts, the types of record with their steps."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router

from luoshi.api.auth import Caller, May
from luoshi.api.errors import FAILS, Failure
from luoshi.api.models import Scope
from luoshi.api.paging import Page, Paging, paged
from luoshi.api.schemas.places import Me, PostOut, TypeOut, UnitOut
from luoshi.api.showing import named
from luoshi.core import clock
from luoshi.org.models import Post, Unit
from luoshi.records.columns import Column, own_columns
from luoshi.records.declaration import RecordType, Transition
from luoshi.records.registry import all_types
from luoshi.records.settled import settled

LOOK = May(Scope.READ)
router = Router(tags=["基础"])


@router.get("/me", response={200: Me, FAILS: Failure}, auth=LOOK, url_name="me")
def me(request: Caller) -> dict[str, Any]:
    """Whom this token speaks for."""
    post, token = request.post, request.auth
    return {
        "person": post.person.name,
        "role": post.role,
        "unit": named(post.unit),
        "zone": named(post.zone),
        "scopes": token.scopes,
        "expires": token.expires,
    }


@router.get("/units", response={200: Page[UnitOut], FAILS: Failure}, auth=LOOK, url_name="units")
def units(request: Caller, paging: Query[Paging]) -> dict[str, Any]:
    """The units of the zone that stand today."""
    rows = Unit.objects.visible_to(request.post).in_force(clock.today()).order_by("position", "pk")
    return paged(rows, paging, lambda found: [_unit(unit) for unit in found])


def _unit(unit: Unit) -> dict[str, Any]:
    return {"id": unit.pk, "name": unit.name, "short_name": unit.short_name, "parent": unit.parent_id}


@router.get("/posts", response={200: Page[PostOut], FAILS: Failure}, auth=LOOK, url_name="posts")
def posts(request: Caller, paging: Query[Paging]) -> dict[str, Any]:
    """Who holds which post today. Names only: telephone numbers stay on the pages."""
    rows = Post.objects.visible_to(request.post).in_force().select_related("person", "unit__zone").order_by("pk")
    return paged(rows, paging, lambda found: [_post(post) for post in found])


def _post(post: Post) -> dict[str, Any]:
    told = {"id": post.pk, "person": named(post.person), "unit": named(post.unit)}
    return told | {"role": post.role, "title": post.title}


@router.get("/types", response={200: list[TypeOut], FAILS: Failure}, auth=LOOK, url_name="types")
def types(request: Caller) -> list[dict[str, Any]]:
    """Every type of record as declared: its states, its steps, who takes them and what they ask the caller's post for.

    A 督查员 who takes a unit's step enters it for the unit (代填) and is asked when it happened and who told it.
    """
    return [_type(kind, request.post) for kind in all_types()]


def _type(declared: RecordType, post: Post) -> dict[str, Any]:
    kind = settled(declared, post.zone.pk)
    return {
        "name": kind.name,
        "label": kind.label,
        "note": kind.note,
        "states": kind.states,
        "path": list(kind.path),
        "birth": _step(kind, kind.birth, post) if kind.birth else None,
        "steps": [_step(kind, step, post) for step in kind.transitions if step.offered],
        "columns": [_column(column) for column in own_columns(kind)] if kind.birth else [],
        "filters": list(kind.filters),
    }


def _column(column: Column) -> dict[str, Any]:
    choices = getattr(column.model_field, "flatchoices", None) or []
    told = {"name": column.name, "label": column.label, "kind": column.kind}
    return told | {"choices": [{"value": value, "label": str(label)} for value, label in choices]}


def _step(kind: RecordType, step: Transition, post: Post) -> dict[str, Any]:
    required = step.required_of(post)
    asked = [(kind.field(name), name in required) for name in step.asked_of(post)]
    return {
        "name": step.name,
        "label": step.label,
        "sources": list(step.sources),
        "target": step.target,
        "roles": sorted(step.by | step.stand_in),
        "fields": [
            {"name": field.name, "label": field.label, "kind": field.kind, "required": required}
            for field, required in asked
        ],
    }
