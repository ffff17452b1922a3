"""任务页: one task from its sentence to its close, and every step that can be taken on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.core.refusal import Refused
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records import flow
from luoshi.records.daily import start_the_day
from luoshi.records.forms import TransitionForm, as_seen, asks_nothing
from luoshi.records.models import Record
from luoshi.records.page import TaskPage
from luoshi.records.queries import tasks_of
from luoshi.records.registry import type_of


def seen(request: PostRequest, pk: int) -> Record:
    """The task, or 404 for whoever may not know of it."""
    known = tasks_of(request.post).select_related("task__leader").prefetch_related("assignments__unit")
    return get_object_or_404(known, pk=pk)


@require_safe
@allow(*EVERYONE)
def record(request: PostRequest, pk: int) -> HttpResponse:
    start_the_day()
    task = seen(request, pk)
    return render(request, "records/task.html", {"page": TaskPage(task, request.post), "record": task})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*EVERYONE)
def act(request: PostRequest, pk: int, name: str) -> HttpResponse:
    """One step: GET shows its form alone (a leader's 批示 from the phone), POST takes it."""
    task = seen(request, pk)
    transition = type_of(task).transition(name)
    if transition is None:
        raise Refused(_("没有名为“%(name)s”的操作。") % {"name": name})
    reason = flow.refusal(task, transition, request.post)
    if reason:
        raise Refused(reason)
    if request.method != "POST":
        return show_step(request, task, TransitionForm(task, transition, request.post))
    form = TransitionForm(task, transition, request.post, request.POST, request.FILES)
    if not form.is_valid():
        return show_step(request, task, form)
    # The version the person saw: what somebody changed since is refused by apply_transition.
    task.version = form.cleaned_data["version"]
    flow.apply_transition(task, name, request.post, **form.answers())
    messages.success(request, _("已%(action)s。") % {"action": transition.label})
    return redirect("record", pk=pk)


def show_step(request: PostRequest, task: Record, form: TransitionForm) -> HttpResponse:
    context: dict[str, Any] = {"record": task, "form": form, "bare": asks_nothing(form)}
    return render(request, "records/step.html", context, status=422 if form.errors else 200)


@require_POST
@allow(*EVERYONE)
def take_back(request: PostRequest, pk: int) -> HttpResponse:
    task = as_seen(seen(request, pk), request.POST.get("version", ""))
    event = flow.take_back(task, request.post)
    messages.success(request, _("已%(step)s。") % {"step": event.label})
    return redirect("record", pk=pk)
