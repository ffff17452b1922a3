"""The documents of the zone, and one in full with the words that a task stands on."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoshi.documents.models import Document
from luoshi.documents.showing import address, asked_pieces, clauses_of, runs
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE, Role

PER_PAGE = 50


@require_GET
@allow(*EVERYONE)
def documents(request: PostRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:100]
    found = Document.objects.visible_to(request.post).defer("text").select_related("uploaded_by__person")
    if query:
        found = found.filter(title__contains=query)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "documents/documents.html", {"title": _("文件"), "page": page, "query": query})


@require_GET
@allow(*EVERYONE)
def document(request: PostRequest, pk: int) -> HttpResponse:
    """``?record=12`` marks what that record cites, as far as the reader may see it; ``?pieces=12-40`` any words."""
    shown = get_object_or_404(Document.objects.visible_to(request.post).select_related("uploaded_by__person"), pk=pk)
    citations = shown.citations.visible_to(request.post).filter(record__type="task").select_related("record")
    record = request.GET.get("record", "")
    chosen = citations.filter(record=record) if record.isdecimal() and len(record) < 19 else citations.none()
    asked = asked_pieces(request.GET.get("pieces", ""))
    pieces = [piece for citation in chosen for piece in citation.pieces] or asked
    may_instruct = request.post.role in (Role.LEADER, Role.CHARGE)
    context = {
        "title": shown.title,
        "document": shown,
        "runs": runs(shown, pieces, clauses_of(shown) if may_instruct else ()),
        "may_instruct": may_instruct,
        "asked": address(asked),
        "cited": next((citation.record for citation in chosen), None),
        "records": sorted({citation.record for citation in citations}, key=str),
    }
    return render(request, "documents/document.html", context)
