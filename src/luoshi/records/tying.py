"""关联任务 from a record of any pipeline: which task it delivers, and no longer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.counting import recount
from luoshi.records.declaration import Answers, Field, Transition
from luoshi.records.forms import TieField
from luoshi.records.models import Record
from luoshi.records.types.subtasks import is_another, tie

TIES = "关联任务"


def tied_tasks(record: Record, _post: Post) -> forms.Field:
    return TieField(record.ties.filter(other__type="task").select_related("other"), empty_label=None)


TIE_FIELDS = (
    Field("other", "关联任务", "task", help="填任务编号，如 2026-0012；任务的目标可按关联事项计数"),
    Field("tie", "关联任务", "tie", make=tied_tasks),
    Field("tie_note", "说明", "line"),
)


def tie_steps(states: tuple[str, ...], by: frozenset[Role]) -> tuple[Transition, ...]:
    return (
        Transition(
            "tie", "关联任务", states, None, by, requires=("other",), optional=("tie_note",), guard=is_another,
            effect=tie, can_take_back=False, topic=TIES,
        ),
        Transition(
            "untie", "取消关联", states, None, by, requires=("tie", "reason"), bar=no_task, effect=untie,
            can_take_back=False, topic=TIES,
        ),
    )  # fmt: skip


def no_task(record: Record, _post: Post) -> str | None:
    tied = record.ties.filter(other__type="task").exists()
    return None if tied else _("“%(title)s”没有关联任务。") % {"title": record.title}


def untie(_record: Record, post: Post, answers: Answers) -> Answers:
    """The task it was tied to counts without it."""
    row = answers["tie"]
    task = row.other
    row.delete()
    recount(task, post)
    return {"tie": str(task)}


def tie_at_birth(record: Record, answers: Answers) -> None:
    if answers.get("other"):
        record.ties.create(other=answers["other"])
