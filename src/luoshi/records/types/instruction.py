"""批示件: a leader's words on a task, on a document's sentence or on their own; a task or a comment afterwards.

A record of its own, so that it has its history and its chain, and nothing that was written is lost.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.counters import next_number
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.declaration import Answers, Field, RecordType, State, Transition
from luoshi.records.events import first_events
from luoshi.records.models import Citation, Record
from luoshi.records.registry import register
from luoshi.records.types.instruction_detail import InstructionDetail

SUPERVISOR = frozenset({Role.SUPERVISOR})
WRITING = frozenset({Role.LEADER, Role.CHARGE})
SHOWN = 60  # of the words, as the record's title

STATES = (
    State("written", "待处理", "live", "supervisor"),
    State("tasked", "已立为任务", "closed", "nobody"),
    State("kept", "留作意见", "closed", "nobody"),
)
FIELDS = (
    Field("wording", "批示内容"),
    Field("task", "立为任务", "task"),
    Field("reason", "理由", help="领导看得到，如“已含在任务 2026-0012 里”"),
)


def became_task(record: Record, _post: Post, answers: Answers) -> None:
    record.instruction.task = answers["task"]


def stays_comment(record: Record, _post: Post, answers: Answers) -> None:
    record.instruction.reason = answers["reason"]


TRANSITIONS = (
    Transition(
        "make_task", "立为任务", ("written",), "tasked", SUPERVISOR, requires=("task",), effect=became_task,
        can_take_back=False, page="instruction_task",
    ),
    Transition(
        "keep", "留作意见", ("written",), "kept", SUPERVISOR, requires=("reason",), effect=stays_comment,
        can_take_back=False,
    ),
)  # fmt: skip


def facts(_record: Record) -> dict[str, Any]:
    """A 批示 has no progress of its own: its task has."""
    return {"progress": None, "basis": None, "plan": [], "lead": None, "handed_out": None}


register(
    RecordType(
        name="instruction",
        label="批示件",
        detail="instruction",
        states=STATES,
        transitions=TRANSITIONS,
        fields=FIELDS,
        tracked=("task", "reason"),
        facts=facts,
    )
)


@transaction.atomic
def write(words: str, post: Post, *, about: Record | None = None, quote: Citation | None = None) -> Record:
    """A leader's words, filed. ``quote`` is a citation without its record: the sentence they were written on.

    They lie before the 督查室 whose task or document it is, also where a leader of its overseer wrote them.
    """
    if post.role not in WRITING:
        raise Refused(_("批示由领导和分管领导写。"))
    if not words.strip():
        raise Refused(_("批示内容不能为空。"))
    year = clock.today().year
    zone = about.zone if about else quote.document.zone if quote else post.zone
    number = next_number(f"instruction/{zone.pk}/{year}")
    title = " ".join(words.split())[:SHOWN]
    record = Record.objects.create(
        zone=zone, type="instruction", code=f"{year}-{number:04d}", state="written", title=title, wording=words
    )
    InstructionDetail.objects.create(record=record, author=post, about=about)
    if quote:
        quote.record = record
        quote.save()
    first_events([(record, {"wording": words})], post, _("批示"))
    return record


def file_words(record: Record, post: Post, answers: Answers) -> None:
    """The effect of writing on a task: it stands in the task's history and lies before 督查室 too."""
    write(answers["words"], post, about=record)
