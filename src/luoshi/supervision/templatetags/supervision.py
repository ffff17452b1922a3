"""What pages of the ledger show of 督办 without knowing of it in their code."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.urls import resolve, reverse

from luoshi.core import clock
from luoshi.org.roles import Role
from luoshi.records.addresses import address_of
from luoshi.records.models import Record
from luoshi.records.registry import type_of
from luoshi.records.rows import Row
from luoshi.supervision.inbox import Line
from luoshi.supervision.issuing import is_in_hand
from luoshi.supervision.models import Matter
from luoshi.supervision.notice import OPEN, STATES, WAITING
from luoshi.supervision.queries import notices_of
from luoshi.supervision.standstill import standstill

register = template.Library()
LABELS = {state.name: state.label for state in STATES}


@register.inclusion_tag("supervision/_notices_about.html", takes_context=True)
def notices_about(context: Mapping[str, Any], task: Record) -> dict[str, Any]:
    """The notices about a task, latest first, and the way to a new one where none is in the way."""
    post = context["site"]["post"]
    rows = list(notices_of(post).filter(matters__task=task).order_by("-notice__year", "-notice__number"))
    is_free = is_in_hand(task) and not any(row.state in OPEN for row in rows)
    may = post.role == Role.SUPERVISOR and is_free
    return {"task": task, "rows": rows, "may_issue": may}


@register.inclusion_tag("supervision/_standstill.html", takes_context=True)
def standstill_warning(context: Mapping[str, Any]) -> dict[str, Any]:
    """That nothing runs by itself, for whoever may open 定时任务; nothing for anyone else."""
    post, way = context["site"]["post"], reverse("jobs")
    if post.role not in resolve(way).func.allowed_roles:  # type: ignore[attr-defined]
        return {}
    return {"still": standstill(), "way": way if context["request"].path != way else ""}


@register.simple_tag
def open_notices(rows: Iterable[Row]) -> dict[int, Record]:
    """Task id → the notice that is open about it, of the lines of a list: one query."""
    matters = Matter.objects.filter(task__in=[row.record.pk for row in rows], is_open=True)
    return {matter.task_id: matter.notice for matter in matters.select_related("notice__notice")}


@register.filter
def state_label(notice: Record) -> str:
    return LABELS[notice.state]


@register.filter
def is_late(notice: Record) -> bool:
    """Whether its reply is overdue."""
    return notice.state in WAITING and notice.due is not None and notice.due < clock.today()


@register.filter
def address(line: Line) -> str:
    """Where the matter of a line of the inbox is dealt with."""
    return address_of(line.record)


@register.filter
def lead(line: Line) -> Any:
    return getattr(line.record, type_of(line.record).detail).lead or ""
