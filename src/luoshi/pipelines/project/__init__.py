"""项目: from a plan to full capacity, with the stage clocks that offices publish (签约—开工—入库)."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.pipelines.project import steps
from luoshi.pipelines.project.detail import REACHED, Project, entry_by, start_by
from luoshi.pipelines.project.page import context, sum_of_year
from luoshi.records.columns import asked
from luoshi.records.declaration import Field, FromSheet, RecordType, Scope, State, Tile, Transition
from luoshi.records.detail import facts_of
from luoshi.records.halting import SUSPENDED, WITHDRAWN, halting_steps
from luoshi.records.keeping import keep
from luoshi.records.models import Part, Record
from luoshi.records.rag import Rule, framed
from luoshi.records.registry import register
from luoshi.records.tying import TIE_FIELDS, tie_steps

SUPERVISOR = frozenset({Role.SUPERVISOR})
WORKING = OF_A_UNIT | SUPERVISOR
DIRECTING = frozenset({Role.SUPERVISOR, Role.LEADER})
TAKING_PART = frozenset({Part.LEAD, Part.SUPPORT})

STATES = (
    State("planned", "谋划", "live", "lead"),
    State("signed", "签约", "live", "lead", due=start_by, awaited="开工"),
    State("started", "开工", "live", "lead", due=entry_by, awaited="入库"),
    State("building", "建设", "live", "lead", due=entry_by, awaited="入库"),
    State("finished", "竣工", "live", "lead", due=entry_by, awaited="入库"),
    State("entered", "入库", "live", "lead"),
    State("producing", "投产", "live", "lead", due=entry_by, awaited="入库"),
    State("effective", "达效", "closed", "nobody"),
    SUSPENDED,
    WITHDRAWN,
)
PATH = tuple(state.name for state in STATES[:8])
OPEN = PATH[:-1]
SPENDING = OPEN[1:]
NOT_ENTERED = ("started", "building", "producing")
ABOUT = ("investor", "industry", "place", "content", "owner")
SHOWN = ("evidence",)
PLAN, OBSTACLE = "计划、分工", "受阻"

FIELDS = (
    Field("title", "项目名称", "line"),
    Field("lead", "责任单位", "unit"),
    *asked(Project, *ABOUT),
    *asked(Project, "investment", "invested", "plan_year", "year_plan", "original_start"),
    *asked(Project, "planned_start", planned_start="计划开工月份的任意一天"),
    Field("due", "计划竣工", "date"),
    *asked(Project, *REACHED.values(), signed_on="不填为今天"),
    Field("month", "月份", "line", make=steps.month_choice(reported=False)),
    Field("reported_month", "要更正的月份", "line", make=steps.month_choice(reported=True)),
    Field("amount", "当月完成投资", "money"),
    Field("progress_note", "形象进度"),
    *asked(Project, "blocked_by", "blocked_unit", "blocked_on", "blocked_note", blocked_on="不填为今天"),
    Field("resolution", "如何解决"),
    Field("resolved_on", "解除日期", "date", help="不填为今天"),
    *TIE_FIELDS,
    Field("reason", "理由"),
    Field("evidence", "佐证材料", "files"),
)

TRANSITIONS = (
    Transition(
        "sign", "签约", ("planned",), "signed", WORKING, requires=("planned_start",),
        optional=("signed_on", "investment", "due", *SHOWN), guard=steps.comes_after, effect=steps.sign,
    ),
    Transition(
        "start", "开工", ("signed",), "started", WORKING, requires=("started_on",), optional=SHOWN,
        guard=steps.comes_after, effect=keep,
    ),
    Transition("build", "转入建设", ("started",), "building", WORKING, optional=SHOWN, effect=keep),
    Transition(
        "enter", "入库", NOT_ENTERED, None, WORKING, requires=("entered_on",), optional=SHOWN,
        bar=steps.is_entered, guard=steps.comes_after, effect=keep,
    ),
    # Who is built and not entered yet stands in 竣工; who was entered before passes on to 入库 at once.
    Transition(
        "finish", "竣工", ("started", "building"), "finished", WORKING, requires=("finished_on",), optional=SHOWN,
        bar=steps.is_entered, guard=steps.comes_after, effect=keep,
    ),
    Transition(
        "finish_entered", "竣工", ("started", "building"), "entered", WORKING, requires=("finished_on",),
        optional=SHOWN, bar=steps.is_not_entered, guard=steps.comes_after, effect=keep,
    ),
    Transition(
        "enter_finished", "入库", ("finished",), "entered", WORKING, requires=("entered_on",), optional=SHOWN,
        guard=steps.comes_after, effect=keep,
    ),
    Transition(
        "produce", "投产", ("finished", "entered"), "producing", WORKING, requires=("producing_on",), optional=SHOWN,
        guard=steps.comes_after, effect=keep,
    ),
    Transition(
        "fill_capacity", "达效", ("producing",), "effective", WORKING, requires=("effective_on",), optional=SHOWN,
        guard=steps.comes_after, effect=keep,
    ),
    Transition(
        "invest", "报月度投资", SPENDING, None, WORKING, requires=("month", "amount"),
        optional=("progress_note", *SHOWN), guard=steps.is_reported_once, effect=steps.report_month,
    ),
    Transition(
        "correct", "更正月度投资", SPENDING, None, WORKING, requires=("reported_month", "amount", "reason"),
        optional=SHOWN, guard=steps.is_a_correction, effect=steps.report_month, topic=PLAN,
    ),
    Transition(
        "block", "报告受阻", OPEN, None, WORKING, requires=("blocked_by", "blocked_unit", "blocked_note"),
        optional=("blocked_on",), bar=steps.is_blocked, guard=steps.has_begun, effect=steps.block, topic=OBSTACLE,
    ),
    Transition(
        "unblock", "受阻解除", OPEN, None, WORKING, requires=("resolution",), optional=("resolved_on", *SHOWN),
        parts=TAKING_PART, bar=steps.is_not_ours, guard=steps.is_over, effect=steps.unblock,
    ),
    Transition(
        "restate", "更新受阻情况", OPEN, None, WORKING, requires=("blocked_note",),
        optional=("blocked_by", "blocked_unit"), bar=steps.is_not_blocked, effect=steps.block, topic=OBSTACLE,
    ),
    Transition("amend", "修改", OPEN, None, WORKING, optional=("title", *ABOUT), effect=keep, topic=PLAN),
    Transition(
        "replan", "调整计划", OPEN, None, SUPERVISOR, requires=("reason",),
        optional=("planned_start", "due", "investment"), guard=steps.changes_something, effect=steps.replan, topic=PLAN,
    ),
    Transition(
        "plan_year", "年度投资计划", OPEN, None, WORKING, requires=("plan_year", "year_plan"), effect=keep, topic=PLAN
    ),
    Transition(
        "reassign", "调整责任单位", OPEN, None, SUPERVISOR, requires=("lead", "reason"), effect=keep, topic=PLAN
    ),
    *tie_steps((*OPEN, "effective"), WORKING),
    *halting_steps(OPEN, DIRECTING),
)  # fmt: skip

# 开工到入库 runs in every stage in which a project may stand without being entered.
LATE_ENTRY = [
    (
        Rule("red", "开工逾{figure:.0f}个月未入库", "stage_months_late", at_least=2, stage=stage),
        Rule("yellow", "开工超一个月未入库", "stage_months_late", at_least=1, stage=stage),
    )
    for stage in ("started", "building", "finished", "producing")
]
TABLE = framed(
    Rule("red", "连续{figure:.0f}个月未开工", "stage_months_late", at_least=3, stage="signed"),
    *(red for red, _yellow in LATE_ENTRY),
    Rule("red", "受阻{figure:.0f}天", "since_blocked", at_least=30),
    Rule("yellow", "当月未开工", "stage_months_late", at_least=1, stage="signed"),
    *(yellow for _red, yellow in LATE_ENTRY),
    Rule("yellow", "受阻{figure:.0f}天", "since_blocked", at_least=0),
    Rule("yellow", "逾计划竣工{figure:.0f}天", "days_late", at_least=1, stage="building"),
)


def is_blocked(_today: dt.date, _post: Post) -> Q:
    return Q(project__blocked_on__isnull=False, state__in=OPEN)


def is_unentered(_today: dt.date, _post: Post) -> Q:
    return Q(project__started_on__isnull=False, project__entered_on=None, state__in=OPEN)


def facts(record: Record) -> dict[str, object]:
    return facts_of(record, blocked=Project.of(record).blocked_on)


PROJECT = register(
    RecordType(
        name="project",
        label="项目",
        place=10,
        note="从谋划到达效，开工、建设、入库各环节有序衔接",
        detail="project",
        states=STATES,
        transitions=TRANSITIONS,
        fields=FIELDS,
        tracked=(
            *ABOUT, "investment", "invested", "plan_year", "year_plan", "planned_start", "original_start",
            *REACHED.values(), "blocked_by", "blocked_unit", "blocked_on", "blocked_note",
        ),
        facts=facts,
        birth=Transition(
            "create", "登记项目", (), None, WORKING, requires=("title",),
            optional=("lead", *ABOUT, "investment", "planned_start", "due", "signed_on", "started_on", "other"),
            guard=steps.comes_after, effect=steps.tie_it,
        ),
        path=PATH,
        sheet=FromSheet(stands=PATH[1:]),
        clocks={"blocked": "受阻天数"},
        reached=REACHED,
        reported=("investment_rows",),
        listed=("industry", "investment", "invested", "planned_start", "blocked_by"),
        filters=("industry", "blocked_by"),
        scopes=(Scope("blocked", "受阻", is_blocked), Scope("unentered", "开工未入库", is_unentered)),
        totals=("investment", "invested"),
        days=("planned_start", "started_on", "entered_on"),
        tiles=(
            Tile("在建在推", {"scope": "open"}),
            Tile("总投资", {"scope": "open"}, total="investment"),
            Tile("本年完成投资", {}, figure=sum_of_year),
            Tile("受阻", {"scope": "blocked"}, colour="yellow"),
            Tile("亮红灯", {"light": ["red"]}, colour="red"),
            Tile("亮黄灯", {"light": ["yellow"]}, colour="yellow"),
        ),
        table=TABLE,
        section="pipelines/project.html",
        apart=("plan_year", "year_plan", "invested", "blocked_by", "blocked_unit", "blocked_on", "blocked_note"),
        context=context,
        naming=("owner",),
    )
)  # fmt: skip
