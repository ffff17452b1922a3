"""查找: one page over records and documents."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.documents.models import Paragraph
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records.searching import DOCUMENTS, SearchForm, hits_in_documents, hits_in_records
from luoshi.records.views.ledger import CappedPaginator

PER_PAGE, FEW, MOST = 20, 8, 1000


class Counted(CappedPaginator):
    cap = MOST


@require_safe
@allow(*EVERYONE)
def searching(request: PostRequest) -> HttpResponse:
    """Everything: a few of each kind with the way to all of them; one kind chosen: page by page."""
    form = SearchForm(request.GET, request.post)
    kind = form.given.get("kind", "")
    per_page = PER_PAGE if kind else FEW
    records = Counted(form.records(), per_page).get_page(request.GET.get("page"))
    found = Counted(form.paragraphs(), per_page).get_page(request.GET.get("page"))
    context = {
        "title": _("查找"),
        "form": form,
        "asked": bool(form.words),
        "records": records,
        "record_hits": hits_in_records(records.object_list, form.words),
        "paragraphs": found,
        "document_hits": hits_in_documents(found.object_list, form.words, address),
        "kind": kind,
        "is_all": not kind,
        "most": MOST,
        "documents": DOCUMENTS,
    }
    return render(request, "records/searching.html", context)


def address(row: Paragraph) -> str:
    return f"{reverse('document', args=[row.document_id])}?pieces={row.pieces}#cited"
