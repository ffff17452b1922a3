"""任务分解表: the ledger as the sheet an office hands round. Columns: DESIGN.md §4."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from gongwen import figure
from luoshi.core import clock
from luoshi.org.models import Post, Unit
from luoshi.records.filter_words import in_words
from luoshi.records.items.asking import ItemFilter
from luoshi.records.light_tables import Tables
from luoshi.records.models import Citation, Evidence, Milestone, Part, Record, RecordQuerySet, Target
from luoshi.records.queries import LedgerFilter
from luoshi.records.registry import type_of
from luoshi.records.types.task import TASK
from luoshi.records.types.task_detail import Source, TaskDetail
from luoshi.reports import light_rules
from luoshi.reports.exporter import Cell, Column, Exporter

ZERO = Decimal(0)
ZONE = Column("高新区", 10, "任务所属的高新区。", "center")
LIGHT, LEAD, STATE = "亮灯", "牵头单位", "完成情况"


def columns(units: Sequence[str]) -> tuple[Column, ...]:
    return (
        Column("序号", 5, "本表行号，随筛选而变；任务编号见系统。", "center"),
        Column("任务来源（文件、原句）", 34, "任务出自的文件标题、文号和原句；手工录入的为批示、电话或会议及其原话。"),
        Column("工作任务", 24, "确认入账时的任务名称。"),
        Column("量化目标", 18, "原文中的数量要求；括号内为单位报送的已达数。"),
        Column("具体举措", 28, "原文中同一条目的其他举措，或督查室补充的举措。"),
        Column("牵头领导", 8, "交办时确定的牵头领导。", "center"),
        Column(LEAD, 12, "排在第一的对任务负总责，其余为共同牵头。", "center", units),
        Column("责任单位", 14, "参与落实的其他单位。", "center"),
        Column("责任人", 8, "牵头单位的具体责任人。", "center"),
        Column("时间节点", 22, "原文的时间表述，以及分解的节点；√ 为已附佐证的节点。"),
        Column("完成时限", 12, "交办时确定，延期须经审批并留痕。", "center"),
        Column("进展情况", 30, "牵头单位最近一次报送，注明日期；完成比例为单位自报。"),
        Column("存在问题", 18, "牵头单位最近一次报送。"),
        Column("下一步措施", 18, "牵头单位最近一次报送。"),
        Column(LIGHT, 15, "按“亮灯规则”由系统每日计算，不由人工填写。", "center"),
        Column(STATE, 10, "任务所处的办理环节。", "center", [state.label for state in TASK.states]),
        Column(
            "备注", 16, "督查室备注；子任务的上级任务和权重；延过期的为原时限和次数；已销号的为销号日期和核查结论。"
        ),
    )


class TaskSheet(Exporter):
    """The tasks that ``chosen`` finds for its post, in its order. Lights are those of its day."""

    tints = light_rules.tints(LIGHT)

    def __init__(self, chosen: LedgerFilter) -> None:
        self._records = list(with_all_parts(chosen.queryset()).prefetch_related(goals_above(chosen.post)))
        self._then = chosen.standings
        self._zones = zones_of(chosen)
        self._tables = Tables.load()
        units = Unit.objects.filter(zone__in=self._zones).in_force(clock.today())
        self._names_zone = bool(chosen.post.overseen)
        named = columns(list(dict.fromkeys(str(unit) for unit in units)))
        self.columns = (named[0], ZONE, *named[1:]) if self._names_zone else named
        self.title = _("%(zone)s重点工作任务分解表") % {"zone": title_of(chosen, self._zones)}
        told = (as_of(), _("共 %d 条") % len(self._records), in_words(chosen))
        self.subtitle = "    ".join(filter(None, told))

    def __len__(self) -> int:
        return len(self._records)

    def rows(self) -> Iterator[Sequence[Cell]]:
        rows = (row(number, record, self._light(record)) for number, record in enumerate(self._records, 1))
        if not self._names_zone:
            return rows
        both = zip(self._records, rows, strict=True)
        return ((cells[0], str(record.zone), *cells[1:]) for record, cells in both)

    def notes(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """By what table each zone's tasks are lit; the zone is named where there are several."""
        rules = {zone: light_rules.explained(self._tables.of(zone.pk, TASK.name), TASK) for zone in self._zones}
        if not self._names_zone:
            return {_("亮灯规则"): table for table in rules.values()}
        return {_("亮灯规则（%(zone)s）") % {"zone": zone}: table for zone, table in rules.items()}

    def _light(self, record: Record) -> str:
        standing = self._then.get(record.pk)
        shown = (standing.light.colour, standing.light.label) if standing else (record.light, record.light_label)
        return light_rules.mark(*shown)


def zones_of(chosen: LedgerFilter | ItemFilter) -> list[Unit]:
    """Whose tasks are asked for: the zone that was chosen, else all the post reads."""
    return [chosen.given["zone"]] if "zone" in chosen.given else [chosen.post.zone, *chosen.post.overseen]


def title_of(chosen: LedgerFilter | ItemFilter, zones: Sequence[Unit]) -> str:
    return zones[0].name if len(zones) == 1 else _("%(zone)s及所辖各区") % {"zone": chosen.post.zone.name}


def as_of() -> str:
    today = clock.today()
    return _("截至 %(year)d年%(month)d月%(day)d日") % {"year": today.year, "month": today.month, "day": today.day}


def with_all_parts(records: RecordQuerySet) -> RecordQuerySet:
    """Everything a row needs, in a fixed number of queries."""
    return records.select_related("task__leader").prefetch_related(
        Prefetch("citations", Citation.objects.select_related("document").defer("document__text")),
        Prefetch("evidence", Evidence.objects.standing()),
        "assignments__unit",
        "milestones__post__person",
        "targets",
    )


def goals_above(post: Post) -> Prefetch:
    """A record's ``parent``, None where ``post`` may not see it."""
    return Prefetch("parent", Record.objects.visible_to(post).only("code", "title"))


def row(number: int, record: Record, light: str) -> tuple[Cell, ...]:
    task: TaskDetail = record.task
    return (
        number,
        source(record),
        record.title,
        goals(record),
        steps(task),
        str(task.leader or ""),
        units(record, Part.LEAD, Part.JOINT_LEAD),
        units(record, Part.SUPPORT),
        str(task.owner or ""),
        nodes(record),
        record.due,
        progress(task),
        task.problem,
        task.next_step,
        light,
        type_of(record).state(record.state).label,
        remark(record),
    )


def units(record: Record, *parts: Part) -> str:
    """The units with these parts, in the order of the parts."""
    assigned = record.assignments.all()
    return "、".join(str(one.unit) for part in parts for one in assigned if one.part == part)


def source(record: Record) -> str:
    cited = [quoted(citation) for citation in record.citations.all()]
    if cited:
        return "\n".join(cited)
    origin = "：".join(filter(None, (str(Source(record.task.source).label), record.task.source_note)))
    return "\n".join(filter(None, (origin, f"“{record.wording}”" if record.wording else "")))


def quoted(citation: Citation) -> str:
    document = citation.document
    number = f"（{document.number}）" if document.number else ""
    words = citation.words.replace("\t", " ")  # between the cells of a row, which a sheet shows run together
    return f"《{document.title.strip('《》')}》{number}\n“{words}”"


def goals(record: Record) -> str:
    """The wording of the goal, then what was reached of each number that was reported on."""
    reached = [target_reached(target) for target in record.targets.all() if target.reached is not None]
    return "\n".join(filter(None, (record.task.goal, *reached)))


def target_reached(target: Target) -> str:
    return _("（%(name)s已达%(figure)s）") % {
        "name": target.name,
        "figure": figure(target.reached or ZERO, target.unit),
    }


def steps(task: TaskDetail) -> str:
    lines = [line.strip() for line in task.steps.splitlines() if line.strip()]
    return "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1)) if len(lines) > 1 else "".join(lines)


def nodes(record: Record) -> str:
    evidenced = {evidence.milestone_id for evidence in record.evidence.all()}
    planned = [
        f"{'√' if milestone.pk in evidenced else ''}{node(milestone, record)}" for milestone in record.milestones.all()
    ]
    return "\n".join(filter(None, (record.task.due_text, *planned)))


def node(milestone: Milestone, record: Record) -> str:
    """The person is named only where it is not the task's owner, the year where it is not this one."""
    someone_else = milestone.post and milestone.post.person_id != record.task.owner_id
    who = f"（{milestone.post.person}）" if milestone.post and someone_else else ""
    return f"{short_day(milestone.due)} {milestone.title}{who}"


def short_day(day: dt.date) -> str:
    year = "" if day.year == clock.today().year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def progress(task: TaskDetail) -> str:
    day = f"{short_day(task.reported_on)}：" if task.reported_on else ""
    word = _("（自报完成 %d%%）") % task.percent if task.percent is not None else ""
    return f"{day}{task.progress_note}{word}"


def extended(task: TaskDetail) -> str:
    """The deadline as it was first set stays on the sheet, with how often it was moved."""
    if not task.original_due:
        return ""
    day = short_day(task.original_due)
    return _("原时限%(day)s，延期%(times)d次") % {"day": day, "times": task.extensions}


def carried(task: TaskDetail) -> str:
    return _("结转至%(year)d年") % {"year": task.carried_into} if task.carried_into else ""


def goal_above(record: Record) -> str:
    """The goal it is a part of. Not among the sources: there stands where the words come from."""
    told = {"goal": record.parent, "weight": record.weight}
    return _("上级任务：%(goal)s，权重%(weight)s") % told if record.parent else ""


def remark(record: Record) -> str:
    task: TaskDetail = record.task
    closed = f"{short_day(task.closed_on)}销号：{task.conclusion}" if task.closed_on else ""
    return "\n".join(filter(None, (task.remark, goal_above(record), carried(task), extended(task), closed)))
