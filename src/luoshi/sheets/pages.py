"""The pages of an import, whatever is brought in: taking the file, the preview, what its forms send back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from luoshi.core.refusal import Refused
from luoshi.documents.secrecy import Marked
from luoshi.org.access import PostRequest
from luoshi.org.audit_log import note_marked
from luoshi.org.exports import exported
from luoshi.sheets import doubt_list
from luoshi.sheets.header import Column
from luoshi.sheets.settling import MOST, Question
from luoshi.sheets.upload import Upload

PER_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The name of a kind of row or of an outcome, what it is called, and the colour of its figure.
Figure = tuple[str, Any, str]
# What may be chosen for a doubt, each value with its label; none for a day, which is typed.
Choices = Sequence[tuple[str, str]]
Uploaded = TypeVar("Uploaded", bound=Upload)


class Analysed(Protocol):
    """What a preview needs to know of a sheet's rows."""

    @property
    def columns(self) -> Sequence[Column]: ...
    @property
    def lines(self) -> Sequence[Any]: ...
    def of_kind(self, kind: Any) -> Sequence[Any]: ...


class VersionForm(forms.Form):
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class ConfirmForm(VersionForm):
    leave_doubtful = forms.BooleanField(required=False)


def choices_given(request: PostRequest) -> dict[str, str]:
    """The doubts that were chosen for, each ``key`` with its ``value``, in the order of the form."""
    return dict(zip(request.POST.getlist("key"), request.POST.getlist("value"), strict=False))


def taken_in(request: PostRequest, take_in: Callable[[bytes, str], Uploaded]) -> Uploaded | None:
    """The file that was sent, taken in; None where it is refused, which is told."""
    file = request.FILES.get("file")
    try:
        if file is None:
            raise Refused(_("请选择一个 .xlsx 文件。"))
        return take_in(file.read(), Path(file.name or "").name)
    except Marked as refusal:
        note_marked(request)
        messages.error(request, refusal.reason)
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return None


def addresses(brought: Upload, names: Mapping[str, str]) -> dict[str, str]:
    """Where each step of ``brought`` is sent, by the names of their routes."""
    return {step: reverse(name, args=[brought.pk]) for step, name in names.items()}


def rows_shown(request: PostRequest, analysis: Analysed, kinds: Sequence[Figure]) -> dict[str, Any]:
    """The figures and the rows, those first that need a look first; ``?show=`` narrows to one kind."""
    asked = request.GET.get("show", "")
    of_kind = {kind: analysis.of_kind(kind) for kind, _label, _colour in kinds}
    shown = [line for kind, lines in of_kind.items() if asked in ("", kind) for line in lines]
    return {
        "figures": [(kind, label, colour, len(of_kind[kind])) for kind, label, colour in kinds],
        "show": asked,
        "all": len(analysis.lines),
        "columns": [(xl_col_to_name(n), column) for n, column in enumerate(analysis.columns)],
        "unsure": sum(1 for column in analysis.columns if column.is_unsure),
        "page": _page(request, shown),
    }


def asked_of(found: Sequence[Question], choices: Callable[[Question], Choices]) -> dict[str, Any]:
    """The doubts that can be settled on the preview, each with what may be chosen."""
    return {
        "questions": [(question, choices(question)) for question in found[:MOST]],
        "further": len(found[MOST:]),
        "open_count": sum(1 for question in found if not question.chosen),
    }


def outcome_shown(request: PostRequest, brought: Upload, kinds: Sequence[Figure]) -> dict[str, Any]:
    """What became of it, and every doubt by its cell."""
    outcome = brought.outcome or {}
    return {
        "outcome": [(label, colour, outcome.get(name)) for name, label, colour in kinds],
        "page": _page(request, outcome.get("doubts", [])),
    }


def _page(request: PostRequest, rows: Sequence[Any]) -> Any:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def doubts_sheet(request: PostRequest, brought: Upload, rows: Sequence[Any], what: str) -> HttpResponse:
    """The list of doubts by cell, as .xlsx."""
    name = _("疑点清单（%(name)s）.xlsx") % {"name": Path(brought.name).stem}
    return exported(request, name, doubt_list.write(rows), XLSX, what=what, rows=len(rows), asked=brought.name)
