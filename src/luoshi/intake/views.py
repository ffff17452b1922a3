"""Handing in a document and reviewing what was read: supervisors write, leaders look on."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.core.faults import first_error, given
from luoshi.core.refusal import Refused
from luoshi.documents.actions import AlreadyStored
from luoshi.documents.models import Document
from luoshi.documents.secrecy import Marked
from luoshi.intake import actions
from luoshi.intake.forms import AgainForm, BulkForm, HandInForm, ProposalForm
from luoshi.intake.models import Disposition, Grain, Review
from luoshi.intake.showing import review_page
from luoshi.org.access import PostRequest, allow
from luoshi.org.audit_log import note_marked
from luoshi.org.roles import ZONE_WIDE, Role

REASONS = ("他区任务", "表态性要求，不单独立项", "已在其他文件立项", "不属本区职责")


def visible_review(request: HttpRequest, pk: int) -> Review:
    reviews = Review.objects.visible_to(cast("PostRequest", request).post)
    return get_object_or_404(reviews.select_related("reading__document", "zone", "created_by__person"), pk=pk)


@require_GET
@allow(*ZONE_WIDE)
def intake(request: PostRequest) -> HttpResponse:
    """The documents handed in, newest first, and the form for another."""
    context = {
        "title": _("拆解文件"),
        "form": HandInForm(),
        "reviews": earlier(request),
        "may_hand_in": request.post.role == Role.SUPERVISOR,
    }
    return render(request, "intake/intake.html", context)


def earlier(request: PostRequest) -> QuerySet[Review]:
    counts = {
        f"{name}_count": Count("proposals", filter=Q(proposals__disposition=name))
        for name in (Disposition.OPEN, Disposition.TASK)
    }
    reviews = Review.objects.visible_to(request.post).annotate(**counts)
    return reviews.select_related("reading__document", "created_by__person").order_by("-created_at", "-pk")[:100]


@require_POST
@allow(Role.SUPERVISOR)
def hand_in(request: PostRequest) -> HttpResponse:
    form = HandInForm(request.POST, request.FILES)
    if not form.is_valid():
        return asked_again(request, form, first_error(form))
    try:
        review = actions.hand_in(post=request.post, **form.handed_in())
    except AlreadyStored as known:
        messages.warning(request, known.reason)
        return redirect("review", actions.review_of(known.document, request.post).pk)
    except Marked as refusal:
        note_marked(request)
        return asked_again(request, HandInForm(), refusal.reason)
    except Refused as refusal:
        return asked_again(request, form, refusal.reason)
    return redirect("review", review.pk)


def asked_again(request: PostRequest, form: HandInForm, reason: str) -> HttpResponse:
    """The form with what was typed; a file must be chosen again, since nothing of it was kept."""
    messages.error(request, reason)
    context = {"title": _("拆解文件"), "form": form, "reviews": earlier(request), "may_hand_in": True}
    return render(request, "intake/intake.html", context, status=422)


@require_GET
@allow(*ZONE_WIDE)
def review(request: PostRequest, pk: int) -> HttpResponse:
    shown = visible_review(request, pk)
    editable = shown.is_open and request.post.role == Role.SUPERVISOR
    asked = request.GET.get("edit", "")
    opened = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    proposal = shown.proposals.filter(pk=opened).first() if editable else None
    context = {
        "title": shown.title,
        "page": review_page(shown),
        "editable": editable,
        "again": AgainForm(initial={"grain": shown.grain, "published": actions.published_of(shown.reading)}),
        "reasons": REASONS,
        "bulk": BulkForm(request.post, auto_id="bulk-%s") if editable else None,
        "opened": opened,
        "edit_form": ProposalForm(request.post, proposal) if proposal else None,
        "lose_edits": {name: request.GET.get(name, "") for name in ("grain", "published")},
    }
    return render(request, "intake/review.html", context)


@require_GET
@allow(*ZONE_WIDE)
def review_of_document(request: PostRequest, pk: int) -> HttpResponse:
    """From a document to its review."""
    document = get_object_or_404(Document.objects.visible_to(request.post), pk=pk)
    found = get_object_or_404(Review.objects.visible_to(request.post), reading__document=document)
    return redirect("review", found.pk)


@require_POST
@allow(Role.SUPERVISOR)
def propose_again(request: PostRequest, pk: int) -> HttpResponse:
    shown = visible_review(request, pk)
    form = AgainForm(request.POST)
    wanted = given(form)
    grain, published = wanted["grain"], wanted["published"]
    try:
        actions.propose_again(shown, grain, published, request.post, even_if_edited=wanted["even_if_edited"])
    except actions.EditsWouldBeLost:
        asked = urlencode({"grain": grain, "published": published or ""})
        return redirect(f"{reverse('review', args=[pk])}?{asked}")
    messages.success(request, _("已按“%(grain)s”重新拆解。") % {"grain": Grain(grain).label})
    return redirect("review", pk)


@require_POST
@allow(Role.SUPERVISOR)
def retitle_review(request: PostRequest, pk: int) -> HttpResponse:
    actions.retitle_review(visible_review(request, pk), request.POST.get("title", ""), request.post)
    return redirect("review", pk)


@require_POST
@allow(Role.SUPERVISOR)
def confirm(request: PostRequest, pk: int) -> HttpResponse:
    """All that is open, at once."""
    shown = visible_review(request, pk)
    records = actions.confirm(shown, request.post)
    told_confirmed(request, shown, len(records))
    return redirect("review", pk)


def told_confirmed(request: HttpRequest, shown: Review, count: int) -> None:
    waiting = shown.proposals.open().count()
    if waiting:
        said = _("已立 %(count)d 项任务入账；还有 %(waiting)d 条未定，全部有去向后本文件才算审完。")
    else:
        said = _("已立 %(count)d 项任务入账，本文件每条举措都有了去向。")
    messages.success(request, said % {"count": count, "waiting": waiting})
