"""意见征求: 征求中 → 研究采纳 → 办结, and what its steps ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.pipelines.consultation import steps
from luoshi.pipelines.consultation.models import Consultation, Remark, Verdict
from luoshi.pipelines.consultation.page import around
from luoshi.records.columns import asked
from luoshi.records.deadlines import is_ahead, own_due
from luoshi.records.declaration import Field, Limit, RecordType, State, Tile, Transition
from luoshi.records.detail import facts_of
from luoshi.records.keeping import keep
from luoshi.records.models import Record
from luoshi.records.parts import BESIDES_LEAD
from luoshi.records.parts import facts_of as facts_of_parts
from luoshi.records.rag import Rule, framed
from luoshi.records.registry import register

SUPERVISOR = frozenset({Role.SUPERVISOR})
DRAFTING = OF_A_UNIT | SUPERVISOR


STATES = (
    State("asking", "征求中", "live", "lead", due=own_due),
    State("weighing", "研究采纳", "live", "lead", Limit(10, "working_days")),
    State("closed", "办结", "closed", "nobody"),
    State("withdrawn", "撤回", "halted", "nobody"),
)


def facts(record: Record) -> dict[str, Any]:
    """With the parts: which unit had answered by when can be told of any past day."""
    return {**facts_of(record), "parts": facts_of_parts(record)}


def one_of_them(record: Record, post: Post) -> forms.Field:
    return forms.ModelChoiceField(Remark.objects.visible_to(post).standing().filter(record=record), empty_label=None)


def verdicts(_record: Record, _post: Post) -> forms.Field:
    return forms.ChoiceField(choices=[("", _("未定")), *Verdict.choices])


def hidden(_record: Record, _post: Post) -> forms.Field:
    return forms.CharField(max_length=4000, widget=forms.HiddenInput)


FIELDS = (
    Field("title", "征求事项", "line", help="如“关于《××管理办法》征求意见”"),
    Field("document", "征求意见稿", "document", help="先在“拆解文件”里存入，这里选用"),
    Field("lead", "起草单位", "unit"),
    Field("support", "征求单位", "units"),
    Field("due", "反馈期限", "date"),
    *asked(Consultation, "focus", "others", others="代表、企业、协会等，他们的意见由起草单位或督查员代录"),
    Field("final", "定稿", "document"),
    Field("pieces", "所指条款", "line", make=hidden),
    *asked(Remark, "who", "proposal", "reason", "because", who="写单位或姓名和身份，如“某企业负责人”"),
    Field("verdict", "采纳情况", "choice", make=verdicts),
    Field("remark", "哪一条", "row", make=one_of_them),
    Field("conclusion", "办结说明"),
    Field("evidence", "附件", "files"),
    Field("part_unit", "代哪个单位", "part"),
    Field("happened_on", "发生日期", "date", help="单位实际反馈的那一天"),
    Field("told_by", "何人告知", "line"),
)
OPEN, ROUND = ("asking", "weighing"), "征求范围和期限"
TRANSITIONS = (
    Transition(
        "nothing", "无意见", ("asking",), None, OF_A_UNIT, parts=BESIDES_LEAD, stand_in=SUPERVISOR,
        bar=steps.answered_already, guard=steps.is_unanswered, effect=steps.nothing,
    ),
    Transition(
        "remark", "提出意见", ("asking",), None, OF_A_UNIT, requires=("proposal",), optional=("reason", "pieces"),
        parts=BESIDES_LEAD, guard=steps.is_on_the_text, effect=steps.remark, can_take_back=False,
        page="consultation_text",
    ),
    Transition(
        "collect", "截止征求", ("asking",), "weighing", DRAFTING, optional=("reason",), guard=steps.is_time,
        effect=steps.stop_asking,
    ),
    Transition(
        "close", "办结", ("weighing",), "closed", DRAFTING, optional=("final", "conclusion", "evidence"),
        guard=steps.is_all_answered, effect=keep,
    ),
    Transition(
        "enter", "代录意见", OPEN, None, DRAFTING, requires=("who", "proposal"), optional=("reason", "pieces"),
        guard=steps.is_on_the_text, effect=steps.enter, can_take_back=False, page="consultation_text", topic="意见",
    ),
    Transition(
        "weigh", "答复意见", OPEN, None, DRAFTING, requires=("remark", "verdict", "because"),
        bar=steps.nothing_to_weigh, effect=steps.weigh, can_take_back=False, topic="意见",
    ),
    Transition(
        "withdraw_remark", "撤回意见", ("asking",), None, OF_A_UNIT, requires=("remark",), parts=BESIDES_LEAD,
        bar=steps.none_to_withdraw, guard=steps.is_own, effect=steps.withdraw_remark, can_take_back=False,
        topic="意见",
    ),
    Transition(
        "extend", "延长征求", OPEN, "asking", DRAFTING, requires=("due",), optional=("reason",), guard=is_ahead,
        effect=steps.extend, topic=ROUND,
    ),
    Transition(
        "add_units", "增加征求单位", ("asking",), None, DRAFTING, requires=("support",), effect=steps.add_units,
        can_take_back=False, topic=ROUND,
    ),
    Transition(
        "withdraw", "撤回征求", OPEN, "withdrawn", DRAFTING, requires=("reason",), effect=steps.stop_asking,
        topic=ROUND,
    ),
)  # fmt: skip
BIRTH = Transition(
    "create", "发起征求", (), None, DRAFTING, requires=("title", "document", "due", "support"),
    optional=("lead", "focus", "others"), guard=is_ahead, effect=steps.start,
)  # fmt: skip

register(
    RecordType(
        name="consultation",
        label="意见征求",
        place=41,
        note="一份稿子征求一轮意见，条条有答复：采纳、部分采纳、未采纳和理由",
        detail="consultation",
        states=STATES,
        transitions=TRANSITIONS,
        fields=FIELDS,
        tracked=("document", "focus", "others", "final"),
        facts=facts,
        birth=BIRTH,
        path=("asking", "weighing", "closed"),
        listed=("document",),
        tiles=(
            Tile("征求中", {"state": ["asking"]}),
            Tile("研究采纳", {"state": ["weighing"]}),
            Tile("亮红灯", {"light": ["red"]}, colour="red"),
            Tile("办结", {"state": ["closed"]}),
        ),
        table=framed(
            Rule("red", "截止已过{figure:.0f}天，未收口", "stage_days_late", at_least=1, stage="asking"),
            Rule("red", "研究采纳逾期{figure:.0f}天", "stage_days_late", at_least=1, stage="weighing"),
            Rule("yellow", "今日截止", "stage_days_left", at_most=0),
            Rule("yellow", "剩{figure:.0f}个工作日", "stage_working_days_left", at_most=3),
        ),
        section="pipelines/consultation.html",
        context=around,
    )
)
