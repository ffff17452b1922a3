"""A program reads a pipeline and takes a record through its life, as its post may."""

import json
import re

import pytest
from calling import Caller, error
from django.core.files.uploadedfile import SimpleUploadedFile
from people import People
from sample import SAMPLE, born

from luoshi.records import registry
from luoshi.records.models import Record

pytestmark = pytest.mark.django_db
RECORDS = "/records/sample"


@pytest.fixture(autouse=True)
def sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry._TYPES, SAMPLE.name, SAMPLE)


def titles(caller: Caller, **query: object) -> list[str]:
    return [one["title"] for one in caller.get(RECORDS, **query).json()["items"]]


def test_the_list_is_what_the_post_sees_under_the_pages_filter(people: People) -> None:
    born(people, "储能电池", industry="energy", investment=120_000_500_00)
    born(people, "激光雷达", "2025-03-01", industry="material")
    wang = Caller(people.wang)
    assert titles(wang, sort="code") == ["激光雷达", "储能电池"]
    assert titles(wang, industry="energy") == ["储能电池"]
    assert titles(wang, born_to="2025-12-31") == ["激光雷达"]
    assert titles(wang, q="雷达", state="idea") == ["激光雷达"]
    assert titles(Caller(people.sun)) == []
    assert titles(Caller(people.zhou)) == []
    refused = wang.get(RECORDS, state="nonsense", industry="none")
    assert error(refused)[:2] == (422, "invalid")
    assert set(refused.json()["error"]["fields"]) == {"state", "industry"}


def test_values_are_plain_and_words_as_on_the_page(people: People) -> None:
    born(people, "储能电池", industry="energy", investment=120_000_500_00)
    [line] = Caller(people.li).get(RECORDS).json()["items"]
    assert line["values"] == {"industry": "energy", "investment": "12000.05", "planned_start": None}
    assert line["words"]["investment"] == "12000.05万元"
    assert line["lead"] == {"id": people.science.pk, "name": "科技创新局"}


def test_a_record_is_brought_in_and_taken_on_by_its_steps(people: People) -> None:
    li = Caller(people.li)
    made = li.post(RECORDS, {"answers": {"title": "储能电池", "investment": "12000.05", "industry": "energy"}})
    assert made.status_code == 201
    told = made.json()
    assert (told["state"], told["code"][-4:]) == ("idea", "0001")
    assert Record.objects.get().project.investment == 120_000_500_00
    assert told["open_steps"] == ["amend", "talk", "deal", "lose"]
    address = f"{RECORDS}/{told['id']}/steps"
    moved = li.post(f"{address}/talk", {"version": told["version"], "answers": {"planned_start": "2026-12-01"}}).json()
    assert (moved["state"], moved["values"]["planned_start"]) == ("talk", "2026-12-01")
    photo = SimpleUploadedFile("照片.jpg", b"abc")
    done = li.upload(f"{address}/deal/with-files", version=moved["version"], answers=json.dumps({}), evidence=photo)
    assert done.json()["state"] == "deal"
    assert [one["name"] for one in done.json()["evidence"]] == ["照片.jpg"]
    back = li.post(f"{RECORDS}/{told['id']}/take-back", {"version": done.json()["version"]}).json()
    assert back["state"] == "talk"
    told = li.get(f"{RECORDS}/{told['id']}/events").json()["items"]
    assert [event["transition"] for event in told] == ["create", "talk", "deal", "take_back"]


def test_the_pages_forms_check_the_answers(people: People) -> None:
    li = Caller(people.li)
    for answers, field in (
        ({}, "title"),
        ({"title": "甲", "investment": "很多"}, "investment"),
        ({"title": "甲", "industry": "nonsense"}, "industry"),
        ({"title": "甲", "colour": "red"}, "colour"),
    ):
        refused = li.post(RECORDS, {"answers": answers})
        assert error(refused)[:2] == (422, "invalid")
        assert set(refused.json()["error"]["fields"]) == {field}
    assert error(Caller(people.zhao).post(RECORDS, {"answers": {"title": "甲"}}))[:2] == (409, "conflict")
    assert not Record.objects.exists()


def test_a_stale_version_is_refused_and_a_key_writes_once(people: People) -> None:
    li = Caller(people.li)
    body = {"answers": {"title": "储能电池"}}
    first, again = (li.post(RECORDS, body, key="k1") for _n in range(2))
    assert first.json() == again.json()
    assert Record.objects.count() == 1
    stale = li.post(f"{RECORDS}/{first.json()['id']}/steps/talk", {"version": 9})
    assert error(stale)[:2] == (409, "conflict")


def test_a_token_that_may_only_read_writes_nothing(people: People) -> None:
    record = born(people, "储能电池")
    reader = Caller(people.li, "read")
    assert error(reader.post(RECORDS, {"answers": {"title": "甲"}}))[0] == 403
    assert error(reader.post(f"{RECORDS}/{record.pk}/steps/talk", {"version": 0}))[0] == 403
    assert reader.get(f"{RECORDS}/{record.pk}").status_code == 200


def test_tasks_and_what_is_no_type_are_not_found_here(people: People) -> None:
    wang = Caller(people.wang)
    for kind in ("task", "nonsense"):
        assert error(wang.get(f"/records/{kind}"))[:2] == (404, "not_found")
        assert error(wang.get(f"/records/{kind}/1"))[:2] == (404, "not_found")
    record = born(people, "储能电池")
    assert error(wang.get(f"/records/project/{record.pk}"))[:2] == (404, "not_found"), "another type's"


def test_types_say_how_a_record_is_brought_in_and_what_it_holds(people: People) -> None:
    told = next(one for one in Caller(people.li).get("/types").json() if one["name"] == "sample")
    assert told["path"] == ["idea", "talk", "deal"]
    assert [field["name"] for field in told["birth"]["fields"] if field["required"]] == ["title"]
    industry = next(one for one in told["columns"] if one["name"] == "industry")
    assert {"value": "energy", "label": "新能源"} in industry["choices"]
    assert told["filters"] == ["industry"]


@pytest.mark.parametrize(
    "query", ["zone=abc", "due_from=2026-02-31", "born_to=x", "page=0", "size=100000", "page=1e9", "due_to=9999-12-31"]
)
def test_what_is_wrong_with_a_question_is_told_in_chinese(query: str, people: People) -> None:
    name, value = query.split("=")
    refused = Caller(people.li).get(RECORDS, **{name: value})
    assert error(refused)[:2] == (422, "invalid")
    assert re.search("[一-鿿]", "".join(refused.json()["error"]["fields"][name]))


@pytest.mark.parametrize("body", ["{", "[]", "null", '{"answers": []}', '{"answers": {}, "version": "x"}', ""])
def test_what_is_wrong_with_a_body_is_told_in_chinese(body: str, people: People) -> None:
    li = Caller(people.li)
    refused = li.client.post(f"/api/v1{RECORDS}/1/steps/talk", body, content_type="application/json")
    told = refused.json()["error"]
    assert refused.status_code in (400, 422)
    assert re.search("[一-鿿]", told["message"])
    assert all(re.search("[一-鿿]", word) for words in told["fields"].values() for word in words)
