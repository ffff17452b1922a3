"""项目: from a plan to full capacity, with the stage clocks that offices publish (签约—开工—入库)."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.core.months import add_months, month_end
from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.records.columns import asked
from luoshi.records.declaration import Answers, Field, RecordType, State, Tile, Transition
from luoshi.records.detail import Detail, MoneyField, facts_of
from luoshi.records.keeping import keep
from luoshi.records.models import Record
from luoshi.records.rag import Rule, framed
from luoshi.records.registry import register

WORKING = OF_A_UNIT | {Role.SUPERVISOR}


class Industry(models.TextChoices):
    EQUIPMENT = "equipment", _("装备制造")
    ELECTRONIC = "electronic", _("电子信息")
    MEDICINE = "medicine", _("生物医药")
    MATERIAL = "material", _("新材料")
    ENERGY = "energy", _("新能源")
    SERVICE = "service", _("现代服务")
    OTHER = "other", _("其他")


class Project(Detail):
    """``planned_start`` is any day of the month in which the project is to be started."""

    investor = models.CharField(_("投资主体"), max_length=120, blank=True)
    industry = models.CharField(_("产业"), max_length=12, choices=Industry.choices, blank=True)
    investment = MoneyField(_("总投资"), null=True, blank=True)
    planned_start = models.DateField(_("计划开工"), null=True, blank=True)
    started_on = models.DateField(_("实际开工"), null=True, blank=True)

    class Meta:
        verbose_name = _("项目")


def start_by(record: Record) -> dt.date | None:
    planned = Project.of(record).planned_start
    return month_end(planned) if planned else None


def entry_by(record: Record) -> dt.date | None:
    started = Project.of(record).started_on
    return add_months(started, 1) if started else None


STATES = (
    State("planned", "谋划", "planned", "lead"),
    State("signed", "签约", "live", "lead", due=start_by),
    State("started", "开工", "live", "lead", due=entry_by),
    State("entered", "入库", "closed", "nobody"),
)


def start(record: Record, post: Post, answers: Answers) -> None:
    keep(record, post, answers)
    Project.of(record).started_on = answers.get("started_on") or clock.today()


TOLD = ("investor", "industry", "investment", "planned_start")
TRANSITIONS = (
    Transition(
        "amend",
        "修改",
        ("planned", "signed", "started"),
        None,
        WORKING,
        optional=("title", "investor", "industry", "investment", "planned_start"),
        effect=keep,
    ),
    Transition("sign", "签约", ("planned",), "signed", WORKING, requires=("planned_start",), effect=keep),
    Transition(
        "start", "开工", ("signed",), "started", WORKING, requires=("started_on",), optional=("evidence",), effect=start
    ),
    Transition("enter", "入库", ("started",), "entered", WORKING, optional=("evidence",), effect=keep),
)  # fmt: skip

register(
    RecordType(
        name="project",
        label="项目",
        note="从谋划到达效，开工、入库各环节有序衔接",
        detail="project",
        states=STATES,
        transitions=TRANSITIONS,
        fields=(
            Field("title", "项目名称", "line"),
            Field("lead", "责任单位", "unit"),
            *asked(Project, "investor", "industry", "investment", "planned_start", "started_on"),
            Field("evidence", "佐证材料", "files"),
        ),
        tracked=("investor", "industry", "investment", "planned_start", "started_on"),
        facts=facts_of,
        birth=Transition(
            "create",
            "登记项目",
            (),
            None,
            WORKING,
            requires=("title",),
            optional=("lead", "investor", "industry", "investment", "planned_start"),
        ),
        path=("planned", "signed", "started", "entered"),
        listed=("industry", "investment", "planned_start"),
        filters=("industry",),
        totals=("investment",),
        days=("planned_start",),
        tiles=(
            Tile("在建在推", {"scope": "open"}),
            Tile("总投资", {"scope": "open"}, total="investment"),
            Tile("亮红灯", {"light": ["red"]}, colour="red"),
            Tile("亮黄灯", {"light": ["yellow"]}, colour="yellow"),
        ),
        table=framed(
            Rule("red", "连续{figure:.0f}个月未开工", "stage_months_late", at_least=3, stage="signed"),
            Rule("yellow", "当月未开工", "stage_months_late", at_least=1, stage="signed"),
            Rule("red", "开工逾{figure:.0f}个月未入库", "stage_months_late", at_least=2, stage="started"),
            Rule("yellow", "开工超一个月未入库", "stage_months_late", at_least=1, stage="started"),
        ),
    )
)
