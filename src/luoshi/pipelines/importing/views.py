"""Uploading a list for a register or a pipeline, seeing what becomes of each row, settling, confirming."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.core.faults import given
from luoshi.org.access import PostRequest, allow
from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.pipelines.importing import actions
from luoshi.pipelines.importing.analysis import Analysis, analyse, target_of
from luoshi.pipelines.importing.asking import choices_for
from luoshi.pipelines.importing.columns import SINCE, options
from luoshi.pipelines.importing.lines import Target
from luoshi.pipelines.importing.model import SheetImport
from luoshi.pipelines.importing.targets import target_named
from luoshi.records.choices import WITHIN, DateBox
from luoshi.sheets.pages import (
    ConfirmForm,
    Figure,
    VersionForm,
    addresses,
    asked_of,
    choices_given,
    doubts_sheet,
    outcome_shown,
    rows_shown,
    taken_in,
)
from luoshi.sheets.settling import questions

WORKING = (Role.SUPERVISOR, *OF_A_UNIT)
KINDS: tuple[Figure, ...] = (
    ("refused", gettext_lazy("不导入"), "red"),
    ("doubtful", gettext_lazy("有疑点"), "yellow"),
    ("new", gettext_lazy("新登记"), "green"),
    ("amended", gettext_lazy("补充、更改"), "blue"),
    ("existing", gettext_lazy("已有，不动"), "grey"),
)


# What became of the rows, as ``outcome`` names it.
OUTCOME: tuple[Figure, ...] = (
    ("new", gettext_lazy("新登记"), "green"),
    ("amended", gettext_lazy("补充、更改"), "blue"),
    ("existing", gettext_lazy("已有，不动"), "grey"),
    ("left", gettext_lazy("有疑点，留待下次"), "yellow"),
    ("refused", gettext_lazy("不导入"), "red"),
)
STEPS = {
    "doubts": "sheet_import_doubts",
    "discard": "discard_sheet_import",
    "correct": "correct_sheet",
    "settle": "settle_sheet",
    "confirm": "confirm_sheet_import",
}


class SettingsForm(VersionForm):
    chosen = forms.IntegerField(min_value=0, max_value=1000)
    overrides = forms.BooleanField(required=False)
    stood_on = forms.DateField(
        label=gettext_lazy("没写进入阶段日期的，按"), required=False, widget=DateBox(), validators=WITHIN
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stood_on"].widget.attrs["class"] = "form-control"


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


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*WORKING)
def imports(request: PostRequest, sort: str, name: str) -> HttpResponse:
    """The form for a file, and the imports before."""
    target = found(f"{sort}/{name}", request.post)
    sent = request.method == "POST"
    if sent and (brought := taken_in(request, lambda data, file: actions.take_in(data, file, target, request.post))):
        return redirect("sheet_import", brought.pk)
    before = SheetImport.objects.visible_to(request.post).filter(about=target.about).defer("sheets")
    context = {"target": target, "sort": sort, "imports": before.select_related("created_by__person")[:100]}
    return render(request, "importing/imports.html", context, status=422 if sent else 200)


@require_GET
@allow(*WORKING)
def preview(request: PostRequest, pk: int) -> HttpResponse:
    brought, target = visible_import(request, pk)
    context: dict[str, Any] = {"title": brought.name, "brought": brought, "target": target}
    context |= {"sort": target.about.partition("/")[0], "at": addresses(brought, STEPS)}
    if brought.is_open:
        context |= _preview(request, brought, analyse(brought, request.post))
    else:
        context |= outcome_shown(request, brought, OUTCOME)
    return render(request, "importing/preview.html", context)


def _preview(request: PostRequest, brought: SheetImport, analysis: Analysis) -> dict[str, Any]:
    coming = [line for line in analysis.lines if line.comes_in]
    return {
        **rows_shown(request, analysis, KINDS),
        "coming": len(coming),
        "new_count": sum(1 for line in coming if line.found is None),
        "amended_count": sum(1 for line in coming if line.found is not None),
        "differing": sum(1 for line in analysis.lines if line.differs),
        "is_named": analysis.is_named,
        "title_label": analysis.target.by_name[analysis.target.title].label,
        "unmatched": [column.title for column in analysis.unmatched],
        "options": options(analysis.target.columns),
        "asks_stage": any(one.name == SINCE for one in analysis.target.columns),
        "sheets": [sheet["name"] for sheet in brought.sheets],
        "form": SettingsForm(initial={"stood_on": brought.stood_on}),
        **asked_of(questions(analysis.doubts, brought.settled), partial(choices_for, analysis)),
    }


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
    brought, _target = visible_import(request, pk)
    version = given(VersionForm(request.POST))["version"]
    actions.settle(brought, version, choices_given(request), request.post)
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
    return doubts_sheet(request, brought, actions.doubts_of(brought, request.post), _("导入的疑点清单"))
