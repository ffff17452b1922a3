"""意见采纳情况表: every opinion of a round, what became of it and why; whoever gave one sees their own."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from luoshi.org.models import Post
from luoshi.pipelines.consultation.models import Remark, Verdict
from luoshi.pipelines.consultation.page import remarks_of, tally
from luoshi.records.models import Record
from luoshi.records.parts import besides_lead
from luoshi.reports.exporter import Cell, Column, Exporter, Tint

UNANSWERED = "未答复"
COLUMNS = (
    Column("序号", 6, "意见的编号；撤回的不列，编号不补。", "center"),
    Column("提出单位或个人", 18, "征求单位，或由起草单位、督查员代录的提出人。", "center"),
    Column("所指条款", 40, "征求意见稿里的原句；空着的是对全文。"),
    Column("修改建议", 40, "照原话。"),
    Column("修改理由", 28, "照原话。"),
    Column("采纳情况", 12, "采纳、部分采纳、未采纳。", "center"),
    Column("采纳情况说明", 36, "为什么。"),
    Column("提出日期", 12, "", "center"),
)


class ConsultationSheet(Exporter):
    columns = COLUMNS
    # 采纳 stands in the other words too: of two that match, Excel shows the first.
    tints = (
        Tint("采纳情况", str(Verdict.PARTLY.label), "#164f96", "#e3eefb"),
        Tint("采纳情况", str(Verdict.REJECTED.label), "#3f4957", "#eceff3"),
        Tint("采纳情况", UNANSWERED, "#5c4400", "#fff3cd"),
        Tint("采纳情况", str(Verdict.ADOPTED.label), "#14532d", "#e4f3ea"),
    )
    sheet = "意见采纳情况表"

    def __init__(self, record: Record, post: Post) -> None:
        self._remarks = list(remarks_of(record, post))
        self.title = _("%(title)s意见采纳情况表") % {"title": record.title.removesuffix("征求意见")}
        counted = tally(remarks_of(record, post), besides_lead(record))
        self.subtitle = _(
            "共 %(remarks)d 条：采纳 %(adopted)d，部分采纳 %(partly)d，未采纳 %(rejected)d，未答复 %(open)d    "
            "征求 %(asked)d 家单位：无意见 %(without)d 家，未反馈 %(silent)d 家"
        ) % {
            name: getattr(counted, name)
            for name in ("remarks", "adopted", "partly", "rejected", "open", "asked", "without", "silent")
        }

    def __len__(self) -> int:
        return len(self._remarks)

    def rows(self) -> Iterator[Sequence[Cell]]:
        return (row(remark) for remark in self._remarks)


def row(remark: Remark) -> tuple[Cell, ...]:
    verdict = str(remark.get_verdict_display()) if remark.verdict else UNANSWERED
    said = (remark.words, remark.proposal, remark.reason)
    return (remark.number, remark.giver, *said, verdict, remark.because, remark.given_on)
