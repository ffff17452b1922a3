"""节点安排: a task's milestones in one form: the proposed ones, or those it has, to be accepted, changed or refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.core.workdays import Calendar
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.records import flow
from luoshi.records.milestone_forms import PlanForm, lines, of_milestone, of_proposed, rows
from luoshi.records.models import Record
from luoshi.records.proposing import Proposal, propose
from luoshi.records.registry import type_of
from luoshi.records.views.task import seen

REPLAN = "replan"


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR, *OF_A_UNIT)
def milestones(request: PostRequest, pk: int) -> HttpResponse:
    task = seen(request, pk)
    transition = type_of(task).transition(REPLAN)
    reason = flow.refusal(task, transition, request.post) if transition else None
    if reason:
        raise Refused(reason)
    return save(request, task) if request.method == "POST" else show(request, task)


def save(request: PostRequest, task: Record) -> HttpResponse:
    """What cannot be saved comes back as it was typed, with the reason."""
    form, made = PlanForm(request.POST), lines((), request.post, request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("这一页已失效，请重新打开。"))
        task.version = form.cleaned_data["version"]
        plan, reason = rows(made), form.cleaned_data["reason"]
        flow.apply_transition(task, REPLAN, request.post, plan=plan, reason=reason)
    except Refused as refused:
        messages.error(request, refused.reason)
        return page(request, task, form, made, Proposal(), status=422)
    messages.success(request, _("节点安排已保存。"))
    return redirect("record", pk=task.pk)


def show(request: PostRequest, task: Record) -> HttpResponse:
    planned = list(task.milestones.all())
    proposal = Proposal() if planned else propose(task, clock.today(), Calendar.load())
    initial = [*map(of_milestone, planned), *map(of_proposed, proposal.rows)]
    form = PlanForm(initial={"version": task.version})
    return page(request, task, form, lines(initial, request.post), proposal)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the form with what the page says about it."""

    form: Any
    because: str
    doubt: str
    done: bool
    moved: dt.date | None
    free: bool


def page(
    request: PostRequest, task: Record, form: PlanForm, made: Any, proposal: Proposal, status: int = 200
) -> HttpResponse:
    done = {str(pk) for pk in task.evidence.standing().exclude(milestone=None).values_list("milestone", flat=True)}
    moved = {str(pk): day for pk, day in task.milestones.exclude(original_due=None).values_list("pk", "original_due")}
    doubts = [row.doubt for row in proposal.rows] + [""] * len(made.forms)
    calendar = Calendar.load()

    def told(line: Any, doubt: str) -> Line:
        pk, due = str(line["id"].value() or ""), line["due"].value()
        free = isinstance(due, dt.date) and not calendar.is_working(due)
        return Line(line, line["because"].value() or "", doubt, pk in done, moved.get(pk), free)

    context = {
        "record": task,
        "form": form,
        "lines": made,
        "told": list(map(told, made, doubts)),
        "proposal": proposal,
        "unknown_years": calendar.unknown([clock.today(), task.due]),
    }
    return render(request, "records/milestones.html", context, status=status)
