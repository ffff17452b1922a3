"""Notices (督办) and what waits for the post."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile

from luoshi.api.auth import Caller, May
from luoshi.api.errors import FAILS, Failure, Invalid
from luoshi.api.models import Scope
from luoshi.api.paging import Page, Paging, paged
from luoshi.api.schemas.notices import NewNoticeIn, NoticeDetailOut, NoticeOut, ReminderOut
from luoshi.api.schemas.tasks import StepIn, StepWithFilesIn
from luoshi.api.showing import named
from luoshi.api.steps import take
from luoshi.records import flow
from luoshi.records.models import Record
from luoshi.records.queries import tasks_of
from luoshi.records.registry import type_of
from luoshi.supervision.forms import IssueForm
from luoshi.supervision.inbox import Line, lines_of
from luoshi.supervision.issuing import issue
from luoshi.supervision.queries import NoticeFilter, notices_of
from luoshi.supervision.waiting import waiting_for

LOOK, ACT = May(Scope.READ), May(Scope.WRITE)
router = Router(tags=["督办"])


class Asked(Schema):
    """The filter of the notices' page, by its names."""

    q: str | None = None
    scope: str | None = None
    level: str | None = None
    unit: int | None = None
    year: int | None = None


def seen(request: Caller, pk: int) -> Record:
    return get_object_or_404(notices_of(request.post), pk=pk)


@router.get("/inbox", response={200: Page[ReminderOut], FAILS: Failure}, auth=LOOK, url_name="inbox")
def inbox(request: Caller, paging: Query[Paging]) -> dict[str, Any]:
    """What waits for this post, gravest first, with the step that settles it."""
    post = request.post
    return paged(waiting_for(post), paging, lambda part: [_reminder(line) for line in lines_of(part, post)])


def _reminder(line: Line) -> dict[str, Any]:
    return {
        "rule": line.rule.name,
        "label": str(line.rule.label),
        "about": line.reminder.about,
        "record": line.record.pk,
        "type": line.record.type,
        "code": line.record.code,
        "title": line.record.title,
        "milestone": line.reminder.milestone_id,
        "answer": line.answer.name if line.answer else None,
    }


@router.get("/notices", response={200: Page[NoticeOut], FAILS: Failure}, auth=LOOK, url_name="notices")
def notices(request: Caller, asked: Query[Asked], paging: Query[Paging]) -> dict[str, Any]:
    """The notices the post may see, filtered as their page is."""
    given = QueryDict(mutable=True)
    given.update({name: str(value) for name, value in asked.dict().items() if value is not None})
    chosen = NoticeFilter(given, request.post)
    if chosen.errors:
        raise Invalid(chosen.errors)
    return paged(chosen.queryset(), paging, lambda found: [_line(notice) for notice in found])


@router.post("/notices", response={201: list[NoticeOut], FAILS: Failure}, auth=ACT, url_name="issue")
def issue_notices(request: Caller, body: NewNoticeIn) -> Status[list[dict[str, Any]]]:
    """One notice for each lead unit of the tasks, all or none. Only 督查员; a task already under one is refused."""
    form = IssueForm(body.dict(exclude={"tasks"}))
    if not form.is_valid():
        raise Invalid(form.errors)
    tasks = list(tasks_of(request.post).filter(pk__in=body.tasks).order_by("code"))
    if len(tasks) < len(set(body.tasks)):
        raise Invalid({"tasks": [_("有任务不存在，或不在您的范围内。")]})
    return Status(201, [_line(notice) for notice in issue(tasks, form.notice(), request.post)])


@router.get("/notices/{int:pk}", response={200: NoticeDetailOut, FAILS: Failure}, auth=LOOK, url_name="notice")
def notice(request: Caller, pk: int) -> dict[str, Any]:
    """One notice with its tasks, reply and evidence."""
    return _whole(seen(request, pk), request)


@router.post(
    "/notices/{int:pk}/steps/{name}", response={200: NoticeDetailOut, FAILS: Failure}, auth=ACT, url_name="notice_step"
)
def step(request: Caller, pk: int, name: str, body: StepIn) -> dict[str, Any]:
    """Take one step on a notice; what it asks for is in the declaration (/types)."""
    take(seen(request, pk), name, request.post, body)
    return _whole(seen(request, pk), request)


@router.post(
    "/notices/{int:pk}/steps/{name}/with-files",
    response={200: NoticeDetailOut, FAILS: Failure},
    auth=ACT,
    url_name="notice_step_with_files",
)
def step_with_files(
    request: Caller, pk: int, name: str, body: Form[StepWithFilesIn], evidence: File[list[UploadedFile]]
) -> dict[str, Any]:
    """The same, with files as evidence: multipart, ``answers`` as JSON."""
    take(seen(request, pk), name, request.post, body, evidence)
    return _whole(seen(request, pk), request)


def _line(record: Record) -> dict[str, Any]:
    detail = record.notice
    columns = ("level", "issued_on", "received_on", "replied_on")
    return {name: getattr(detail, name) for name in columns} | {
        "id": record.pk,
        "version": record.version,
        "code": record.code,
        "title": record.title,
        "state": record.state,
        "state_label": type_of(record).state(record.state).label,
        "unit": named(detail.lead),
        "due": record.due,
    }


def _whole(record: Record, request: Caller) -> dict[str, Any]:
    detail = record.notice
    return _line(record) | {
        "grounds": detail.grounds,
        "scope": detail.scope,
        "demand": record.wording,
        "reply": detail.reply,
        "conclusion": detail.conclusion,
        "tasks": [matter.task_id for matter in record.matters.all()],
        "evidence": list(record.evidence.order_by("pk")),
        "open_steps": [step.name for step in flow.available(record, request.post)],
    }
