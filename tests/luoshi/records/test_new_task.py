"""Typing a task by hand."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from people import People, browser_of

from luoshi.records.models import Record

GOALS = {"goal-TOTAL_FORMS": "2", "goal-INITIAL_FORMS": "0"}
EMPTY_GOALS = {"goal-0-op": ">=", "goal-1-op": ">="}


def send(people: People, **fields: Any) -> HttpResponse:
    data = {"source": "instruction", **GOALS, **EMPTY_GOALS, **fields}
    return browser_of(people.wang).post(reverse("new_task"), data, follow=True)


def test_an_instruction_becomes_a_draft_with_its_words(people: People) -> None:
    page = send(
        people, title="解决专精特新企业用地", source_note="赵静 11月18日", wording="请规划建设局尽快解决，月底报结果。",
        lead=people.building.pk, support=[people.industry.pk], leader=people.zhao.person_id, due="2026-11-30",
        steps="摸清需求\n提出方案",
    ).content.decode()  # fmt: skip
    record = Record.objects.get()
    assert f"已立项 {record.code}" in page
    assert (record.state, record.due, record.task.lead) == ("draft", dt.date(2026, 11, 30), people.building)
    assert record.task.steps.splitlines() == ["摸清需求", "提出方案"]
    assert "请规划建设局尽快解决，月底报结果。" in page


def test_a_number_to_reach_is_kept_as_a_target(people: People) -> None:
    send(people, title="新增企业", **{"goal-0-name": "新增企业", "goal-0-value": "120", "goal-0-unit": "家"})
    target = Record.objects.get().targets.get()
    assert (target.name, target.op, target.value, target.unit) == ("新增企业", ">=", Decimal(120), "家")


def test_a_task_without_a_name_is_not_kept(people: People) -> None:
    answer = send(people, title="  ", wording="写了很久的话")
    assert answer.status_code == 422
    assert "写了很久的话" in answer.content.decode()
    assert not Record.objects.exists()


def test_a_target_without_a_number_is_said(people: People) -> None:
    assert send(people, title="新增企业", **{"goal-0-name": "新增企业"}).status_code == 422


def test_a_form_without_its_inner_fields_is_no_crash(people: People) -> None:
    answer = browser_of(people.wang).post(reverse("new_task"), {"title": "任务", "source": "call"})
    assert answer.status_code == 422


def test_another_zones_people_and_units_are_not_offered_nor_taken(people: People) -> None:
    page = browser_of(people.wang).get(reverse("new_task")).content.decode()
    assert "周宁" not in page
    assert "赵静（云溪高新区）" in page
    assert send(people, title="任务", lead=people.zhou.unit_id).status_code == 422
    assert send(people, title="任务", owner=people.zhou.person_id).status_code == 422


def test_the_zone_itself_is_no_unit_to_give_work_to(people: People) -> None:
    assert send(people, title="任务", lead=people.zone.pk).status_code == 422
