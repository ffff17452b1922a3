"""cases/*.md: pages and their readings, as text that a reader of official documents can check and add to."""

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest

from gongwen.model import BODY, Reading
from gongwen.reader import read

LETTERS = {
    "title": "T", "intro": "I", "zone": "Z", "headline": "H", "byline": "B", "meeting": "L", "attribution": "A",
    "theme": "P", "measure": "M", "stance": "S", "frame": "F", "context": "C", "parties": "X", "heading": "D",
    "number": "N", "addressee": "R", "signature": "G", "markup": "K", "other": "O",
}  # fmt: skip
CASE = re.compile(
    r"^## (?P<name>[^\n]+)\n+```\n(?P<page>.*?)\n```\n+```\n(?P<reading>.*?)\n```$", re.MULTILINE | re.DOTALL
)
CASES = [
    pytest.param(case["page"], case["reading"], id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.md"))
    for case in CASE.finditer(path.read_text(encoding="utf-8"))
]


def written(reading: Reading) -> str:
    """The reading in the notation of the cases."""
    lines: list[str] = []
    entry, item = None, None
    for span in reading.spans:
        if span.entry != entry and span.entry is not None:
            told = reading.entries[span.entry]
            meeting = (told.meeting.date, told.meeting.form) if told.meeting else ()
            lines.append("@ " + " | ".join(word or "?" for word in (told.zone, told.headline, *meeting)))
            item = None
        entry = span.entry
        if span.role in BODY:
            lines += ["-"] * (item is not None and span.item != item)
            item = span.item
        lines.append(f"{LETTERS[span.role]} {span.text}")
    return "\n".join(_with_item_before_heading(lines))


def _with_item_before_heading(lines: list[str]) -> list[str]:
    """An item that a numbered heading opens is marked before the heading."""
    out = list(lines)
    for at, (line, below) in enumerate(pairwise(lines)):
        if below == "-" and line.startswith("D （"):
            out[at], out[at + 1] = below, line
    return out


@pytest.mark.parametrize(("page", "reading"), CASES)
def test_is_read_as_written_in_the_case(page: str, reading: str) -> None:
    assert written(read(page)) == reading


def test_there_are_cases_in_every_file() -> None:
    assert len(CASES) >= 9


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("3月11日，云川高新区召开党工委会议，传达全省科技大会精神。会议强调，要建成2个驿站。", "other"),
        ("云川高新区召开会议传达学习政府工作报告\n3月11日，云川高新区召开党工委会议，传达政府工作报告。", "other"),
        ("3月11日，主任白榆主持召开专题会议。纪要如下：\n一、新建3个驿站。", "minutes"),
        ("各街道：\n为做好绿化，现将有关事项通知如下：\n一、新建3个驿站。", "notice"),
        ("关于召开全区大会的通知\n3月11日，管委会召开全区大会。", "notice"),
        ("全区招商信息通报工作会召开\n3月11日，云川高新区召开招商信息通报工作会。", "other"),
    ],
)
def test_what_kind_a_document_is_without_a_genre_in_its_title(page: str, kind: str) -> None:
    assert read(page).kind == kind


def test_a_notice_without_a_title_takes_that_of_what_it_hands_down() -> None:
    handed = next(case for case in CASES if "handed down has its own" in str(case.id))
    reading = read(str(handed.values[0]))
    assert (reading.title, reading.kind) == ("云川高新区口袋公园建设行动方案（2026—2028年）", "plan")
    [under] = {section.heading for section in reading.sections if section.id == reading.spans[-1].section}
    assert under == "新建公园"
    assert reading.tasks[-1].deadlines[0].due == dt.date(2026, 6, 30)
    numbered = str(handed.values[0]).replace("（此件公开发布）\n", "（此件公开发布）\n— 2 —\n")
    assert read(numbered).title == reading.title


@pytest.mark.parametrize(
    ("title", "due"),
    [
        ("2025年开发区重点工作清单", dt.date(2025, 6, 30)),
        ("2025年工作总结和2026年工作计划", None),
        ("开发区行动方案（2026—2028年）", None),
    ],
)
def test_the_one_year_a_title_names_is_that_of_days_without_a_year(title: str, due: dt.date | None) -> None:
    reading = read(f"{title}\n一、绿化\n6月底前建成3个驿站。")
    assert (reading.date, reading.tasks[0].deadlines[0].due) == (None, due)


def test_a_deadline_in_a_table_is_not_the_day_of_the_document() -> None:
    row = "1\t新建驿站3个\t区住建局\t6月底\n2\t上线审批系统\t区大数据局\t2026年9月30日前"
    reading = read(f"云川高新区2026年任务分解表\n序号\t任务\t牵头单位\t完成时限\n{row}")
    assert reading.date is None
    assert [task.deadlines[0].due for task in reading.tasks] == [dt.date(2026, 6, 30), dt.date(2026, 9, 30)]
