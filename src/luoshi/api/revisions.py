"""Versions of documents: what changed, and what waits to be looked at again. Read only."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router

from luoshi.api.auth import Caller, May
from luoshi.api.errors import FAILS, Failure
from luoshi.api.models import Scope
from luoshi.api.schemas.revisions import RevisionOut, VersionOut
from luoshi.documents.models import Document, Replacement
from luoshi.revisions.things import Thing, things_of, versions_of

LOOK = May(Scope.READ)
router = Router(tags=["文件"])


@router.get(
    "/documents/{int:pk}/versions", response={200: list[VersionOut], FAILS: Failure}, auth=LOOK, url_name="versions"
)
def versions(request: Caller, pk: int) -> list[dict[str, Any]]:
    """The version after a document and those before it, for those who see the zone."""
    document = get_object_or_404(Document.objects.visible_to(request.post), pk=pk)
    return [
        {
            "revision": one.replacement.pk,
            "relation": "newer" if one.document.pk == one.replacement.newer_id else "older",
            "document": one.document.pk,
            "title": one.document.title,
            "number": one.document.number,
            "substance": one.replacement.substance,
            "waiting": one.waiting,
            "made_at": one.replacement.made_at,
        }
        for one in versions_of(document, request.post)
    ]


@router.get("/revisions/{int:pk}", response={200: RevisionOut, FAILS: Failure}, auth=LOOK, url_name="revision")
def revision(request: Caller, pk: int) -> dict[str, Any]:
    """One replacement: every sentence of both texts, and what stands on those that changed."""
    found = get_object_or_404(Replacement.objects.visible_to(request.post), pk=pk)
    waiting, settled = things_of(found, request.post)
    return {
        "id": found.pk,
        "older": found.older_id,
        "newer": found.newer_id,
        "changes": found.changes,
        "affected": [_shown(one) for one in (*waiting, *settled)],
    }


def _shown(thing: Thing) -> dict[str, Any]:
    one = thing.affected
    columns = ("id", "kind", "outcome", "reason", "settled_at")
    return {name: getattr(one, name) for name in columns} | {
        "title": thing.title,
        "record": one.record_id,
        "changes": [
            {"kind": row["kind"], "then": _words(row["then"]), "now": _words(row["now"])}
            | {"differences": [{name: each[name] for name in ("matter", "old", "new")} for each in row["differences"]]}
            for row in one.rows
        ],
    }


def _words(segments: list[list[Any]]) -> str:
    return "".join(words for words, _is_marked in segments)
