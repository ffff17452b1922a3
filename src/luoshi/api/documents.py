"""Documents: handed in, read, and their proposals confirmed into the ledger."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile

from luoshi.api.auth import Caller, May
from luoshi.api.errors import FAILS, Failure, Invalid
from luoshi.api.models import Scope
from luoshi.api.paging import Page, Paging, paged
from luoshi.api.schemas.documents import ConfirmIn, DocumentDetailOut, DocumentOut, ReviewOut, TextIn
from luoshi.api.showing import named
from luoshi.core.refusal import Refused
from luoshi.documents.models import Document
from luoshi.intake import actions
from luoshi.intake.forms import HandInForm
from luoshi.intake.models import Proposal, Review
from luoshi.org.models import Unit
from luoshi.org.roles import Role

LOOK, INTAKE = May(Scope.READ), May(Scope.INTAKE)
router = Router(tags=["文件"])


@router.get("/documents", response={200: Page[DocumentOut], FAILS: Failure}, auth=LOOK, url_name="documents")
def documents(request: Caller, paging: Query[Paging]) -> dict[str, Any]:
    """The documents the post may see, newest first."""
    return paged(Document.objects.visible_to(request.post).defer("text"), paging, list)


@router.get("/documents/{int:pk}", response={200: DocumentDetailOut, FAILS: Failure}, auth=LOOK, url_name="document")
def document(request: Caller, pk: int) -> dict[str, Any]:
    """One document with its reading: every span, mention and task with its place in the text."""
    row = get_object_or_404(Document.objects.visible_to(request.post), pk=pk)
    review = Review.objects.visible_to(request.post).filter(reading__document=row).first()
    columns = ("id", "title", "number", "issuer", "kind", "dated", "text_sha256", "uploaded_at")
    return {name: getattr(row, name) for name in columns} | {
        "reading": row.readings.latest("made_at").payload,
        "review": review.pk if review else None,
    }


@router.post("/documents", response={201: ReviewOut, FAILS: Failure}, auth=INTAKE, url_name="hand_in")
def hand_in(request: Caller, body: TextIn) -> Status[dict[str, Any]]:
    """Hand in a text: it is read and its tasks proposed. A marked document is refused and nothing of it is kept."""
    return Status(201, _handed_in(request, HandInForm(body.dict())))


@router.post("/documents/file", response={201: ReviewOut, FAILS: Failure}, auth=INTAKE, url_name="hand_in_file")
def hand_in_file(
    request: Caller, file: File[UploadedFile], title: Form[str] = "", published: Form[dt.date | None] = None
) -> Status[dict[str, Any]]:
    """The same, as a file."""
    return Status(201, _handed_in(request, HandInForm({"title": title, "published": published}, {"file": file})))


def _handed_in(request: Caller, form: HandInForm) -> dict[str, Any]:
    _supervisor_only(request)
    if not form.is_valid():
        raise Invalid(form.errors)
    return _shown(actions.hand_in(post=request.post, **form.handed_in()), request)


@router.get("/reviews/{int:pk}", response={200: ReviewOut, FAILS: Failure}, auth=LOOK, url_name="review")
def review(request: Caller, pk: int) -> dict[str, Any]:
    """What is proposed from a document, and what became of it."""
    return _shown(get_object_or_404(Review.objects.visible_to(request.post), pk=pk), request)


@router.post("/reviews/{int:pk}/confirm", response={200: ReviewOut, FAILS: Failure}, auth=INTAKE, url_name="confirm")
def confirm(request: Caller, pk: int, body: ConfirmIn) -> dict[str, Any]:
    """Make tasks of the open proposals, or of those named."""
    _supervisor_only(request)
    shown = get_object_or_404(Review.objects.visible_to(request.post), pk=pk)
    actions.confirm(shown, request.post, body.proposals)
    return _shown(Review.objects.get(pk=pk), request)


def _supervisor_only(request: Caller) -> None:
    if request.post.role != Role.SUPERVISOR:
        role = request.post.get_role_display()
        raise Refused(_("您的岗位（%(role)s）不能交文件或确认入账。") % {"role": role})


def _shown(shown: Review, request: Caller) -> dict[str, Any]:
    rows = Proposal.objects.visible_to(request.post).filter(review=shown).select_related("lead__zone")
    support = Prefetch("support", Unit.objects.select_related("zone"))
    return {
        "id": shown.pk,
        "title": shown.title,
        "document": shown.reading.document_id,
        "state": shown.state,
        "proposals": [_proposal(row) for row in rows.prefetch_related(support)],
    }


def _proposal(row: Proposal) -> dict[str, Any]:
    columns = ("id", "title", "due", "due_text", "goal", "disposition")
    return {name: getattr(row, name) for name in columns} | {
        "steps": row.steps.splitlines(),
        "lead": named(row.lead),
        "support": [named(unit) for unit in row.support.all()],
        "doubt": [one["words"] for one in row.doubt],
        "record": row.record_id,
    }
