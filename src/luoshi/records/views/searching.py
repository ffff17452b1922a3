"""查找: one page over records and documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.documents.models import Paragraph
from luoshi.documents.paragraphs import newest
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records.models import Record
from luoshi.records.searching import DOCUMENTS, SearchForm, hits_in_documents, hits_in_records

PER_PAGE, FEW, MOST = 20, 8, 500


@require_safe
@allow(*EVERYONE)
def searching(request: PostRequest) -> HttpResponse:
    """Everything: a few of each kind with the way to all of them; one kind chosen: page by page."""
    form = SearchForm(request.GET, request.post)
    kind = form.given.get("kind", "")
    per_page = PER_PAGE if kind else FEW
    number = request.GET.get("page")
    records = page_of(Record.objects.select_related("zone"), form.latest_records(MOST), per_page, number)
    lines = Paragraph.objects.select_related("document").defer("document__text")
    found = page_of(lines, newest(form.paragraphs(), MOST), per_page, number)
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


def page_of(rows: QuerySet[Any], keys: Sequence[int], per_page: int, number: str | None) -> Page:
    """A page of the rows with these ids, in their order.

    Looking things up takes most of the time, so it is done once, to show and to count: ``keys`` are what was found,
    all of it the post's to see.
    """
    page = Paginator(keys, per_page).get_page(number)
    shown = rows.in_bulk(list(page.object_list))
    page.object_list = [shown[key] for key in page.object_list]
    return page


def address(row: Paragraph) -> str:
    return f"{reverse('document', args=[row.document_id])}?pieces={row.pieces}#cited"
