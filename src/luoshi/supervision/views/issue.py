"""发督办: what is stated first, for one task or many; and the graver notice in the place of one not answered."""

from __future__ import annotations

from collections import defaultdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.core.refusal import Refused
from luoshi.org.access import PostRequest, allow
from luoshi.org.models import Unit
from luoshi.org.roles import Role
from luoshi.records.models import Record
from luoshi.records.picking import picked_records
from luoshi.records.rows import Row, rows_of
from luoshi.supervision.forms import IssueForm
from luoshi.supervision.issuing import escalate, issue, not_to_be_raised, obstacle
from luoshi.supervision.models import Level
from luoshi.supervision.notice import NEXT_LEVEL, named
from luoshi.supervision.notice_page import NoticePage
from luoshi.supervision.views.notices import seen


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR)
def issue_notice(request: PostRequest) -> HttpResponse:
    """GET states what will be issued about the ticked tasks, one notice a unit; POST issues it."""
    picked = picked_records(request)
    refused = [reason for task in picked if (reason := obstacle(task))]
    free = [task for task in picked if not obstacle(task)]
    if not free:
        raise Refused("\n".join(refused) or _("没有选中任务。请先在台账里勾选，再发督办。"))
    form = IssueForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        issued = issue(free, form.notice(), request.post)
        messages.success(request, _("已发出：%(notices)s。") % {"notices": "、".join(named(row) for row in issued)})
        return redirect("notice", pk=issued[0].pk) if len(issued) == 1 else redirect("notices")
    context = {"form": form, "by_unit": grouped(free), "refused": refused, "count": len(free)}
    return render(request, "supervision/issue.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR)
def raise_notice(request: PostRequest, pk: int) -> HttpResponse:
    before = seen(request, pk)
    reason = not_to_be_raised(before, request.post)
    if reason:
        raise Refused(reason)
    level = NEXT_LEVEL[Level(before.notice.level)]
    form = IssueForm(request.POST if request.method == "POST" else None, level=level)
    if form.is_valid():
        graver = escalate(before, form.notice(), request.post)
        messages.success(request, _("已升级为%(notice)s。") % {"notice": named(graver)})
        return redirect("notice", pk=graver.pk)
    rows = NoticePage(before, request.post).matters
    context = {"form": form, "before": before, "by_unit": {before.notice.lead: rows}, "count": len(rows)}
    return render(request, "supervision/issue.html", context, status=422 if form.errors else 200)


def grouped(tasks: list[Record]) -> dict[Unit | None, list[Row]]:
    """Lead unit → its tasks: each is to get one notice."""
    found: dict[Unit | None, list[Row]] = defaultdict(list)
    for row in rows_of(tasks):
        found[row.record.task.lead].append(row)
    return dict(found)
