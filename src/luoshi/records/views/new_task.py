"""A task typed by hand: a leader's instruction, a call, a meeting."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import Role
from luoshi.records.actions import create_task
from luoshi.records.models import Record
from luoshi.records.new_task import GoalForms, NewTaskForm
from luoshi.records.queries import tasks_of

LONGEST_ID = 18  # digits


def goal_above(request: PostRequest) -> Record | None:
    """The task that the new one is to stand under (``?parent=``), or 404 for whoever may not know of it."""
    asked = request.GET.get("parent", "")
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > LONGEST_ID:
        raise Http404
    return get_object_or_404(tasks_of(request.post), pk=int(asked), zone=request.post.zone_id)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR)
def new_task(request: PostRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    parent = goal_above(request)
    form, goals = NewTaskForm(request.post, data, parent), GoalForms(data, prefix="goal")
    if data is not None and form.is_valid() and goals.is_valid():
        record = create_task(form.task(goals), request.post)
        messages.success(request, _("已立项 %(code)s，尚未交办。") % {"code": record.code})
        return redirect("record", pk=parent.pk if parent else record.pk)
    status = 422 if form.errors or goals.total_error_count() else 200
    return render(request, "records/new_task.html", {"form": form, "goals": goals, "parent": parent}, status=status)
