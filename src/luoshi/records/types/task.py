"""任务: a sentence someone must deliver. States and rules: DESIGN.md §4."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.records import search
from luoshi.records.assignments import assign_units, supporting_units
from luoshi.records.declaration import Answers, Field, RecordType, State, Transition
from luoshi.records.evidence import keep_evidence
from luoshi.records.models import Record
from luoshi.records.progress import facts
from luoshi.records.registry import register

SUPERVISOR = frozenset({Role.SUPERVISOR})
LEADER = frozenset({Role.LEADER})
DIRECTING = frozenset({Role.SUPERVISOR, Role.LEADER})
UNIT_OR_STAFF = OF_A_UNIT | SUPERVISOR


class Source(models.TextChoices):
    DOCUMENT = "document", _("文件")
    INSTRUCTION = "instruction", _("领导批示")
    CALL = "call", _("电话")
    MEETING = "meeting", _("会议")


class TaskDetail(models.Model):
    """What the 任务分解表 shows of a task besides its spine."""

    record = models.OneToOneField(Record, models.CASCADE, related_name="task", primary_key=True)
    source = models.CharField(_("来源"), max_length=12, choices=Source.choices, default=Source.DOCUMENT)
    source_note = models.CharField(_("来源说明"), max_length=200, blank=True)
    theme = models.CharField(_("工作任务"), max_length=300, blank=True)
    steps = models.TextField(_("具体举措"), blank=True)
    goal = models.CharField(_("量化目标"), max_length=300, blank=True)
    due_text = models.CharField(_("时间节点"), max_length=200, blank=True)
    lead = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    leader = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    handed_out_on = models.DateField(_("交办日期"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(_("自报进度"), null=True, blank=True)
    progress_note = models.TextField(_("进展情况"), blank=True)
    problem = models.TextField(_("存在问题"), blank=True)
    next_step = models.TextField(_("下一步措施"), blank=True)
    reported_on = models.DateField(_("报送日期"), null=True, blank=True)
    closed_on = models.DateField(_("销号日期"), null=True, blank=True)
    conclusion = models.TextField(_("核查结论"), blank=True)
    remark = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        app_label = "records"
        verbose_name = _("任务")


def detail(record: Record) -> TaskDetail:
    return record.task


STATES = (
    State("draft", "草稿", "planned", "supervisor"),
    State("pending", "待审定", "planned", "supervisor"),
    State("assigned", "已交办", "live", "lead"),
    State("acknowledged", "已签收", "live", "lead"),
    State("working", "办理中", "live", "lead"),
    State("submitted", "申请办结", "live", "supervisor"),
    State("verifying", "核查中", "live", "supervisor"),
    State("returned", "退回重办", "live", "lead"),
    State("closed", "已销号", "closed", "nobody"),
    State("suspended", "中止", "halted", "supervisor"),
    State("withdrawn", "撤销", "halted", "nobody"),
)
IN_HAND = ("acknowledged", "working", "returned")
HANDED_OUT = ("assigned", *IN_HAND, "submitted", "verifying")

FIELDS = (
    Field("title", "任务名称", "line"),
    Field("lead", "牵头单位", "unit"),
    Field("support", "责任单位", "units"),
    Field("leader", "牵头领导", "person"),
    Field("owner", "责任人", "person"),
    Field("due", "完成时限", "date"),
    Field("due_text", "时间节点", "line"),
    Field("goal", "量化目标", "line"),
    Field("steps", "具体举措"),
    Field("remark", "备注", "line"),
    Field("milestone_title", "节点", "line"),
    Field("milestone_due", "节点日期", "date"),
    Field("milestone_post", "节点责任人", "post"),
    Field("milestone_weight", "权重", "number"),
    Field("milestone", "节点", "milestone"),
    Field("progress_note", "进展情况", help="做了什么、到什么程度"),
    Field("percent", "完成比例（%）", "percent", help="单位自报，须由佐证支撑"),
    Field("reached", "目标完成数", "targets"),
    Field("problem", "存在问题"),
    Field("next_step", "下一步措施"),
    Field("evidence", "佐证材料", "files"),
    Field("evidence_link", "佐证链接", "line"),
    Field("summary", "办结说明"),
    Field("conclusion", "核查结论"),
    Field("reason", "理由"),
    Field("words", "批示内容"),
    Field("imported", "导入说明"),
)


def is_complete(record: Record, _post: Post, _answers: Answers) -> None:
    """Nothing is handed out that nobody must do or that has no day."""
    missing = [label for label, value in (("牵头单位", detail(record).lead), ("完成时限", record.due)) if not value]
    if missing:
        raise Refused(f"“{record.title}”还缺{'、'.join(missing)}，补齐后再办。")


def has_evidence(record: Record, _post: Post, answers: Answers) -> None:
    """No close without evidence: what is asked to be closed must show something."""
    if not (record.evidence.standing().exists() or answers.get("evidence") or answers.get("evidence_link")):
        raise Refused(f"“{record.title}”还没有佐证材料，不能办结。请先上传文件或填写链接。")


def shows_something(_record: Record, _post: Post, answers: Answers) -> None:
    if not (answers.get("evidence") or answers.get("evidence_link")):
        raise Refused("完成节点须附佐证材料：上传文件或填写链接。")


def is_sane_report(record: Record, _post: Post, answers: Answers) -> None:
    percent = answers.get("percent")
    if percent is not None and not 0 <= percent <= 100:
        raise Refused("完成比例应在 0 到 100 之间。")


def hand_out(record: Record, _post: Post, _answers: Answers) -> None:
    record.is_handed_out = True
    detail(record).handed_out_on = clock.today()


def report(record: Record, _post: Post, answers: Answers) -> None:
    task = detail(record)
    for name in ("progress_note", "percent", "problem", "next_step"):
        if name in answers:
            setattr(task, name, answers[name] if name == "percent" else answers[name] or "")
    task.reported_on = clock.today()
    for target, reached in (answers.get("reached") or {}).items():
        record.targets.filter(pk=int(target)).update(reached=Decimal(reached))
    show_evidence(record, _post, answers)


def conclude(record: Record, _post: Post, answers: Answers) -> None:
    task = detail(record)
    task.closed_on, task.conclusion = clock.today(), answers["conclusion"]


def show_evidence(record: Record, _post: Post, answers: Answers) -> None:
    keep_evidence(record, answers.get("evidence") or [], answers.get("evidence_link") or "", answers.get("milestone"))


def amend(record: Record, _post: Post, answers: Answers) -> None:
    """Before the hand-out everything may still be put right; afterwards nothing of this changes in silence."""
    task = detail(record)
    if not answers.get("title", record.title).strip():
        raise Refused("任务名称不能为空。")
    for name in ("title", "due"):
        if name in answers:
            setattr(record, name, answers[name])
    for name in ("steps", "goal", "due_text", "remark"):
        if name in answers:
            setattr(task, name, answers[name] or "")
    for name in ("lead", "leader", "owner"):
        if name in answers:
            setattr(task, name, answers[name])
    assign_units(record, task.lead, answers["support"] if "support" in answers else supporting_units(record))
    search.index(record)


def add_milestone(record: Record, _post: Post, answers: Answers) -> None:
    due = answers["milestone_due"]
    if record.due and due > record.due:
        raise Refused(f"节点日期不能晚于完成时限 {record.due}。")
    record.milestones.create(
        title=answers["milestone_title"],
        due=due,
        post=answers.get("milestone_post"),
        weight=answers.get("milestone_weight") or 1,
    )


def drop_milestone(record: Record, _post: Post, answers: Answers) -> None:
    milestone = answers["milestone"]
    if milestone.evidence.exists():
        raise Refused(f"节点“{milestone.title}”已有佐证，不能删除。")
    milestone.delete()


EVIDENCE = ("evidence", "evidence_link")
TRANSITIONS = (
    Transition(
        "amend", "修改", ("draft", "pending"), None, SUPERVISOR,
        optional=("title", "lead", "support", "leader", "owner", "due", "due_text", "goal", "steps", "remark"),
        effect=amend, can_take_back=False,
    ),
    Transition("propose", "提请审定", ("draft",), "pending", SUPERVISOR, guard=is_complete),
    Transition("revise", "退回修改", ("pending",), "draft", DIRECTING, requires=("reason",)),
    Transition("assign", "审定交办", ("draft", "pending"), "assigned", DIRECTING, guard=is_complete, effect=hand_out),
    Transition("acknowledge", "签收", ("assigned",), "acknowledged", OF_A_UNIT),
    Transition(
        "report", "报送进展", IN_HAND, "working", UNIT_OR_STAFF,
        requires=("progress_note",), optional=("percent", "reached", "problem", "next_step", *EVIDENCE),
        guard=is_sane_report, effect=report,
    ),
    Transition(
        "submit", "申请办结", IN_HAND, "submitted", OF_A_UNIT,
        requires=("summary",), optional=EVIDENCE, guard=has_evidence, effect=show_evidence,
    ),
    Transition(
        "plan", "添加节点", ("draft", "pending", "assigned", *IN_HAND), None, UNIT_OR_STAFF,
        requires=("milestone_title", "milestone_due"), optional=("milestone_post", "milestone_weight"),
        effect=add_milestone, can_take_back=False,
    ),
    Transition(
        "unplan", "删除节点", ("draft", "pending", "assigned", *IN_HAND), None, UNIT_OR_STAFF,
        requires=("milestone", "reason"), effect=drop_milestone, can_take_back=False,
    ),
    Transition(
        "reach", "完成节点", IN_HAND, "working", UNIT_OR_STAFF,
        requires=("milestone",), optional=("progress_note", *EVIDENCE), guard=shows_something, effect=show_evidence,
    ),
    Transition("verify", "开始核查", ("submitted",), "verifying", SUPERVISOR),
    Transition(
        "close", "核查通过", ("verifying",), "closed", SUPERVISOR,
        requires=("conclusion",), guard=has_evidence, effect=conclude,
    ),
    Transition("return", "退回重办", ("submitted", "verifying"), "returned", SUPERVISOR, requires=("reason",)),
    Transition("instruct", "批示", HANDED_OUT, None, LEADER, requires=("words",), can_take_back=False),
    Transition("suspend", "中止", HANDED_OUT, "suspended", DIRECTING, requires=("reason",)),
    Transition("resume", "恢复办理", ("suspended",), "working", DIRECTING, requires=("reason",)),
    Transition(
        "withdraw", "撤销", ("draft", "pending", *HANDED_OUT, "suspended"), "withdrawn", DIRECTING, requires=("reason",)
    ),
)  # fmt: skip

TASK = register(
    RecordType(
        name="task",
        label="任务",
        detail="task",
        states=STATES,
        transitions=TRANSITIONS,
        fields=FIELDS,
        tracked=(
            "handed_out_on", "percent", "progress_note", "problem", "next_step",
            "reported_on", "closed_on", "conclusion",
        ),
        facts=lambda record: facts(record, detail(record).percent, detail(record).lead, detail(record).handed_out_on),
    )
)  # fmt: skip
