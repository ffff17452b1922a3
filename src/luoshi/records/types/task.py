"""任务: a sentence someone must deliver. States and steps: DESIGN.md §4."""

from typing import Any

from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.records import counting
from luoshi.records.declaration import IMPORTED, Field, RecordType, State, Transition
from luoshi.records.evidence import show_evidence
from luoshi.records.milestones import replan
from luoshi.records.models import Record
from luoshi.records.parts import (
    BESIDES_LEAD,
    all_signed,
    answer,
    is_unsigned,
    may_have_nothing,
    none_signed,
    not_signed_yet,
    nothing_to_add,
    shows_its_part,
    sign,
    sign_as_lead,
    signed_already,
)
from luoshi.records.progress import facts
from luoshi.records.registry import register
from luoshi.records.types import extension, newer, reconsideration, subtasks, year_end
from luoshi.records.types.citing import cite, stands_in_document
from luoshi.records.types.handing_over import hand_over
from luoshi.records.types.instruction import file_words
from luoshi.records.types.task_detail import detail
from luoshi.records.types.task_steps import (
    add_milestone,
    adopt,
    amend,
    conclude,
    hand_out,
    has_evidence,
    is_complete,
    is_sane_report,
    may_be_submitted,
    reopen,
    report,
    send_back,
    shows_something,
    submit,
)

SUPERVISOR = frozenset({Role.SUPERVISOR})
LEADER = frozenset({Role.LEADER, Role.CHARGE})
DECIDING = frozenset({Role.SUPERVISOR, Role.CHARGE})
DIRECTING = frozenset({Role.SUPERVISOR, Role.LEADER})
UNIT_OR_STAFF = OF_A_UNIT | SUPERVISOR

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
PLANNABLE = ("draft", "pending", "assigned", *IN_HAND)
HANDED_OUT = ("assigned", *IN_HAND, "submitted", "verifying")
STILL_OPEN = ("draft", "pending", *HANDED_OUT, "suspended")
ONCE_HANDED_OUT = (*HANDED_OUT, "closed", "suspended", "withdrawn")


FIELDS = (
    Field("title", "任务名称", "line"),
    Field("lead", "牵头单位", "unit"),
    Field("joint", "共同牵头", "units"),
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
    Field("plan", "节点计划", "plan"),
    Field("changes", "节点变化"),
    Field("progress_note", "进展情况", help="做了什么、到什么程度"),
    Field("percent", "完成比例（%）", "percent", help="单位自报，须由佐证支撑"),
    Field("reached", "目标完成数", "targets"),
    Field("problem", "存在问题"),
    Field("next_step", "下一步措施"),
    Field("evidence", "佐证材料", "files"),
    Field("evidence_link", "佐证链接", "line"),
    Field("summary", "办结说明"),
    Field("conclusion", "核查结论"),
    Field("new_due", "申请延至", "date", help="原时限一直保留，批准后亮灯按新时限"),
    Field("reason", "理由"),
    Field("newer", "新版文件", "document"),
    Field("newer_words", "新版表述"),
    Field("change", "改动"),
    Field("words", "批示内容"),
    Field("parent", "上级任务", "task", help="填任务编号，如 2026-0012"),
    Field("weight", "权重", "number", help="在上级任务里所占的份量，与同级子任务相比"),
    Field("other", "关联任务", "task", help="填任务编号，如 2026-0012"),
    Field("tie", "关联任务", "tie"),
    Field("tie_note", "说明", "line"),
    Field("counted", "计什么", "line", "已关联本任务的事项，到了这一阶段就计一个", make=counting.what_counts),
    Field(
        "counted_target", "由哪个量化目标计数", "line", "没有合适的不选，填目标数另立一个", make=counting.own_targets
    ),
    Field("count_goal", "目标数", "number"),
    Field("counted_now", "计数", "line"),
    Field("urging", "催办内容", help="要单位办什么、何时前答复"),
    Field("document", "来源文件", "document", help="任务的原句（没有原句的按任务名称）须在文件里一字不差"),
    Field("part_unit", "代哪个单位", "part"),
    Field("again", "还须重新答复的单位", "parts", help="牵头单位总要重新答复；不选的，原来的答复仍算数"),
    Field("part_note", "本单位完成情况", help="做了什么、到什么程度"),
    Field("happened_on", "发生日期", "date", help="单位实际办理的那一天"),
    Field("told_by", "何人告知", "line", help="姓名和方式，如“李强电话告知”"),
    *reconsideration.FIELDS,
    IMPORTED,
    Field("handed_from", "移交人", "post"),
    Field("handed_to", "接手人", "post"),
    Field("notice", "督办", "line"),
    Field("reply", "回复"),
)

# What the steps are about that are not a state's main next ones.
PLAN, DEADLINE, TIES, HALT, YEAR = "节点", "延期", "拆分和关联", "中止、撤销", "年度、归档"
EVIDENCE = ("evidence", "evidence_link")
TRANSITIONS = (
    Transition(
        "amend", "修改", ("draft", "pending"), None, SUPERVISOR,
        optional=("title", "lead", "joint", "support", "leader", "owner", "due", "due_text", "goal", "steps", "remark"),
        effect=amend, can_take_back=False, together=("lead", "support", "leader", "owner", "due"),
    ),
    Transition("propose", "提请审定", ("draft",), "pending", SUPERVISOR, guard=is_complete),
    Transition("revise", "退回修改", ("pending",), "draft", DIRECTING, requires=("reason",)),
    Transition("assign", "审定交办", ("draft", "pending"), "assigned", DIRECTING, guard=is_complete, effect=hand_out),
    Transition(
        "acknowledge", "签收", ("assigned",), "acknowledged", OF_A_UNIT, stand_in=SUPERVISOR, effect=sign_as_lead
    ),
    Transition(
        "acknowledge_part", "本单位签收", HANDED_OUT, None, OF_A_UNIT, parts=BESIDES_LEAD, stand_in=SUPERVISOR,
        bar=all_signed, guard=is_unsigned, effect=sign,
    ),
    Transition(
        "answer_part", "本单位答复", ("assigned", *IN_HAND), None, OF_A_UNIT, parts=BESIDES_LEAD, stand_in=SUPERVISOR,
        requires=("part_note",), optional=EVIDENCE, bar=none_signed, guard=shows_its_part, effect=answer,
    ),
    Transition(
        "nothing_to_add", "本单位无补充", ("assigned", *IN_HAND), None, OF_A_UNIT, parts=BESIDES_LEAD,
        stand_in=SUPERVISOR, optional=("reason",), bar=none_signed, guard=may_have_nothing, effect=nothing_to_add,
    ),
    Transition(
        "report", "报送进展", IN_HAND, "working", OF_A_UNIT, stand_in=SUPERVISOR,
        requires=("progress_note",), optional=("percent", "reached", "problem", "next_step", *EVIDENCE),
        guard=is_sane_report, effect=report, together=("percent",), each=("progress_note", "percent"),
    ),
    Transition(
        "submit", "申请办结", IN_HAND, "submitted", OF_A_UNIT,
        requires=("summary",), optional=EVIDENCE, guard=may_be_submitted, effect=submit,
    ),
    Transition(
        "plan", "添加节点", PLANNABLE, None, UNIT_OR_STAFF,
        requires=("milestone_title", "milestone_due"), optional=("milestone_post", "milestone_weight"),
        effect=add_milestone, can_take_back=False, topic=PLAN,
    ),
    Transition(
        "replan", "调整节点", PLANNABLE, None, UNIT_OR_STAFF,
        optional=("plan", "reason"), effect=replan, can_take_back=False, page="milestones", topic=PLAN,
    ),
    Transition("adopt_plan", "按建议设节点", PLANNABLE, None, UNIT_OR_STAFF, effect=adopt, can_take_back=False),
    Transition(
        "reach", "完成节点", IN_HAND, "working", OF_A_UNIT, stand_in=SUPERVISOR,
        requires=("milestone", "progress_note"), optional=("reached", "problem", "next_step", *EVIDENCE),
        guard=shows_something, effect=report,
    ),
    Transition(
        "ask_extension", "申请延期", ("assigned", *IN_HAND), None, OF_A_UNIT, stand_in=SUPERVISOR,
        requires=("new_due", "reason"), optional=EVIDENCE,
        bar=extension.cannot_ask, guard=extension.is_later, effect=extension.ask, topic=DEADLINE,
    ),
    Transition(
        "grant_extension", "同意延期", HANDED_OUT, None, DECIDING,
        bar=extension.none_asked, guard=extension.is_still_ahead, effect=extension.grant,
    ),
    Transition(
        "refuse_extension", "不同意延期", HANDED_OUT, None, DECIDING, requires=("reason",),
        bar=extension.none_asked, effect=extension.refuse, each=("reason",),
    ),
    Transition(
        "nest", "列为子任务", STILL_OPEN, None, SUPERVISOR, requires=("parent",), optional=("weight",),
        bar=subtasks.stays_where_it_is, guard=subtasks.may_stand_under, effect=subtasks.nest, topic=TIES,
    ),
    Transition(
        "unnest", "取消子任务", ("draft", "pending"), None, SUPERVISOR, requires=("reason",),
        bar=subtasks.has_no_goal, effect=subtasks.unnest, topic=TIES,
    ),
    Transition(
        "weigh", "调整权重", STILL_OPEN, None, SUPERVISOR, requires=("weight", "reason"),
        bar=subtasks.has_no_goal, effect=subtasks.weigh, topic=TIES,
    ),
    Transition(
        "tie", "关联任务", STILL_OPEN, None, SUPERVISOR, requires=("other",), optional=("tie_note",),
        guard=subtasks.is_another, effect=subtasks.tie, can_take_back=False, topic=TIES,
    ),
    Transition(
        "untie", "取消关联", STILL_OPEN, None, SUPERVISOR, requires=("tie", "reason"),
        bar=subtasks.not_tied, effect=subtasks.untie, can_take_back=False, topic=TIES,
    ),
    Transition("verify", "开始核查", ("submitted",), "verifying", SUPERVISOR),
    Transition(
        "close", "核查通过", ("verifying",), "closed", SUPERVISOR,
        requires=("conclusion",), guard=has_evidence, effect=conclude, each=("conclusion",),
    ),
    Transition(
        "return", "退回重办", ("submitted", "verifying"), "returned", SUPERVISOR,
        requires=("reason",), optional=("again",), effect=send_back, each=("reason",),
    ),
    Transition("urge", "催办", HANDED_OUT, None, SUPERVISOR, requires=("urging",), can_take_back=False),
    Transition(
        "count_tied", "按关联事项计数", STILL_OPEN, None, SUPERVISOR, requires=("counted",),
        optional=("counted_target", "count_goal"), guard=counting.counts_something, effect=counting.count_tied,
        can_take_back=False, topic=TIES,
    ),
    Transition(
        counting.STEP, "关联事项计数", STILL_OPEN, None, UNIT_OR_STAFF, optional=("counted_now",),
        effect=counting.keep_count, can_take_back=False, offered=False,
    ),
    Transition(
        "cite", "关联文件", (*PLANNABLE, "submitted", "verifying"), None, SUPERVISOR, requires=("document",),
        guard=stands_in_document, effect=cite, can_take_back=False, topic=TIES,
    ),
    Transition(
        "instruct", "批示", HANDED_OUT, None, LEADER,
        requires=("words",), effect=file_words, can_take_back=False, from_above=True,
    ),
    Transition("suspend", "中止", HANDED_OUT, "suspended", DIRECTING, requires=("reason",), topic=HALT),
    Transition("resume", "恢复办理", ("suspended",), "working", DIRECTING, requires=("reason",), bar=not_signed_yet),
    Transition(
        "reassign", "恢复交办", ("suspended",), "assigned", DIRECTING, requires=("reason",), bar=signed_already
    ),
    Transition(
        "withdraw", "撤销", STILL_OPEN, "withdrawn", DIRECTING, requires=("reason",), topic=HALT
    ),
    Transition(
        "carry_over", "年度结转", (*HANDED_OUT, "suspended"), None, SUPERVISOR,
        bar=year_end.is_of_this_year, effect=year_end.carry_over, topic=YEAR,
    ),
    *reconsideration.steps("closed", "returned", reopen, also=("again",)),
    Transition(
        "archive", "归档", ("closed", "withdrawn"), None, SUPERVISOR,
        bar=year_end.may_not_archive, effect=year_end.archive, topic=YEAR,
    ),
    Transition(
        "take_out", "取消归档", ("closed", "withdrawn"), None, SUPERVISOR, requires=("reason",),
        bar=year_end.is_not_archived, effect=year_end.take_out, topic=YEAR,
    ),
    # What follows from a newer version of the document it stands on (revisions).
    Transition(
        newer.REPLACED, "依据有新版", (*STILL_OPEN, "closed"), None, SUPERVISOR, optional=("newer", "change"),
        effect=newer.mark, can_take_back=False, offered=False,
    ),
    Transition(
        newer.LOOKED_AT, "已看新版", (*STILL_OPEN, "closed"), None, SUPERVISOR,
        optional=("newer", "newer_words", "reason"), effect=newer.look_at, can_take_back=False, offered=False,
    ),
    # By org.handover, for all that somebody who leaves still holds.
    Transition(
        "hand_over", "工作交接", ("draft", "pending", *HANDED_OUT, "suspended"), None, SUPERVISOR,
        optional=("handed_from", "handed_to"), effect=hand_over, can_take_back=False, offered=False,
    ),
    # What is done to a notice about the task (supervision/notice.py), told in the task's own history.
    *(
        Transition(
            name, label, ONCE_HANDED_OUT, None, by, optional=told, effect=effect, can_take_back=False, offered=False
        )
        for name, label, by, told, effect in (
            ("notice_issued", "发督办", SUPERVISOR, ("notice", "reason", "due"), None),
            ("notice_received", "签收督办", OF_A_UNIT, ("notice",), None),
            ("notice_replied", "回复督办", UNIT_OR_STAFF, ("notice", "reply", *EVIDENCE), show_evidence),
            ("notice_returned", "退回督办回复", SUPERVISOR, ("notice", "reason"), None),
            ("notice_concluded", "督办办结", SUPERVISOR, ("notice", "conclusion"), None),
            ("notice_withdrawn", "撤回督办", SUPERVISOR, ("notice", "reason"), None),
        )
    ),
)  # fmt: skip


def facts_of(record: Record) -> dict[str, Any]:
    task = detail(record)
    return facts(record, task.percent, task.lead, task.handed_out_on) | extension.facts_of(task)


TASK = register(
    RecordType(
        name="task",
        label="任务",
        place=0,
        detail="task",
        states=STATES,
        transitions=TRANSITIONS,
        fields=FIELDS,
        tracked=(
            "handed_out_on", "percent", "progress_note", "problem", "next_step",
            "reported_on", "closed_on", "conclusion", *extension.COLUMNS, *year_end.COLUMNS, *reconsideration.COLUMNS,
            *newer.COLUMNS,
        ),
        facts=facts_of,
        naming=("owner", "leader"),
        path=("draft", "pending", "assigned", "acknowledged", "working", "submitted", "verifying", "closed"),
        note="文件、会议和批示里要落实的每一句话",
    )
)  # fmt: skip
