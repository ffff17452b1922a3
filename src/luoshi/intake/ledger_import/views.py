"""Uploading an office's ledger, seeing what becomes of each row, confirming."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.core.faults import given
from luoshi.intake.ledger_import import actions
from luoshi.intake.ledger_import.analysis import Analysis, analyse
from luoshi.intake.ledger_import.fields import LEDGER
from luoshi.intake.models import LedgerImport
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import Role
from luoshi.records.choices import WITHIN, DateBox
from luoshi.sheets.names import NOBODY, Names
from luoshi.sheets.pages import (
    Choices,
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
from luoshi.sheets.settling import Question, questions

# What needs a look first; the colour of each figure at the head of the page.
KINDS: tuple[Figure, ...] = (
    ("refused", gettext_lazy("不导入"), "red"),
    ("doubtful", gettext_lazy("有疑点"), "yellow"),
    ("good", gettext_lazy("无疑点"), "green"),
    ("existing", gettext_lazy("已在台账"), "blue"),
)


# What became of the rows, as ``outcome`` names it.
OUTCOME: tuple[Figure, ...] = (
    ("brought", gettext_lazy("导入"), "green"),
    ("existing", gettext_lazy("已在台账"), "blue"),
    ("left", gettext_lazy("有疑点，留待下次"), "yellow"),
    ("refused", gettext_lazy("不导入"), "red"),
)
STEPS = {
    "doubts": "import_doubts",
    "discard": "discard_import",
    "correct": "correct_import",
    "settle": "settle_import",
    "confirm": "confirm_import",
}


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


def visible_import(request: PostRequest, pk: int) -> LedgerImport:
    return get_object_or_404(LedgerImport.objects.visible_to(request.post), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR)
def imports(request: PostRequest) -> HttpResponse:
    """The form for a file, and the imports before."""
    sent = request.method == "POST"
    if sent and (brought := taken_in(request, lambda data, name: actions.take_in(data, name, request.post))):
        return redirect("ledger_import", brought.pk)
    before = LedgerImport.objects.visible_to(request.post).defer("sheets").select_related("created_by__person")[:100]
    context = {"title": _("导入 Excel 台账"), "imports": before}
    return render(request, "intake/ledger_imports.html", context, status=422 if sent else 200)


@require_GET
@allow(Role.SUPERVISOR)
def preview(request: PostRequest, pk: int) -> HttpResponse:
    brought = visible_import(request, pk)
    context: dict[str, Any] = {"title": brought.name, "brought": brought, "at": addresses(brought, STEPS)}
    if brought.is_open:
        context |= _preview(request, brought, analyse(brought, request.post))
    else:
        context |= outcome_shown(request, brought, OUTCOME)
    return render(request, "intake/ledger_import.html", context)


def _preview(request: PostRequest, brought: LedgerImport, analysis: Analysis) -> dict[str, Any]:
    return {
        **rows_shown(request, analysis, KINDS),
        "coming": len(analysis.of_kind("good")) + len(analysis.of_kind("doubtful")),
        "is_named": analysis.has_titles,
        "title_label": _("工作任务"),
        "options": [(field.name, field.label) for field in LEDGER.fields],
        "sheets": [sheet["name"] for sheet in brought.sheets],
        "form": SettingsForm(initial={"as_of": brought.as_of, "handed_out_on": brought.handed_out_on}),
        **asked_of(questions(analysis.doubts, brought.settled), _Offered(request)),
    }


class _Offered:
    """What may be chosen for a doubt: the units and people of the zone, looked up when one is asked for."""

    def __init__(self, request: PostRequest) -> None:
        self._post = request.post

    @cached_property
    def _names(self) -> Names:
        return Names.of(self._post, {})

    @cached_property
    def _units(self) -> Choices:
        return [(NOBODY, _("不是单位，记入备注")), *((str(unit.pk), str(unit)) for unit in self._names.units)]

    @cached_property
    def _people(self) -> Choices:
        posts = {person.pk: f"{person}（{post.unit}）" for person, post in self._names.posts}
        return [(NOBODY, _("不是人员，记入备注")), *((str(pk), said) for pk, said in posts.items())]

    def __call__(self, question: Question) -> Choices:
        if question.kind == "day":
            return []
        offered = self._units if question.kind == "unit" else self._people
        return offered if question.words else offered[1:]


@require_POST
@allow(Role.SUPERVISOR)
def correct(request: PostRequest, pk: int) -> HttpResponse:
    brought = visible_import(request, pk)
    said = given(SettingsForm(request.POST))
    columns, days = request.POST.getlist("column"), (said["as_of"], said["handed_out_on"])
    actions.correct(brought, said["version"], said["chosen"], columns, *days, as_drafts=said["as_drafts"])
    return redirect("ledger_import", pk)


@require_POST
@allow(Role.SUPERVISOR)
def settle(request: PostRequest, pk: int) -> HttpResponse:
    brought = visible_import(request, pk)
    version = given(VersionForm(request.POST))["version"]
    actions.settle(brought, version, choices_given(request), request.post)
    messages.success(request, _("已按选定的重新预览，写法相同的一并更正。"))
    return redirect("ledger_import", pk)


@require_POST
@allow(Role.SUPERVISOR)
def confirm(request: PostRequest, pk: int) -> HttpResponse:
    brought = visible_import(request, pk)
    said = given(ConfirmForm(request.POST))
    records = actions.confirm(brought, said["version"], request.post, leave_doubtful=said["leave_doubtful"])
    told = _("已导入 %(count)d 项任务，编号 %(first)s 至 %(last)s。")
    messages.success(request, told % {"count": len(records), "first": records[0].code, "last": records[-1].code})
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
    return doubts_sheet(request, brought, actions.doubts_of(brought, request.post), _("台账导入的疑点清单"))
