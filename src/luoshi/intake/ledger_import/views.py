"""Uploading an office's ledger, seeing what becomes of each row, confirming."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from xlsxwriter.utility import xl_col_to_name

from luoshi.core.refusal import Refused
from luoshi.documents.secrecy import Marked
from luoshi.intake.forms import first_error
from luoshi.intake.ledger_import import actions
from luoshi.intake.ledger_import.analysis import Analysis, Kind, analyse
from luoshi.intake.ledger_import.fields import LEDGER
from luoshi.intake.models import LedgerImport
from luoshi.org.access import PostRequest, allow
from luoshi.org.audit_log import note_marked
from luoshi.org.exports import exported
from luoshi.org.roles import Role
from luoshi.records.choices import WITHIN, DateBox
from luoshi.sheets import doubt_list
from luoshi.sheets.names import NOBODY, Names
from luoshi.sheets.settling import MOST, questions

PER_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What needs a look first; the colour of each figure at the head of the page.
KINDS: tuple[tuple[Kind, Any, str], ...] = (
    ("refused", gettext_lazy("不导入"), "red"),
    ("doubtful", gettext_lazy("有疑点"), "yellow"),
    ("good", gettext_lazy("无疑点"), "green"),
    ("existing", gettext_lazy("已在台账"), "blue"),
)


class VersionForm(forms.Form):
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class SettingsForm(VersionForm):
    chosen = forms.IntegerField(label=gettext_lazy("工作表"), min_value=0, max_value=1000)
    as_of = forms.DateField(label=gettext_lazy("情况截至"), widget=DateBox(), validators=WITHIN)
    as_drafts = forms.BooleanField(required=False)
    handed_out_on = forms.DateField(
        label=gettext_lazy("没写交办日期的，按"), required=False, widget=DateBox(), validators=WITHIN
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("as_of", "handed_out_on"):
            self.fields[name].widget.attrs["class"] = "form-control"


class ConfirmForm(VersionForm):
    leave_doubtful = forms.BooleanField(required=False)


def visible_import(request: PostRequest, pk: int) -> LedgerImport:
    return get_object_or_404(LedgerImport.objects.visible_to(request.post), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR)
def imports(request: PostRequest) -> HttpResponse:
    """The form for a file, and the imports before."""
    file = request.FILES.get("file")
    status = 200
    if request.method == "POST":
        try:
            if file is None:
                raise Refused(_("请选择一个 .xlsx 文件。"))
            brought = actions.take_in(file.read(), Path(file.name or "").name, request.post)
            return redirect("ledger_import", brought.pk)
        except Marked as refusal:
            note_marked(request)
            messages.error(request, refusal.reason)
        except Refused as refusal:
            messages.error(request, refusal.reason)
        status = 422
    before = LedgerImport.objects.visible_to(request.post).defer("sheets").select_related("created_by__person")[:100]
    context = {"title": _("导入 Excel 台账"), "imports": before}
    return render(request, "intake/ledger_imports.html", context, status=status)


@require_GET
@allow(Role.SUPERVISOR)
def preview(request: PostRequest, pk: int) -> HttpResponse:
    brought = visible_import(request, pk)
    context: dict[str, Any] = {"title": brought.name, "brought": brought}
    if brought.is_open:
        context |= _preview(request, brought, analyse(brought, request.post))
    else:
        told = (brought.outcome or {}).get("doubts", [])
        context["page"] = Paginator(told, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "intake/ledger_import.html", context)


def _preview(request: PostRequest, brought: LedgerImport, analysis: Analysis) -> dict[str, Any]:
    """Doubts first: refused rows, doubtful ones, then the rest; ``?show=`` narrows to one kind."""
    counts = {kind: len(analysis.of_kind(kind)) for kind, _label, _colour in KINDS}
    asked = request.GET.get("show", "")
    shown = [line for kind, _label, _colour in KINDS if asked in ("", kind) for line in analysis.of_kind(kind)]
    return {
        "figures": [(kind, label, colour, counts[kind]) for kind, label, colour in KINDS],
        "show": asked,
        "all": len(analysis.lines),
        "to_bring": counts["good"] + counts["doubtful"],
        "has_titles": analysis.has_titles,
        "columns": [(xl_col_to_name(n), column) for n, column in enumerate(analysis.columns)],
        "unsure": sum(1 for column in analysis.columns if column.is_unsure),
        "fields": LEDGER.fields,
        "sheets": [sheet["name"] for sheet in brought.sheets],
        "form": SettingsForm(initial={"as_of": brought.as_of, "handed_out_on": brought.handed_out_on}),
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        **_asked(request, brought, analysis),
    }


def _asked(request: PostRequest, brought: LedgerImport, analysis: Analysis) -> dict[str, Any]:
    """The doubts that can be settled here, and what may be chosen."""
    asked = questions(analysis.doubts, brought.settled)
    names = Names.of(request.post, {}) if asked else None
    people = {person.pk: (person, post.unit) for person, post in names.posts} if names else {}
    return {
        "questions": asked[:MOST],
        "further": len(asked[MOST:]),
        "open_count": sum(1 for question in asked if not question.chosen),
        "units": [(str(unit.pk), unit) for unit in names.units] if names else [],
        "people": [(str(pk), f"{person}（{unit}）") for pk, (person, unit) in people.items()],
        "nobody": NOBODY,
    }


@require_POST
@allow(Role.SUPERVISOR)
def correct(request: PostRequest, pk: int) -> HttpResponse:
    brought = visible_import(request, pk)
    form = SettingsForm(request.POST)
    if not form.is_valid():
        raise Refused(first_error(form))
    given = form.cleaned_data
    columns = request.POST.getlist("column")
    days = given["as_of"], given["handed_out_on"]
    actions.correct(brought, given["version"], given["chosen"], columns, *days, as_drafts=given["as_drafts"])
    return redirect("ledger_import", pk)


@require_POST
@allow(Role.SUPERVISOR)
def settle(request: PostRequest, pk: int) -> HttpResponse:
    """The doubts that were chosen for, each ``key`` with its ``value``, in the order of the form."""
    brought = visible_import(request, pk)
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Refused(first_error(form))
    given = dict(zip(request.POST.getlist("key"), request.POST.getlist("value"), strict=False))
    actions.settle(brought, form.cleaned_data["version"], given, request.post)
    messages.success(request, _("已按选定的重新预览，写法相同的一并更正。"))
    return redirect("ledger_import", pk)


@require_POST
@allow(Role.SUPERVISOR)
def confirm(request: PostRequest, pk: int) -> HttpResponse:
    brought = visible_import(request, pk)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise Refused(first_error(form))
    given = form.cleaned_data
    records = actions.confirm(brought, given["version"], request.post, leave_doubtful=given["leave_doubtful"])
    said = _("已导入 %(count)d 项任务，编号 %(first)s 至 %(last)s。")
    messages.success(request, said % {"count": len(records), "first": records[0].code, "last": records[-1].code})
    return redirect("ledger_import", pk)


@require_POST
@allow(Role.SUPERVISOR)
def discard(request: PostRequest, pk: int) -> HttpResponse:
    visible_import(request, pk).discard()
    messages.success(request, _("没有导入，上传的内容已清除。"))
    return redirect("ledger_imports")


@require_GET
@allow(Role.SUPERVISOR)
def doubts(request: PostRequest, pk: int) -> HttpResponse:
    """The list by cell, as .xlsx."""
    brought = visible_import(request, pk)
    name = _("疑点清单（%(name)s）.xlsx") % {"name": Path(brought.name).stem}
    rows = actions.doubts_of(brought, request.post)
    what = _("台账导入的疑点清单")
    return exported(request, name, doubt_list.write(rows), XLSX, what=what, rows=len(rows), asked=brought.name)
