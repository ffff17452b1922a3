"""任务页: one task from its sentence to its close, and every step that can be taken on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records import flow
from luoshi.records.forms import TransitionForm, as_seen, asks_nothing
from luoshi.records.models import Record
from luoshi.records.page import TaskPage
from luoshi.records.queries import tasks_of
from luoshi.records.registry import type_of
from luoshi.records.stepping import step_form, take_step


def seen(request: PostRequest, pk: int) -> Record:
    """The task, or 404 for whoever may not know of it."""
    known = tasks_of(request.post).select_related("task__leader").prefetch_related("assignments__unit")
    return get_object_or_404(known, pk=pk)


@require_safe
@allow(*EVERYONE)
def record(request: PostRequest, pk: int) -> HttpResponse:
    task = seen(request, pk)
    return render(request, "records/task.html", {"page": TaskPage(task, request.post), "record": task})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*EVERYONE)
def act(request: PostRequest, pk: int, name: str) -> HttpResponse:
    """One step: GET shows its form alone (a leader's 批示 from the phone), POST takes it."""
    task = seen(request, pk)
    transition = type_of(task).transition(name)
    if transition and transition.page:
        return redirect(transition.page, pk=pk)
    form = step_form(request, task, name)
    form.initial["milestone"] = request.GET.get("milestone")
    if take_step(request, form):
        return redirect(back_to_weeks(request) or reverse("record", args=[pk]))
    return show_step(request, task, form)


def back_to_weeks(request: PostRequest) -> str:
    """The weeks the person came from (``back``, their query, built anew so that it is no more); else empty."""
    given = request.POST if request.method == "POST" else request.GET
    return f"{reverse('weeks')}?{QueryDict(given['back']).urlencode()}" if "back" in given else ""


def show_step(request: PostRequest, task: Record, form: TransitionForm) -> HttpResponse:
    context: dict[str, Any] = {"record": task, "form": form, "bare": asks_nothing(form)}
    context["back"] = back_to_weeks(request)
    context["back_query"] = context["back"].partition("?")[2]
    return render(request, "records/step.html", context, status=422 if form.errors else 200)


@require_POST
@allow(*EVERYONE)
def take_back(request: PostRequest, pk: int) -> HttpResponse:
    task = as_seen(seen(request, pk), request.POST.get("version", ""))
    event = flow.take_back(task, request.post)
    messages.success(request, _("已%(step)s。") % {"step": event.label})
    return redirect("record", pk=pk)
