"""Downloading the 任务分解表 from the ledger."""

import datetime as dt
from urllib.parse import quote

from django.urls import reverse
from people import People, browser_of, task_in
from workbook import tasks_of

from luoshi.core import clock

ADDRESS = reverse("task_sheet")


def test_the_file_has_a_chinese_name_with_the_day(people: People) -> None:
    with clock.at(dt.date(2026, 11, 22)):
        response = browser_of(people.wang).get(ADDRESS)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    name = quote("云溪高新区重点工作任务分解表（20261122）.xlsx")
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"


def test_the_ledgers_filter_holds_for_the_file(people: People) -> None:
    task_in("working", people, "建设中试基地")
    task_in("closed", people, "举办路演活动")
    response = browser_of(people.wang).get(ADDRESS, {"state": "closed"})
    assert [task["工作任务"] for task in tasks_of(response.content)] == ["举办路演活动"]


def test_another_zones_supervisor_gets_nothing_of_ours(people: People) -> None:
    task_in("working", people)
    assert tasks_of(browser_of(people.zhou).get(ADDRESS).content) == []


def test_who_is_not_signed_in_is_asked_to_sign_in(people: People) -> None:
    response = browser_of(None).get(ADDRESS)
    assert response.status_code == 302
    assert reverse("sign_in") in response["Location"]


def test_a_filter_that_makes_no_sense_is_left_out(people: People) -> None:
    task_in("working", people)
    response = browser_of(people.wang).get(ADDRESS, {"lead": "99999999999999999999", "due_from": "31.31.2026"})
    assert len(tasks_of(response.content)) == 1


def test_it_can_only_be_fetched(people: People) -> None:
    assert browser_of(people.wang).post(ADDRESS).status_code == 405
