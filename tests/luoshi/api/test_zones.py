"""A program in the overseer's name reads its zones' tasks, each with its zone, and takes no step."""

from calling import Caller, error
from people import People, oversee, task_in


def test_the_overseers_program_reads_the_tasks_of_its_zones_and_changes_none(people: People) -> None:
    above, _leader = oversee(people.zone, people.other_zone)
    task = task_in("working", people)
    program = Caller(above)
    [line] = program.get("/tasks").json()["items"]
    assert (line["id"], line["zone"]) == (task.pk, people.zone.pk)
    assert program.get("/tasks", zone=people.other_zone.pk).json()["items"] == []
    refused = program.post(f"/tasks/{task.pk}/steps/suspend", {"version": task.version, "answers": {"reason": "。"}})
    assert "上级主管只查看" in error(refused)[2]
    under = program.post("/tasks", {"title": "省级督办事项", "parent": task.pk})
    assert "不在本区" in error(under)[2]
    assert not task.children.exists()
    assert Caller(people.zhou).get("/tasks").json()["items"] == []
