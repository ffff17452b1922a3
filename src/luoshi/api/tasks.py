"""Tasks: the ledger, one task, its history, and every step that can be taken on it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import FileResponse, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile

from luoshi.api.auth import Caller, May
from luoshi.api.errors import FAILS, Failure, Invalid
from luoshi.api.models import Scope
from luoshi.api.paging import Page, Paging, paged
from luoshi.api.schemas.tasks import (
    EventOut,
    ManyIn,
    ManyOut,
    NewTaskIn,
    StepIn,
    StepWithFilesIn,
    TaskDetailOut,
    TaskOut,
)
from luoshi.api.showing import event_out, task_lines, task_whole
from luoshi.api.steps import take
from luoshi.core.refusal import Refused
from luoshi.org.roles import Role
from luoshi.records import flow
from luoshi.records.actions import create_task
from luoshi.records.models import Evidence, Record
from luoshi.records.new_task import GoalForms, NewTaskForm
from luoshi.records.queries import LedgerFilter, tasks_of
from luoshi.records.views.evidence import download

LOOK, ACT = May(Scope.READ), May(Scope.WRITE)
router = Router(tags=["任务"])


class Asked(Schema):
    """The ledger's filter, by the names its pages use."""

    q: str | None = None
    scope: str | None = None
    state: list[str] = []
    light: list[str] = []
    zone: int | None = None
    lead: int | None = None
    unit: int | None = None
    document: int | None = None
    owner: int | None = None
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    year: int | None = None
    as_of: dt.date | None = None
    sort: str = ""


def seen(request: HttpRequest, pk: int) -> Record:
    """The task, or 404 for whoever may not know of it."""
    return get_object_or_404(tasks_of(request.post).select_related("task__leader"), pk=pk)  # type: ignore[attr-defined]


@router.get("/tasks", response={200: Page[TaskOut], FAILS: Failure}, auth=LOOK, url_name="tasks")
def tasks(request: Caller, asked: Query[Asked], paging: Query[Paging]) -> dict[str, Any]:
    """The ledger, filtered and sorted as its page is."""
    given = QueryDict(mutable=True)
    for name, value in asked.dict().items():
        given.setlist(name, [str(one) for one in (value if isinstance(value, list) else [value]) if one is not None])
    chosen = LedgerFilter(given, request.post)
    if chosen.errors:
        raise Invalid(chosen.errors)
    return paged(chosen.queryset(), paging, task_lines)


@router.post("/tasks", response={201: TaskDetailOut, FAILS: Failure}, auth=ACT, url_name="new_task")
def new_task(request: Caller, body: NewTaskIn) -> Status[dict[str, Any]]:
    """A task by hand: an instruction, a call, a meeting. Only 督查员."""
    if request.post.role != Role.SUPERVISOR:
        raise Refused(_("您的岗位（%(role)s）不能立项。") % {"role": request.post.get_role_display()})
    goals = {"goal-TOTAL_FORMS": len(body.goals), "goal-INITIAL_FORMS": 0}
    goals |= {f"goal-{at}-{name}": value for at, goal in enumerate(body.goals) for name, value in goal.items()}
    parent = seen(request, body.parent) if body.parent else None
    form, goal_forms = NewTaskForm(request.post, _form_data(body), parent), GoalForms(goals, prefix="goal")
    if not form.is_valid():
        raise Invalid(form.errors)
    if not goal_forms.is_valid():
        raise Invalid({"goals": [told for form in goal_forms for words in form.errors.values() for told in words]})
    return Status(201, task_whole(create_task(form.task(goal_forms), request.post), request.post))


def _form_data(body: NewTaskIn) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in body.dict(exclude={"goals", "steps", "parent"}).items():
        data.setlist(name, [str(one) for one in (value if isinstance(value, list) else [value]) if one is not None])
    data["steps"] = "\n".join(body.steps)
    return data


@router.get("/tasks/{int:pk}", response={200: TaskDetailOut, FAILS: Failure}, auth=LOOK, url_name="task")
def task(request: Caller, pk: int) -> dict[str, Any]:
    """One task with its targets, milestones, evidence and the words it stands on."""
    return task_whole(seen(request, pk), request.post)


@router.get("/tasks/{int:pk}/events", response={200: Page[EventOut], FAILS: Failure}, auth=LOOK, url_name="events")
def events(request: Caller, pk: int, paging: Query[Paging]) -> dict[str, Any]:
    """What was done, first to last, with the hashes of the chain."""
    rows = seen(request, pk).events.select_related("signature").order_by("seq")
    return paged(rows, paging, lambda found: [event_out(event) for event in found])


@router.get("/evidence/{int:pk}", auth=LOOK, url_name="evidence", response={FAILS: Failure})
def evidence(request: Caller, pk: int) -> FileResponse:
    """The file itself."""
    return download(request, get_object_or_404(Evidence.objects.visible_to(request.post), pk=pk))


@router.post(
    "/tasks/{int:pk}/steps/{name}",
    response={200: TaskDetailOut, FAILS: Failure},
    auth=ACT,
    url_name="step",
)
def step(request: Caller, pk: int, name: str, body: StepIn) -> dict[str, Any]:
    """Take one step; what it asks for is in the declaration (/types)."""
    take(seen(request, pk), name, request.post, body)
    return task_whole(seen(request, pk), request.post)


@router.post(
    "/tasks/{int:pk}/steps/{name}/with-files",
    response={200: TaskDetailOut, FAILS: Failure},
    auth=ACT,
    url_name="step_with_files",
)
def step_with_files(
    request: Caller, pk: int, name: str, body: Form[StepWithFilesIn], evidence: File[list[UploadedFile]]
) -> dict[str, Any]:
    """The same, with files as evidence: multipart, ``answers`` as JSON."""
    take(seen(request, pk), name, request.post, body, evidence)
    return task_whole(seen(request, pk), request.post)


@router.post("/tasks/{int:pk}/take-back", response={200: TaskDetailOut, FAILS: Failure}, auth=ACT, url_name="back")
def take_back(request: Caller, pk: int, body: StepIn) -> dict[str, Any]:
    """Undo the last step, by whoever took it, until someone acts on it."""
    record = seen(request, pk)
    record.version = body.version
    flow.take_back(record, request.post)
    return task_whole(seen(request, pk), request.post)


@router.post("/steps/{name}", response={200: ManyOut, FAILS: Failure}, auth=ACT, url_name="many")
def many(request: Caller, name: str, body: ManyIn) -> dict[str, Any]:
    """The same step on many tasks; a refusal on one leaves the others done."""
    versions = {one.id: one.version for one in body.tasks}
    records = list(tasks_of(request.post).filter(pk__in=versions).order_by("code"))
    outcome = flow.to_each(
        records,
        lambda record: take(record, name, request.post, StepIn(version=versions[record.pk], answers=body.answers)),
    )
    refused = [{"id": record.pk, "code": record.code, "reason": reason} for record, reason in outcome.refused]
    gone = versions.keys() - {record.pk for record in records}
    unknown = [{"id": pk, "code": "", "reason": _("没有这个任务，或它不在您的范围内。")} for pk in sorted(gone)]
    return {"done": [record.pk for record in outcome.done], "refused": refused + unknown}
