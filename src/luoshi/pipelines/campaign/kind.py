"""攻坚: 起草 → 进行中 → 总结 → 结束."""

from __future__ import annotations

from django import forms

from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.pipelines.campaign import steps
from luoshi.pipelines.campaign.models import Campaign
from luoshi.pipelines.campaign.page import around
from luoshi.records.columns import asked
from luoshi.records.deadlines import own_due
from luoshi.records.declaration import Field, Limit, RecordType, State, Tile, Transition
from luoshi.records.detail import facts_of
from luoshi.records.keeping import keep
from luoshi.records.models import Record
from luoshi.records.rag import Rule, framed
from luoshi.records.registry import register

SUPERVISOR = frozenset({Role.SUPERVISOR})


def amount(_record: Record, _post: Post) -> forms.Field:
    return forms.DecimalField(max_digits=16, decimal_places=2)


STATES = (
    State("draft", "起草", "planned", "supervisor"),
    State("running", "进行中", "live", "supervisor", due=own_due),
    State("summing", "总结", "live", "supervisor", Limit(15)),
    State("closed", "结束", "closed", "nobody"),
    State("halted", "中止", "halted", "nobody"),
)
FIELDS = (
    Field("title", "名称", "line", help="如“项目建设百日攻坚”"),
    *asked(Campaign, "starts", "purpose", "summary"),
    Field("due", "结束", "date"),
    Field("lead", "牵头单位", "unit"),
    Field("support", "参战单位", "units"),
    Field("target_name", "目标名称", "line", help="如“开工项目”"),
    Field(
        "what",
        "数什么",
        "choice",
        help="攻坚期间到了这个阶段（或更后）的就数上；按日期的，日期在攻坚期间的数上",
        make=steps.what,
    ),
    Field("measure", "怎么数", "choice", make=steps.measure),
    Field("target_value", "目标数", help="件数；合计金额的，单位为万元", make=amount),
    Field("query", "更多条件", "line", help="可不填。在业务清单里筛选后，把地址栏里的地址粘贴到这里"),
    Field("tied", "只数关联到本攻坚的", "flag"),
    Field("target", "哪个目标", "row", make=steps.of_the_campaign),
    Field("kind", "业务", "choice", make=steps.types),
    Field("number", "编号", "line", help="如 2026-0012"),
    Field("tie", "关联事项", "tie"),
    Field("reason", "理由"),
    Field("result", "完成情况"),
    Field("evidence", "附件", "files"),
)
OPEN, TARGETS, TIES, FRAME = ("draft", "running"), "目标", "关联事项", "起止、单位"
ADDED = ("target_name", "what", "target_value")
TRANSITIONS = (
    Transition("begin", "启动", ("draft",), "running", SUPERVISOR, bar=steps.no_target),
    Transition("sum_up", "转入总结", ("running",), "summing", SUPERVISOR),
    Transition(
        "close", "结束", ("summing",), "closed", SUPERVISOR, requires=("summary",), optional=("evidence",),
        effect=steps.close,
    ),
    Transition(
        "add_target", "增加目标", OPEN, None, SUPERVISOR, requires=ADDED, optional=("measure", "query", "tied"),
        guard=steps.makes_sense, effect=steps.add_target, can_take_back=False, topic=TARGETS,
    ),
    Transition(
        "drop_target", "取消目标", OPEN, None, SUPERVISOR, requires=("target", "reason"), bar=steps.no_target,
        effect=steps.drop_target, can_take_back=False, topic=TARGETS,
    ),
    Transition(
        "tie", "关联事项", OPEN, None, SUPERVISOR, requires=("kind", "number"), effect=steps.tie, can_take_back=False,
        topic=TIES,
    ),
    Transition(
        "untie", "取消关联", OPEN, None, SUPERVISOR, requires=("tie", "reason"), bar=steps.no_tie, effect=steps.untie,
        can_take_back=False, topic=TIES,
    ),
    Transition(
        "amend", "修改", ("draft",), None, SUPERVISOR,
        optional=("title", "starts", "due", "purpose", "lead", "support"),
        guard=steps.is_in_order, effect=keep, can_take_back=False, topic=FRAME,
    ),
    Transition(
        "extend", "改结束日期", ("running",), None, SUPERVISOR, requires=("due", "reason"), guard=steps.is_in_order,
        effect=keep, topic=FRAME,
    ),
    Transition("halt", "中止", OPEN, "halted", SUPERVISOR, requires=("reason",), topic=FRAME),
)  # fmt: skip
BIRTH = Transition(
    "create", "筹划攻坚", (), None, SUPERVISOR, requires=("title", "starts", "due"),
    optional=("purpose", "lead", "support"), guard=steps.is_in_order, effect=None,
)  # fmt: skip

register(
    RecordType(
        name="campaign",
        label="攻坚",
        place=50,
        note="百日攻坚等限期行动：倒计时、目标、每日进度，都从各项业务里数，不另填表",
        detail="campaign",
        states=STATES,
        transitions=TRANSITIONS,
        fields=FIELDS,
        tracked=("starts", "purpose", "summary"),
        facts=facts_of,
        birth=BIRTH,
        path=("draft", "running", "summing", "closed"),
        listed=("starts",),
        days=("starts",),
        tiles=(
            Tile("进行中", {"state": ["running"]}),
            Tile("待总结", {"state": ["summing"]}),
            Tile("结束", {"state": ["closed"]}),
        ),
        table=framed(
            Rule("red", "已到期{figure:.0f}天，未总结", "stage_days_late", at_least=1, stage="running"),
            Rule("red", "总结逾期{figure:.0f}天", "stage_days_late", at_least=1, stage="summing"),
            Rule("yellow", "最后一天", "stage_days_left", at_most=0, stage="running"),
            Rule("yellow", "剩{figure:.0f}天", "stage_days_left", at_most=10, stage="running"),
        ),
        section="pipelines/campaign.html",
        context=around,
    )
)
