"""痛点: what an applicant stumbled over, until it is mended and checked, or explained and accepted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.pipelines.service.walks.model import PainPoint, Walk
from luoshi.records.columns import asked
from luoshi.records.deadlines import is_ahead, own_due
from luoshi.records.declaration import Answers, Field, Limit, RecordType, State, Tile, Transition
from luoshi.records.detail import facts_of
from luoshi.records.keeping import keep
from luoshi.records.models import Part, Record
from luoshi.records.rag import Rule, framed
from luoshi.records.registry import register

SUPERVISOR = frozenset({Role.SUPERVISOR})
WORKING = OF_A_UNIT | SUPERVISOR
# The unit that walked goes on seeing what it found, and checks it by walking again.
ANY_PART = frozenset({Part.LEAD, Part.SUPPORT})
OPEN_WALKS = ("walking", "improving")


def open_walks(_record: Record, post: Post) -> forms.Field:
    walks = Record.objects.visible_to(post).filter(type="walk", zone=post.zone_id, state__in=OPEN_WALKS)
    return forms.ModelChoiceField(walks, empty_label=gettext_lazy("未定"))


def found(record: Record, post: Post, answers: Answers) -> None:
    walked_by = Walk.of(PainPoint.of(record).walk).lead
    record.due = answers["due"]
    if walked_by and walked_by != answers["lead"]:
        keep(record, post, {"lead": answers["lead"], "support": [walked_by]})


def mended_itself(record: Record, post: Post) -> str | None:
    """Whether it is mended says who walked, or the 督查室; never who mended it."""
    if post.speaks_for_unit and PainPoint.of(record).lead_id == post.unit_id:
        return _("“%(title)s”由体验单位或督查员复核，整改单位不核自己的。") % {"title": record.title}
    return None


STATES = (
    State("open", "整改", "live", "lead", due=own_due),
    State("fixed", "待复核", "live", "supervisor", Limit(5, "working_days")),
    State("explaining", "说明待认可", "live", "supervisor", Limit(5, "working_days")),
    State("closed", "销号", "closed", "nobody"),
    State("explained", "已说明", "closed", "nobody"),
)
FIELDS = (
    Field("title", "痛点", "line"),
    Field("wording", "具体情况"),
    Field("walk", "哪一次体验", "row", make=open_walks),
    Field("lead", "整改单位", "unit"),
    Field("due", "整改期限", "date"),
    *asked(PainPoint, "measure", "explained"),
    Field("reason", "理由"),
    Field("evidence", "照片、截图", "files"),
    Field("happened_on", "发生日期", "date", help="单位实际整改的那一天"),
    Field("told_by", "何人告知", "line"),
)
TRANSITIONS = (
    Transition(
        "fix", "报整改", ("open",), "fixed", OF_A_UNIT, requires=("measure",), optional=("evidence",),
        stand_in=SUPERVISOR, effect=keep,
    ),
    Transition(
        "explain", "不能改，说明理由", ("open",), "explaining", OF_A_UNIT, requires=("explained",),
        optional=("evidence",), effect=keep, topic="不能改",
    ),
    Transition(
        "confirm", "复核属实，销号", ("fixed",), "closed", WORKING, optional=("evidence",), parts=ANY_PART,
        bar=mended_itself, effect=keep,
    ),
    Transition(
        "accept", "认可说明", ("explaining",), "explained", WORKING, parts=ANY_PART, bar=mended_itself,
    ),
    Transition(
        "send_back", "退回再改", ("fixed", "explaining"), "open", WORKING, requires=("reason",), optional=("due",),
        parts=ANY_PART, bar=mended_itself, guard=is_ahead, effect=keep,
    ),
    Transition(
        "move", "改期限、改派", ("open",), None, SUPERVISOR, requires=("due", "reason"), optional=("lead",),
        guard=is_ahead, effect=keep, topic="期限",
    ),
)  # fmt: skip
BIRTH = Transition(
    "create", "登记痛点", (), None, WORKING, requires=("walk", "title", "lead", "due"), optional=("wording",),
    guard=is_ahead, effect=found,
)  # fmt: skip


def around(record: Record, post: Post) -> dict[str, Any]:
    walk = PainPoint.of(record).walk
    return {"walk": walk, "may_see_walk": Record.objects.visible_to(post).filter(pk=walk.pk).exists()}


register(
    RecordType(
        name="painpoint",
        label="办事痛点",
        place=33,
        note="“换位跑一次”找到的问题，改好销号，不能改的说清理由",
        detail="painpoint",
        states=STATES,
        transitions=TRANSITIONS,
        fields=FIELDS,
        tracked=("walk", "measure", "explained"),
        facts=facts_of,
        birth=BIRTH,
        path=("open", "fixed", "closed"),
        listed=(),
        apart=("walk",),
        tiles=(
            Tile("整改中", {"state": ["open"]}, colour="blue"),
            Tile("待复核、认可", {"state": ["fixed", "explaining"]}),
            Tile("亮红灯", {"light": ["red"]}, colour="red"),
            Tile("已销号", {"state": ["closed"]}, colour="green"),
            Tile("已说明", {"state": ["explained"]}),
        ),
        table=framed(
            Rule("red", "整改逾期{figure:.0f}天", "stage_days_late", at_least=1, stage="open"),
            Rule("yellow", "今日到期", "stage_days_left", at_most=0, stage="open"),
            Rule("yellow", "剩{figure:.0f}个工作日", "stage_working_days_left", at_most=3, stage="open"),
            Rule("yellow", "超期{figure:.0f}天未复核", "stage_days_late", at_least=1),
        ),
        section="service/pain.html",
        context=around,
    )
)  # fmt: skip
