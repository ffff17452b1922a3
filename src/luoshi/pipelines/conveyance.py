"""传达学习: a document from above is conveyed at a meeting, work is arranged by it, and all of that work is done."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Avg, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.documents.models import Document
from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.records.births import KNOWN
from luoshi.records.columns import asked
from luoshi.records.declaration import Answers, Field, Limit, RecordType, State, Tile, Transition
from luoshi.records.detail import Detail, facts_of
from luoshi.records.halting import WITHDRAWN
from luoshi.records.instructions import citation_of_title
from luoshi.records.keeping import keep
from luoshi.records.models import Record
from luoshi.records.rag import Rule, framed
from luoshi.records.registry import register, type_of


class Level(models.TextChoices):
    CENTRAL = "central", _("中央")
    PROVINCE = "province", _("省")
    CITY = "city", _("市")
    DISTRICT = "district", _("区")


class Meeting(models.TextChoices):
    COMMITTEE = "committee", _("党工委会议")
    OFFICE = "office", _("管委会办公会")
    STUDY = "study", _("理论学习中心组")
    SPECIAL = "special", _("专题会")
    OTHER = "other", _("其他会议")


class Conveyance(Detail):
    """``took`` is counted from the two days it lies between, by whatever step sets one of them."""

    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("文件")
    )
    number = models.CharField(_("文号"), max_length=60, blank=True)
    level = models.CharField(_("层级"), max_length=8, choices=Level.choices)
    issued_on = models.DateField(_("印发日期"), null=True, blank=True)
    meeting = models.CharField(_("传达会议"), max_length=9, choices=Meeting.choices, blank=True)
    conveyed_on = models.DateField(_("传达日期"), null=True, blank=True)
    took = models.IntegerField(_("传达用时（天）"), null=True, blank=True)
    presided = models.CharField(_("主持人"), max_length=60, blank=True)
    decided = models.TextField(_("研究部署"), blank=True)
    outcome = models.TextField(_("落实情况"), blank=True)

    class Meta:
        verbose_name = _("传达学习")


SUPERVISOR = frozenset({Role.SUPERVISOR})
WORKING = OF_A_UNIT | SUPERVISOR
ABOUT = ("number", "level", "issued_on")
CONVEYED = ("meeting", "conveyed_on", "presided")

STATES = (
    State("waiting", "待传达", "live", "lead", Limit(10, "working_days")),
    State("conveyed", "已传达", "live", "lead", Limit(15, "working_days")),
    State("arranged", "已部署", "live", "lead"),
    State("done", "已落实", "closed", "nobody"),
    State("spared", "不需传达", "halted", "nobody"),
)
PATH = ("waiting", "conveyed", "arranged", "done")
OPEN = PATH[:-1]

FIELDS = (
    Field("document", "文件", "document", help="已存入“拆解文件”的在这里选，标题、文号、日期不用再填"),
    Field("title", "文件名称", "line", help="没有存入系统的，写文件标题"),
    Field("lead", "责任单位", "unit"),
    *asked(Conveyance, *ABOUT, *CONVEYED, "decided", "outcome", outcome="任务没有全部办结的，说明原因和下一步安排"),
    Field("reason", "理由"),
    Field("evidence", "佐证材料", "files"),
    KNOWN,
)


def title_of_document(answers: Answers) -> str:
    if not answers.get("document"):
        raise Refused(_now("请选择已存入的文件，或者填写文件名称。"))
    return str(answers["document"].title)


def is_issued(_record: Record, _post: Post, answers: Answers) -> None:
    issued_on = answers.get("issued_on")
    if issued_on and issued_on > clock.today():
        raise Refused(_now("印发日期 %(day)s 还没有到，请核对。") % {"day": issued_on})


def of_one_document(record: Record, answers: Answers) -> QuerySet[Record]:
    """What is conveyed once is not entered again: the same document, or the same 文号."""
    others = Record.objects.filter(zone=record.zone_id, type="conveyance")
    document = answers.get("document")
    number = answers.get("number") or (document.number if document else "")
    same = models.Q(conveyance__document=document) if document else models.Q(pk=None)
    return others.filter(same | models.Q(conveyance__number=number) if number else same)


def take_from_document(record: Record, _post: Post, _answers: Answers) -> None:
    """文号 and date as the document says them, unless somebody said otherwise; the record cites it, so that whoever
    sees the one may open the other."""
    conveyance = Conveyance.of(record)
    document = conveyance.document
    if document:
        conveyance.number = conveyance.number or document.number
        conveyance.issued_on = conveyance.issued_on or document.dated
        citation = citation_of_title(document)
        citation.record = record
        citation.save()


def tie_document(record: Record, post: Post, answers: Answers) -> None:
    keep(record, post, answers)
    take_from_document(record, post, answers)
    count_days(record)


def has_document(record: Record, _post: Post) -> str | None:
    return _now("已经关联了文件。") if Conveyance.of(record).document_id else None


def was_then(record: Record, _post: Post, answers: Answers) -> None:
    day, issued_on = answers["conveyed_on"], Conveyance.of(record).issued_on
    if day > clock.today():
        raise Refused(_now("传达日期 %(day)s 还没有到，请在会后登记。") % {"day": day})
    if issued_on and day < issued_on:
        raise Refused(_now("传达日期 %(day)s 早于印发日期 %(issued)s，请核对。") % {"day": day, "issued": issued_on})


def is_before_its_meeting(record: Record, _post: Post, answers: Answers) -> None:
    issued_on, conveyed_on = answers.get("issued_on"), Conveyance.of(record).conveyed_on
    if issued_on and issued_on > (conveyed_on or clock.today()):
        raise Refused(_now("印发日期 %(day)s 晚于传达日期或今天，请核对。") % {"day": issued_on})


def keep_and_count(record: Record, post: Post, answers: Answers) -> None:
    keep(record, post, answers)
    count_days(record)


def count_days(record: Record) -> None:
    own = Conveyance.of(record)
    own.took = (own.conveyed_on - own.issued_on).days if own.conveyed_on and own.issued_on else None


def tasks_from(record: Record) -> QuerySet[Record]:
    """The tasks whose words stand in the document. What was withdrawn (撤销) is nobody's work any more."""
    document = Conveyance.of(record).document_id
    cited = Record.objects.filter(zone=record.zone_id, type="task", citations__document=document)
    return cited.exclude(state=WITHDRAWN.name).distinct().order_by("code") if document else Record.objects.none()


def is_closed(task: Record) -> bool:
    return type_of(task).state(task.state).phase == "closed"


def is_carried_out(record: Record, _post: Post, answers: Answers) -> None:
    tasks = list(tasks_from(record))
    left = [task for task in tasks if not is_closed(task)]
    if answers.get("outcome") or (tasks and not left):
        return
    if not tasks:
        raise Refused(_now("没有从本文件立项的任务，请在“落实情况”里说明怎样落实的。"))
    told = {"left": len(left), "all": len(tasks), "first": left[0].title}
    raise Refused(
        _now("由本文件立项的 %(all)d 项任务还有 %(left)d 项没有办结（如“%(first)s”）。请办结后再来，或者说明原因。")
        % told
    )


def around(record: Record, post: Post) -> dict[str, Any]:
    """The tasks the post may see, and how many there are of all."""
    tasks = list(tasks_from(record))
    seen = set(Record.objects.visible_to(post).filter(pk__in=[task.pk for task in tasks]).values_list("pk", flat=True))
    return {
        "tasks": [(task, type_of(task).state(task.state).label) for task in tasks if task.pk in seen],
        "all": len(tasks),
        "closed": sum(is_closed(task) for task in tasks),
        "hidden": len(tasks) - len(seen),
    }


def average_days(records: QuerySet[Record]) -> str:
    days = records.aggregate(days=Avg("conveyance__took"))["days"]
    return "—" if days is None else _now("%(days).1f天") % {"days": days}


TRANSITIONS = (
    Transition(
        "convey", "登记传达", ("waiting",), "conveyed", WORKING, requires=CONVEYED, optional=("decided", "evidence"),
        guard=was_then, effect=keep_and_count,
    ),
    Transition(
        "arrange", "研究部署", ("conveyed",), "arranged", WORKING, requires=("decided",), optional=("evidence",),
        effect=keep,
    ),
    Transition(
        "carry_out", "登记落实", ("arranged",), "done", WORKING, optional=("outcome", "evidence"), guard=is_carried_out,
        effect=keep,
    ),
    Transition("spare", "不需传达", ("waiting",), "spared", WORKING, requires=("reason",), topic="不需传达"),
    Transition("reopen", "改为需要传达", ("spared",), "waiting", WORKING, requires=("reason",)),
    Transition(
        "tie_document", "关联文件", OPEN, None, WORKING, requires=("document",), bar=has_document, effect=tie_document,
        can_take_back=False, topic="信息、分工",
    ),
    Transition(
        "amend", "修改", OPEN, None, WORKING, optional=("title", *ABOUT), guard=is_before_its_meeting,
        effect=keep_and_count, topic="信息、分工",
    ),
    Transition(
        "correct", "更正传达", ("conveyed", "arranged"), None, WORKING, requires=CONVEYED, guard=was_then,
        effect=keep_and_count, topic="信息、分工",
    ),
    Transition(
        "reassign", "调整责任单位", OPEN, None, SUPERVISOR, requires=("lead", "reason"), effect=keep, topic="信息、分工"
    ),
)  # fmt: skip
BIRTH = Transition(
    "create", "登记文件", (), None, WORKING, requires=("level",),
    optional=("document", "title", "number", "issued_on", "lead"), guard=is_issued, effect=take_from_document,
)  # fmt: skip

register(
    RecordType(
        name="conveyance",
        label="传达学习",
        note="上级文件在什么会上传达、怎样部署、落实了没有",
        detail="conveyance",
        states=STATES,
        transitions=TRANSITIONS,
        fields=FIELDS,
        tracked=("document", *ABOUT, *CONVEYED, "took", "decided", "outcome"),
        facts=facts_of,
        birth=BIRTH,
        named=title_of_document,
        alike=of_one_document,
        path=PATH,
        reached={"conveyed": "conveyed_on"},
        listed=("level", "issued_on", "meeting", "conveyed_on", "took"),
        filters=("level", "meeting"),
        days=("conveyed_on",),
        tiles=(
            Tile("待传达", {"state": ["waiting"]}),
            Tile("印发到传达平均", {"state": ["conveyed", "arranged", "done"]}, figure=average_days),
            Tile("待部署", {"state": ["conveyed"]}),
            Tile("部署后待落实", {"state": ["arranged"]}),
            Tile("超期", {"light": ["red"]}, colour="red"),
            Tile("已落实", {"state": ["done"]}),
        ),
        table=framed(
            Rule("red", "传达超期{figure:.0f}天", "stage_days_late", at_least=1, stage="waiting"),
            Rule("red", "部署超期{figure:.0f}天", "stage_days_late", at_least=1, stage="conveyed"),
            Rule("yellow", "今日到期", "stage_days_left", at_most=0),
        ),
        section="pipelines/conveyance.html",
        context=around,
        apart=("document",),
    )
)
