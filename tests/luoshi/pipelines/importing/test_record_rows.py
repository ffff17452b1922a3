"""A zone's own list of projects and prospects comes into the pipelines, each record where it honestly stands."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from people import People, browser_of

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.pipelines.importing.actions import confirm, correct, settle
from luoshi.pipelines.importing.analysis import Analysis, analyse
from luoshi.pipelines.importing.model import SheetImport
from luoshi.pipelines.importing.targets import target_named
from luoshi.pipelines.service.firms import Firm
from luoshi.records.audit import Count, verify
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.items.reaching import reached
from luoshi.records.models import Record
from luoshi.records.registry import record_type

PROJECT, PROSPECT = "type/project", "type/prospect"
HEADER = ("项目名称", "总投资（亿元）", "产业", "责任单位", "阶段", "签约时间", "开工日期", "竣工日期")
WAN = 1_000_000  # 分


def only(analysis: Analysis) -> Any:
    [line] = analysis.lines
    return line


def told(line: Any) -> str:
    return "；".join(doubt.said for doubt in line.doubts)


def test_a_project_comes_in_at_its_stage_with_the_days_the_sheet_gives(people: People, taken: Any) -> None:
    brought, analysis = taken(
        PROJECT,
        HEADER,
        ["激光雷达基地", 3.5, "电子信息", "科技创新局", "竣工", "2025.3.1", "2025-06-10", dt.date(2026, 3, 1)],
    )
    assert only(analysis).kind == "new"
    assert confirm(brought, 0, people.wang, leave_doubtful=False) == (1, 0)
    record = Record.objects.get(type="project")
    project = record.project
    assert (record.state, record.since, record.light) == ("finished", dt.date(2026, 3, 1), record.light)
    assert (project.signed_on, project.started_on, project.finished_on) == (
        dt.date(2025, 3, 1),
        dt.date(2025, 6, 10),
        dt.date(2026, 3, 1),
    )
    assert (project.investment, project.industry, project.lead) == (35_000 * WAN, "electronic", people.science)
    event = record.events.get()
    assert event.values["state"] == "finished"
    assert "第2行导入；此前的办理经过不在本系统" in event.answers["imported"]
    assert [part.unit for part in record.assignments.all()] == [people.science]
    kind = record_type("project")
    assert Record.objects.filter(reached(kind, "started")).get() == record
    assert not Record.objects.filter(reached(kind, "producing")).exists()
    assert list(verify(Count())) == []
    page = browser_of(people.wang).get(f"/pipelines/{record.pk}/").content.decode()
    assert "2026-03-01" in page


def test_the_next_step_goes_on_from_there(people: People, taken: Any) -> None:
    brought, _analysis = taken(PROJECT, HEADER[:1] + HEADER[4:7], ["激光雷达基地", "开工", "2025-03-01", "2025-06-10"])
    confirm(brought, 0, people.wang, leave_doubtful=False)
    record = Record.objects.get(type="project")
    apply_transition(record, "finish", people.wang, finished_on=dt.date(2026, 2, 1))
    assert Record.objects.get(type="project").state == "finished"


@pytest.mark.parametrize(
    ("stage", "days", "state", "said"),
    [
        ("谋划", {}, "planned", ""),
        ("", {"signed": "2025-03-01"}, "signed", ""),
        ("已签约", {"signed": "2025-03-01"}, "signed", ""),
        ("开工", {"signed": "2025-03-01"}, "signed", "缺开工日期，先按“签约”登记"),
        ("开工", {}, "planned", "缺签约日期、开工日期，先按“谋划”登记"),
        ("建设", {"signed": "2025-03-01", "started": "2025-06-01"}, "started", "缺进入本阶段的日期，先按“开工”登记"),
        ("在谈", {}, "planned", "没有“在谈”这一项"),
        ("中止", {}, "planned", "须在记录里办理"),
    ],
)
def test_a_stage_stands_on_its_days_and_no_day_is_invented(
    stage: str, days: dict[str, str], state: str, said: str, people: People, taken: Any
) -> None:
    row = ["激光雷达基地", stage or None, days.get("signed"), days.get("started")]
    brought, analysis = taken(PROJECT, ("项目名称", "阶段", "签约日期", "开工日期"), row)
    assert said in told(only(analysis))
    assert bool(said) == (only(analysis).kind == "doubtful")
    confirm(brought, 0, people.wang, leave_doubtful=False)
    assert Record.objects.get(type="project").state == state


def test_a_month_is_no_day_on_which_something_happened(people: People, taken: Any) -> None:
    brought, analysis = taken(PROJECT, ("项目名称", "签约日期", "计划开工"), ["激光雷达基地", "2025年9月", "2026年9月"])
    assert [doubt.said for doubt in only(analysis).doubts] == ["只写到月，按月末：2025-09-30"]
    settle(brought, 0, {"day:2025年9月": "2025-09-12"}, people.wang)
    confirm(brought, 1, people.wang, leave_doubtful=True)
    record = Record.objects.get(type="project")
    assert (record.project.signed_on, record.project.planned_start) == (dt.date(2025, 9, 12), dt.date(2026, 9, 30))


def test_since_when_it_stands_there_may_be_said_for_the_whole_sheet(people: People, taken: Any) -> None:
    row = ["激光雷达基地", "建设", "2025-03-01", "2025-06-01"]
    brought, analysis = taken(PROJECT, ("项目名称", "阶段", "签约日期", "开工日期"), row)
    target = target_named(PROJECT, people.wang)
    assert target
    fields = [column.field for column in analysis.columns]
    correct(brought, 0, 0, fields, dt.date(2026, 1, 1), target, overrides=False)
    assert only(analyse(brought, people.wang)).kind == "new"
    confirm(brought, 1, people.wang, leave_doubtful=False)
    record = Record.objects.get(type="project")
    assert (record.state, record.since) == ("building", dt.date(2026, 1, 1))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["甲项目", "开工", "2025-03-01", "2025-02-01"], "早于"),
        (["甲项目", "开工", "2025-03-01", "2099-02-01"], "还没有到"),
        (["甲项目", "签约", "2025-03-01", "2025-04-01"], "又写了开工日期"),
        ([None, "签约", "2025-03-01", None], "缺项目名称"),
    ],
)
def test_days_that_cannot_be_are_refused(row: list[Any], said: str, people: People, taken: Any) -> None:
    _brought, analysis = taken(PROJECT, ("项目名称", "阶段", "签约日期", "开工日期"), row)
    assert only(analysis).kind == "refused"
    assert said in told(only(analysis))


@pytest.mark.parametrize(
    ("title", "cell", "wan"),
    [
        ("总投资（万元）", 5000, 5000),
        ("总投资（亿元）", 3.5, 35000),
        ("总投资（元）", 5_000_000, 500),
        ("投资额", "3.5亿元", 35000),
        ("投资额", "5,000万", 5000),
        ("总投资（亿元）", "8000万元", 8000),
        ("总投资", 1200, 1200),
        ("总投资（万元）", 0.1, 0.1),
    ],
)
def test_amounts_are_read_by_their_unit(title: str, cell: Any, wan: float, people: People, taken: Any) -> None:
    brought, analysis = taken(PROJECT, ("项目名称", title), ["甲项目", cell])
    assert analysis.columns[1].is_guess == ("（" not in title)
    confirm(brought, 0, people.wang, leave_doubtful=False)
    assert Record.objects.get(type="project").project.investment == round(wan * WAN)


@pytest.mark.parametrize("cell", ["面议", "3-5亿元", -3])
def test_an_amount_that_is_none_is_left_blank_and_told(cell: Any, people: People, taken: Any) -> None:
    _brought, analysis = taken(PROJECT, ("项目名称", "总投资（万元）"), ["甲项目", cell])
    assert "看不懂的金额" in told(only(analysis))


@pytest.mark.parametrize("cell", ["9999999999999", "9" * 300])
def test_an_amount_that_no_ledger_holds_is_left_blank_and_told(cell: str, people: People, taken: Any) -> None:
    brought, analysis = taken(PROJECT, ("项目名称", "总投资（万元）"), ["甲项目", cell])
    assert told(only(analysis))
    confirm(brought, 0, people.wang, leave_doubtful=False)
    assert Record.objects.get(type="project").project.investment is None


def test_a_project_that_is_there_is_filled_in_by_its_own_step_and_the_rest_is_told(people: People, taken: Any) -> None:
    record = bring_in(record_type("project"), people.wang, title="甲项目", lead=people.science, place="东区")
    brought, analysis = taken(
        PROJECT,
        ("编号", "名称", "产业", "建设地点", "总投资（万元）", "阶段"),
        [record.code, "甲项目", "新材料", "西区", 500, "签约"],
    )
    line = only(analysis)
    assert (line.kind, line.found) == ("doubtful", record)
    assert [(c.label, c.taken) for c in line.changes] == [
        ("产业", True), ("建设地点", False), ("总投资", False), ("阶段", False),
    ]  # fmt: skip
    assert "要改请在该记录里办“签约”" in told(line)
    assert confirm(brought, 0, people.wang, leave_doubtful=False) == (0, 1)
    record.project.refresh_from_db()
    assert (record.project.industry, record.project.place) == ("material", "东区")
    assert record.events.last().transition == "amend"


def test_a_firm_that_is_talked_with_already_is_asked_about(people: People, taken: Any) -> None:
    bring_in(record_type("prospect"), people.li, title="蓝桥精密股份有限公司", channel="chain")
    brought, analysis = taken(PROSPECT, ("企业名称", "招商方式"), ["蓝桥精密有限公司", "产业链招商"])
    line = only(analysis)
    assert line.kind == "refused"
    assert "可能已登记过" in told(line)
    settle(brought, 0, {line.doubts[0].key: "-"}, people.wang)
    assert confirm(brought, 1, people.wang, leave_doubtful=False) == (1, 0)
    assert Record.objects.filter(type="prospect").count() == 2


def test_a_prospects_contact_is_kept_apart_and_shown_nowhere(people: People, taken: Any) -> None:
    brought, _analysis = taken(
        PROSPECT, ("企业名称", "招商方式", "联系人", "联系电话", "阶段", "签约日期"),
        ["蓝桥精密有限公司", "乡情招商", "某先生", "13900000001", "签约", "2025-03-01"],
        by=people.li,
    )  # fmt: skip
    page = browser_of(people.li).get(f"/pipelines/imports/{brought.pk}/").content.decode()
    assert "某先生" not in page
    assert "13900000001" not in page
    confirm(brought, 0, people.li, leave_doubtful=False)
    record = Record.objects.get(type="prospect")
    assert (record.state, record.prospect.lead, record.prospectcontact.contact) == ("signed", people.science, "某先生")
    assert "某先生" not in record.events.get().text


def test_arrived_funds_are_never_brought_in_as_a_stage(people: People, taken: Any) -> None:
    _brought, analysis = taken(
        PROSPECT, ("企业名称", "招商方式", "阶段", "到位资金（万元）"), ["甲公司", "产业链招商", "到资", 300]
    )
    assert "“到资”须在记录里办理" in told(only(analysis))


def test_demands_of_firms_name_their_firm(people: People, taken: Any) -> None:
    Firm.objects.create(zone=people.zone, name="甲有限公司")
    header = ("企业", "诉求标题", "诉求内容", "来源")
    brought, analysis = taken(
        "type/servicecase",
        header,
        ["甲有限公司", "用电增容", "需要增容五百千伏安。", "走访"],
        ["丙公司", "招工", "缺人。", "走访"],
    )
    assert [line.kind for line in analysis.lines] == ["new", "refused"]
    confirm(brought, 0, people.wang, leave_doubtful=False)
    record = Record.objects.get(type="servicecase")
    assert (record.servicecase.firm.name, record.state, record.wording) == (
        "甲有限公司", "registered", "需要增容五百千伏安。",
    )  # fmt: skip


@pytest.mark.parametrize("about", ["type/consultation", "type/campaign", "type/conveyance", "type/opinion", "type/x"])
def test_types_whose_birth_is_more_than_a_row_have_no_import(about: str, people: People) -> None:
    assert target_named(about, people.wang) is None
    assert browser_of(people.wang).get(f"/pipelines/imports/{about}/").status_code == 404


def test_who_may_not_bring_in_is_told(people: People) -> None:
    assert browser_of(people.zhao).get("/pipelines/imports/type/project/").status_code == 403
    assert "imports/type/project" not in browser_of(people.zhao).get("/pipelines/project/").content.decode()


def test_a_thousand_rows_ask_few_questions(people: People, taken: Any, django_assert_max_num_queries: Any) -> None:
    rows = [[f"第{n}号基地", 1, "新材料", "科技创新局", "签约", "2025-03-01"] for n in range(120)]
    brought, _analysis = taken(PROJECT, HEADER[:6], *rows)
    with django_assert_max_num_queries(60):
        confirm(SheetImport.objects.get(pk=brought.pk), 0, people.wang, leave_doubtful=False)
    assert Record.objects.filter(type="project", state="signed").count() == 120


def test_a_refusal_in_between_brings_nothing_in(people: People, taken: Any) -> None:
    brought, _analysis = taken(PROJECT, HEADER[:2], ["甲项目", 1], ["乙项目", 2])
    with pytest.raises(Refused):
        confirm(brought, 7, people.wang, leave_doubtful=False)
    assert not Record.objects.filter(type="project").exists()
    assert clock.today()
