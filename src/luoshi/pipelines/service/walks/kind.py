"""换位跑一次: 体验中 → 整改中 → 办结."""

from __future__ import annotations

from typing import Any

from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.pipelines.service.walks import steps
from luoshi.pipelines.service.walks.model import Walk, WalkStep
from luoshi.pipelines.service.walks.totals import totals
from luoshi.records.columns import asked
from luoshi.records.deadlines import is_ahead
from luoshi.records.declaration import Field, Limit, RecordType, State, Tile, Transition
from luoshi.records.detail import facts_of
from luoshi.records.keeping import keep
from luoshi.records.models import Record
from luoshi.records.rag import Rule, framed
from luoshi.records.registry import record_type, register

WORKING = OF_A_UNIT | {Role.SUPERVISOR}

STATES = (
    State("walking", "体验中", "live", "lead", Limit(10, "working_days")),
    State("improving", "整改中", "live", "lead", Limit(3, "months")),
    State("closed", "办结", "closed", "nobody"),
    State("cancelled", "取消", "halted", "nobody"),
)
FIELDS = (
    Field("title", "办什么事", "line", help="如 食品经营许可（新办）"),
    *asked(Walk, "walker", "identity", "owner", "finding", "effect"),
    Field("lead", "体验单位", "unit"),
    *asked(
        WalkStep, "what", "place", "channel", "materials", "waited", "sent_back", "felt",
        place="窗口写哪个大厅几号窗口，网上写网站或应用", materials="一行一样",
    ),
    Field("pain", "痛点", "line", help="一句话：办事人卡在哪里"),
    Field("pain_words", "具体情况"),
    Field("pain_unit", "整改单位", "unit"),
    Field("due", "整改期限", "date"),
    Field("reason", "理由"),
    Field("evidence", "照片、截图", "files"),
)  # fmt: skip
TRANSITIONS = (
    Transition(
        "note_step", "记一步", ("walking", "improving"), None, WORKING, requires=("what", "channel"),
        optional=("place", "materials", "waited", "sent_back", "felt", "evidence"), effect=steps.note_step,
    ),
    Transition(
        "note_pain", "记痛点", ("walking", "improving"), None, WORKING, requires=("pain", "pain_unit", "due"),
        optional=("pain_words",), guard=is_ahead, effect=steps.note_pain, can_take_back=False,
    ),
    Transition(
        "finish", "走完，交整改", ("walking",), "improving", WORKING, requires=("finding",), bar=steps.no_pain,
        effect=keep,
    ),
    Transition(
        "finish_clean", "走完，没有痛点", ("walking",), "closed", WORKING, requires=("finding",), bar=steps.some_pain,
        effect=keep,
    ),
    Transition(
        "close", "办结", ("improving",), "closed", WORKING, requires=("effect",), bar=steps.pain_left, effect=keep,
    ),
    Transition(
        "amend", "修改", ("walking", "improving"), None, WORKING, optional=("title", "walker", "identity", "owner"),
        effect=keep, topic="登记",
    ),
    Transition("cancel", "取消", ("walking",), "cancelled", WORKING, requires=("reason",), topic="登记"),
)  # fmt: skip
BIRTH = Transition(
    "create", "开始一次体验", (), None, WORKING, requires=("title", "owner"), optional=("walker", "identity", "lead"),
    effect=steps.begin,
)  # fmt: skip


def around(record: Record, post: Post) -> dict[str, Any]:
    walked = list(steps.steps_of(record))
    kind = record_type("painpoint")
    seen = set(Record.objects.visible_to(post).filter(painpoint__walk=record).values_list("pk", flat=True))
    pains = [(one, kind.state(one.state).label, one.pk in seen) for one in steps.pain_points(record)]
    return {
        "rounds": [(again, [step for step in walked if step.again == again]) for again in (False, True)],
        "totals": totals(walked),
        "pains": pains,
        "over": sum(one.state in steps.OVER for one, _label, _seen in pains),
    }


register(
    RecordType(
        name="walk",
        label="换位跑一次",
        place=32,
        note="干部以办事人身份把事项走一遍，痛点件件有着落",
        detail="walk",
        states=STATES,
        transitions=TRANSITIONS,
        fields=FIELDS,
        tracked=("walker", "identity", "owner", "finding", "effect"),
        facts=facts_of,
        birth=BIRTH,
        path=("walking", "improving", "closed"),
        listed=("owner", "walker", "identity"),
        filters=("owner",),
        naming=("walker__person",),
        reported=("walkstep_rows",),
        tiles=(
            Tile("体验中", {"state": ["walking"]}, colour="blue"),
            Tile("整改中", {"state": ["improving"]}, colour="yellow"),
            Tile("办结", {"state": ["closed"]}, colour="green"),
        ),
        table=framed(
            Rule("yellow", "超期{figure:.0f}天未走完", "stage_days_late", at_least=1, stage="walking"),
            Rule("red", "超期{figure:.0f}天未改完", "stage_days_late", at_least=1, stage="improving"),
            Rule("yellow", "剩{figure:.0f}个工作日", "stage_working_days_left", at_most=3, stage="improving"),
        ),
        section="service/walk.html",
        context=around,
    )
)  # fmt: skip
