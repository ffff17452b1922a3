"""意见建议: 登记 → 分类 → 转办 → 答复 → 反馈 → 满意度 → 办结."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.pipelines.opinion import steps
from luoshi.pipelines.opinion.models import Content, Opinion, Raiser
from luoshi.pipelines.opinion.page import around
from luoshi.pipelines.opinion.procedures import is_clear
from luoshi.records.columns import asked
from luoshi.records.deadlines import is_ahead, own_due
from luoshi.records.declaration import Field, Limit, RecordType, State, Tile, Transition
from luoshi.records.detail import facts_of
from luoshi.records.forms import NumberedField
from luoshi.records.keeping import keep
from luoshi.records.models import Part, Record
from luoshi.records.personal import ASKED
from luoshi.records.rag import Rule, framed
from luoshi.records.registry import register

SUPERVISOR = frozenset({Role.SUPERVISOR})
TAKING_IN = OF_A_UNIT | SUPERVISOR
# Who registered it keeps a part in it, and may tell the person too.
ANY_PART = frozenset({Part.LEAD, Part.SUPPORT})


STATES = (
    State("registered", "登记", "live", "supervisor", Limit(3, "working_days")),
    State("classified", "已分类", "live", "supervisor", Limit(2, "working_days")),
    State("handling", "办理", "live", "lead", due=own_due),
    State("answered", "已答复", "live", "supervisor", Limit(3, "working_days")),
    State("told", "已反馈", "live", "supervisor", Limit(5, "working_days")),
    State("closed", "办结", "closed", "nobody"),
    State("joined", "并案办理", "live", "supervisor"),
    State("refusing", "不予受理待告知", "live", "supervisor", Limit(15)),
    State("refused", "不予受理", "closed", "nobody"),
)


def satisfied(_record: Record, _post: Post) -> forms.Field:
    """Who is not content is asked why and is helped once more: that is a step of its own."""
    return forms.ChoiceField(choices=[("", _("未定")), *((c.value, c.label) for c in Content if c != Content.NOT)])


def by_number(_record: Record, post: Post) -> forms.Field:
    return NumberedField(post, "opinion")


KEPT = asked(
    Opinion,
    "channel", "station", "deputy", "raiser_kind", "category", "procedure", "checked", "refused_because", "reply",
    "told_how", "told_on", "unsatisfied_because",
    checked="内容里提到诉讼、复议、仲裁而实际不在程序中的，写明怎样核实的",
    refused_because="写明为什么不受理、应到哪里办",
    told_on="不填为今天",
)  # fmt: skip
FIELDS = (
    Field("title", "事由", "line"),
    Field("wording", "反映内容", help="照原话记，登记后不再改动；姓名、电话填在下面，不写在这里"),
    *KEPT,
    Field("contact", "反映人姓名", "line", help="只有督查员和承办、登记单位看得到，可以按要求删除"),
    Field("phone", "联系方式", "line"),
    Field("lead", "承办单位", "unit"),
    Field("due", "答复期限", "date", help="不填的，转办为15个工作日，重办为5个工作日"),
    Field("main", "并入哪一件", help="填那一件的编号，如 2026-0012", make=by_number),
    Field("satisfaction", "满意度", "choice", make=satisfied),
    Field("reason", "理由"),
    Field("conclusion", "办结说明"),
    Field("evidence", "附件", "files"),
    Field("happened_on", "发生日期", "date", help="单位实际办理的那一天"),
    Field("told_by", "何人告知", "line"),
)
FRESH, RAISER = ("registered", "classified"), "反映人"
TRANSITIONS = (
    Transition("classify", "分类", ("registered",), "classified", SUPERVISOR, requires=("category",), effect=keep),
    Transition(
        "transfer", "转办", ("classified",), "handling", SUPERVISOR, requires=("lead",), optional=("due",),
        guard=is_ahead, effect=steps.transfer, together=("due",),
    ),
    Transition(
        "answer", "答复", ("handling",), "answered", OF_A_UNIT, requires=("reply",), optional=("evidence",),
        stand_in=SUPERVISOR, effect=steps.reply,
    ),
    Transition(
        "return_transfer", "退回转办", ("handling",), "classified", OF_A_UNIT, requires=("reason",),
        effect=steps.return_it, topic="不属本单位",
    ),
    Transition(
        "tell", "反馈", ("answered",), "told", TAKING_IN, requires=("told_how",), optional=("told_on",),
        parts=ANY_PART, guard=steps.is_not_told_ahead, effect=steps.tell,
    ),
    Transition(
        "send_back", "退回补充答复", ("answered",), "handling", SUPERVISOR, requires=("reason",), optional=("due",),
        guard=is_ahead, effect=keep, topic="答复不清",
    ),
    Transition(
        "rate", "满意度评价，办结", ("told",), "closed", TAKING_IN, requires=("satisfaction",), parts=ANY_PART,
        bar=steps.answered_itself, effect=keep,
    ),
    Transition(
        "redo", "不满意，退回重办", ("told",), "handling", TAKING_IN, requires=("unsatisfied_because",),
        optional=("due",), parts=ANY_PART, bar=steps.redone_already, guard=is_ahead, effect=steps.redo,
    ),
    Transition(
        "close_unsatisfied", "仍不满意，说明后办结", ("told",), "closed", SUPERVISOR,
        requires=("unsatisfied_because", "conclusion"), bar=steps.not_redone_yet, effect=steps.end_unsatisfied,
    ),
    Transition(
        "tell_refusal", "告知不予受理", ("refusing",), "refused", TAKING_IN, requires=("told_how",),
        optional=("told_on",), guard=steps.is_not_told_ahead, effect=steps.tell,
    ),
    Transition(
        "tell_joined", "一并反馈，办结", ("joined",), "closed", TAKING_IN, requires=("told_how",),
        optional=("told_on",), bar=steps.main_is_unanswered, guard=steps.is_not_told_ahead, effect=steps.tell,
    ),
    Transition(
        "join", "并入同一事项", FRESH, "joined", SUPERVISOR, requires=("main",), guard=steps.may_be_joined,
        effect=steps.join, topic="重复反映",
    ),
    Transition(
        "refuse", "不予受理", FRESH, "refusing", SUPERVISOR, requires=("refused_because",), optional=("procedure",),
        effect=keep, topic="不予受理",
    ),
    Transition(
        "amend", "修改登记", FRESH, None, TAKING_IN, optional=("title", "channel", "station", "deputy", "raiser_kind"),
        effect=keep, topic="登记",
    ),
    Transition(
        "reach", "更正反映人", (*FRESH, "handling", "answered", "told", "joined", "refusing"), None, TAKING_IN,
        optional=ASKED, parts=ANY_PART, effect=Raiser.keep, can_take_back=False, topic=RAISER,
    ),
    Transition(
        "erase", "删除反映人信息", tuple(state.name for state in STATES), None, SUPERVISOR, requires=("reason",),
        bar=Raiser.is_not_kept, effect=Raiser.erase, can_take_back=False, topic=RAISER,
    ),
)  # fmt: skip
TRACKED = (
            "channel", "station", "deputy", "raiser_kind", "category", "procedure", "refused_because", "main", "reply",
            "answered_on", "told_how", "told_on", "satisfaction", "unsatisfied_because", "redone",
)  # fmt: skip
BIRTH = Transition(
            "create", "登记意见", (), None, TAKING_IN,
            requires=("title", "wording", "channel", "raiser_kind", "procedure"),
            optional=("checked", "category", "station", "deputy", *ASKED, "evidence"),
            guard=is_clear, effect=steps.register,
)  # fmt: skip

register(
    RecordType(
        name="opinion",
        label="意见建议",
        place=40,
        note="代表联络站和各渠道收到的意见，件件有答复，满意不满意由提的人说",
        detail="opinion",
        states=STATES,
        transitions=TRANSITIONS,
        fields=FIELDS,
        tracked=TRACKED,
        facts=facts_of,
        birth=BIRTH,
        path=("registered", "classified", "handling", "answered", "told", "closed"),
        listed=("category", "channel", "raiser_kind", "satisfaction"),
        filters=("category", "channel", "station", "satisfaction"),
        days=("told_on",),
        tiles=(
            Tile("在办", {"scope": "open"}),
            Tile("待分类转办", {"state": list(FRESH)}),
            Tile("待反馈评价", {"state": ["answered", "told", "joined"]}),
            Tile("亮红灯", {"light": ["red"]}, colour="red"),
            Tile("不满意", {"satisfaction": "not"}, colour="yellow"),
            Tile("不予受理", {"state": ["refusing", "refused"]}),
        ),
        table=framed(
            Rule("red", "答复逾期{figure:.0f}天", "stage_days_late", at_least=1, stage="handling"),
            Rule("red", "逾期{figure:.0f}天未办", "stage_days_late", at_least=1),
            Rule("yellow", "今日到期", "stage_days_left", at_most=0),
            Rule("yellow", "剩{figure:.0f}个工作日答复", "stage_working_days_left", at_most=3, stage="handling"),
        ),
        section="pipelines/opinion.html",
        context=around,
    )
)
