"""待办提醒: what waits for this post, answered right there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records.stepping import step_form, take_step
from luoshi.supervision.inbox import FLAT, answer_of, form_values, groups_of, lines_of, tiles_of
from luoshi.supervision.models import Reminder
from luoshi.supervision.reminder_rules import BY_NAME
from luoshi.supervision.reminding import standing
from luoshi.supervision.waiting import waiting_for


@require_safe
@allow(*EVERYONE)
def inbox(request: PostRequest) -> HttpResponse:
    """Few matters in one list; of many the first of each occasion, ``?rule=`` all of one by pages."""
    post, rule = request.post, BY_NAME.get(request.GET.get("rule", ""))
    waiting = [one for one in waiting_for(post) if rule in (None, one.rule)]
    context: dict[str, Any] = {"rule": rule, "tiles": tiles_of(post)}
    if rule is None and len(waiting) > FLAT:
        context["groups"] = groups_of(waiting, post)
    else:
        page = Paginator(waiting, FLAT).get_page(request.GET.get("page"))
        context |= {"page": page, "lines": lines_of(list(page), post)}
    return render(request, "supervision/inbox.html", context)


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
