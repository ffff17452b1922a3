"""A write asked for twice with one key is done once."""

import json
from pathlib import Path
from typing import Any

import pytest
from calling import BASE, Caller, error
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


def test_a_form_with_files_sent_again_is_the_same_request(people: People, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    record, caller = task_in("acknowledged", people), Caller(people.li)

    def send(content: bytes, boundary: str) -> Any:
        parts = (("version", "", str(record.version).encode()), ("answers", "", json.dumps(NOTE).encode()))
        named = [*parts, ("evidence", '; filename="a.pdf"', content)]
        body = b"".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + value + b"\r\n"
            for name, more, value in named
        )
        return caller.client.post(
            f"{BASE}/tasks/{record.pk}/steps/report/with-files",
            body + f"--{boundary}--\r\n".encode(),
            content_type=f"multipart/form-data; boundary={boundary}",
            headers={"Idempotency-Key": "k1"},
        )

    first, again = send(b"%PDF", "one"), send(b"%PDF", "two")
    assert (first.status_code, again.json()) == (200, first.json())
    assert record.evidence.count() == 1
    assert error(send(b"%PDF other", "three"))[:2] == (409, "conflict")
