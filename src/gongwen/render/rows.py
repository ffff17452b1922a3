"""A task in words an office reads: the columns shared by the table, the page and the Markdown."""

from collections.abc import Iterator
from typing import NamedTuple

from gongwen.figures import in_full
from gongwen.goals import DEFAULT_LABEL
from gongwen.model import Deadline, Mention, Reading, Section, Target, Task
from gongwen.render.layout import Layout

DOUBTS: dict[str, str] = {
    "lead_by_position": "牵头单位未写明，按排位推定",
    "lead_from_subject": "牵头单位按句子主语推定",
    "lead_not_stated": "责任单位未写明",
    "year_inferred": "年份未写明，按发文时间推定",
    "year_unknown": "年份未写明",
    "no_such_day": "日期不存在",
    "day_unknown": "原文没有写到哪一天",
    "broken_number": "数字残缺，请核对原件",
    "range": "数值是区间，取下限",
    "rounded": "数值由分数折算，四舍五入",
    "unit_inferred": "单位未写明，按元推定",
    "several_meanings": "文中有不止一种解释",
}
KINDS: dict[str, str] = {
    "roundup": "综合报道",
    "report": "工作报告",
    "plan": "方案意见",
    "notice": "通知",
    "minutes": "会议纪要",
    "other": "其他",
}


class Row(NamedTuple):
    """One task; ``place`` is its zone or section in the document, ``original`` the words it came from."""

    number: int
    document: str
    place: str
    text: str
    targets: tuple[str, ...]
    steps: tuple[str, ...]
    lead: tuple[str, ...]
    support: tuple[str, ...]
    person: str
    deadlines: tuple[str, ...]
    doubts: tuple[str, ...]
    original: str


def rows(reading: Reading) -> Iterator[Row]:
    mentions, layout = {mention.id: mention for mention in reading.mentions}, Layout(reading)
    spans = {span.id: span for span in reading.spans}
    headings = {section.id: at for at, section in enumerate(reading.sections)}
    for number, task in enumerate(reading.tasks, 1):
        first = spans[task.span_ids[0]]
        zone = reading.entries[first.entry].zone if first.entry is not None else ""
        yield Row(
            number=number,
            document=name_of(reading),
            place=" · ".join(filter(None, (zone, _heading(reading.sections, headings.get(first.section or ""), task)))),
            text=task.text,
            targets=tuple(target_words(target, mentions) for target in task.targets),
            steps=task.steps,
            lead=task.lead,
            support=task.support,
            person=task.person or "",
            deadlines=tuple(dict.fromkeys(deadline_words(deadline, mentions) for deadline in task.deadlines)),
            doubts=tuple(doubt_words(task)),
            original=layout.as_written([spans[name] for name in task.span_ids]),
        )


def _heading(sections: tuple[Section, ...], at: int | None, task: Task) -> str:
    """The heading over a task; where the task is the heading itself, the one above that."""
    if at is None:
        return ""
    section = sections[at]
    if task.text in section.heading:
        above = (one for one in reversed(sections[:at]) if one.level < section.level)
        section = next(above, section)
    return section.label + section.heading


def name_of(reading: Reading) -> str:
    """What to call the document: its title, else its file."""
    return reading.title or reading.page.source


def about(reading: Reading) -> list[str]:
    """What is known of the document: kind, number, issuer, date, file."""
    date = reading.date.isoformat() if reading.date else None
    return [fact for fact in (KINDS[reading.kind], reading.number, reading.issuer, date, reading.page.source) if fact]


def deadline_words(deadline: Deadline, mentions: dict[str, Mention]) -> str:
    """完工：2026-10-31（10月底前）; a rhythm or a term in the document's words."""
    said = mentions[deadline.mention].text
    if deadline.recurring and deadline.label == DEFAULT_LABEL:
        return said
    return f"{deadline.label}：{f'{deadline.due}（{said}）' if deadline.due else said}"


def target_words(target: Target, mentions: dict[str, Mention]) -> str:
    """地区生产总值：1300亿元; the document's words, but for a figure whose unit stands elsewhere."""
    words = in_full(mentions[target.mention].text, target.value, target.unit, target.op)
    return f"{target.name}：{words}" if target.name else words


def doubt_words(task: Task) -> Iterator[str]:
    return (DOUBTS.get(doubt, doubt) for doubt in task.doubt)
