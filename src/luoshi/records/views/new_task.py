"""A task typed by hand: a leader's instruction, a call, a meeting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import Role
from luoshi.records.actions import create_task
from luoshi.records.new_task import GoalForms, NewTaskForm


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR)
def new_task(request: PostRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form, goals = NewTaskForm(request.post, data), GoalForms(data, prefix="goal")
    if data is not None and form.is_valid() and goals.is_valid():
        record = create_task(form.task(goals), request.post)
        messages.success(request, _("已立项 %(code)s，尚未交办。") % {"code": record.code})
        return redirect("record", pk=record.pk)
    status = 422 if form.errors or goals.total_error_count() else 200
    return render(request, "records/new_task.html", {"form": form, "goals": goals}, status=status)
