"""招商: a firm that may come, from the first word of it to the arrival of its funds."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.db.models import Exists, OuterRef, Q

from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.pipelines.prospect import steps
from luoshi.pipelines.prospect.detail import REACHED, Prospect, ProspectContact, of_one_firm
from luoshi.pipelines.prospect.page import context, sum_of_year
from luoshi.records.births import KNOWN
from luoshi.records.choices import units_of
from luoshi.records.columns import asked
from luoshi.records.declaration import Field, FromSheet, RecordType, Scope, State, Tile, Transition
from luoshi.records.detail import facts_of
from luoshi.records.forms import NumberedField
from luoshi.records.halting import ways_back
from luoshi.records.keeping import keep
from luoshi.records.models import Record, Tie
from luoshi.records.personal import ASKED
from luoshi.records.rag import Rule, framed
from luoshi.records.registry import register

SUPERVISOR = frozenset({Role.SUPERVISOR})
WORKING = OF_A_UNIT | SUPERVISOR

STATES = (
    State("clue", "线索", "live", "lead"),
    State("talking", "洽谈", "live", "lead"),
    State("visiting", "考察", "live", "lead"),
    State("signed", "签约", "live", "lead"),
    State("landed", "落地", "live", "lead"),
    State("funded", "到资", "closed", "nobody"),
    State("dropped", "放弃", "halted", "nobody"),
    State("merged", "已合并", "halted", "nobody"),
)
PATH = tuple(state.name for state in STATES[:6])
OPEN = PATH[:-1]
EARLY, LATE = OPEN[:3], OPEN[3:]
ABOUT = ("channel", "industry", "source", "owner", "content", "intended")
NEXT = ("next_step", "next_on")
SHOWN = ("evidence",)
INFORMATION, TWICE, OVER = "信息、分工", "重复线索", "放弃"


def another(_record: Record, post: Post) -> forms.Field:
    return NumberedField(post, "prospect")


def unit_for_project(_record: Record, post: Post) -> forms.Field:
    return forms.ModelChoiceField(units_of(post), initial=post.unit if post.speaks_for_unit else None)


FIELDS = (
    Field("title", "企业名称", "line", help="写全称，便于查重"),
    Field("lead", "责任单位", "unit"),
    *asked(Prospect, *ABOUT),
    Field("contact", "联系人", "line", help="只有看得到本线索的人看得到，不进办理记录，可按要求删除"),
    Field("phone", "联系电话", "line"),
    Field("said", "跟进情况", help="与谁谈、谈了什么、对方态度"),
    *asked(Prospect, *NEXT, "funds", "followed_on"),
    *asked(Prospect, *REACHED.values()),
    Field("fund_amount", "金额", "money"),
    Field("fund_on", "到账日期", "date"),
    Field("fund_note", "说明", "line", help="如注册资本金、设备款"),
    Field("survivor", "合并到", "line", help="填仍要跟进的那条线索的编号，如 2026-0012", make=another),
    Field("merged", "线索", "line"),
    Field("project_title", "项目名称", "line"),
    Field("project_lead", "项目责任单位", "unit", make=unit_for_project),
    Field("planned_start", "计划开工", "date", help="计划开工月份的任意一天"),
    Field("project", "项目", "line"),
    Field("reason", "理由"),
    Field("evidence", "佐证材料", "files"),
    KNOWN,
)

TRANSITIONS = (
    Transition(
        "contact_firm", "跟进", OPEN, None, WORKING, requires=("said",), optional=(*NEXT, *SHOWN),
        guard=steps.has_happened, effect=steps.move_on,
    ),
    Transition(
        "talk", "转入洽谈", ("clue",), "talking", WORKING, requires=("said",), optional=NEXT,
        guard=steps.has_happened, effect=steps.move_on,
    ),
    Transition(
        "visit", "考察", ("clue", "talking"), "visiting", WORKING, requires=("said",), optional=(*NEXT, *SHOWN),
        guard=steps.has_happened, effect=steps.move_on,
    ),
    Transition(
        "sign", "签约", ("talking", "visiting"), "signed", WORKING, requires=("signed_on", "intended"),
        optional=("content", *NEXT, *SHOWN), guard=steps.has_happened, effect=steps.move_on,
    ),
    Transition(
        "land", "落地", ("signed",), "landed", WORKING, requires=("landed_on",), optional=(*NEXT, *SHOWN),
        guard=steps.has_happened, effect=steps.move_on,
    ),
    Transition(
        "fund", "登记到资", ("landed", "funded"), "funded", WORKING, requires=("fund_amount", "fund_on"),
        optional=("fund_note", *SHOWN), guard=steps.is_an_amount, effect=steps.fund,
    ),
    Transition(
        "become_project", "转为项目", ("signed", "landed", "funded"), None, WORKING,
        requires=("project_title", "project_lead", "planned_start"), bar=steps.is_a_project, guard=steps.is_ahead,
        effect=steps.become_project, can_take_back=False,
    ),
    Transition(
        "reduce", "冲减到资", ("funded",), None, WORKING, requires=("fund_amount", "fund_on", "reason"),
        guard=steps.is_there, effect=steps.reduce, topic=OVER,
    ),
    Transition("drop", "放弃", OPEN, "dropped", WORKING, requires=("reason",), topic=OVER),
    *ways_back("restart", "重启", "dropped", OPEN, WORKING, effect=steps.move_on),
    Transition(
        "merge", "合并到", OPEN, "merged", WORKING, requires=("survivor",), optional=("reason",),
        guard=steps.may_stand_for, effect=steps.merge, can_take_back=False, topic=TWICE,
    ),
    *ways_back("split", "取消合并", "merged", OPEN, WORKING, effect=steps.split),
    Transition(
        "amend", "修改", (*OPEN, "funded"), None, WORKING, optional=("title", *ABOUT), effect=steps.amend,
        topic=INFORMATION,
    ),
    Transition(
        "reach", "更正联系人", (*OPEN, "funded"), None, WORKING, optional=ASKED, effect=ProspectContact.keep,
        can_take_back=False, topic=INFORMATION,
    ),
    Transition(
        "reassign", "调整责任单位", OPEN, None, SUPERVISOR, requires=("lead", "reason"), effect=keep, topic=INFORMATION
    ),
    Transition(
        "erase_contact", "删除联系人", (*PATH, "dropped", "merged"), None, WORKING, requires=("reason",),
        bar=ProspectContact.is_not_kept, effect=ProspectContact.erase, can_take_back=False, topic=INFORMATION,
    ),
    # What is done to another prospect of the same firm, told in the history of the one that goes on.
    Transition(
        "absorb", "并入重复线索", PATH, None, WORKING, optional=("merged",), can_take_back=False, offered=False
    ),
    Transition(
        "release", "重复线索取消合并", (*PATH, "dropped", "merged"), None, WORKING, optional=("merged", "reason"),
        can_take_back=False, offered=False,
    ),
)  # fmt: skip

SILENT = "{figure:.0f}天未跟进"
TABLE = framed(
    *(Rule("red", SILENT, "since_followed", at_least=30, stage=stage) for stage in EARLY),
    *(Rule("red", SILENT, "since_followed", at_least=60, stage=stage) for stage in LATE),
    *(Rule("yellow", SILENT, "since_followed", at_least=15, stage=stage) for stage in EARLY),
    *(Rule("yellow", SILENT, "since_followed", at_least=30, stage=stage) for stage in LATE),
    Rule("yellow", "约定跟进已过{figure:.0f}天", "since_next", at_least=1),
)


def is_won_without_project(_today: dt.date, _post: Post) -> Q:
    project = Tie.objects.filter(other=OuterRef("pk"), record__type="project")
    return Q(~Exists(project), state__in=("signed", "landed", "funded"))


def facts(record: Record) -> dict[str, object]:
    prospect = Prospect.of(record)
    return facts_of(record, followed=prospect.followed_on, next=prospect.next_on)


PROSPECT = register(
    RecordType(
        name="prospect",
        label="招商",
        place=20,
        note="产业链、资产、环境、乡情、以商招商的线索，从发现到到资",
        detail="prospect",
        states=STATES,
        transitions=TRANSITIONS,
        fields=FIELDS,
        tracked=(*ABOUT, *NEXT, "followed_on", "funds", "firm_key", "merged_into", *REACHED.values()),
        facts=facts,
        clocks={"followed": "距最近跟进的天数", "next": "超过约定跟进日的天数"},
        birth=Transition(
            "create", "登记线索", (), None, WORKING, requires=("title", "channel"),
            optional=("industry", "intended", "lead", "owner", "source", "content", *ASKED, *NEXT),
            guard=steps.has_happened, effect=steps.register_firm,
        ),
        alike=of_one_firm,
        path=PATH,
        # Not 到资: funds are counted from what arrived, one by one.
        sheet=FromSheet(stands=PATH[1:5], personal=ASKED),
        reached=REACHED,
        reported=("fund_rows",),
        listed=("channel", "industry", "intended", "funds", "followed_on", "next_on"),
        filters=("channel", "industry"),
        scopes=(Scope("won", "已签约未转项目", is_won_without_project),),
        totals=("intended", "funds"),
        days=("next_on", "signed_on"),
        tiles=(
            Tile("在谈线索", {"scope": "open"}),
            Tile("意向投资", {"scope": "open"}, total="intended"),
            Tile("本年到资", {}, figure=sum_of_year),
            Tile("已签约未转项目", {"scope": "won"}),
            Tile("久未跟进", {"light": ["red"]}, colour="red"),
            Tile("该跟进了", {"light": ["yellow"]}, colour="yellow"),
        ),
        table=TABLE,
        section="pipelines/prospect.html",
        apart=("funds", "followed_on", "next_step", "next_on", "firm_key", "merged_into"),
        context=context,
        naming=("owner",),
    )
)  # fmt: skip
