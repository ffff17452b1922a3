"""When who is reminded of what: the whole table. A new occasion is a new line.

No rule asks for a daily report: each is about a day that was promised, or an answer that someone waits for.
"""

from django.utils.translation import gettext_lazy as _

from luoshi.records.types.reconsideration import ASK
from luoshi.records.types.task import HANDED_OUT, IN_HAND
from luoshi.supervision.notice import WAITING
from luoshi.supervision.part_rule import PartRule
from luoshi.supervision.rule import Rule, arrives, column, day_of, nears, passed, waited
from luoshi.supervision.stage_rule import StageRule, stage_day

SOON = 3  # working days before a deadline, and before a notice's reply is due
UNSIGNED = 2  # working days a hand-out may wait for its acknowledgement
DECIDE = 5  # working days before a reconsideration (复核) is to be decided
UNCHECKED = 3  # working days a unit may wait for the answer of those who check

DUE, HANDED = column("due"), column("task__handed_out_on")
REPORT, REPORTED = ("acknowledge", "report"), "task__reported_on"
CLOSED, TASK_OBJECTED = ("closed",), "task__reconsider_due"
ENDED, OBJECTED = ("concluded",), "notice__reconsider_due"
BASIS = column("task__basis_replaced_on")
RULES: tuple[Rule, ...] = (
    Rule("basis", _("依据的文件有新版"), "task", "unit", HANDED_OUT, BASIS, waited),
    Rule("unsigned", _("尚未签收"), "task", "unit", ("assigned",), HANDED, waited, UNSIGNED, ("acknowledge",)),
    Rule("unsigned_part", _("本单位尚未签收"), "task", "unit", HANDED_OUT, HANDED, waited, UNSIGNED,
         ("acknowledge_part",), of="part"),
    Rule("step_soon", _("节点将到期"), "task", "unit", IN_HAND, DUE, nears, SOON, ("reach",), of="milestone"),
    Rule("step_today", _("节点到期"), "task", "unit", IN_HAND, DUE, arrives, 0, ("reach",), of="milestone"),
    Rule("step_late", _("节点已过期"), "task", "unit", IN_HAND, DUE, passed, 0, ("reach",), of="milestone"),
    Rule("soon", _("将到期"), "task", "unit", ("assigned", *IN_HAND), DUE, nears, SOON, REPORT, REPORTED),
    Rule("today", _("到期"), "task", "unit", ("assigned", *IN_HAND), DUE, arrives, 0, REPORT, REPORTED),
    Rule("late", _("已逾期"), "task", "unit", ("assigned", *IN_HAND), DUE, passed, 0, REPORT, REPORTED),
    Rule("check", _("等待核查"), "task", "supervisor", ("submitted", "verifying"), day_of("submit"), waited, UNCHECKED),
    Rule("extension", _("延期待批"), "task", "supervisor", HANDED_OUT, day_of("ask_extension"), waited, 1,
         asked="task__asked_due"),
    Rule("notice_unsigned", _("督办待签收"), "notice", "unit", ("issued",), column("notice__issued_on"), waited, 0,
         answers=("receive",)),
    Rule("notice_soon", _("督办回复将到期"), "notice", "unit", WAITING, DUE, nears, 1, ("receive", "reply")),
    Rule("notice_today", _("督办回复到期"), "notice", "unit", WAITING, DUE, arrives, 0, ("reply",)),
    Rule("notice_late", _("督办逾期未回复"), "notice", "unit", WAITING, DUE, passed, 0, ("reply",)),
    Rule("notice_check", _("督办回复待核"), "notice", "supervisor", ("replied",), column("notice__replied_on"), waited,
         1, ("conclude",)),
    Rule("notice_raise", _("督办逾期，建议升级"), "notice", "supervisor", WAITING, DUE, passed),
    Rule("objected", _("复核待决定"), "task", "deciders", CLOSED, day_of(ASK), waited, asked=TASK_OBJECTED),
    Rule("objected_soon", _("复核决定将到期"), "task", "deciders", CLOSED, column(TASK_OBJECTED), nears, DECIDE),
    Rule("objected_late", _("复核决定已过期"), "task", "deciders", CLOSED, column(TASK_OBJECTED), passed),
    Rule("notice_objected", _("督办复核待决定"), "notice", "deciders", ENDED, day_of(ASK), waited, asked=OBJECTED),
    Rule("notice_objected_soon", _("督办复核决定将到期"), "notice", "deciders", ENDED, column(OBJECTED), nears, DECIDE),
    Rule("notice_objected_late", _("督办复核决定已过期"), "notice", "deciders", ENDED, column(OBJECTED), passed),
    PartRule("asked", _("待本单位反馈"), "pipeline", "unit", (), column("since"), waited),
    PartRule("asked_soon", _("反馈将截止"), "pipeline", "unit", (), stage_day, nears, 1),
    PartRule("asked_late", _("反馈已过期"), "pipeline", "unit", (), stage_day, passed),
    StageRule("stage_soon", _("阶段将到期"), "pipeline", "turn", (), stage_day, nears, SOON),
    StageRule("stage_today", _("阶段到期"), "pipeline", "turn", (), stage_day, arrives),
    StageRule("stage_late", _("阶段已超期"), "pipeline", "turn", (), stage_day, passed),
    StageRule("stage_red", _("超期亮红灯"), "pipeline", "overseer", (), stage_day, passed, light="red"),
)  # fmt: skip
BY_NAME = {rule.name: rule for rule in RULES}
RANK = {rule.name: rank for rank, rule in enumerate(RULES)}
