"""名册: listed, searched, added, amended, retired; what is personal is asked for; every change leaves a trace."""

from typing import Any

import pytest
from people import People, browser_of, oversee
from workbook import rows_of

from luoshi.core.refusal import Refused
from luoshi.org.models import AuditEntry, Kind
from luoshi.pipelines.registers import keeping
from luoshi.pipelines.service.credit_code import ALPHABET, check_character, is_valid
from luoshi.pipelines.service.firms import FIRMS, GRIDS, Firm

CODE = "91110108MA01C8XJ6" + check_character("91110108MA01C8XJ6")


def firm(people: People, name: str = "云溪光电有限公司", **answers: Any) -> Firm:
    made = keeping.add(FIRMS, people.wang, name=name, **answers)
    assert isinstance(made, Firm)
    return made


def test_a_register_is_reached_from_the_pipelines(people: People) -> None:
    firm(people)
    page = browser_of(people.zhao).get("/pipelines/").content.decode()
    assert 'href="/pipelines/registers/firm/"' in page
    assert "<small>企业</small><b>1</b>" in page


def test_a_firm_is_added_by_its_form_and_stands_in_the_list(people: People) -> None:
    browser = browser_of(people.li)
    answer = browser.post(
        "/pipelines/registers/firm/new/", {"name": "云溪光电有限公司", "code": CODE, "tier": "industry"}
    )
    made = Firm.objects.get()
    assert answer["Location"] == f"/pipelines/registers/firm/{made.pk}/"
    assert made.zone == people.zone
    page = browser.get("/pipelines/registers/firm/").content.decode()
    assert "云溪光电有限公司" in page
    assert "规上工业" in page


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"name": ""}, "这个字段是必填项"),
        ({"name": "甲公司", "code": CODE[:-1] + ("0" if CODE[-1] != "0" else "1")}, "末位校验码须相符"),
        ({"name": "甲公司", "code": "911101"}, "应为18位"),
        ({"name": "甲公司", "code": CODE}, "已登记过这个统一社会信用代码"),
        ({"name": "云溪光电有限公司"}, "已登记过同名企业"),
    ],
)
def test_what_the_form_refuses_is_said(answers: dict[str, str], told: str, people: People) -> None:
    firm(people, code=CODE)
    answer = browser_of(people.wang).post("/pipelines/registers/firm/new/", answers)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Firm.objects.count() == 1


def test_a_code_is_one_zones_own(people: People) -> None:
    firm(people, code=CODE)
    assert keeping.add(FIRMS, people.zhou, name="云溪光电有限公司", code=CODE).zone == people.other_zone


@pytest.mark.parametrize("place", [0, 5, 16, 17])
def test_a_slip_in_one_character_is_found(place: int) -> None:
    assert is_valid(CODE)
    others = [letter for letter in ALPHABET if letter != CODE[place]]
    assert not any(is_valid(CODE[:place] + letter + CODE[place + 1 :]) for letter in others)
    assert not is_valid(CODE.lower())


def test_the_check_character_is_the_standards_own() -> None:
    assert check_character("91350100M000100Y4") == "3"  # the example of GB 32100-2015, annex A


def test_every_word_of_a_search_is_found_somewhere(people: People) -> None:
    firm(people, labels="专精特新")
    firm(people, "青杉软件有限公司")
    page = browser_of(people.wang).get("/pipelines/registers/firm/?q=光电+专精").content.decode()
    assert "云溪光电" in page
    assert "青杉软件" not in page


def test_who_is_not_an_editor_sees_and_does_not_change(people: People) -> None:
    grid = keeping.add(GRIDS, people.wang, name="软件园网格", unit=people.science)
    page = browser_of(people.zhao).get(f"/pipelines/registers/grid/{grid.pk}/").content.decode()
    assert "软件园网格" in page
    assert "/edit/" not in page
    for post in (people.zhao, people.li):
        with pytest.raises(Refused, match="不能修改经济网格名册"):
            keeping.amend(GRIDS, grid, post, name="别的")


def test_a_retired_firm_leaves_the_list_keeps_its_page_and_comes_back(people: People) -> None:
    made, browser = firm(people), browser_of(people.wang)
    way = f"/pipelines/registers/firm/{made.pk}/"
    assert "停用须写明原因" in browser.post(f"{way}retire/", {"reason": " "}, follow=True).content.decode()
    browser.post(f"{way}retire/", {"reason": "已注销"})
    assert "已停用“云溪光电有限公司”" in browser.get(way).content.decode()
    assert "云溪光电" not in browser.get("/pipelines/registers/firm/").content.decode()
    assert "云溪光电" in browser.get("/pipelines/registers/firm/?use=retired").content.decode()
    assert "已注销" in browser.get(way).content.decode()
    browser.post(f"{way}retire/")
    assert "云溪光电" in browser.get("/pipelines/registers/firm/").content.decode()


def test_a_retired_grid_is_offered_no_more_but_stays_where_it_stands(people: People) -> None:
    grid = keeping.add(GRIDS, people.wang, name="软件园网格")
    made = firm(people, grid=grid)
    keeping.retire(GRIDS, grid, people.wang, "并入")
    browser = browser_of(people.wang)
    assert "软件园网格</option>" not in browser.get("/pipelines/registers/firm/new/").content.decode()
    browser.post(f"/pipelines/registers/firm/{made.pk}/edit/", {"name": "云溪光电", "grid": grid.pk})
    made.refresh_from_db()
    assert (made.name, made.grid) == ("云溪光电", grid)


def test_a_change_is_told_with_who_when_and_what_and_once(people: People) -> None:
    made = firm(people, tier="trade")
    keeping.amend(FIRMS, made, people.li, tier="service", name=made.name)
    keeping.amend(FIRMS, made, people.li, tier="service")
    added, amended = AuditEntry.objects.filter(kind=Kind.REGISTER).order_by("number")
    assert amended.details["changes"] == {"tier": ["trade", "service"]}
    assert (added.post, amended.post) == (people.wang, people.li)
    page = browser_of(people.zhao).get(f"/pipelines/registers/firm/{made.pk}/").content.decode()
    assert "李强（科技创新局 联络员）" in page
    assert "限上商贸</span> → 规上服务业" in page


def test_the_log_keeps_no_personal_data(people: People) -> None:
    made = firm(people, contact="沈一帆", phone="13900000000")
    keeping.amend(FIRMS, made, people.wang, phone="13911111111")
    last = AuditEntry.objects.first()
    assert last is not None
    assert last.details["changes"] == {"phone": []}
    written = "".join(AuditEntry.objects.values_list("text", flat=True))
    # Whole numbers: three digits of one may stand in a digest or a time by chance.
    assert not [personal for personal in ("13900000000", "13911111111", "沈一帆") if personal in written]


def test_the_contact_is_shown_on_asking_to_who_works_with_firms_and_the_look_is_noted(people: People) -> None:
    made = firm(people, contact="沈一帆", phone="13900000000")
    way = f"/pipelines/registers/firm/{made.pk}/"
    for post in (people.wang, people.zhao, people.li):
        assert "13900000000" not in browser_of(post).get(way).content.decode()
    assert "查看联系人、联系电话" not in browser_of(people.zhao).get(way).content.decode()
    assert browser_of(people.zhao).post(f"{way}personal/").status_code in (302, 400, 403)
    assert not AuditEntry.objects.filter(kind=Kind.LOOK).exists()
    assert "13900000000" in browser_of(people.li).post(f"{way}personal/").content.decode()
    look = AuditEntry.objects.get(kind=Kind.LOOK)
    assert (look.post, look.details["what"]) == (people.li, f"企业第 {made.pk} 行：联系人、联系电话")


def test_the_sheet_holds_what_the_list_shows_and_no_personal_data(people: People) -> None:
    firm(people, tier="industry", contact="沈一帆", phone="13900000000")
    firm(people, "青杉软件有限公司")
    answer = browser_of(people.zhao).get("/reports/registers/firm.xlsx?tier=industry")
    cells = {cell for row in rows_of(answer.content, "企业") for cell in row}
    assert "云溪光电有限公司" in cells
    assert not {"青杉软件有限公司", "沈一帆", "13900000000"} & cells
    entry = AuditEntry.objects.get(kind=Kind.EXPORT)
    assert (entry.details["rows"], entry.details["asked"]) == (1, "四上类别：industry")


def test_another_zone_meets_nothing_and_the_overseer_reads_only(people: People) -> None:
    made = firm(people)
    way = f"/pipelines/registers/firm/{made.pk}/"
    assert browser_of(people.zhou).get(way).status_code == 404
    above, _leader = oversee(people.zone)
    assert "云溪光电" in browser_of(above).get(way).content.decode()
    with pytest.raises(Refused, match="您的岗位只能查看"):
        keeping.amend(FIRMS, made, above, name="别的")


def test_what_a_colleague_registered_in_between_is_refused_in_the_form(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    firm(people)
    monkeypatch.setattr(Firm, "full_clean", lambda *_args, **_options: None)  # asked just before the other's commit
    answer = browser_of(people.wang).post(
        "/pipelines/registers/firm/new/", {"name": "云溪光电有限公司", "address": "光谷大道一号"}
    )
    assert answer.status_code == 422
    assert "刚刚登记了相同的" in answer.content.decode()
    assert "光谷大道一号" in answer.content.decode()
