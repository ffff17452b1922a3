"""督办: the list, one notice, its steps, its letter on paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records.models import Record
from luoshi.records.stepping import step_form, take_step
from luoshi.records.views.ledger import CappedPaginator
from luoshi.supervision.notice import STATES
from luoshi.supervision.notice_page import NoticePage
from luoshi.supervision.queries import SCOPES, NoticeFilter, notices_of, scope_counts

PER_PAGE = 30


def seen(request: PostRequest, pk: int) -> Record:
    """The notice, or 404 for whoever may not know of it."""
    return get_object_or_404(notices_of(request.post), pk=pk)


@require_safe
@allow(*EVERYONE)
def notices(request: PostRequest) -> HttpResponse:
    asked = NoticeFilter(request.GET, request.post)
    counts = scope_counts(request.post)
    context = {
        "filter": asked,
        "page": CappedPaginator(asked.queryset(), PER_PAGE).get_page(request.GET.get("page")),
        "scopes": [(scope, counts[scope.name], asked.query(scope=scope.name)) for scope in SCOPES],
        "all_query": asked.query(scope=None),
        "labels": {state.name: state.label for state in STATES},
    }
    return render(request, "supervision/notices.html", context)


@require_safe
@allow(*EVERYONE)
def notice(request: PostRequest, pk: int) -> HttpResponse:
    record = seen(request, pk)
    return render(request, "supervision/notice.html", {"page": NoticePage(record, request.post), "record": record})


@require_safe
@allow(*EVERYONE)
def notice_letter(request: PostRequest, pk: int) -> HttpResponse:
    """The notice as a letter, for the printer: A4 by GB/T 9704."""
    record = seen(request, pk)
    return render(request, "supervision/letter.html", {"page": NoticePage(record, request.post), "record": record})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*EVERYONE)
def notice_act(request: PostRequest, pk: int, name: str) -> HttpResponse:
    record = seen(request, pk)
    form = step_form(request, record, name)
    if take_step(request, form):
        return redirect("notice", pk=pk)
    context = {"record": record, "form": form, "back": "notice"}
    return render(request, "supervision/step.html", context, status=422 if form.errors else 200)
