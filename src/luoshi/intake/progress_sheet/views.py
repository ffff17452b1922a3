"""报送表: downloaded a unit, uploaded filled in, seen row by row, entered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.documents.secrecy import Marked
from luoshi.intake.models import ProgressSheet
from luoshi.intake.progress_sheet import actions
from luoshi.intake.progress_sheet.analysis import analyse
from luoshi.org.access import PostRequest, allow
from luoshi.org.audit_log import note_marked
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.records.choices import WITHIN, DateBox, units_of
from luoshi.records.queries import tasks_of
from luoshi.records.types.task import IN_HAND
from luoshi.sheets.cells import Doubt
from luoshi.sheets.pages import doubts_sheet

BY_UNIT_OR_STAFF = (Role.SUPERVISOR, *OF_A_UNIT)
SHOWN = 100
LABELS = {
    "refused": gettext_lazy("不录入"),
    "doubtful": gettext_lazy("有疑点"),
    "good": gettext_lazy("可录入"),
    "existing": gettext_lazy("已录过"),
    "blank": gettext_lazy("没有填"),
}


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("填好的报送表"),
        widget=forms.FileInput({"accept": ".xlsx"}),
        error_messages={"required": gettext_lazy("请选择一个 .xlsx 文件。")},
    )
    as_of = forms.DateField(
        label=gettext_lazy("情况截至"),
        initial=clock.today,
        widget=DateBox(),
        validators=WITHIN,
        help_text=gettext_lazy("“发生日期”没填的行按这一天记"),
    )


def seen(request: PostRequest, pk: int) -> ProgressSheet:
    return get_object_or_404(ProgressSheet.objects.visible_to(request.post), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*BY_UNIT_OR_STAFF)
def sheets(request: PostRequest) -> HttpResponse:
    """The sheets to download, the form to upload one, and those before."""
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        try:
            return redirect("progress_sheet", _taken_in(request, form).pk)
        except Refused as refusal:
            if isinstance(refusal, Marked):
                note_marked(request)
            form.add_error("file", refusal.reason)
    before = ProgressSheet.objects.visible_to(request.post).defer("sheet").select_related("created_by__person")
    context = {"title": _("进展报送表"), "form": form, "units": units_in_hand(request), "before": before[:SHOWN]}
    return render(request, "intake/progress_sheets.html", context, status=422 if form.errors else 200)


def _taken_in(request: PostRequest, form: UploadForm) -> ProgressSheet:
    file = form.cleaned_data["file"]
    return actions.take_in(file.read(), Path(file.name or "").name, form.cleaned_data["as_of"], request.post)


def units_in_hand(request: PostRequest) -> Any:
    """The units with something to report, each with how much; a unit sees its own."""
    led = tasks_of(request.post).filter(state__in=IN_HAND).order_by().values_list("task__lead")
    counts = dict(led.annotate(count=Count("pk")))
    own = Q(pk=request.post.unit_id) if request.post.speaks_for_unit else Q()
    return [(unit, counts[unit.pk]) for unit in units_of(request.post).filter(own, pk__in=counts)]


@require_GET
@allow(*BY_UNIT_OR_STAFF)
def sheet(request: PostRequest, pk: int) -> HttpResponse:
    brought = seen(request, pk)
    context: dict[str, Any] = {"title": brought.name, "brought": brought, "labels": LABELS}
    if brought.is_open:
        lines = analyse(brought, request.post)
        context["lines"] = [line for line in lines if line.kind != "blank"]
        context["figures"] = [(label, sum(line.kind == kind for line in lines)) for kind, label in LABELS.items()]
        context["stands_in"] = not request.post.speaks_for_unit
    return render(request, "intake/progress_sheet.html", context)


@require_POST
@allow(*BY_UNIT_OR_STAFF)
def confirm(request: PostRequest, pk: int) -> HttpResponse:
    brought = seen(request, pk)
    pairs = [part.partition(":") for part in request.POST.getlist("take")]
    taken = {int(row): version for row, _mark, version in pairs if row.isdecimal() and len(row) < 9}
    version = request.POST.get("version", "")
    outcome = actions.enter(
        brought, int(version) if version.isdecimal() and len(version) < 9 else -1, request.post, taken
    )
    messages.success(request, _("已录入 %(count)d 项进展。") % {"count": len(outcome["entered"])})
    return redirect("progress_sheet", pk)


@require_POST
@allow(*BY_UNIT_OR_STAFF)
def discard(request: PostRequest, pk: int) -> HttpResponse:
    seen(request, pk).discard()
    messages.success(request, _("没有录入，上传的内容已清除。"))
    return redirect("progress_sheets")


@require_GET
@allow(*BY_UNIT_OR_STAFF)
def refused(request: PostRequest, pk: int) -> HttpResponse:
    """What is doubtful or refused, by cell, as .xlsx."""
    brought = seen(request, pk)
    if brought.outcome is None:
        rows = [doubt for line in analyse(brought, request.post) for doubt in line.doubts]
    else:
        rows = [Doubt(*told) for told in brought.outcome["refused"]]
    return doubts_sheet(request, brought, rows, _("进展报送表的疑点清单"))
