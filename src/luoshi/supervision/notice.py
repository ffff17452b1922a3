"""督办: a notice is a record of its own, so that it has its history, its chain and its evidence.

提醒函 → 督办单 → 红色督办单. What is done to it is told in the history of each task it is about (flow.follow).
Article 15 of 政府督查工作条例: scope, object and matter are stated first; nothing is supervised twice at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.records import flow
from luoshi.records.declaration import Answers, Field, RecordType, State, Transition
from luoshi.records.evidence import keep_evidence
from luoshi.records.models import Record
from luoshi.records.registry import register
from luoshi.records.standing_in import day_told
from luoshi.records.types import reconsideration
from luoshi.supervision.models import Level, Matter, NoticeDetail

SUPERVISOR = frozenset({Role.SUPERVISOR})
WAITING = ("issued", "received")
OPEN = (*WAITING, "replied")

STATES = (
    State("issued", "待签收", "live", "lead"),
    State("received", "待回复", "live", "lead"),
    State("replied", "已回复", "live", "supervisor"),
    State("concluded", "已办结", "closed", "nobody"),
    State("raised", "已升级", "halted", "nobody"),
    State("withdrawn", "已撤回", "halted", "nobody"),
)
FIELDS = (
    Field("reply", "回复", help="办理情况、结果、下一步；有多项任务的逐项写明"),
    Field("evidence", "佐证材料", "files"),
    Field("evidence_link", "佐证链接", "line"),
    Field("conclusion", "督查结论", help="核实了什么、凭什么"),
    Field("reason", "理由"),
    Field("happened_on", "发生日期", "date", help="单位实际办理的那一天"),
    Field("told_by", "何人告知", "line", help="姓名和方式，如“李强电话告知”"),
    *reconsideration.FIELDS,
    Field("grounds", "督查事由"),
    Field("code", "升级为", "line"),
    Field("level", "种类", "line"),
    Field("scope", "督查范围", "line"),
    Field("wording", "办理要求"),
    Field("due", "回复期限", "date"),
    Field("matters", "督办事项"),
)


def detail(record: Record) -> NoticeDetail:
    return record.notice


def named(record: Record) -> str:
    """提醒函 区督〔2026〕1号."""
    return f"{detail(record).get_level_display()} {record.code}"


def tell_matters(notice: Record, name: str, post: Post, **answers: Any) -> None:
    for matter in notice.matters.select_related("task__task"):
        flow.follow(matter.task, name, post, notice=named(notice), **answers)


def receive(record: Record, post: Post, answers: Answers) -> None:
    detail(record).received_on = day_told(answers)
    tell_matters(record, "notice_received", post)


def reply(record: Record, post: Post, answers: Answers) -> None:
    """The evidence stands on each task too: nobody hands the same photograph in twice."""
    notice = detail(record)
    notice.received_on = notice.received_on or day_told(answers)
    notice.replied_on, notice.reply = day_told(answers), answers["reply"]
    files, link = answers.get("evidence") or [], answers.get("evidence_link") or ""
    keep_evidence(record, files, link)
    for matter in record.matters.select_related("task__task"):
        for file in files:
            file.seek(0)
        shown = {"evidence": files, "evidence_link": link}
        flow.follow(matter.task, "notice_replied", post, notice=named(record), reply=answers["reply"], **shown)


def send_back(record: Record, post: Post, answers: Answers) -> None:
    detail(record).replied_on = None
    tell_matters(record, "notice_returned", post, reason=answers["reason"])


def conclude(record: Record, post: Post, answers: Answers) -> None:
    end(record, answers["conclusion"])
    tell_matters(record, "notice_concluded", post, conclusion=answers["conclusion"])


def withdraw(record: Record, post: Post, answers: Answers) -> None:
    end(record)
    tell_matters(record, "notice_withdrawn", post, reason=answers["reason"])


def give_way(record: Record, _post: Post, _answers: Answers) -> None:
    """To the graver notice, whose issue the tasks' histories tell."""
    end(record)


def end(record: Record, conclusion: str = "") -> None:
    detail(record).ended_on, detail(record).conclusion = clock.today(), conclusion
    record.matters.update(is_open=False)


def reopen(record: Record, post: Post, answers: Answers) -> None:
    """The conclusion was overturned: the unit replies anew, unless its tasks are under another notice by now."""
    others = Matter.objects.filter(task__in=record.matters.values("task"), is_open=True).exclude(notice=record)
    other = others.select_related("notice__notice", "task").first()
    if other:
        told = _("“%(title)s”已另有未办结的%(notice)s，一事一办。请在那一件上办理，或先撤回它。")
        raise Refused(told % {"title": other.task.title, "notice": named(other.notice)})
    notice = detail(record)
    notice.ended_on, notice.conclusion, notice.replied_on = None, "", None
    record.due = answers.get("redo_due") or record.due
    record.matters.update(is_open=True)
    tell_matters(record, "notice_returned", post, reason=answers["decision"])


EVIDENCE = ("evidence", "evidence_link")
TRANSITIONS = (
    Transition(
        "receive", "签收", ("issued",), "received", OF_A_UNIT, stand_in=SUPERVISOR, effect=receive, can_take_back=False
    ),
    Transition(
        "reply", "回复", WAITING, "replied", OF_A_UNIT, stand_in=SUPERVISOR,
        requires=("reply",), optional=EVIDENCE, effect=reply, can_take_back=False,
    ),
    Transition(
        "conclude", "办结", ("replied",), "concluded", SUPERVISOR,
        requires=("conclusion",), effect=conclude, can_take_back=False,
    ),
    Transition(
        "send_back", "退回重报", ("replied",), "received", SUPERVISOR,
        requires=("reason",), effect=send_back, can_take_back=False,
    ),
    *(replace(step, can_take_back=False) for step in reconsideration.steps("concluded", "received", reopen)),
    Transition(
        "raise", "升级", WAITING, "raised", SUPERVISOR,
        requires=("code",), effect=give_way, can_take_back=False, offered=False,
    ),
    Transition(
        "withdraw", "撤回", OPEN, "withdrawn", SUPERVISOR,
        requires=("reason",), effect=withdraw, can_take_back=False, topic="撤回",
    ),
)  # fmt: skip


def facts(record: Record) -> dict[str, Any]:
    """A notice has no progress: it is answered or not."""
    notice = detail(record)
    return {
        "progress": None,
        "basis": None,
        "plan": [],
        "lead": notice.lead_id,
        "handed_out": notice.issued_on.isoformat(),
    }


NOTICE = register(
    RecordType(
        name="notice",
        label="督办",
        detail="notice",
        states=STATES,
        transitions=TRANSITIONS,
        fields=FIELDS,
        tracked=("received_on", "replied_on", "reply", "ended_on", "conclusion", *reconsideration.COLUMNS),
        facts=facts,
    )
)

NEXT_LEVEL = {Level.REMINDER: Level.ORDER, Level.ORDER: Level.RED_ORDER}
