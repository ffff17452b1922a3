"""待办提醒: what waits for this post, answered right there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records.stepping import step_form, take_step
from luoshi.supervision.inbox import answer_of, form_values, lines_of, tiles_of
from luoshi.supervision.models import Reminder
from luoshi.supervision.reminding import standing


@require_safe
@allow(*EVERYONE)
def inbox(request: PostRequest) -> HttpResponse:
    return render(request, "supervision/inbox.html", {"lines": lines_of(request.post), "tiles": tiles_of(request.post)})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*EVERYONE)
def answer_reminder(request: PostRequest, pk: int) -> HttpResponse:
    """The form of the one step that settles it; htmx opens it inside its line."""
    reminder = get_object_or_404(Reminder.objects.visible_to(request.post).select_related("record"), pk=pk)
    step = answer_of(reminder, request.post)
    if step is None or not standing(request.post).filter(pk=pk).exists():
        messages.info(request, _("这件事已经办过，不用再答复。"))
        return redirect("inbox")
    form = step_form(request, reminder.record, step.name)
    form.initial.update(form_values(reminder))
    form.auto_id = f"id_{pk}_%s"
    if take_step(request, form):
        return redirect("inbox")
    template = "supervision/answer.html" if request.headers.get("HX-Request") else "supervision/answer_page.html"
    context = {"form": form, "reminder": reminder, "record": reminder.record}
    return render(request, template, context, status=422 if form.errors else 200)
