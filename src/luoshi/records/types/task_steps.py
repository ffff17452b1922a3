"""What a task's steps ask of it (guards) and what they change (effects)."""

from __future__ import annotations

from decimal import Decimal

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.core.workdays import Calendar
from luoshi.org.models import Post
from luoshi.records import search
from luoshi.records.assignments import assign_units, units_with
from luoshi.records.counting import is_typed
from luoshi.records.declaration import Answers
from luoshi.records.evidence import brings_evidence, show_evidence
from luoshi.records.milestones import refuse_late, replan
from luoshi.records.models import Part, Record
from luoshi.records.parts import all_who_must_have_answered, answer_as_lead, ask_again
from luoshi.records.proposing import propose, proposed_rows
from luoshi.records.standing_in import day_told
from luoshi.records.types.extension import move
from luoshi.records.types.subtasks import fits_its_goal, subtasks_are_done
from luoshi.records.types.task_detail import detail

# Steps whose evidence shows something else than the result.
NO_RESULT = ("ask_extension",)


def is_complete(record: Record, _post: Post, _answers: Answers) -> None:
    """Nothing is handed out that nobody must do or that has no day."""
    missing = [label for label, value in (("牵头单位", detail(record).lead), ("完成时限", record.due)) if not value]
    if missing:
        raise Refused(f"“{record.title}”还缺{'、'.join(missing)}，补齐后再办。")
    fits_its_goal(record, record.due)


def has_evidence(record: Record, _post: Post, answers: Answers) -> None:
    """No close without evidence: what is asked to be closed must show something."""
    shown = record.evidence.standing().exclude(event__transition__in=NO_RESULT)
    if not (brings_evidence(answers) or shown.exists()):
        raise Refused(f"“{record.title}”还没有佐证材料，不能办结。请先上传文件或填写链接。")


def may_be_submitted(record: Record, post: Post, answers: Answers) -> None:
    subtasks_are_done(record)
    all_who_must_have_answered(record)
    has_evidence(record, post, answers)


def submit(record: Record, post: Post, answers: Answers) -> None:
    answer_as_lead(record, post, answers)
    show_evidence(record, post, answers)


def send_back(record: Record, _post: Post, answers: Answers) -> None:
    ask_again(record, answers.get("again") or ())


def reopen(record: Record, post: Post, answers: Answers) -> None:
    """The conclusion was overturned: as if it had been sent back when it was verified."""
    task = detail(record)
    task.closed_on, task.conclusion, task.archived_on = None, "", None
    if answers.get("redo_due"):
        move(record, answers["redo_due"])
    send_back(record, post, answers)


def shows_something(record: Record, _post: Post, answers: Answers) -> None:
    if answers["milestone"].record_id != record.pk:
        raise Refused("这个节点不属于该任务，请刷新后再选。")
    if not brings_evidence(answers):
        raise Refused("完成节点须附佐证材料：上传文件或填写链接。")
    is_typed(record, answers)


def is_sane_report(record: Record, _post: Post, answers: Answers) -> None:
    percent = answers.get("percent")
    if percent is not None and not 0 <= percent <= 100:
        raise Refused("完成比例应在 0 到 100 之间。")
    is_typed(record, answers)


def hand_out(record: Record, _post: Post, _answers: Answers) -> None:
    record.is_handed_out = True
    detail(record).handed_out_on = clock.today()


def report(record: Record, _post: Post, answers: Answers) -> None:
    task = detail(record)
    for name in ("progress_note", "problem", "next_step"):
        if name in answers:
            setattr(task, name, answers[name] or "")
    # Saying nothing of it does not take back what was said.
    task.percent = task.percent if answers.get("percent") is None else answers["percent"]
    task.reported_on = day_told(answers)
    for target, reached in (answers.get("reached") or {}).items():
        record.targets.filter(pk=int(target)).update(reached=Decimal(reached))
    show_evidence(record, _post, answers)


def conclude(record: Record, _post: Post, answers: Answers) -> None:
    task = detail(record)
    task.closed_on, task.conclusion = clock.today(), answers["conclusion"]


def amend(record: Record, _post: Post, answers: Answers) -> None:
    """Before the hand-out everything may still be put right; afterwards nothing of this changes in silence."""
    task = detail(record)
    if not answers.get("title", record.title).strip():
        raise Refused("任务名称不能为空。")
    for name in ("title", "due"):
        if name in answers:
            setattr(record, name, answers[name])
    for name in ("steps", "goal", "due_text", "remark"):
        if name in answers:
            setattr(task, name, answers[name] or "")
    for name in ("lead", "leader", "owner"):
        if name in answers:
            setattr(task, name, answers[name])
    joint = answers["joint"] if "joint" in answers else units_with(record, Part.JOINT_LEAD)
    support = answers["support"] if "support" in answers else units_with(record, Part.SUPPORT)
    assign_units(record, task.lead, joint, support)
    search.index(record)


def add_milestone(record: Record, _post: Post, answers: Answers) -> None:
    due = answers["milestone_due"]
    refuse_late(record, due)
    record.milestones.create(
        title=answers["milestone_title"],
        due=due,
        post=answers.get("milestone_post"),
        weight=answers.get("milestone_weight") or 1,
    )


def adopt(record: Record, post: Post, _answers: Answers) -> Answers:
    """Take the milestones that are proposed, as they are."""
    if record.milestones.exists():
        raise Refused(f"“{record.title}”已有节点，要改请用“调整节点”。")
    proposal = propose(record, clock.today(), Calendar.load())
    if not proposal.taken:
        raise Refused(f"“{record.title}”没有可建议的节点。{''.join(proposal.notes)}")
    return replan(record, post, {"plan": proposed_rows(proposal)})
