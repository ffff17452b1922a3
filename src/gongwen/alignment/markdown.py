"""An alignment as Markdown: what is answered and how, then what of the superior document is left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gongwen.alignment.result import Alignment, Match, Row, Verdict
from gongwen.render.markdown import plain, table_head, table_row

_VERDICTS: dict[Verdict, str] = {"covered": "已对应", "partial": "部分对应", "none": "未对应"}
_TIES = {
    "words": "同词",
    "spelled_out": "文中所指",
    "same": "简称",
    "under": "归入",
    "beside": "同句",
    "section": "标题",
    "together": "他文并提",
    "number": "数字不同",
    "negation": "一方是禁止",
    "place": "地方不同",
    "date": "时限更晚",
}
_HEAD = ("序号", "我们的举措", "结论", "上级条款", "依据")


def render_alignment(alignment: Alignment) -> Iterator[str]:
    counts = Counter(row.verdict for row in alignment.rows)
    told = "，".join(f"{name} {counts[verdict]} 条" for verdict, name in _VERDICTS.items())
    yield f"# 对标对表\n\n举措 {len(alignment.rows)} 条：{told}。上级还有 {len(alignment.uncovered)} 条没有对应。\n\n"
    if alignment.rows:
        yield table_head(_HEAD)
    for number, row in enumerate(alignment.rows, 1):
        cells = (str(number), row.text, _VERDICTS[row.verdict], *_best(row))
        yield table_row([plain(cell) or "—" for cell in cells])
    yield "\n## 上级没有对应的条款\n\n" if alignment.uncovered else ""
    for clause in alignment.uncovered:
        yield f"- {plain(clause.text)}\n"


def _best(row: Row) -> tuple[str, str]:
    """The clause answered and why; nothing where there is none, however near."""
    if row.verdict == "none" or not row.matches:
        return "", ""
    return row.matches[0].text, _because(row.matches[0])


def _because(match: Match) -> str:
    return "；".join(f"{_TIES[tie.tie]}：{tie.text}" for tie in match.because)
