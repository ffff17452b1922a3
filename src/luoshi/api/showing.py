"""Models as the schemas say them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from luoshi.org.models import Person, Post, Unit
from luoshi.records import flow
from luoshi.records.models import Event, Record
from luoshi.records.page import TaskPage
from luoshi.records.registry import type_of


def named(row: Unit | Person | None) -> dict[str, Any] | None:
    return {"id": row.pk, "name": str(row)} if row else None


def task_line(record: Record) -> dict[str, Any]:
    detail = record.task
    return {
        "id": record.pk,
        "zone": record.zone_id,
        "version": record.version,
        "code": record.code,
        "title": record.title,
        "state": record.state,
        "state_label": type_of(record).state(record.state).label,
        "light": record.light,
        "light_label": record.light_label,
        "due": record.due,
        "due_text": detail.due_text,
        "lead": named(detail.lead),
        "owner": named(detail.owner),
        "progress_note": detail.progress_note,
        "percent": detail.percent,
        "reported_on": detail.reported_on,
    }


def task_lines(records: Iterable[Record]) -> list[dict[str, Any]]:
    return [task_line(record) for record in records]


def task_whole(record: Record, post: Post) -> dict[str, Any]:
    page, detail = TaskPage(record, post), record.task
    return task_line(record) | {
        "wording": record.wording,
        "theme": detail.theme,
        "steps": detail.steps.splitlines(),
        "goal": detail.goal,
        "leader": named(detail.leader),
        "handed_out_on": detail.handed_out_on,
        "original_due": detail.original_due,
        "extensions": detail.extensions,
        "asked_due": detail.asked_due,
        "parent": record.parent_id if page.parent else None,
        "weight": record.weight,
        "problem": detail.problem,
        "next_step": detail.next_step,
        "conclusion": detail.conclusion,
        "remark": detail.remark,
        "progress": page.progress,
        "planned": page.planned,
        "parts": [
            {
                "unit": named(row.unit),
                "part": row.part,
                "acknowledged_on": row.acknowledged_on,
                "answered_on": row.answered_on,
                "answer": row.answer,
            }
            for row in record.assignments.select_related("unit__zone")
        ],
        "milestones": [_milestone(step) for step in page.steps],
        "targets": page.targets,
        "evidence": page.evidence,
        "citations": [citation_out(quote.citation) for quote in page.quotes],
        "open_steps": [step.name for step in flow.available(record, post)],
    }


def _milestone(step: Any) -> dict[str, Any]:
    row = step.milestone
    return {
        "id": row.pk,
        "title": row.title,
        "due": row.due,
        "original_due": row.original_due,
        "weight": row.weight,
        "because": row.because,
        "is_done": bool(step.evidence),
    }


def citation_out(row: Any) -> dict[str, Any]:
    return {
        "document": {"id": row.document_id, "name": row.document.title},
        "text_sha256": row.text_sha256,
        "pieces": row.pieces,
        "words": row.words,
    }


def event_out(event: Event) -> dict[str, Any]:
    """An event with the names of the day, where they have not been erased."""
    signature = getattr(event, "signature", None)
    columns = ("seq", "transition", "label", "values", "answers", "happened_at", "entered_at", "previous", "hash")
    return {name: getattr(event, name) for name in columns} | {
        "person": signature.person_name if signature else "",
        "unit": signature.unit_name if signature else "",
    }
