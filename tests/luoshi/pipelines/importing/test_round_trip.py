"""What leaves as a sheet comes back: untouched rows change nothing, and a template is recognised."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.http import QueryDict
from people import People, browser_of
from workbook import part, rows_of

from luoshi.org.models import Post
from luoshi.pipelines.importing.actions import take_in
from luoshi.pipelines.importing.analysis import Analysis, analyse
from luoshi.pipelines.importing.targets import target_named
from luoshi.pipelines.opinion.stations import STATIONS
from luoshi.pipelines.registers.asking import RegisterFilter
from luoshi.pipelines.registers.keeping import add
from luoshi.pipelines.service.firms import FIRMS, GRIDS
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.items.asking import ItemFilter
from luoshi.records.models import Record
from luoshi.records.registry import record_type
from luoshi.reports import xlsx
from luoshi.reports.item_sheet import ItemSheet
from luoshi.reports.register_sheet import RegisterSheet

ABOUT = ("register/firm", "register/grid", "register/station", "register/congressdeputy", "register/link")
ABOUT += ("type/project", "type/prospect", "type/servicecase")


def back(about: str, data: bytes, post: Post) -> Analysis:
    target = target_named(about, post)
    assert target
    return analyse(take_in(data, "导出.xlsx", target, post), post)


def test_a_register_comes_back_unchanged(people: People) -> None:
    grid = add(GRIDS, people.wang, name="软件园网格", unit=people.science, officer=people.chen, area="科技路以东")
    firm = {"tier": "industry", "grid": grid, "labels": "专精特新、高新技术企业"}
    add(FIRMS, people.wang, name="云溪光电（集团）有限公司", **firm)
    add(STATIONS, people.wang, name="湖畔联络站", unit=people.building)
    for register in (FIRMS, GRIDS, STATIONS):
        data = xlsx.write(RegisterSheet(RegisterFilter(register, QueryDict(""), people.wang)))
        [line] = back(f"register/{register.name}", data, people.wang).lines
        assert (line.kind, line.changes, line.doubts) == ("existing", [], ())


def test_a_pipeline_comes_back_unchanged(people: People) -> None:
    project = record_type("project")
    told: dict[str, Any] = {"lead": people.science, "industry": "medicine", "due": dt.date(2027, 6, 30)}
    record = bring_in(project, people.wang, title="激光雷达基地", investment=123_456_789, **told)
    apply_transition(record, "sign", people.wang, planned_start=dt.date(2026, 12, 1))
    apply_transition(
        Record.objects.get(pk=record.pk), "block", people.wang, blocked_by="land", blocked_unit=people.building,
        blocked_note="用地未批。",
    )  # fmt: skip
    bring_in(project, people.wang, title="只有名称的项目")
    data = xlsx.write(ItemSheet(ItemFilter(project, QueryDict(""), people.wang)))
    lines = back("type/project", data, people.wang).lines
    assert [(line.kind, line.changes, line.doubts) for line in lines] == [("existing", [], ())] * 2
    assert record in [line.found for line in lines]


def test_prospects_come_back_unchanged(people: People) -> None:
    prospect = record_type("prospect")
    bring_in(prospect, people.li, title="蓝桥精密有限公司", channel="chain", intended=5_000_000_00, next_on=None)
    data = xlsx.write(ItemSheet(ItemFilter(prospect, QueryDict(""), people.wang)))
    [line] = back("type/prospect", data, people.wang).lines
    assert (line.kind, line.changes, line.doubts) == ("existing", [], ())


@pytest.mark.parametrize("about", ABOUT)
def test_a_template_is_recognised_whole_and_its_hints_are_no_row(about: str, people: People) -> None:
    answer = browser_of(people.wang).get(f"/reports/blank/{about}.xlsx")
    analysis = back(about, answer.content, people.wang)
    assert [column.title for column in analysis.columns if not column.field] == ["序号"]
    assert not any(column.is_unsure for column in analysis.columns)
    assert analysis.lines == []


def test_a_template_offers_its_choices(people: People) -> None:
    data = browser_of(people.wang).get("/reports/blank/type/project.xlsx").content
    header, hints = rows_of(data, "项目")[2:4]
    assert "项目名称*" in header
    assert "总投资（万元）" in header
    assert hints[0] == "填写说明"
    assert "从列表选" in str(hints[header.index("产业")])
    rules = part(data, "xl/worksheets/sheet1.xml")
    assert rules.count("<dataValidation ") == 3  # unit, industry, stage
    assert "504" in rules  # for many rows yet to be filled in
