"""企业诉求: 登记 → 分派（24小时）→ 办理 → 答复 → 企业评价 → 回访 → 办结."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.pipelines.service.cases import steps
from luoshi.pipelines.service.cases.model import Rating, ServiceCase
from luoshi.pipelines.service.cases.page import above, around, asked_already
from luoshi.records.columns import asked
from luoshi.records.deadlines import is_ahead, own_due
from luoshi.records.declaration import Field, FromSheet, Limit, RecordType, State, Tile, Transition
from luoshi.records.detail import facts_of
from luoshi.records.forms import NumberedField
from luoshi.records.keeping import keep
from luoshi.records.models import Part, Record
from luoshi.records.rag import Rule, framed
from luoshi.records.registry import register

SUPERVISOR = frozenset({Role.SUPERVISOR})
WORKING = OF_A_UNIT | SUPERVISOR
ANY_PART = frozenset({Part.LEAD, Part.SUPPORT})


STATES = (
    State("registered", "登记", "live", "supervisor", Limit(1, "working_days")),
    State("handling", "办理", "live", "lead", due=own_due),
    State("answered", "待企业评价", "live", "supervisor", Limit(5, "working_days")),
    State("rated", "待回访", "live", "supervisor", Limit(10, "working_days")),
    State("closed", "办结", "closed", "nobody"),
    State("joined", "并案办理", "live", "nobody"),
)


def content(_record: Record, _post: Post) -> forms.Field:
    """A firm that is not content is helped once more: that is a step of its own."""
    return forms.ChoiceField(choices=[("", _("未定")), *((c.value, c.label) for c in Rating if c != Rating.NOT)])


def by_number(_record: Record, post: Post) -> forms.Field:
    return NumberedField(post, "servicecase")


FIELDS = (
    Field("title", "诉求事由", "line"),
    Field("wording", "诉求内容", help="照企业原话记，登记后不再改动"),
    *asked(ServiceCase, "firm", "source", "category", "reply", "unsatisfied_because", "followed_up"),
    Field("lead", "承办单位", "unit"),
    Field("due", "办理期限", "date", help="不填的按类别：审批、水电气5个工作日，用工7个，用地15个，其他10个；重办5个"),
    Field("main", "并入哪一件", help="填那一件的编号，如 2026-0012", make=by_number),
    Field("rating", "企业评价", "choice", make=content),
    Field("reason", "理由"),
    Field("conclusion", "办结说明"),
    Field("evidence", "附件", "files"),
    Field("happened_on", "发生日期", "date", help="单位实际办理的那一天"),
    Field("told_by", "何人告知", "line"),
)
TRANSITIONS = (
    Transition(
        "dispatch", "分派", ("registered",), "handling", WORKING, requires=("lead",), optional=("category", "due"),
        guard=is_ahead, effect=steps.dispatch, together=("category", "due"),
    ),
    Transition(
        "answer", "答复", ("handling",), "answered", OF_A_UNIT, requires=("reply",), optional=("evidence",),
        stand_in=SUPERVISOR, effect=steps.reply,
    ),
    Transition(
        "return_dispatch", "退回分派", ("handling",), "registered", OF_A_UNIT, requires=("reason",),
        effect=steps.return_it, topic="不属本单位",
    ),
    Transition(
        "rate", "企业评价", ("answered",), "rated", WORKING, requires=("rating",), parts=ANY_PART,
        bar=steps.answered_itself, effect=keep,
    ),
    Transition(
        "redo", "不满意，退回重办", ("answered",), "handling", WORKING, requires=("unsatisfied_because",),
        optional=("due",), parts=ANY_PART, bar=steps.redone_already, guard=is_ahead, effect=steps.redo,
    ),
    Transition(
        "rate_not", "仍不满意", ("answered",), "rated", WORKING, requires=("unsatisfied_because",), parts=ANY_PART,
        bar=steps.not_redone_yet, effect=steps.rate_not,
    ),
    Transition(
        "follow_up", "回访，办结", ("rated",), "closed", WORKING, requires=("followed_up",), optional=("conclusion",),
        parts=ANY_PART, bar=steps.answered_itself, guard=steps.explains, effect=steps.end,
    ),
    Transition(
        "relapse", "回访未解决，再办", ("rated",), "handling", WORKING, requires=("followed_up",), optional=("due",),
        parts=ANY_PART, bar=steps.answered_itself, guard=is_ahead, effect=steps.relapse, topic="未解决",
    ),
    Transition(
        "join", "并入同一诉求", steps.JOINABLE, "joined", WORKING, requires=("main",), guard=steps.may_be_joined,
        effect=keep, topic="重复诉求",
    ),
    Transition(
        "close_joined", "随主件办结", ("joined",), "closed", WORKING, offered=False, effect=steps.close_joined,
        can_take_back=False,
    ),
    Transition(
        "amend", "修改登记", ("registered",), None, WORKING, optional=("title", "firm", "source", "category"),
        effect=keep, topic="登记",
    ),
)  # fmt: skip
BIRTH = Transition(
    "create", "登记诉求", (), None, WORKING, requires=("firm", "title", "wording", "source"),
    optional=("category", "evidence"), effect=steps.enter,
)  # fmt: skip

register(
    RecordType(
        name="servicecase",
        label="企业诉求",
        place=30,
        note="企业提的事，24小时内分派，限期答复，好不好由企业说",
        detail="servicecase",
        states=STATES,
        transitions=TRANSITIONS,
        fields=FIELDS,
        tracked=(
            "firm", "source", "category", "received_by", "main", "dispatched_late", "reply", "answered_on", "rating",
            "unsatisfied_because", "redone", "followed_up",
        ),
        facts=facts_of,
        birth=BIRTH,
        sheet=FromSheet(),
        path=("registered", "handling", "answered", "rated", "closed"),
        listed=("firm", "category", "source", "rating"),
        filters=("category", "source", "rating", "dispatched_late"),
        days=("answered_on",),
        tiles=(
            Tile("在办", {"scope": "open"}),
            Tile("待分派", {"state": ["registered"]}, colour="blue"),
            Tile("亮红灯", {"light": ["red"]}, colour="red"),
            Tile("分派超24小时", {"dispatched_late": "on"}, colour="yellow"),
            Tile("企业满意", {"rating": "full"}, colour="green"),
            Tile("不满意", {"rating": "not"}, colour="yellow"),
        ),
        table=framed(
            Rule("red", "超24小时未分派", "stage_days_late", at_least=1, stage="registered"),
            Rule("red", "答复逾期{figure:.0f}天", "stage_days_late", at_least=1, stage="handling"),
            Rule("yellow", "超期{figure:.0f}天未评价", "stage_days_late", at_least=1, stage="answered"),
            Rule("yellow", "超期{figure:.0f}天未回访", "stage_days_late", at_least=1, stage="rated"),
            Rule("yellow", "今日到期", "stage_days_left", at_most=0),
            Rule("yellow", "剩{figure:.0f}个工作日答复", "stage_working_days_left", at_most=3, stage="handling"),
        ),
        section="service/case.html",
        context=around,
        alike=asked_already,
        apart=("firm", "dispatched_late", "redone", "main"),
        above="service/topics.html",
        list_context=above,
    )
)  # fmt: skip
