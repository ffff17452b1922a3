"""审计日志 as a sheet: what the page shows under the same filter."""

from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.org.log_filter import LogFilter, actor, told
from luoshi.reports.exporter import Cell, Column, Exporter

MOST_ROWS = 20_000


class AuditSheet(Exporter):
    columns = (
        Column("序号", 8, "日志的编号，不跳号。", "center"),
        Column("时间", 20, "服务器时间。", "center"),
        Column("事项", 16, "系统记下的动作。", "center"),
        Column("谁", 30, "操作人及其当时的岗位。"),
        Column("涉及", 12, "所涉人员。", "center"),
        Column("内容", 60, "导出的记下筛选条件、行数和文件的 SHA-256。"),
        Column("来源地址", 18, "登录者的网络地址。", "center"),
        Column("校验值", 68, "本条与上一条相扣的校验值。"),
    )
    sheet = "审计日志"

    def __init__(self, asked: LogFilter) -> None:
        self._entries = list(asked.entries()[:MOST_ROWS])
        self.title = _("%(zone)s审计日志") % {"zone": asked.post.zone.name}
        counted = _("共 %d 条") % len(self._entries)
        cut = _("只导出最近 %d 条，其余请按日期分次导出") % MOST_ROWS if len(self._entries) == MOST_ROWS else ""
        self.subtitle = "    ".join(filter(None, (counted, asked.in_words(), cut)))

    def __len__(self) -> int:
        return len(self._entries)

    def rows(self) -> Iterator[Sequence[Cell]]:
        for entry in self._entries:
            moment = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
            about = entry.about.name if entry.about else ""
            what = told(entry, whole=True)
            yield entry.number, moment, entry.get_kind_display(), actor(entry), about, what, entry.address, entry.hash
