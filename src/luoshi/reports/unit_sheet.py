"""进展报送表: a unit's open tasks with empty columns, for units that work through Excel (intake/progress_sheet)."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from luoshi.org.models import Post, Unit
from luoshi.records.models import Record
from luoshi.records.queries import tasks_of
from luoshi.records.types.task import IN_HAND
from luoshi.reports.exporter import Cell, Column, Exporter
from luoshi.reports.task_sheet import as_of, goals, nodes, progress, with_all_parts

# The titles that intake/progress_sheet/rows.py looks for.
COLUMNS = (
    Column("任务编号", 12, "系统编号，按它把进展记到任务上，不能改。", "center"),
    Column("版本", 6, "导出时任务的版本，不能改；导出后任务有变化的，录入时会提示核对。", "center"),
    Column("工作任务", 28, "任务名称。"),
    Column("要求", 26, "量化目标和时间节点；√ 为已附佐证的节点。"),
    Column("完成时限", 12, "交办时确定，延期须经审批。", "center"),
    Column("上次进展", 28, "最近一次报送。"),
    Column("本次进展情况", 34, "填写：做了什么、到什么程度。不填的行不录入。", fill=True),
    Column("完成数", 14, "填写：目前达到的数。有几项指标的一行一项，写“指标名 数字”。", fill=True),
    Column("完成比例（%）", 9, "填写：0 到 100，可不填。", fill=True),
    Column("存在问题", 20, "填写：可不填。", fill=True),
    Column("下一步措施", 20, "填写：可不填。", fill=True),
    Column("发生日期", 12, "填写：实际办理的日子，如 2026-11-20；不填的按上传时写的日期。", fill=True),
)


class UnitSheet(Exporter):
    """What ``unit`` leads and has in hand, as far as ``post`` may see it."""

    columns = COLUMNS
    sheet = "进展报送表"

    def __init__(self, unit: Unit, post: Post) -> None:
        led = tasks_of(post).filter(task__lead=unit)
        self._records = list(with_all_parts(led.filter(state__in=IN_HAND).order_by("code")))
        unsigned = led.filter(state="assigned").count()
        self.title = _("%(unit)s任务进展报送表") % {"unit": unit}
        told = _("另有 %d 项尚未签收，签收后再报") % unsigned if unsigned else ""
        parts = (as_of(), _("在办 %d 项，只填黄色各栏") % len(self._records), told)
        self.subtitle = "    ".join(filter(None, parts))

    def __len__(self) -> int:
        return len(self._records)

    def rows(self) -> Iterator[Sequence[Cell]]:
        return (row(record) for record in self._records)


def row(record: Record) -> tuple[Cell, ...]:
    asked = "\n".join(filter(None, (goals(record), nodes(record))))
    said = (record.code, record.version, record.title, asked, record.due, progress(record.task))
    return (*said, *(None for column in COLUMNS if column.fill))
