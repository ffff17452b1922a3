"""A write asked for twice with one key is done once."""

import pytest
from calling import Caller, error
from people import People, task_in

from luoshi.api.models import Written

pytestmark = pytest.mark.django_db
NOTE = {"progress_note": "已完成选址。"}


def test_the_second_answer_is_the_first_and_nothing_is_done_twice(people: People) -> None:
    record, caller = task_in("acknowledged", people), Caller(people.li)
    body = {"version": record.version, "answers": NOTE}
    first = caller.post(f"/tasks/{record.pk}/steps/report", body, key="k1")
    again = caller.post(f"/tasks/{record.pk}/steps/report", body, key="k1")
    assert (again.status_code, again.json()) == (200, first.json())
    assert again["Idempotent-Replayed"] == "true"
    assert record.events.filter(transition="report").count() == 1


def test_the_same_key_for_something_else_is_refused(people: People) -> None:
    record, caller = task_in("acknowledged", people), Caller(people.li)
    caller.post(f"/tasks/{record.pk}/steps/report", {"version": record.version, "answers": NOTE}, key="k1")
    other = caller.post(f"/tasks/{record.pk}/steps/submit", {"version": record.version + 1}, key="k1")
    assert error(other)[:2] == (409, "conflict")


def test_a_key_is_its_tokens_own(people: People) -> None:
    record = task_in("acknowledged", people)
    body = {"version": record.version, "answers": NOTE}
    assert Caller(people.li).post(f"/tasks/{record.pk}/steps/report", body, key="k1").status_code == 200
    other = Caller(people.chen).post(f"/tasks/{record.pk}/steps/report", body, key="k1")
    assert "刚刚被他人更新" in error(other)[2]


def test_without_a_key_nothing_is_kept_and_a_key_has_a_length(people: People) -> None:
    record, caller = task_in("acknowledged", people), Caller(people.li)
    body = {"version": record.version, "answers": NOTE}
    assert error(caller.post(f"/tasks/{record.pk}/steps/report", body, key="k" * 101))[0] == 400
    caller.post(f"/tasks/{record.pk}/steps/report", body)
    assert not Written.objects.exists()
