"""企业走访: 计划 → 已走访 → 办结, every demand a case or settled on the spot."""

from __future__ import annotations

from typing import Any

from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.pipelines.service.cases.model import ServiceCase
from luoshi.pipelines.service.cases.topics import category_of
from luoshi.pipelines.service.visits import steps
from luoshi.pipelines.service.visits.model import Demand, Visit
from luoshi.pipelines.service.visits.planning import not_too_often
from luoshi.records import flow
from luoshi.records.columns import asked
from luoshi.records.deadlines import own_due
from luoshi.records.declaration import Field, Limit, RecordType, State, Tile, Transition
from luoshi.records.detail import facts_of
from luoshi.records.keeping import keep
from luoshi.records.models import Record
from luoshi.records.rag import Rule, framed
from luoshi.records.registry import register

WORKING = OF_A_UNIT | {Role.SUPERVISOR}


STATES = (
    State("planned", "计划", "live", "lead", due=own_due),
    State("visited", "已走访", "live", "lead", Limit(3, "working_days")),
    State("done", "办结", "closed", "nobody"),
    State("merged", "并访", "closed", "nobody"),
    State("cancelled", "取消", "halted", "nobody"),
)
FIELDS = (
    *asked(Visit, "firm", "officer", "despite", "visited_on", "way", "said", visited_on="不填为今天"),
    Field("title", "名称", "line"),
    Field("due", "计划日期", "date"),
    Field("lead", "走访单位", "unit"),
    Field("support", "同访单位", "units", help="几个单位一起去的算一次"),
    Field("demands", "企业诉求", help="一行一条，照企业原话记"),
    Field("demand", "诉求", "row", make=steps.demand_field),
    *asked(ServiceCase, "category"),
    Field("settled", "当场答复"),
    Field("main", "与哪次走访同去", "row", make=steps.others_to),
    Field("reason", "理由"),
    Field("evidence", "照片、材料", "files"),
)
TRANSITIONS = (
    Transition(
        "make", "已走访，有诉求", ("planned",), "visited", WORKING, requires=("said", "demands"),
        optional=("visited_on", "way", "support", "evidence"), guard=steps.is_not_ahead, effect=steps.make,
    ),
    Transition(
        "make_plain", "已走访，无诉求", ("planned",), "done", WORKING, requires=("said",),
        optional=("visited_on", "way", "support", "evidence"), guard=steps.is_not_ahead, effect=steps.make,
    ),
    Transition(
        "raise_case", "转为诉求件", ("visited",), None, WORKING, requires=("demand",), optional=("category",),
        bar=steps.something_open, guard=steps.is_open, effect=steps.raise_case, can_take_back=False, topic="诉求",
    ),
    Transition(
        "settle", "当场已答复", ("visited",), None, WORKING, requires=("demand", "settled"),
        bar=steps.something_open, guard=steps.is_open, effect=steps.settle, can_take_back=False, topic="诉求",
    ),
    Transition("finish", "走访办结", ("visited",), "done", WORKING, bar=steps.nothing_open),
    Transition(
        "add_demands", "补记诉求", ("visited",), None, WORKING, requires=("demands",), effect=steps.note_demands,
        topic="诉求",
    ),
    Transition(
        "move", "改期、改派", ("planned",), None, WORKING, requires=("due",), optional=("officer", "despite"),
        guard=not_too_often, effect=keep, topic="计划",
    ),
    Transition(
        "merge", "与别的单位同去", ("planned",), "merged", WORKING, requires=("main",), bar=steps.another_is_planned,
        effect=steps.go_together, can_take_back=False, topic="计划",
    ),
    Transition(
        "take_along", "别的单位同去", ("planned",), None, WORKING, offered=False, effect=keep, can_take_back=False,
    ),
    Transition("cancel", "取消走访", ("planned",), "cancelled", WORKING, requires=("reason",), topic="计划"),
)  # fmt: skip
BIRTH = Transition(
    "create", "安排走访", (), None, WORKING, requires=("firm", "due"), optional=("officer", "lead", "despite"),
    guard=not_too_often, effect=steps.plan,
)  # fmt: skip


def around(record: Record, post: Post) -> dict[str, Any]:
    demands = list(Demand.objects.standing().filter(record=record).select_related("case"))
    known = set(
        Record.objects.visible_to(post).filter(pk__in=[one.case_id for one in demands]).values_list("pk", flat=True)
    )
    return {
        "firm": Visit.of(record).firm,
        "demands": [(one, category_of(one.words), one.case_id in known) for one in demands],
        "may_raise": any(step.name == "raise_case" for step in flow.available(record, post)),
    }


register(
    RecordType(
        name="visit",
        label="企业走访",
        place=31,
        note="久未走访的先去，不扎堆；企业说的事件件转办",
        detail="visit",
        states=STATES,
        transitions=TRANSITIONS,
        fields=FIELDS,
        tracked=("firm", "officer", "despite", "visited_on", "way", "said", "main"),
        facts=facts_of,
        birth=BIRTH,
        named=steps.name_of,
        apart=("firm", "main"),
        path=("planned", "visited", "done"),
        listed=("officer", "visited_on"),
        filters=("officer", "way"),
        days=("visited_on",),
        naming=("officer__person",),
        reported=("demand_rows",),
        tiles=(
            Tile("计划中", {"state": ["planned"]}),
            Tile("7日内要去", {"state": ["planned"], "scope": "soon"}, colour="blue"),
            Tile("过期未走访", {"state": ["planned"], "light": ["yellow", "red"]}, colour="yellow"),
            Tile("诉求待转办", {"state": ["visited"]}, colour="blue"),
            Tile("已走访", {"state": ["visited", "done"]}, colour="green"),
        ),
        table=framed(
            Rule("red", "过期{figure:.0f}天未走访", "stage_days_late", at_least=8, stage="planned"),
            Rule("yellow", "过期{figure:.0f}天未走访", "stage_days_late", at_least=1, stage="planned"),
            Rule("yellow", "诉求{figure:.0f}天未转办", "stage_days_late", at_least=1, stage="visited"),
        ),
        section="service/visit.html",
        context=around,
        above="service/visits_above.html",
    )
)  # fmt: skip
