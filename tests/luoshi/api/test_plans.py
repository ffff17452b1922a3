"""A program reads the weeks, the rules of the lights and the holidays, and sets its zone's own rules."""

import datetime as dt
from typing import Any

import pytest
from calling import Caller, error
from people import People, task_in

from luoshi.core import clock
from luoshi.core.holidays import revise

pytestmark = pytest.mark.django_db
MAY = dt.date(2026, 5, 6)
RULE: dict[str, Any] = {"colour": "yellow", "label": "剩N个工作日", "measure": "working_days_left", "at_most": 30}


def test_the_weeks_tell_what_is_due_and_of_whom(people: People) -> None:
    with clock.at(MAY):
        record = task_in("working", people, due=dt.date(2026, 5, 15))
        [item] = Caller(people.li).get("/weeks").json()
        assert (item["record"], item["due"], item["unit"]["name"]) == (record.pk, "2026-05-15", "科技创新局")
        assert Caller(people.sun).get("/weeks").json() == []
        assert Caller(people.li).get("/weeks", show="done").json() == []
        assert error(Caller(people.li).get("/weeks", show="nonsense"))[:2] == (422, "invalid")


def test_the_rules_are_read_and_set_by_the_supervisor(people: People) -> None:
    with clock.at(MAY):
        record = task_in("working", people, due=dt.date(2026, 6, 10))
        wang = Caller(people.wang)
        assert wang.get("/lights/task").json()["rules"][3]["label"] == "逾期N天"
        set_ = wang.post("/lights/task", {"rules": [RULE], "reason": "提前预警"})
        assert [rule["measure"] for rule in set_.json()["rules"]][3:-1] == ["working_days_left"]
        assert wang.get(f"/tasks/{record.pk}").json()["light"] == "yellow"


@pytest.mark.parametrize("change", [{"label": "{figure.__class__}"}, {"measure": "closed"}, {"at_most": None}])
def test_a_rule_that_cannot_be_is_refused(change: dict[str, Any], people: People) -> None:
    refused = Caller(people.wang).post("/lights/task", {"rules": [RULE | change], "reason": "试试"})
    assert error(refused)[0] in (409, 422)
    assert error(Caller(people.wang).get("/lights/nonsense"))[0] == 404


def test_the_holidays_of_a_year(people: People) -> None:
    revise(2026, {dt.date(2026, 10, 1): (False, "国庆节")}, "系统", "国办通知")
    assert Caller(people.li).get("/holidays/2026").json() == [{"day": "2026-10-01", "works": False, "name": "国庆节"}]
    assert Caller(people.li).get("/holidays/9999").json() == []
