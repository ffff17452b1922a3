"""批示件: written by leaders, from a phone too; turned into a task or kept as a comment by 督查室."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.core.refusal import Refused
from luoshi.documents.models import Document
from luoshi.documents.showing import asked_pieces
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import Role
from luoshi.records.instructions import (
    InstructedTaskForm,
    WordsForm,
    citation_of,
    instructions_of,
    make_task,
)
from luoshi.records.models import Citation, Record
from luoshi.records.new_task import GoalForms
from luoshi.records.page import TaskPage
from luoshi.records.queries import tasks_of
from luoshi.records.rows import rows_of
from luoshi.records.stepping import step_form, take_step
from luoshi.records.types.instruction import STATES, write

PER_PAGE = 30
LABELS = {state.name: state.label for state in STATES}


def seen(request: PostRequest, pk: int) -> Record:
    return get_object_or_404(instructions_of(request.post), pk=pk)


@require_safe
@allow(Role.SUPERVISOR, Role.LEADER, Role.CHARGE)
def instructions(request: PostRequest) -> HttpResponse:
    rows, state = instructions_of(request.post), request.GET.get("state", "")
    chosen = rows.filter(state=state) if state in LABELS else rows
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    counted = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    counts = [(name, label, counted.get(name, 0)) for name, label in LABELS.items()]
    context = {"page": page, "states": counts, "state": state, "labels": LABELS, "tasks": ways(request, page)}
    return render(request, "records/instructions.html", context)


def ways(request: PostRequest, shown: Any) -> dict[int, Any]:
    """Task id → its row, of the tasks that the shown 批示 became and the reader may open."""
    ids = [row.instruction.task_id for row in shown if row.instruction.task_id]
    return {row.record.pk: row for row in rows_of(tasks_of(request.post).filter(pk__in=ids))}


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.LEADER, Role.CHARGE)
def new_instruction(request: PostRequest) -> HttpResponse:
    """``?document=3&pieces=12-40`` is the sentence it is written on; without them it stands for itself."""
    quote = asked_quote(request)
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        write(form.cleaned_data["words"], request.post, quote=quote)
        messages.success(request, _("批示已发到督查室，办理去向在“批示件”里看。"))
        return redirect("instructions")
    context = {"form": form, "quote": quote}
    return render(request, "records/new_instruction.html", context, status=422 if form.errors else 200)


def asked_quote(request: PostRequest) -> Citation | None:
    given = request.GET.get("document", "")
    if not given:
        return None
    if not given.isdecimal() or len(given) > 18:
        raise Http404
    document = get_object_or_404(Document.objects.visible_to(request.post), pk=given)
    return citation_of(document, asked_pieces(request.GET.get("pieces", "")))


@require_safe
@allow(Role.SUPERVISOR, Role.LEADER, Role.CHARGE)
def instruction(request: PostRequest, pk: int) -> HttpResponse:
    record = seen(request, pk)
    page = TaskPage(record, request.post)
    task = ways(request, [record]).get(record.instruction.task_id or 0)
    return render(request, "records/instruction.html", {"record": record, "page": page, "task": task})


@require_http_methods(["POST"])
@allow(Role.SUPERVISOR)
def keep_instruction(request: PostRequest, pk: int) -> HttpResponse:
    record = seen(request, pk)
    if not take_step(request, step_form(request, record, "keep")):
        raise Refused(_("留作意见须写明理由，领导看得到。"))
    return redirect("instruction", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR)
def instruction_task(request: PostRequest, pk: int) -> HttpResponse:
    """One form, one button: the task is drafted and the 批示 says which it became."""
    record = seen(request, pk)
    data = request.POST if request.method == "POST" else None
    form, goals = InstructedTaskForm(record, request.post, data), GoalForms(data, prefix="goal")
    if data is not None and form.is_valid() and goals.is_valid():
        task = make_task(record, form.task(goals), request.post)
        messages.success(request, _("已立为任务 %(code)s，尚未交办。") % {"code": task.code})
        return redirect("record", pk=task.pk)
    status = 422 if form.errors or goals.total_error_count() else 200
    context = {"form": form, "goals": goals, "instruction": record}
    return render(request, "records/new_task.html", context, status=status)
