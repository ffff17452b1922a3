import csv
import io

from gongwen import Reading, read
from gongwen.render.table import COLUMNS, render_csv


def table(*readings: Reading) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(render_csv(readings)).removeprefix("\ufeff"))))


def test_one_row_a_task_under_the_office_s_columns(reading: Reading) -> None:
    head, *rows = table(reading)
    assert tuple(head) == COLUMNS
    assert [row[2] for row in rows] == [task.text for task in reading.tasks]


def test_a_row_says_who_and_by_when(reading: Reading) -> None:
    row = dict(zip(COLUMNS, table(reading)[1], strict=True))
    assert (row["牵头单位"], row["责任单位"]) == ("区行政审批局", "区财政局、各街道")
    assert "上线：2026-06-30（6月底前）" in row["完成时限"]
    assert "企业服务驿站：3个" in row["量化目标"]


def test_doubts_are_told_in_words(reading: Reading) -> None:
    row = dict(zip(COLUMNS, table(reading)[2], strict=True))
    assert "数字残缺" in row["存疑"]
    assert "按排位推定" in row["存疑"]


def test_a_spreadsheet_takes_it_for_utf8(reading: Reading) -> None:
    assert next(render_csv([reading])).startswith("\ufeff")


def test_several_documents_share_one_head_and_one_count(reading: Reading) -> None:
    rows = table(reading, reading)[1:]
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]


def test_no_cell_is_run_as_a_formula() -> None:
    text = "会议强调，=cmd|'/c calc'!A1建设3个园区。\n+建设5个项目。\n@建设项目库。"
    cells = [cell for row in table(read(text))[1:] for cell in row]
    assert any("cmd" in cell for cell in cells)
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝")) for cell in cells)


def test_the_cells_of_a_tables_row_stand_apart_in_the_original(table: Reading) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(render_csv([table])).removeprefix("\ufeff"))))
    assert [row["原文"] for row in rows] == ["1 建设人才公寓500套 区住建局 2026年12月底", "2 举办路演2场 2026年6月底"]
