"""对标对表: the comparisons of the zone, one as a matrix, its corrections, and a clause adopted as a task."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.core.refusal import Refused
from luoshi.coverage import actions
from luoshi.coverage.added import Kind
from luoshi.coverage.descent import descend
from luoshi.coverage.forms import CompareForm, JudgeForm
from luoshi.coverage.matrix import Chapter, Line, Matrix, counted
from luoshi.coverage.models import Comparison, Verdict
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import Role

PER_PAGE = 60
SHOWN = (
    ("", gettext_lazy("全部条款")),
    *Verdict.choices,
    ("beyond", gettext_lazy("高于上级")),
    ("lacking", gettext_lazy("要素不全")),
)


def seen(request: PostRequest, pk: int) -> Comparison:
    return get_object_or_404(Comparison.objects.visible_to(request.post).select_related("superior"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR, Role.LEADER)
def comparisons(request: PostRequest) -> HttpResponse:
    """All of them with how many clauses each leaves open; 督查员 begins another."""
    may_begin = request.post.role == Role.SUPERVISOR
    data = request.POST if request.method == "POST" and may_begin else None
    form = CompareForm(request.post, data)
    if data is not None and form.is_valid():
        given = form.cleaned_data
        try:
            return redirect("comparison", actions.compare(given["superior"], list(given["owns"]), request.post).pk)
        except Refused as refused:
            form.add_error(None, refused.reason)
    rows = Comparison.objects.visible_to(request.post).select_related("superior", "created_by__person")
    shown = [(one, counted(Matrix(one, request.post).lines)) for one in rows]
    context = {"title": _("对标对表"), "rows": shown, "form": form, "may_begin": may_begin}
    return render(request, "coverage/comparisons.html", context, status=422 if form.errors else 200)


@require_safe
@allow(Role.SUPERVISOR, Role.LEADER)
def comparison(request: PostRequest, pk: int) -> HttpResponse:
    """The matrix, one chapter or all; ``?show=`` narrows it, the uncovered clauses stand first."""
    found = seen(request, pk)
    matrix = Matrix(found, request.post)
    show, chapter = request.GET.get("show", ""), request.GET.get("chapter", "")
    lines = [line for line in _of_chapter(matrix.chapters, chapter) if fits(line, show)]
    lines.sort(key=lambda line: EMPTY_FIRST.index(line.verdict))
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "comparison": found,
        "matrix": matrix,
        "counts": counted(matrix.lines),
        "page": page,
        "show": show,
        "shown": SHOWN,
        "chapter": chapter,
        "may_change": request.post.role == Role.SUPERVISOR,
        "form": CompareForm(request.post, comparison=found),
    }
    return render(request, "coverage/comparison.html", context)


EMPTY_FIRST = (Verdict.NONE, Verdict.PARTIAL, Verdict.COVERED, Verdict.ASIDE)


def _of_chapter(chapters: list[Chapter], asked: str) -> list[Line]:
    """``asked`` is a chapter's place, from 1; anything else is all of them."""
    place = int(asked) if asked.isdecimal() and len(asked) < 5 else 0
    chosen = chapters[place - 1 : place] if 0 < place <= len(chapters) else chapters
    return [line for chapter in chosen for line in chapter.lines]


def fits(line: Line, show: str) -> bool:
    if show == "beyond":
        return bool(line.beyond)
    return bool(line.lacking) if show == "lacking" else not show or line.verdict == show


@require_safe
@allow(Role.SUPERVISOR, Role.LEADER)
def added(request: PostRequest, pk: int) -> HttpResponse:
    """Own measures that answer no clause of the superior document, one kind of them (added.py) by ``?show=``."""
    matrix = Matrix(seen(request, pk), request.post)
    asked = request.GET.get("show", "")
    show = asked if asked in Kind.values else Kind.OWN
    rows = [one for one in matrix.added if one.kind == show]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"comparison": matrix.comparison, "page": page, "show": show, "shown": Kind.choices}
    return render(request, "coverage/added.html", context)


@require_POST
@allow(Role.SUPERVISOR)
def add_own(request: PostRequest, pk: int) -> HttpResponse:
    found = seen(request, pk)
    form = CompareForm(request.post, request.POST, found)
    if not form.is_valid():
        raise Refused(_("请勾选要比对的本级文件。"))
    actions.compare(found.superior, list(form.cleaned_data["owns"]), request.post)
    return redirect("comparison", pk)


@require_POST
@allow(Role.SUPERVISOR)
def compare_again(request: PostRequest, pk: int) -> HttpResponse:
    actions.compare_again(seen(request, pk), request.post)
    messages.success(request, _("已按现在的读法重新比对，人工判定都保留。"))
    return redirect("comparison", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR, Role.LEADER)
def clause(request: PostRequest, pk: int) -> HttpResponse:
    """``?clause=12-40``: a clause followed down to its results, its judgements, for 督查员 the form to judge it."""
    found, key = seen(request, pk), request.GET.get("clause", "")
    line = next((line for line in Matrix(found, request.post).lines if line.key == key), None)
    if line is None:
        raise Http404
    may_change = request.post.role == Role.SUPERVISOR
    form = JudgeForm(found, request.POST if request.method == "POST" and may_change else None)
    if form.is_valid():
        try:
            actions.judge(found, key, post=request.post, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("已改判，人工判定优先于自动比对。"))
            return redirect("comparison", pk)
    context = {
        "title": _("条款落实"),
        "comparison": found,
        "line": line,
        "steps": descend(line, request.post),
        "form": form,
        "may_change": may_change,
        "past": found.judgements.filter(clause=key).select_related("made_by__person", "own"),
    }
    return render(request, "coverage/clause.html", context, status=422 if form.errors else 200)


@require_POST
@allow(Role.SUPERVISOR)
def adopt(request: PostRequest, pk: int) -> HttpResponse:
    record = actions.adopt(seen(request, pk), request.POST.get("clause", ""), request.post)
    messages.success(request, _("已立为任务 %(code)s，尚未交办。") % {"code": record.code})
    return redirect("record", record.pk)
