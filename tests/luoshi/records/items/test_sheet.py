"""A pipeline's list as an Excel sheet."""

import datetime as dt
from urllib.parse import quote

from people import People, browser_of, oversee
from sample import born, step
from workbook import HEADER_ROW, cell_style, part, rows_of

from luoshi.core import clock
from luoshi.org.models import AuditEntry, Kind, Post

SHEET = "/reports/pipelines/sample.xlsx"
DAY = dt.date(2026, 3, 20)


def sheet_of(post: Post, query: str = "") -> bytes:
    with clock.at(DAY):
        answer = browser_of(post).get(SHEET + query)
    assert answer.status_code == 200
    return answer.content


def rows(data: bytes) -> list[dict[str, object]]:
    found = rows_of(data, "样例")
    header = [str(title) for title in found[HEADER_ROW]]
    return [dict(zip(header, row, strict=True)) for row in found[HEADER_ROW + 1 :]]


def test_each_record_is_a_row_with_the_types_own_columns(people: People) -> None:
    born(people, "储能电池", industry="energy", investment=120_000_500_00, planned_start=dt.date(2026, 6, 1))
    [row] = rows(sheet_of(people.wang))
    assert row["名称"] == "储能电池"
    assert row["阶段"] == "想法"
    assert row["产业"] == "新能源"
    assert row["总投资（万元）"] == 12000.05
    assert row["计划开工"] == dt.date(2026, 6, 1)
    assert row["责任单位"] == "科技创新局"
    assert row["亮灯"] == "－ 未交办"


def test_money_is_a_number_that_excel_can_sum(people: People) -> None:
    born(people, "储能电池", investment=12_345_678_90)
    data = sheet_of(people.wang)
    assert rows(data)[0]["总投资（万元）"] == 1234.56789
    assert "#,##0.00" in part(data, "xl/styles.xml") or 'numFmtId="4"' in cell_style(data, HEADER_ROW + 1, 7)


def test_the_filter_and_the_total_stand_under_the_title(people: People) -> None:
    born(people, "储能电池", industry="energy", investment=120_000_000_00)
    step(born(people, "激光雷达", industry="material"), "talk", people, "2026-03-10")
    found = rows_of(sheet_of(people.wang, "?industry=energy&state=idea"), "样例")
    assert found[0][0] == "云溪高新区样例清单"
    told = str(found[1][0])
    assert "截至 2026年3月20日" in told
    assert "共 1 条" in told
    assert "总投资合计 1.2亿元" in told
    assert "阶段：想法" in told
    assert "产业：新能源" in told
    assert len(found) == HEADER_ROW + 2


def test_by_what_rules_the_lights_are_is_explained(people: People) -> None:
    told = str(rows_of(sheet_of(people.wang), "说明"))
    assert "洽谈阶段，超过阶段期限的天数≥1，显示“洽谈逾N天”" in told
    assert "序时进度" not in told


def test_the_download_is_named_and_stands_in_the_audit_log(people: People) -> None:
    born(people, "储能电池", industry="energy")
    with clock.at(DAY):
        answer = browser_of(people.wang).get(f"{SHEET}?industry=energy")
    assert quote("云溪高新区样例清单（20260320）.xlsx") in answer["Content-Disposition"]
    line = AuditEntry.objects.get(kind=Kind.EXPORT)
    assert (line.details["rows"], line.details["asked"]) == (1, "产业：新能源")


def test_a_unit_exports_its_own_and_the_overseer_with_the_zone(people: People) -> None:
    born(people, "储能电池")
    assert rows(sheet_of(people.sun)) == []
    above, _leader = oversee(people.zone)
    assert rows(sheet_of(above))[0]["高新区"] == "云溪高新区"


def test_a_title_that_looks_like_a_formula_stays_text(people: People) -> None:
    born(people, "=1+1")
    assert rows(sheet_of(people.wang))[0]["名称"] == "=1+1"
