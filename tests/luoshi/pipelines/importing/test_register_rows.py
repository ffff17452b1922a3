"""A zone's own list of firms comes into the register: what is new, what is there, what is doubtful, by the cell."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
import xlsxwriter
from ledgers import workbook
from people import People, browser_of

from luoshi.core.refusal import Refused
from luoshi.org.audit_log import broken_log
from luoshi.org.models import AuditEntry, Kind
from luoshi.pipelines.importing.actions import LIMIT, confirm, correct, doubts_of, settle, take_in
from luoshi.pipelines.importing.analysis import analyse
from luoshi.pipelines.importing.model import SheetImport
from luoshi.pipelines.importing.targets import target_named
from luoshi.pipelines.opinion.stations import CongressDeputy, Link, Station
from luoshi.pipelines.registers import keeping
from luoshi.pipelines.service.credit_code import check_character
from luoshi.pipelines.service.firms import FIRMS, GRIDS, Firm, Grid

FIRM = "register/firm"
HEADER = ("企业名称", "统一社会信用代码", "四上类别", "所属网格")


def code(n: int) -> str:
    head = f"9111010800000{n:04d}"
    return head + check_character(head)


def test_new_firms_come_in_with_a_line_each_in_the_log(people: People, taken: Any) -> None:
    keeping.add(GRIDS, people.wang, name="软件园网格")
    brought, analysis = taken(
        FIRM, HEADER, ["云溪光电有限公司", code(1), "规上工业", "软件园网格"], ["青杉软件有限公司", None, None, None]
    )
    assert [line.kind for line in analysis.lines] == ["new", "new"]
    before = AuditEntry.objects.count()
    assert confirm(brought, 0, people.wang, leave_doubtful=False) == (2, 0)
    first = Firm.objects.get(name="云溪光电有限公司")
    assert (first.code, first.tier, str(first.grid), first.zone) == (code(1), "industry", "软件园网格", people.zone)
    lines = AuditEntry.objects.filter(kind=Kind.REGISTER).order_by("-number")[:2]
    assert AuditEntry.objects.count() == before + 2
    assert {line.details["row"] for line in lines} == set(Firm.objects.values_list("pk", flat=True))
    assert list(broken_log({})) == []
    assert keeping.history(FIRMS, first)[0].action == "登记"
    brought.refresh_from_db()
    assert brought.sheets == []


def test_a_firm_that_is_there_is_filled_in_and_where_it_differs_left_until_the_sheet_is_right(
    people: People, taken: Any
) -> None:
    firm = keeping.add(FIRMS, people.wang, name="云溪光电有限公司", code=code(1), labels="专精特新")
    brought, analysis = taken(
        FIRM, ("企业", "信用代码", "标签", "地址"), ["云溪光电 有限公司", code(1), "独角兽", "软件园1号"]
    )
    [line] = analysis.lines
    assert line.kind == "amended"
    assert [(c.label, c.old, c.new, c.taken) for c in line.changes] == [
        ("标签", "专精特新", "独角兽", False),
        ("经营地址", "", "软件园1号", True),
    ]
    target = target_named(FIRM, people.wang)
    assert target
    columns = [column.field for column in analysis.columns]
    correct(brought, 0, 0, columns, None, target, overrides=True)
    assert confirm(brought, 1, people.wang, leave_doubtful=False) == (0, 1)
    firm.refresh_from_db()
    assert (firm.labels, firm.address) == ("独角兽", "软件园1号")
    assert [part[0] for part in keeping.history(FIRMS, firm)[0].parts] == ["标签", "经营地址"]


def test_the_same_code_is_no_second_firm_whatever_the_name(people: People, taken: Any) -> None:
    keeping.add(FIRMS, people.wang, name="云溪光电有限公司", code=code(1))
    _brought, analysis = taken(FIRM, HEADER, ["云溪光电集团有限公司", code(1), None, None])
    [line] = analysis.lines
    assert (line.kind, line.title) == ("existing", "云溪光电有限公司")
    assert line.differs


def test_one_row_that_is_two_firms_of_the_register_is_refused(people: People, taken: Any) -> None:
    keeping.add(FIRMS, people.wang, name="云溪光电有限公司", code=code(1))
    keeping.add(FIRMS, people.wang, name="青杉软件有限公司", code=code(2))
    _brought, analysis = taken(FIRM, HEADER, ["青杉软件有限公司", code(1), None, None])
    assert analysis.lines[0].kind == "refused"
    assert "请核对这一行" in analysis.lines[0].doubts[0].said


def test_a_name_written_another_way_is_asked_about_and_settled(people: People, taken: Any) -> None:
    firm = keeping.add(FIRMS, people.wang, name="云溪光电股份有限公司")
    brought, analysis = taken(FIRM, HEADER, ["云溪光电有限公司", None, "规上工业", None])
    [line] = analysis.lines
    assert line.kind == "refused"
    key = line.doubts[0].key
    settle(brought, 0, {key: str(firm.pk)}, people.wang)
    assert analyse(brought, people.wang).lines[0].kind == "amended"
    settle(brought, 1, {key: "-"}, people.wang)
    assert analyse(brought, people.wang).lines[0].kind == "new"


def test_two_rows_of_one_firm_come_in_once(people: People, taken: Any) -> None:
    _brought, analysis = taken(FIRM, HEADER, ["甲有限公司", code(1)], ["乙有限公司", code(1)], ["甲有限公司", None])
    assert [line.kind for line in analysis.lines] == ["new", "refused", "refused"]
    assert "与第 2 行是同一个" in analysis.lines[1].doubts[0].said


def test_two_new_rows_whose_names_differ_in_their_legal_form_are_doubted(people: People, taken: Any) -> None:
    rows = [["云溪光电股份有限公司"], ["云溪光电有限公司"], ["云溪光电集团", code(3)]]
    _brought, analysis = taken(FIRM, HEADER, *rows)
    assert [line.kind for line in analysis.lines] == ["new", "doubtful", "new"]
    assert "与第 2 行写法相近" in analysis.lines[1].doubts[0].said


@pytest.mark.parametrize(
    ("given", "kind", "told"),
    [
        ({"统一社会信用代码": "91110108MA01C8XJ60"}, "doubtful", "不是有效的统一社会信用代码"),
        ({"统一社会信用代码": 911101080000000012}, "doubtful", "被 Excel 存成了数字"),
        ({"四上类别": "规上工业企业"}, "doubtful", "按“规上工业”"),
        ({"四上类别": "个体户"}, "doubtful", "没有“个体户”这一项"),
        ({"所属网格": "软件园"}, "doubtful", "按“软件园网格”"),
        ({"企业名称": None, "四上类别": "规上工业"}, "refused", "缺企业名称"),
        ({"企业名称": "合计 12 家"}, "refused", "像是合计"),
        ({"企业名称": "长" * 121}, "doubtful", "只取前 120 字"),
    ],
)
def test_what_a_cell_is_doubted_or_refused_for(
    given: dict[str, Any], kind: str, told: str, people: People, taken: Any
) -> None:
    keeping.add(GRIDS, people.wang, name="软件园网格")
    row = {"企业名称": "云溪光电有限公司", "统一社会信用代码": None, "四上类别": None, "所属网格": None, **given}
    _brought, analysis = taken(FIRM, HEADER, [*row.values()])
    [line] = analysis.lines
    assert line.kind == kind
    assert told in line.doubts[0].said


def test_a_choice_that_was_not_understood_is_settled_for_all_cells_that_say_so(people: People, taken: Any) -> None:
    brought, analysis = taken(FIRM, HEADER, ["甲有限公司", None, "工业类"], ["乙有限公司", None, "工业类"])
    keys = {doubt.key for doubt in analysis.doubts}
    assert keys == {"choice.tier:工业类"}
    with pytest.raises(Refused):
        settle(brought, 0, {"choice.tier:工业类": "no such"}, people.wang)
    settle(brought, 0, {"choice.tier:工业类": "industry"}, people.wang)
    confirm(brought, 1, people.wang, leave_doubtful=True)
    assert set(Firm.objects.values_list("tier", flat=True)) == {"industry"}


def test_doubtful_rows_may_be_left(people: People, taken: Any) -> None:
    brought, _analysis = taken(FIRM, HEADER, ["甲有限公司", "123"], ["乙有限公司", None])
    assert confirm(brought, 0, people.wang, leave_doubtful=True) == (1, 0)
    assert [firm.name for firm in Firm.objects.all()] == ["乙有限公司"]
    assert brought.outcome
    assert brought.outcome["left"] == 1


def test_a_column_that_is_not_known_is_shown_and_matched_by_hand(people: People, taken: Any) -> None:
    brought, analysis = taken(FIRM, ("企业名称", "门牌"), ["甲有限公司", "软件园1号"])
    assert [column.title for column in analysis.unmatched] == ["门牌"]
    page = browser_of(people.wang).get(f"/pipelines/imports/{brought.pk}/").content.decode()
    assert "没有对上、不导入的栏目：门牌" in page
    answer = browser_of(people.wang).post(
        f"/pipelines/imports/{brought.pk}/correct/", {"version": 0, "chosen": 0, "column": ["name", "address"]}
    )
    assert answer.status_code == 302
    brought.refresh_from_db()
    confirm(brought, 1, people.wang, leave_doubtful=False)
    assert Firm.objects.get().address == "软件园1号"


def test_a_firm_out_of_use_is_not_doubled(people: People, taken: Any) -> None:
    firm = keeping.add(FIRMS, people.wang, name="甲有限公司")
    keeping.retire(FIRMS, firm, people.wang, "注销")
    _brought, analysis = taken(FIRM, HEADER, ["甲有限公司"])
    assert "停用；先在名册里恢复" in analysis.lines[0].doubts[0].said


def test_personal_columns_come_in_and_are_shown_nowhere(people: People, taken: Any) -> None:
    firm = keeping.add(FIRMS, people.wang, name="甲有限公司", contact="旧人", phone="13800000000")
    brought, analysis = taken(
        FIRM,
        ("企业名称", "联系人", "联系电话"),
        ["甲有限公司", "新人", "1390000 0001"],
        ["乙有限公司", "某" * 50, None],
    )
    page = browser_of(people.wang).get(f"/pipelines/imports/{brought.pk}/").content.decode()
    for private in ("旧人", "13800000000", "新人", "13900000001"):
        assert private not in page
    assert any(doubt.text == "（个人信息）" for doubt in analysis.doubts)
    target = target_named(FIRM, people.wang)
    assert target
    correct(brought, 0, 0, [column.field for column in analysis.columns], None, target, overrides=True)
    confirm(brought, 1, people.wang, leave_doubtful=True)
    firm.refresh_from_db()
    assert (firm.contact, firm.phone) == ("新人", "13900000001")
    assert "新人" not in str(list(AuditEntry.objects.values_list("text", flat=True)))
    assert "某某" not in str(doubts_of(brought, people.wang))


def test_grids_with_their_units_and_officers_by_name(people: People, taken: Any) -> None:
    brought, analysis = taken(
        "register/grid",
        ("网格", "责任单位", "网格员"),
        ["东区网格", "科创局", "陈晨"],
        ["西区网格", "无此单位", "无此人"],
    )
    assert [line.kind for line in analysis.lines] == ["doubtful", "doubtful"]
    assert "按“科技创新局”" in analysis.lines[0].doubts[0].said
    confirm(brought, 0, people.wang, leave_doubtful=False)
    east, west = Grid.objects.order_by("pk")
    assert (east.unit, east.officer) == (people.science, people.chen)
    assert (west.unit, west.officer) == (None, None)


def test_links_name_rows_of_other_registers_and_their_days(people: People, taken: Any) -> None:
    deputy = CongressDeputy.objects.create(zone=people.zone, name="高山", level="city")
    firm = keeping.add(FIRMS, people.wang, name="甲有限公司")
    brought, analysis = taken(
        "register/link",
        ("代表", "联系对象类别", "企业", "小组或社区", "联系自"),
        ["高山", "企业", "甲有限公司", None, "2025年3月1日"],
        ["高山", "社区", None, "湖畔社区", 45717],
        ["高山", "社区", "甲有限公司", None, None],
    )
    assert [line.kind for line in analysis.lines] == ["new", "doubtful", "refused"]
    confirm(brought, 0, people.wang, leave_doubtful=False)
    first, second = Link.objects.order_by("pk")
    assert (first.deputy, first.firm, first.since) == (deputy, firm, dt.date(2025, 3, 1))
    assert (second.name, second.since) == ("湖畔社区", dt.date(2025, 3, 1))


def test_who_may_not_edit_brings_nothing_in_and_sees_no_button(people: People) -> None:
    page = browser_of(people.li).get("/pipelines/registers/station/").content.decode()
    assert "/pipelines/imports/register/station/" not in page
    answer = browser_of(people.li).get("/pipelines/imports/register/station/")
    assert answer.status_code == 403
    assert (
        "/pipelines/imports/register/firm/" in browser_of(people.li).get("/pipelines/registers/firm/").content.decode()
    )


def test_a_unit_sees_its_own_uploads_only(people: People, taken: Any) -> None:
    brought, _analysis = taken(FIRM, HEADER, ["甲有限公司"], by=people.li)
    assert browser_of(people.sun).get(f"/pipelines/imports/{brought.pk}/").status_code == 404
    assert browser_of(people.zhou).get(f"/pipelines/imports/{brought.pk}/").status_code == 404
    assert browser_of(people.wang).get(f"/pipelines/imports/{brought.pk}/").status_code == 200


def test_a_file_over_ten_megabytes_is_refused(people: People) -> None:
    target = target_named(FIRM, people.wang)
    assert target
    with pytest.raises(Refused, match="超过 10 MB"):
        take_in(b"PK\x03\x04" + bytes(LIMIT), "大.xlsx", target, people.wang)


def test_a_sheet_without_a_header_or_with_a_marking_leaves_nothing(people: People) -> None:
    target = target_named(FIRM, people.wang)
    assert target
    with pytest.raises(Refused, match="没有找到表头"):
        take_in(workbook([["甲", "乙"]], ("颜色", "形状")), "表.xlsx", target, people.wang)
    with pytest.raises(Refused):
        take_in(workbook([["甲有限公司"]], ("企业名称",), above=["机密"]), "表.xlsx", target, people.wang)
    assert not SheetImport.objects.exists()


def test_formula_cells_say_their_result_and_hidden_rows_come_along(people: People) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("企业名称", "标签"))
        sheet.write_formula(1, 0, '="甲"&"有限公司"', None, "甲有限公司")
        sheet.write_row(2, 0, ("乙有限公司", "专精特新"))
        sheet.set_row(2, None, None, {"hidden": True})
    target = target_named(FIRM, people.wang)
    assert target
    brought = take_in(buffer.getvalue(), "表.xlsx", target, people.wang)
    assert [line.title for line in analyse(brought, people.wang).lines] == ["甲有限公司", "乙有限公司"]


def test_who_comes_second_is_told_and_a_sheet_comes_in_once(people: People, taken: Any) -> None:
    brought, _analysis = taken(FIRM, HEADER, ["甲有限公司"])
    with pytest.raises(Refused, match="刚刚被他人更新"):
        settle(SheetImport.objects.get(), 5, {}, people.wang)
    confirm(brought, 0, people.wang, leave_doubtful=False)
    with pytest.raises(Refused, match="已经导入"):
        confirm(brought, 1, people.wang, leave_doubtful=False)
    page = browser_of(people.wang).get(f"/pipelines/imports/{brought.pk}/").content.decode()
    assert "看企业" in page


def test_what_is_thrown_away_leaves_nothing(people: People, taken: Any) -> None:
    brought, _analysis = taken("register/station", ("联络站", "地址"), ["湖畔联络站", "湖畔路1号"])
    answer = browser_of(people.wang).post(f"/pipelines/imports/{brought.pk}/discard/")
    assert answer["Location"] == "/pipelines/imports/register/station/"
    assert not SheetImport.objects.exists()
    assert not Station.objects.exists()
