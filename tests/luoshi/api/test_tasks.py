"""A program reads the ledger and takes a task through its life, as its post may."""

import json
from itertools import pairwise

import pytest
from calling import Caller, error
from django.core.files.uploadedfile import SimpleUploadedFile
from people import People, draft, take_to, task_in

from luoshi.core import clock

pytestmark = pytest.mark.django_db


def test_the_ledger_is_what_the_post_sees(people: People) -> None:
    task_in("working", people, "建设中试基地")
    draft(people, "草稿任务")
    assert [one["title"] for one in Caller(people.li).get("/tasks").json()["items"]] == ["建设中试基地"]
    assert Caller(people.wang).get("/tasks").json()["total"] == 2
    assert Caller(people.zhou).get("/tasks").json()["items"] == []


def test_the_ledger_is_filtered_as_its_page_is(people: People) -> None:
    task_in("closed", people, "已销号的任务")
    task_in("working", people, "在办的任务")
    caller = Caller(people.wang)
    assert [one["title"] for one in caller.get("/tasks", state="closed").json()["items"]] == ["已销号的任务"]
    assert [one["title"] for one in caller.get("/tasks", q="在办").json()["items"]] == ["在办的任务"]
    refused = caller.get("/tasks", state="nonsense")
    assert error(refused)[:2] == (422, "invalid")
    assert "state" in refused.json()["error"]["fields"]


def test_a_page_is_bounded_and_one_past_the_end_is_empty(people: People) -> None:
    for number in range(3):
        draft(people, f"任务{number}")
    caller = Caller(people.wang)
    page = caller.get("/tasks", size=2, page=2, sort="code").json()
    assert (page["total"], len(page["items"]), page["page"]) == (3, 1, 2)
    assert caller.get("/tasks", page=9).json()["items"] == []
    assert error(caller.get("/tasks", size=100_000))[:2] == (422, "invalid")


def test_a_task_says_where_its_words_stand_and_what_may_be_done(people: People) -> None:
    record = task_in("acknowledged", people)
    told = Caller(people.li).get(f"/tasks/{record.pk}").json()
    assert told["lead"]["name"] == "科技创新局"
    assert "report" in told["open_steps"]
    assert "close" not in told["open_steps"]
    assert error(Caller(people.sun).get(f"/tasks/{record.pk}"))[:2] == (404, "not_found")


def test_a_task_is_taken_to_its_close_by_three_programs(people: People) -> None:
    record = draft(people)
    wang, li = Caller(people.wang), Caller(people.li)

    def step(caller: Caller, name: str, **answers: str) -> None:
        version = caller.get(f"/tasks/{record.pk}").json()["version"]
        done = caller.post(f"/tasks/{record.pk}/steps/{name}", {"version": version, "answers": answers})
        assert done.status_code == 200, done.json()

    step(wang, "assign")
    step(li, "acknowledge")
    step(li, "report", progress_note="已完成选址。", evidence_link="https://example.org/photo")
    step(li, "submit", summary="已全部完成。")
    step(wang, "verify")
    step(wang, "close", conclusion="现场核查属实。")
    told = wang.get(f"/tasks/{record.pk}").json()
    assert (told["state"], told["conclusion"]) == ("closed", "现场核查属实。")
    events = wang.get(f"/tasks/{record.pk}/events").json()["items"]
    assert [one["transition"] for one in events][-1] == "close"
    assert all(after["previous"] == before["hash"] for before, after in pairwise(events))


def test_files_come_as_evidence_and_are_given_back_whole(people: People) -> None:
    record = task_in("acknowledged", people)
    caller = Caller(people.li)
    sent = caller.upload(
        f"/tasks/{record.pk}/steps/report/with-files",
        version=record.version,
        answers=json.dumps({"progress_note": "已完成选址。"}),
        evidence=SimpleUploadedFile("选址意见.pdf", b"%PDF-1.7 scan"),
    )
    assert sent.status_code == 200, sent.json()
    [row] = sent.json()["evidence"]
    assert (row["name"], row["size"]) == ("选址意见.pdf", 13)
    assert b"".join(caller.get(f"/evidence/{row['id']}").streaming_content) == b"%PDF-1.7 scan"
    assert error(Caller(people.sun).get(f"/evidence/{row['id']}"))[0] == 404


def test_somebody_elses_change_in_between_is_told(people: People) -> None:
    record = task_in("acknowledged", people)
    body = {"version": record.version - 1, "answers": {"progress_note": "已完成选址。"}}
    status, code, message = error(Caller(people.li).post(f"/tasks/{record.pk}/steps/report", body))
    assert (status, code) == (409, "conflict")
    assert "刚刚被他人更新" in message


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, "progress_note"),
        ({"progress_note": "好", "percent": 140}, "percent"),
        ({"progress_note": "好", "colour": "red"}, "colour"),
        ({"progress_note": "好", "reached": 3}, "reached"),
        ({"progress_note": "好", "evidence": ["x"]}, "evidence"),
    ],
)
def test_an_answer_that_does_not_hold_is_named(answers: dict[str, object], field: str, people: People) -> None:
    record = task_in("acknowledged", people)
    refused = Caller(people.li).post(
        f"/tasks/{record.pk}/steps/report", {"version": record.version, "answers": answers}
    )
    assert error(refused)[:2] == (422, "invalid")
    assert field in refused.json()["error"]["fields"]
    assert record.events.last().transition == "acknowledge"


def test_another_units_program_may_not_answer_for_the_lead(people: People) -> None:
    record = task_in("assigned", people, support=[people.industry])
    status, _code, message = error(
        Caller(people.sun).post(f"/tasks/{record.pk}/steps/report", {"version": record.version})
    )
    assert status == 409
    assert message


def test_a_step_is_taken_back_by_who_took_it(people: People) -> None:
    record = task_in("acknowledged", people)
    told = Caller(people.li).post(f"/tasks/{record.pk}/take-back", {"version": record.version})
    assert told.json()["state"] == "assigned"


def test_one_step_on_many_tasks_leaves_the_refused_ones_named(people: People) -> None:
    first, second = draft(people, "甲"), task_in("closed", people, "乙")
    body = {"tasks": [{"id": one.pk, "version": one.version} for one in (first, second)]}
    body["tasks"].append({"id": 999_999, "version": 0})
    told = Caller(people.wang).post("/steps/assign", body).json()
    assert told["done"] == [first.pk]
    assert [one["id"] for one in told["refused"]] == [second.pk, 999_999]
    assert "已销号" in told["refused"][0]["reason"]


def test_a_task_by_hand(people: People) -> None:
    body = {
        "title": "走访重点企业",
        "lead": people.science.pk,
        "goals": [{"name": "企业", "op": ">=", "value": "30", "unit": "家"}],
    }
    made = Caller(people.wang).post("/tasks", body)
    assert made.status_code == 201, made.json()
    assert made.json()["targets"][0]["value"] == "30.0000"
    assert error(Caller(people.li).post("/tasks", body))[0] == 409
    assert error(Caller(people.wang).post("/tasks", {"title": "甲", "lead": people.zhou.unit_id}))[0] == 422


def test_suspended_by_its_declaration_alone(people: People) -> None:
    types = Caller(people.li).get("/types").json()
    task = next(one for one in types if one["name"] == "task")
    step = next(one for one in task["steps"] if one["name"] == "suspend")
    assert [(field["name"], field["required"]) for field in step["fields"]] == [("reason", True)]
    record = take_to(draft(people), "working", people)
    done = Caller(people.zhao).post(
        f"/tasks/{record.pk}/steps/suspend", {"version": record.version, "answers": {"reason": "规划调整。"}}
    )
    assert done.json()["state"] == step["target"]


def test_each_units_part_and_a_unit_stood_in_for(people: People) -> None:
    record = task_in("assigned", people, joint=[people.industry])
    told = {"happened_on": str(clock.today()), "told_by": "孙丽电话告知", "part_unit": people.industry.pk}
    body = {"version": record.version, "answers": told}
    assert Caller(people.wang).post(f"/tasks/{record.pk}/steps/acknowledge_part", body).status_code == 200
    parts = Caller(people.li).get(f"/tasks/{record.pk}").json()["parts"]
    assert {one["part"]: one["acknowledged_on"] is not None for one in parts} == {"lead": False, "joint_lead": True}


def test_the_declaration_tells_a_caller_what_it_is_asked(people: People) -> None:
    def asked(caller: Caller) -> set[str]:
        [kind] = [one for one in caller.get("/types").json() if one["name"] == "task"]
        [step] = [one for one in kind["steps"] if one["name"] == "acknowledge"]
        return {field["name"] for field in step["fields"]}

    assert asked(Caller(people.wang)) == {"happened_on", "told_by"}
    assert asked(Caller(people.li)) == set()


def test_a_subtask_comes_in_under_its_goal(people: People) -> None:
    goal = task_in("working", people, "年度目标")
    wang = Caller(people.wang)
    made = wang.post("/tasks", {"title": "甲片区", "parent": goal.pk, "weight": 3}).json()
    assert (made["parent"], made["weight"]) == (goal.pk, 3)
    assert error(Caller(people.wang).post("/tasks", {"title": "乙片区", "parent": 999_999}))[0] == 404
