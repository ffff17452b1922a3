"""A program issues a notice, the unit's program receives and replies, and what waits is told."""

import datetime as dt

import pytest
from calling import Caller, error
from people import People, task_in

from luoshi.core import clock
from luoshi.supervision.reminding import remind

pytestmark = pytest.mark.django_db
NOTICE = {"level": "yellow", "grounds": "进度滞后。", "scope": "时限和佐证", "demand": "限期赶上。", "days": 3}


def test_a_notice_goes_to_its_unit_and_back(people: People) -> None:
    task = task_in("working", people)
    wang, li = Caller(people.wang), Caller(people.li)
    issued = wang.post("/notices", {**NOTICE, "tasks": [task.pk]})
    assert issued.status_code == 201, issued.json()
    [notice] = issued.json()
    assert (notice["unit"]["name"], notice["state"]) == ("科技创新局", "issued")
    path = f"/notices/{notice['id']}"
    assert error(Caller(people.sun).get(path))[0] == 404
    received = li.post(f"{path}/steps/receive", {"version": notice["version"]}).json()
    assert "reply" in received["open_steps"]
    told = li.post(f"{path}/steps/reply", {"version": received["version"], "answers": {"reply": "已赶上。"}}).json()
    assert (told["state"], told["reply"], told["tasks"]) == ("replied", "已赶上。", [task.pk])
    assert [one["id"] for one in wang.get("/notices", scope="to_check").json()["items"]] == [notice["id"]]


def test_a_task_is_under_one_open_notice_only(people: People) -> None:
    task = task_in("working", people)
    wang = Caller(people.wang)
    wang.post("/notices", {**NOTICE, "tasks": [task.pk]})
    assert error(wang.post("/notices", {**NOTICE, "tasks": [task.pk]}))[0] == 409
    assert error(wang.post("/notices", {**NOTICE, "tasks": [task.pk, 999_999]}))[0] == 422
    assert error(wang.post("/notices", {**NOTICE, "days": 0, "tasks": [task.pk]}))[0] == 422
    assert error(Caller(people.li).post("/notices", {**NOTICE, "tasks": [task.pk]}))[0] == 409


def test_what_waits_is_told_with_the_step_that_settles_it(people: People) -> None:
    with clock.at(dt.date(2026, 3, 2)):
        task_in("assigned", people, due=dt.date(2026, 3, 4))
    with clock.at(dt.date(2026, 3, 3)):
        remind()
        lines = Caller(people.li).get("/inbox").json()["items"]
    assert lines
    assert lines[0]["title"] == "建设概念验证中心"
    assert lines[0]["answer"] in {"acknowledge", "report", None}
