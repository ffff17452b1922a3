from gongwen import Reading, read
from gongwen.render.markdown import render_markdown


def test_the_tasks_are_a_table(reading: Reading) -> None:
    rows = [line for line in "".join(render_markdown([reading])).splitlines() if line.startswith("|")]
    assert len(rows) == 2 + len(reading.tasks)
    assert len({row.replace("\\|", "").count("|") for row in rows}) == 1
    assert "区行政审批局" in rows[2]


def test_the_document_follows_in_reading_order(reading: Reading) -> None:
    text = "".join(render_markdown([reading]))
    assert text.index("## 原文") < text.rindex("并联审批系统") < text.rindex("通报进展")


def test_marks_of_the_text_stay_text() -> None:
    text = "".join(render_markdown([read("会议强调，要建设*重点*|<b>平台</b>，打造3个园区。")]))
    assert "\\*重点\\*\\|\\<b\\>" in text


def test_a_document_without_tasks_says_so() -> None:
    assert "没有读出任务" in "".join(render_markdown([read("")]))


def test_headings_and_lines_outside_the_body_stand_apart() -> None:
    text = "".join(
        render_markdown([read("二、绿化\n（一）新建公园\n建成3个驿站。\n云川高新区管理委员会\n2026年2月1日")])
    )
    lines = [line for line in text.partition("## 原文")[2].splitlines() if line]
    assert lines == ["### 二、绿化", "### （一）新建公园", "- 建成3个驿站。", "云川高新区管理委员会", "2026年2月1日"]
