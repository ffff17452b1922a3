"""The description and the operations say the same, and every operation is behind a token."""

from typing import Any

import pytest
from calling import BASE, Caller, error
from django.test import Client
from people import People

from luoshi.api import tasks
from luoshi.api.models import Written
from luoshi.api.urls import api

SCHEMA: dict[str, Any] = api.get_openapi_schema()
OPERATIONS = [(method, path, told) for path, methods in SCHEMA["paths"].items() for method, told in methods.items()]


def test_the_description_can_be_fetched_by_anyone() -> None:
    told = Client().get(f"{BASE}/openapi.json")
    assert told.json()["openapi"].startswith("3.")


@pytest.mark.parametrize(("method", "path", "told"), OPERATIONS, ids=[f"{m} {p}" for m, p, _t in OPERATIONS])
def test_every_operation_is_behind_a_token_and_says_what_it_does(method: str, path: str, told: dict[str, Any]) -> None:
    assert told["security"]
    assert told["description"]
    assert told["tags"]


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path", "told"), OPERATIONS, ids=[f"{m} {p}" for m, p, _t in OPERATIONS])
def test_every_answer_is_one_that_the_description_names(
    method: str, path: str, told: dict[str, Any], people: People
) -> None:
    """Asked for what is not there and with nothing in the body: never a 500, always the one shape of error."""
    address = (
        path.removeprefix(BASE)
        .replace("{pk}", "999999")
        .replace("{name}", "close")
        .replace("{kind}", "task")
        .replace("{year}", "2026")
    )
    caller = Caller(people.wang)
    answer = caller.get(address) if method == "get" else caller.post(address)
    assert str(answer.status_code) in map(str, told["responses"])
    if answer.status_code >= 400:
        assert set(answer.json()) == {"error"}


@pytest.mark.django_db
@pytest.mark.parametrize("number", [10**30, 0, -1])
def test_a_number_that_no_row_can_have_is_an_error_of_the_one_shape(number: int, people: People) -> None:
    caller = Caller(people.wang)
    stated = {"level": "blue", "grounds": "滞后。", "scope": "重点", "demand": "赶上。", "days": 3, "tasks": [number]}
    review = caller.post("/documents", {"text": "建设驿站。"}).json()["id"]
    assert error(caller.post("/notices", stated))[:2] == (422, "invalid")
    assert error(caller.post(f"/reviews/{review}/confirm", {"proposals": [number]}))[:2] == (422, "invalid")


@pytest.mark.parametrize("path", ["/nonsense", "/tasks/nonsense", "/holidays/next"])
def test_an_address_that_is_none_is_told_as_every_other_error(path: str) -> None:
    for answer in (Client().get(BASE + path), Client(enforce_csrf_checks=True).post(BASE + path)):
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


@pytest.mark.django_db
def test_what_breaks_inside_is_told_as_every_other_error_and_without_details(
    monkeypatch: pytest.MonkeyPatch, people: People
) -> None:
    def breaks(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(tasks, "create_task", breaks)
    caller = Caller(people.wang)
    caller.client.raise_request_exception = False
    sent = {"title": "建设驿站", "wording": "建设驿站。", "lead": people.science.pk, "due": "2026-12-31"}
    answer = caller.post("/tasks", sent, key="k1")
    assert error(answer)[:2] == (500, "broken")
    assert "secret detail" not in answer.content.decode()
    assert not Written.objects.exists()
    monkeypatch.undo()
    assert caller.post("/tasks", sent, key="k1").status_code == 201
