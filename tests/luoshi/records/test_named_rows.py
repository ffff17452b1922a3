"""A form that asks for one of very many firms: a name is typed, names are offered, and nothing long is loaded."""

from __future__ import annotations

from typing import Any

import pytest
from people import People, browser_of

from luoshi.pipelines.service.firms import Firm
from luoshi.records import named_rows
from luoshi.records.models import Record

NEW = "/pipelines/servicecase/new/"
ASKED = {"create-version": 0, "create-title": "用电增容", "create-wording": "需要增容。", "create-source": "visit"}


@pytest.fixture
def firms(people: People, monkeypatch: pytest.MonkeyPatch) -> list[Firm]:
    monkeypatch.setattr(named_rows, "MOST_LISTED", 2)
    names = ("云溪光电有限公司", "青杉软件有限公司", "湖畔新材料有限公司")
    made = [Firm.objects.create(zone=people.zone, name=name, code=f"CODE{n}") for n, name in enumerate(names)]
    Firm.objects.create(zone=people.other_zone, name="外区光电有限公司")
    return made


def test_the_form_holds_a_box_and_no_list(people: People, firms: list[Firm]) -> None:
    page = browser_of(people.wang).get(f"{NEW}?firm={firms[0].pk}").content.decode()
    assert 'hx-get="/pipelines/registers/firm/names/"' in page
    assert 'value="云溪光电有限公司"' in page
    assert "青杉软件" not in page


def test_few_are_a_list_as_before(people: People) -> None:
    Firm.objects.create(zone=people.zone, name="云溪光电有限公司")
    assert "<option" in browser_of(people.wang).get(NEW).content.decode().split('name="create-firm"')[1][:200]


def test_names_that_hold_the_words_are_offered_of_ones_own_zone(people: People, firms: list[Firm]) -> None:
    offered = browser_of(people.wang).get("/pipelines/registers/firm/names/?create-firm=光电").content.decode()
    assert '<option value="云溪光电有限公司">CODE0</option>' in offered
    assert offered.count("<option") == 1
    assert "<option" not in browser_of(people.wang).get("/pipelines/registers/firm/names/").content.decode()


@pytest.mark.parametrize("said", ["青杉软件有限公司", "CODE1", "id"])
def test_a_firm_is_taken_by_name_code_or_id(said: str, people: People, firms: list[Firm]) -> None:
    given: dict[str, Any] = {**ASKED, "create-firm": str(firms[1].pk) if said == "id" else said}
    browser_of(people.wang).post(NEW, given)
    assert Record.objects.get(type="servicecase").servicecase.firm == firms[1]


def test_what_is_nobodys_name_is_told_and_kept_in_the_box(people: People, firms: list[Firm]) -> None:
    answer = browser_of(people.wang).post(NEW, {**ASKED, "create-firm": "外区光电有限公司"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "没有叫“外区光电有限公司”的" in page
    assert 'value="外区光电有限公司"' in page


def test_a_null_character_is_nobodys_name(people: People, firms: list[Firm]) -> None:
    browser = browser_of(people.wang)
    assert browser.get("/pipelines/registers/firm/names/?create-firm=%00").status_code == 200
    assert browser.get("/pipelines/servicecase/?firm=%00").status_code == 200
