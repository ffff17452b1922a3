"""The draft with every clause to be chosen, and the opinion on it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from luoshi.documents.showing import address, asked_pieces, clauses_of, runs
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.pipelines.consultation.steps import draft_of
from luoshi.records.flow import available
from luoshi.records.models import Record
from luoshi.records.stepping import step_form, take_step
from luoshi.records.views.items import seen

STEPS = ("remark", "enter")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*EVERYONE)
def consultation_text(request: PostRequest, pk: int) -> HttpResponse:
    """``?pieces=12-40`` is the clause that was chosen; without one the opinion is on the whole text."""
    kind, record = seen(request, pk)
    if kind.name != "consultation":
        raise Http404
    pieces = asked_pieces(request.GET.get("pieces", ""))
    form = step_form(request, record, name) if (name := own_step(record, request)) else None
    if form and take_step(request, form):
        return redirect("item", pk)
    if form:
        form.initial["pieces"] = address(pieces)
    document = draft_of(record)
    context = {
        "kind": kind,
        "record": record,
        "document": document,
        "runs": runs(document, pieces, clauses_of(document) if form else ()),
        "chosen": "".join(document.text[first:last] for first, last in pieces),
        "form": form,
    }
    return render(request, "pipelines/consultation_text.html", context, status=422 if form and form.errors else 200)


def own_step(record: Record, request: PostRequest) -> str:
    """A unit that was asked says what it thinks; whoever drafts enters what others said."""
    open_to = [step.name for step in available(record, request.post)]
    return next((name for name in STEPS if name in open_to), "")
