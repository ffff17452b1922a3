"""A zone calls things by its own words, sets its own limits and asks its own questions, without code."""

import datetime as dt
from dataclasses import replace

import pytest
from people import People, browser_of, draft, take_to

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.records.births import bring_in
from luoshi.records.declaration import Limit
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.registry import record_type, type_of
from luoshi.records.settled import Extra, settled
from luoshi.records.stages import stage_due
from luoshi.records.type_setting import TypeSetting
from luoshi.records.type_settings import Wanted, revise

PROJECT, TASK = record_type("project"), record_type("task")
POWER = Extra("", "用电容量", "decimal", listed=True)


def test_a_stage_is_called_as_the_zone_calls_it_and_no_other_zone_does(people: People) -> None:
    revise(people.wang, PROJECT, Wanted({"state.planned": "储备"}), "沿用本区叫法")
    own = bring_in(PROJECT, people.li, title="激光雷达基地")
    others = bring_in(PROJECT, people.zhou, title="新材料产业园")
    assert (type_of(own).state("planned").label, type_of(others).state("planned").label) == ("储备", "谋划")
    assert "储备" in browser_of(people.li).get("/pipelines/project/").content.decode()


def test_a_form_opened_before_the_latest_settings_brings_in_a_record_under_those_alone(people: People) -> None:
    revise(people.wang, PROJECT, Wanted({"state.planned": "储备"}, extra=(POWER,)), "沿用本区叫法")
    held = settled(PROJECT, people.wang.zone.pk)
    revise(people.wang, PROJECT, Wanted({"state.signed": "已签"}, extra=(replace(POWER, name="x_1"),)), "改回")
    kind = type_of(bring_in(held, people.li, title="激光雷达基地"))
    assert (kind.state("planned").label, kind.state("signed").label) == ("谋划", "已签")
    assert [field.name for field in kind.fields].count("x_1") == 1


def test_an_event_keeps_the_word_of_its_day(people: People) -> None:
    record = bring_in(PROJECT, people.li, title="激光雷达基地")
    revise(people.wang, PROJECT, Wanted({"step.sign": "签订协议"}), "沿用本区叫法")
    event = apply_transition(record, "sign", people.li, planned_start=dt.date(2027, 1, 1))
    revise(people.wang, PROJECT, Wanted({"step.sign": "签合同"}), "再改")
    event.refresh_from_db()
    assert event.label == "签订协议"


def test_what_the_zone_asks_besides_is_asked_kept_shown_and_taken_back(people: People) -> None:
    revise(people.wang, PROJECT, Wanted(extra=(POWER,)), "供电部门要求")
    li = browser_of(people.li)
    li.post("/pipelines/project/new/", {"create-version": "0", "create-title": "激光雷达基地", "create-x_1": "315.5"})
    record = Record.objects.get(type="project")
    assert record.extra == {"x_1": "315.5"}
    for path in ("/pipelines/project/", f"/pipelines/{record.pk}/"):
        page = li.get(path).content.decode()
        assert "用电容量" in page
        assert "315.5" in page
    apply_transition(record, "fill_extra", people.li, x_1="400")
    li.post(f"/pipelines/{record.pk}/take-back/", {"version": record.version})
    record.refresh_from_db()
    assert record.extra == {"x_1": "315.5"}


def test_a_retired_field_is_no_longer_asked_and_still_shown(people: People) -> None:
    revise(people.wang, PROJECT, Wanted(extra=(POWER,)), "供电部门要求")
    record = bring_in(PROJECT, people.li, title="激光雷达基地", x_1="315")
    revise(people.wang, PROJECT, Wanted(extra=(Extra("x_1", "用电容量", "decimal", retired=True),)), "不再要求")
    assert "create-x_1" not in browser_of(people.li).get("/pipelines/project/new/").content.decode()
    assert "315" in browser_of(people.li).get(f"/pipelines/{record.pk}/").content.decode()


def test_a_field_in_use_keeps_its_kind_and_is_never_dropped(people: People) -> None:
    revise(people.wang, PROJECT, Wanted(extra=(POWER,)), "供电部门要求")
    with pytest.raises(Refused, match="种类不能改"):
        revise(people.wang, PROJECT, Wanted(extra=(Extra("x_1", "用电容量", "date"),)), "改成日期")
    kept = revise(people.wang, PROJECT, Wanted({"state.planned": "储备"}), "漏写了字段")
    assert [row["name"] for row in kept.extra] == ["x_1"]


def test_a_limit_counts_for_what_comes_to_the_stage_from_then_on(people: People) -> None:
    with clock.at(dt.date(2026, 3, 2)):
        before = take_to(draft(people), "assigned", people)
    with clock.at(dt.date(2026, 3, 9)):
        revise(people.wang, TASK, Wanted(limits={"assigned": Limit(2, "working_days")}), "两个工作日内签收")
    with clock.at(dt.date(2026, 3, 10)):
        after = take_to(draft(people, "另一项"), "assigned", people)
    assert (stage_due(before, type_of(before)), stage_due(after, type_of(after))) == (None, dt.date(2026, 3, 12))
    assert after.events.last().values["stage_due"] == "2026-03-12"


@pytest.mark.parametrize(
    ("wanted", "reason", "told"),
    [
        (Wanted({"state.planned": "储备"}), "", "理由"),
        (Wanted(), "无事", "没有变化"),
        (Wanted({"state.planned": "签约"}), "重名", "不能都叫“签约”"),
        (Wanted({"state.planned": "很" * 21}), "太长", "1到20"),
        (Wanted(extra=(Extra("", "等级", "choice", ("甲",)),)), "分级", "至少写两个"),
        (Wanted(extra=tuple(Extra("", f"项{n}") for n in range(21))), "太多", "不能超过20"),
    ],
)
def test_what_does_not_hold_is_refused(people: People, wanted: Wanted, reason: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        revise(people.wang, PROJECT, wanted, reason)
    assert not TypeSetting.objects.exists()


def test_the_page_left_as_it_is_changes_nothing_and_says_so(people: People) -> None:
    for kind in ("project", "task"):
        browser = browser_of(people.system)
        page = browser.get(f"/types/{kind}/")
        shown = page.context["names"]
        data = {name: shown[name].value() or "" for name in shown.fields}
        data |= {"extra-TOTAL_FORMS": "0", "extra-INITIAL_FORMS": "0", "reason": "看看"}
        assert "设置没有变化" in browser.post(f"/types/{kind}/", data).content.decode()


def test_the_page_saves_a_version_with_its_reason(people: People) -> None:
    browser = browser_of(people.system)
    shown = browser.get("/types/project/").context["names"]
    data = {name: shown[name].value() or "" for name in shown.fields} | {"state.planned": "储备", "reason": "本区叫法"}
    row = {"extra-0-label": "用地面积", "extra-0-kind": "choice", "extra-0-choices": "十亩以下、十亩以上"}
    browser.post("/types/project/", {**data, **row, "extra-TOTAL_FORMS": "1", "extra-INITIAL_FORMS": "0"})
    made = TypeSetting.objects.get()
    assert made.labels == {"state.planned": "储备"}
    assert made.extra[0]["choices"] == ["十亩以下", "十亩以上"]
    page = browser.get("/types/project/").content.decode()
    assert "本区叫法" in page
    assert "“谋划”叫“储备”" in page
    assert "字段“用地面积”" in page


def test_a_page_made_before_a_colleague_revised_is_refused_and_keeps_what_was_typed(people: People) -> None:
    mine = browser_of(people.system)
    page = mine.get("/types/project/")
    shown = page.context["names"]
    data = {name: shown[name].value() or "" for name in shown.fields}
    data |= {"extra-TOTAL_FORMS": "0", "extra-INITIAL_FORMS": "0", "seen": page.context["seen"]}
    revise(people.wang, PROJECT, Wanted({"state.planned": "储备"}), "同事先改")
    answer = mine.post("/types/project/", data | {"state.signed": "签约了", "reason": "我也改"})
    assert answer.status_code == 422
    assert "刚刚被他人改过" in answer.content.decode()
    assert "签约了" in answer.content.decode()
    assert TypeSetting.objects.get().labels == {"state.planned": "储备"}


@pytest.mark.parametrize("label", ["用电容量", "总投资"])
def test_a_field_of_the_zone_is_not_called_as_another_column_is(label: str, people: People) -> None:
    revise(people.wang, PROJECT, Wanted(extra=(POWER,)), "供电部门要求")
    with pytest.raises(Refused, match=f"已有叫“{label}”的"):
        revise(people.wang, PROJECT, Wanted(extra=(Extra("", label, "line"),)), "再加一个")
