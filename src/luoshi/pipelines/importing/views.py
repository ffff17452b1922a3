"""Uploading a list for a register or a pipeline, seeing what becomes of each row, settling, confirming."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from xlsxwriter.utility import xl_col_to_name

from luoshi.core.refusal import Refused
from luoshi.documents.secrecy import Marked
from luoshi.org.access import PostRequest, allow
from luoshi.org.audit_log import note_marked
from luoshi.org.exports import exported
from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.pipelines.importing import actions
from luoshi.pipelines.importing.analysis import Analysis, analyse, target_of
from luoshi.pipelines.importing.asking import Asked, asked
from luoshi.pipelines.importing.columns import SINCE, options
from luoshi.pipelines.importing.lines import Kind, Target
from luoshi.pipelines.importing.model import SheetImport
from luoshi.pipelines.importing.targets import target_named
from luoshi.records.choices import WITHIN, DateBox
from luoshi.sheets import doubt_list

PER_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORKING = (Role.SUPERVISOR, *OF_A_UNIT)
KINDS: tuple[tuple[Kind, Any, str], ...] = (
    ("refused", gettext_lazy("不导入"), "red"),
    ("doubtful", gettext_lazy("有疑点"), "yellow"),
    ("new", gettext_lazy("新登记"), "green"),
    ("amended", gettext_lazy("补充、更改"), "blue"),
    ("existing", gettext_lazy("已有，不动"), "grey"),
)


class VersionForm(forms.Form):
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class SettingsForm(VersionForm):
    chosen = forms.IntegerField(min_value=0, max_value=1000)
    overrides = forms.BooleanField(required=False)
    stood_on = forms.DateField(
        label=gettext_lazy("没写进入阶段日期的，按"), required=False, widget=DateBox(), validators=WITHIN
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stood_on"].widget.attrs["class"] = "form-control"


class ConfirmForm(VersionForm):
    leave_doubtful = forms.BooleanField(required=False)


def found(about: str, post: Post) -> Target:
    """Refused for whoever may bring nothing in."""
    target = target_named(about, post)
    if target is None:
        raise Http404
    actions.demand(target, post)
    return target


def visible_import(request: PostRequest, pk: int) -> tuple[SheetImport, Target]:
    brought = get_object_or_404(SheetImport.objects.visible_to(request.post), pk=pk)
    return brought, target_of(brought, request.post)


def given(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise Refused(_("填写的内容不对，请刷新后重新选。"))
    return form.cleaned_data


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*WORKING)
def imports(request: PostRequest, sort: str, name: str) -> HttpResponse:
    """The form for a file, and the imports before."""
    target = found(f"{sort}/{name}", request.post)
    status = 200
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file is None:
                raise Refused(_("请选择一个 .xlsx 文件。"))
            brought = actions.take_in(file.read(), Path(file.name or "").name, target, request.post)
            return redirect("sheet_import", brought.pk)
        except Marked as refusal:
            note_marked(request)
            messages.error(request, refusal.reason)
        except Refused as refusal:
            messages.error(request, refusal.reason)
        status = 422
    before = SheetImport.objects.visible_to(request.post).filter(about=target.about).defer("sheets")
    context = {"target": target, "sort": sort, "imports": before.select_related("created_by__person")[:100]}
    return render(request, "importing/imports.html", context, status=status)


@require_GET
@allow(*WORKING)
def preview(request: PostRequest, pk: int) -> HttpResponse:
    brought, target = visible_import(request, pk)
    context: dict[str, Any] = {"title": brought.name, "brought": brought, "target": target}
    context["sort"] = target.about.partition("/")[0]
    if brought.is_open:
        context |= _preview(request, brought, analyse(brought, request.post))
    else:
        told = (brought.outcome or {}).get("doubts", [])
        context["page"] = Paginator(told, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "importing/preview.html", context)


def _preview(request: PostRequest, brought: SheetImport, analysis: Analysis) -> dict[str, Any]:
    """Doubts first: refused rows, doubtful ones, then the rest; ``?show=`` narrows to one kind."""
    counts = {kind: len(analysis.of_kind(kind)) for kind, _label, _colour in KINDS}
    show = request.GET.get("show", "")
    shown = [line for kind, _label, _colour in KINDS if show in ("", kind) for line in analysis.of_kind(kind)]
    coming = [line for line in analysis.lines if line.comes_in]
    form = SettingsForm(initial={"stood_on": brought.stood_on})
    return {
        "figures": [(kind, label, colour, counts[kind]) for kind, label, colour in KINDS],
        "labels": {kind: label for kind, label, _colour in KINDS},
        "show": show,
        "all": len(analysis.lines),
        "new_count": sum(1 for line in coming if line.found is None),
        "amended_count": sum(1 for line in coming if line.found is not None),
        "differing": sum(1 for line in analysis.lines if line.differs),
        "is_named": analysis.is_named,
        "title_label": analysis.target.by_name[analysis.target.title].label,
        "columns": [(xl_col_to_name(n), column) for n, column in enumerate(analysis.columns)],
        "unsure": sum(1 for column in analysis.columns if column.is_unsure),
        "unmatched": [column.title for column in analysis.unmatched],
        "options": options(analysis.target.columns),
        "asks_stage": any(one.name == SINCE for one in analysis.target.columns),
        "sheets": [sheet["name"] for sheet in brought.sheets],
        "form": form,
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        **_asked(asked(analysis, brought.settled)),
    }


def _asked(questions: Asked) -> dict[str, Any]:
    return {"questions": questions.shown, "further": questions.further, "open_count": questions.open_count}


@require_POST
@allow(*WORKING)
def correct(request: PostRequest, pk: int) -> HttpResponse:
    brought, target = visible_import(request, pk)
    said = given(SettingsForm(request.POST))
    columns = request.POST.getlist("column")
    actions.correct(
        brought, said["version"], said["chosen"], columns, said["stood_on"], target, overrides=said["overrides"]
    )
    return redirect("sheet_import", pk)


@require_POST
@allow(*WORKING)
def settle(request: PostRequest, pk: int) -> HttpResponse:
    """The doubts that were chosen for, each ``key`` with its ``value``, in the order of the form."""
    brought, _target = visible_import(request, pk)
    said = given(VersionForm(request.POST))
    chosen = dict(zip(request.POST.getlist("key"), request.POST.getlist("value"), strict=False))
    actions.settle(brought, said["version"], chosen, request.post)
    messages.success(request, _("已按选定的重新预览，写法相同的一并更正。"))
    return redirect("sheet_import", pk)


@require_POST
@allow(*WORKING)
def confirm(request: PostRequest, pk: int) -> HttpResponse:
    brought, _target = visible_import(request, pk)
    said = given(ConfirmForm(request.POST))
    new, amended = actions.confirm(brought, said["version"], request.post, leave_doubtful=said["leave_doubtful"])
    messages.success(
        request, _("已导入：新登记 %(new)d 条，补充、更改 %(amended)d 条。") % {"new": new, "amended": amended}
    )
    return redirect("sheet_import", pk)


@require_POST
@allow(*WORKING)
def discard(request: PostRequest, pk: int) -> HttpResponse:
    brought, target = visible_import(request, pk)
    brought.discard()
    messages.success(request, _("没有导入，上传的内容已清除。"))
    return redirect("sheet_imports", *target.about.split("/"))


@require_GET
@allow(*WORKING)
def doubts(request: PostRequest, pk: int) -> HttpResponse:
    """The list by cell, as .xlsx."""
    brought, _target = visible_import(request, pk)
    name = _("疑点清单（%(name)s）.xlsx") % {"name": Path(brought.name).stem}
    rows = actions.doubts_of(brought, request.post)
    return exported(
        request, name, doubt_list.write(rows), XLSX, what=_("导入的疑点清单"), rows=len(rows), asked=brought.name
    )
