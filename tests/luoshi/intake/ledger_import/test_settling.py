"""What is doubtful on the preview is chosen there, once for all cells that say the same."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from ledgers import task, workbook
from people import People, appoint, browser_of

from luoshi.core.refusal import Refused
from luoshi.intake.ledger_import.actions import confirm, correct, settle, take_in
from luoshi.intake.ledger_import.analysis import Line, analyse
from luoshi.intake.models import LedgerImport
from luoshi.org.roles import Role
from luoshi.sheets.names import NOBODY

pytestmark = pytest.mark.django_db


def brought(people: People, *rows: Any) -> LedgerImport:
    return take_in(workbook(list(rows)), "台账.xlsx", people.wang)


def lines(ledger: LedgerImport, people: People) -> list[Line]:
    return list(analyse(ledger, people.wang).lines)


def settled(ledger: LedgerImport, people: People, **given: str) -> list[Line]:
    settle(ledger, ledger.version, given, people.wang)
    return lines(ledger, people)


def test_a_unit_chosen_once_stands_for_every_cell_that_says_the_same(people: People) -> None:
    ledger = brought(
        people, task("建设甲", 主办单位="创新处"), task("建设乙", 主办单位="创新处"), task("建设丙", 配合单位="创新处")
    )
    assert {line.kind for line in lines(ledger, people)} == {"doubtful"}
    found = settled(ledger, people, **{"unit:创新处": str(people.industry.pk)})
    assert [line.kind for line in found] == ["good"] * 3
    assert [line.start.new.lead for line in found if line.start] == [people.industry, people.industry, people.science]
    assert [line.start.new.support for line in found if line.start][2] == (people.industry,)


def test_a_person_and_a_day_are_chosen_likewise(people: People) -> None:
    ledger = brought(people, task("建设甲", 经办人="陈臣", 完成时间="开春"), task("建设乙", 完成时间="开春"))
    day = "2027-03-31"
    found = settled(ledger, people, **{"person:陈臣": str(people.chen.person_id), "day:开春": day})
    assert [line.kind for line in found] == ["good", "good"]
    first = found[0].start
    assert first is not None
    assert (first.new.owner, first.new.due, first.new.due_text) == (people.chen.person, dt.date(2027, 3, 31), "开春")


def test_an_empty_cell_is_settled_for_its_row_alone(people: People) -> None:
    ledger = brought(people, task("建设甲", 主办单位=None), task("建设乙", 主办单位=None))
    found = settled(ledger, people, **{"lead@2": str(people.industry.pk)})
    assert [(line.kind, line.start.new.lead if line.start else None) for line in found] == [
        ("good", people.industry),
        ("doubtful", None),
    ]


def test_a_name_that_is_nobodys_goes_to_the_remark_without_a_doubt(people: People) -> None:
    ledger = brought(people, task("建设甲", 配合单位="各有关企业"))
    [line] = settled(ledger, people, **{"unit:各有关企业": NOBODY})
    assert line.kind == "good"
    assert line.start is not None
    assert "各有关企业" in line.start.new.remark


def test_of_namesakes_the_one_of_the_rows_unit_stays_whoever_was_chosen_elsewhere(people: People) -> None:
    other = appoint("chenchen2", "陈晨", people.industry, Role.OWNER)
    ledger = brought(people, task("建设甲"), task("建设乙", 主办单位="规划建设局"))
    found = settled(ledger, people, **{"person:陈晨": str(other.person_id)})
    owners = [line.start.new.owner for line in found if line.start]
    assert owners == [people.chen.person, other.person]


@pytest.mark.parametrize(
    ("key", "value"),
    [("unit:创新处", "999999"), ("unit:没写过的", "-"), ("day:开春", "春天"), ("lead@2", "-"), ("nonsense", "1")],
)
def test_what_is_nothing_to_choose_is_refused(key: str, value: str, people: People) -> None:
    ledger = brought(people, task("建设甲", 主办单位=None, 配合单位="创新处", 完成时间="开春"))
    with pytest.raises(Refused, match="选定的内容不对"):
        settle(ledger, ledger.version, {key: value}, people.wang)


def test_a_choice_is_taken_back_and_goes_with_another_sheet(people: People) -> None:
    ledger = brought(people, task("建设甲", 主办单位="创新处"))
    settled(ledger, people, **{"unit:创新处": str(people.industry.pk)})
    assert settled(ledger, people, **{"unit:创新处": ""})[0].kind == "doubtful"
    settled(ledger, people, **{"unit:创新处": str(people.industry.pk)})
    correct(ledger, ledger.version, 0, [], ledger.as_of, as_drafts=False)
    assert ledger.settled
    ledger.sheets = [*ledger.sheets, *ledger.sheets]
    ledger.save()
    correct(ledger, ledger.version, 1, [], ledger.as_of, as_drafts=False)
    assert not ledger.settled


def test_the_preview_asks_once_and_remembers(people: People) -> None:
    ledger = brought(people, *(task(f"建设{name}", 主办单位="创新处") for name in "甲乙丙丁"))
    browser, address = browser_of(people.wang), reverse("ledger_import", args=[ledger.pk])
    shown = browser.get(address).content.decode()
    assert shown.count('name="key" value="unit:创新处"') == 1
    assert "等 4 格" in shown
    given = {"version": ledger.version, "key": ["unit:创新处"], "value": [people.industry.pk]}
    shown = browser.post(reverse("settle_import", args=[ledger.pk]), given, follow=True).content.decode()
    assert "写法相同的一并更正" in shown
    assert "已选定" in shown
    records = confirm(LedgerImport.objects.get(pk=ledger.pk), 1, people.wang, leave_doubtful=True)
    assert {record.task.lead for record in records} == {people.industry}


def test_two_who_settle_at_once_do_not_overwrite_each_other(people: People) -> None:
    ledger = brought(people, task("建设甲", 主办单位="创新处"))
    version, chosen = ledger.version, str(people.industry.pk)
    settle(ledger, version, {"unit:创新处": chosen}, people.wang)
    with pytest.raises(Refused, match="刚刚被他人更新"):
        settle(ledger, version, {"unit:创新处": chosen}, people.wang)


def test_a_unit_of_another_zone_is_nothing_to_choose(people: People) -> None:
    ledger = brought(people, task("建设甲", 主办单位="创新处"))
    with pytest.raises(Refused, match="选定的内容不对"):
        settle(ledger, ledger.version, {"unit:创新处": str(people.zhou.unit_id)}, people.wang)
