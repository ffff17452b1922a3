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


def test_a_table_of_the_document_is_a_table(table: Reading) -> None:
    text = "".join(render_markdown([table])).partition("## 原文")[2]
    assert [line for line in text.splitlines() if line] == [
        "云川高新区重点任务分解表",
        "| 序号 | 工作任务 | 牵头单位 | 完成时限 |",
        "| --- | --- | --- | --- |",
        "| 1 | 建设人才公寓500套 | 区住建局 | 2026年12月底 |",
        "| 2 | 举办路演2场 |  | 2026年6月底 |",
        "请各单位抓好落实。",
    ]
