"""新旧对照: saying which document replaces which, what changed, and settling what stands on the older text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.core.refusal import Refused
from luoshi.documents.models import Document, Replacement
from luoshi.documents.secrecy import Marked
from luoshi.documents.versions import Unlike, guesses
from luoshi.org.access import PostRequest, allow
from luoshi.org.audit_log import note_marked
from luoshi.org.models import Post
from luoshi.org.roles import ZONE_WIDE, Role
from luoshi.revisions import actions, unchanged
from luoshi.revisions.forms import NewerForm, StoredForm
from luoshi.revisions.models import Affected
from luoshi.revisions.rows import SHOWN, Lines
from luoshi.revisions.things import things_of

PER_PAGE = 40


def own_document(request: PostRequest, pk: int) -> Document:
    return get_object_or_404(Document.objects.visible_to(request.post).filter(zone=request.post.zone_id), pk=pk)


def seen(request: PostRequest, pk: int) -> Replacement:
    rows = Replacement.objects.visible_to(request.post).select_related("older", "newer", "made_by__person")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR)
def newer_version(request: PostRequest, pk: int) -> HttpResponse:
    """上传新版: the newer text of this document."""
    older = own_document(request, pk)
    form = NewerForm(request.POST, request.FILES) if request.method == "POST" else NewerForm()
    if form.is_bound and form.is_valid():
        try:
            return _confirmed(request, actions.hand_in_newer(older, request.post, **form.handed_in()))
        except Marked as refusal:
            note_marked(request)
            form = NewerForm()
            messages.error(request, refusal.reason)
            return _asked(request, older, form, status=422)
        except Refused as refusal:
            form.add_error("even_if_unlike" if isinstance(refusal, Unlike) else None, refusal.reason)
    return _asked(request, older, form, status=422 if form.errors else 200)


def _asked(request: PostRequest, older: Document, form: NewerForm, status: int) -> HttpResponse:
    context = {"title": _("上传新版"), "document": older, "form": form}
    return render(request, "revisions/newer.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR)
def older_version(request: PostRequest, pk: int) -> HttpResponse:
    """这是某文件的新版: which stored document this one replaces; the likely ones are proposed."""
    newer = own_document(request, pk)
    form = StoredForm(request.post, newer, request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.confirm(given["document"], newer, request.post, even_if_unlike=given["even_if_unlike"])
            return _confirmed(request, made)
        except Refused as refusal:
            form.add_error("even_if_unlike" if isinstance(refusal, Unlike) else None, refusal.reason)
    context = {"title": _("这是哪份文件的新版"), "document": newer, "form": form}
    context["guesses"] = guesses(newer, request.post)
    return render(request, "revisions/older.html", context, status=422 if form.errors else 200)


def _confirmed(request: PostRequest, made: Replacement) -> HttpResponse:
    waiting = made.affected.open().count()
    told = _("已登记新版，%(count)d 处需要再看。") if waiting else _("已登记新版，没有任务和对标受影响。")
    messages.success(request, told % {"count": waiting})
    return redirect("revision", made.pk)


@require_safe
@allow(*ZONE_WIDE)
def revision(request: PostRequest, pk: int) -> HttpResponse:
    """What changed, and what must be looked at again. ``?show=`` narrows the first."""
    found = seen(request, pk)
    lines, show = Lines(found, request.post), request.GET.get("show", "")
    places = lines.shown(show) if found.changes["are_versions"] or show else []
    page = Paginator(places, PER_PAGE).get_page(request.GET.get("page"))
    waiting, settled = things_of(found, request.post)
    context: dict[str, Any] = {
        "revision": found,
        "are_versions": found.changes["are_versions"],
        "kept": round(100 * found.changes["kept"]),
        "counts": lines.counts,
        "page": page,
        "lines": lines.lines(page),
        "show": show,
        "shown": SHOWN,
        "waiting": waiting,
        "settled": settled,
        "to_cite": len(unchanged.tasks_to_cite(found)),
        "repeated": len(unchanged.repeated(found)),
        "may_change": request.post.role == Role.SUPERVISOR,
    }
    return render(request, "revisions/revision.html", context)


@require_POST
@allow(Role.SUPERVISOR)
def adopt_added(request: PostRequest, pk: int) -> HttpResponse:
    record = actions.adopt(seen(request, pk), request.POST.get("place", ""), request.post)
    messages.success(request, _("已立为任务 %(code)s，尚未交办。") % {"code": record.code})
    return redirect("record", record.pk)


@require_POST
@allow(Role.SUPERVISOR)
def settle_unchanged(request: PostRequest, pk: int) -> HttpResponse:
    """What did not change: the tasks cite the newer document, proposals that repeat them are dropped."""
    found = seen(request, pk)
    cited, dropped = unchanged.cite_unchanged(found, request.post), unchanged.drop_repeated(found, request.post)
    told = _("%(cited)d 项任务已一并引用新版，%(dropped)d 条重复的拟立任务已列为不列。")
    messages.success(request, told % {"cited": cited, "dropped": dropped})
    return redirect("revision", pk)


@require_POST
@allow(Role.SUPERVISOR)
def withdraw_revision(request: PostRequest, pk: int) -> HttpResponse:
    found = seen(request, pk)
    actions.withdraw(found, request.post)
    messages.success(request, _("已取消新旧版本的关联，两份文件都还在。"))
    return redirect("document", found.newer_id)


Way = Callable[[Affected, Post], object]
WAYS: dict[str, tuple[Way, Any]] = {
    "cite": (actions.cite, gettext_lazy("已引用新版原句，旧的出处仍保留。")),
    "compare": (actions.compare_with_newer, gettext_lazy("已按新版重新对标，没有变的人工判定已沿用。")),
    "carry": (actions.carry, gettext_lazy("人工判定已沿用到新版的对标。")),
}


@require_POST
@allow(Role.SUPERVISOR)
def settle_affected(request: PostRequest, pk: int, way: str) -> HttpResponse:
    """One thing settled: ``keep`` with a reason, or one of WAYS."""
    whole = ("record", "proposal__record", "comparison", "judgement", "replacement")
    rows = Affected.objects.visible_to(request.post).select_related(*whole)
    found = get_object_or_404(rows, pk=pk)
    if way == "keep":
        actions.keep(found, request.POST.get("reason", ""), request.post)
        messages.success(request, _("已看过，不用改。"))
    elif way in WAYS:
        take, told = WAYS[way]
        take(found, request.post)
        messages.success(request, told)
    else:
        raise Http404
    return redirect("revision", found.replacement_id)
