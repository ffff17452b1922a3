"""A pipeline of the tests' own, over the columns of projects: what every type's pages show, whatever the types say.

想法 → 洽谈（10天） → 签约, or 放弃 from either of the first two.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from people import People

from luoshi.core import clock
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.pipelines.project import Project
from luoshi.records.births import bring_in
from luoshi.records.columns import asked
from luoshi.records.declaration import Field, Limit, RecordType, State, Tile, Transition
from luoshi.records.flow import apply_transition
from luoshi.records.keeping import keep
from luoshi.records.models import Record
from luoshi.records.rag import Rule, framed

WORKING = OF_A_UNIT | {Role.SUPERVISOR}
OWN = ("industry", "investment", "planned_start")


def facts(record: Record) -> dict[str, Any]:
    return {"progress": None, "basis": None, "plan": [], "lead": record.project.lead_id, "handed_out": None}


SAMPLE = RecordType(
    name="sample",
    label="样例",
    note="测试用",
    detail="project",
    states=(
        State("idea", "想法", "planned", "lead"),
        State("talk", "洽谈", "live", "lead", limit=Limit(10)),
        State("deal", "签约", "closed", "nobody"),
        State("lost", "放弃", "halted", "nobody"),
    ),
    transitions=(
        Transition("amend", "修改", ("idea", "talk"), None, WORKING, optional=("title", "due", *OWN), effect=keep),
        Transition("talk", "开始洽谈", ("idea",), "talk", WORKING, optional=("planned_start",), effect=keep,
                   together=("planned_start",)),
        Transition("deal", "签约", ("idea", "talk"), "deal", WORKING, optional=("evidence",), effect=keep),
        Transition("lose", "放弃", ("idea", "talk"), "lost", WORKING, requires=("reason",), topic="其他"),
    ),
    fields=(
        Field("title", "名称", "line"),
        Field("lead", "责任单位", "unit"),
        Field("due", "完成时限", "date"),
        Field("reason", "理由"),
        *asked(Project, *OWN),
        Field("evidence", "佐证材料", "files"),
    ),
    tracked=OWN,
    facts=facts,
    birth=Transition("create", "登记样例", (), None, WORKING, requires=("title",), optional=("lead", "due", *OWN)),
    path=("idea", "talk", "deal"),
    listed=OWN,
    filters=("industry",),
    totals=("investment",),
    days=("planned_start",),
    tiles=(Tile("在谈", {"scope": "open"}),),
    table=framed(
        Rule("red", "洽谈逾{figure:.0f}天", "stage_days_late", at_least=1, stage="talk"),
        Rule("yellow", "洽谈将到期", "stage_days_left", at_most=2, stage="talk"),
    ),
)  # fmt: skip


def born(people: People, title: str, day: str = "2026-03-02", **answers: Any) -> Record:
    """Brought in by the 科技创新局 on ``day``."""
    with clock.at(dt.date.fromisoformat(day)):
        return bring_in(SAMPLE, people.li, title=title, **answers)


def step(record: Record, name: str, people: People, day: str, **answers: Any) -> Record:
    with clock.at(dt.date.fromisoformat(day)):
        apply_transition(record, name, people.li, **answers)
    return record
