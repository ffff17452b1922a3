"""说明: what a type's page says of its states, steps, limits and lights, and the diagram drawn from them."""

import re

import pytest
from people import People, browser_of
from sample import SAMPLE

from luoshi.records import light_rules
from luoshi.records.declaration import RecordType
from luoshi.records.items.about import roles_told, steps_told, under
from luoshi.records.items.diagram import HEIGHT, WIDTH, Box, diagram
from luoshi.records.rag import Rule
from luoshi.records.registry import pipelines


def seen(people: People) -> str:
    return browser_of(people.li).get("/pipelines/sample/about/").content.decode()


def test_states_steps_limits_and_columns_are_told(people: People) -> None:
    page = seen(people)
    for words in ("洽谈", "10天", "主线之外", "开始洽谈", "督查员、联络员、责任人", "总投资", "列表、合计", "理由"):
        assert words in page


def test_the_zones_own_lights_are_told(people: People) -> None:
    light_rules.revise(people.wang, "sample", [Rule("red", "谈太久", "stage_days_late", at_least=5)], "放宽")
    page = seen(people)
    assert "超过阶段期限的天数≥5，显示“谈太久”" in page
    assert "洽谈将到期" not in page


def test_a_units_step_that_another_may_enter_says_so() -> None:
    steps = {step.name: step for step in next(kind for kind in pipelines() if kind.name == "opinion").transitions}
    assert roles_told(steps["answer"]) == "联络员、责任人；督查员可代填"


def test_steps_that_differ_only_in_where_they_lead_stand_in_one_row() -> None:
    rows = [(step.label, step.sources, step.roles, step.asked, step.may) for step in steps_told(SAMPLE)]
    assert len(set(rows)) == len(rows)


def test_the_path_runs_from_left_to_right_and_side_ways_stand_below() -> None:
    boxes = {box.label: box for box in diagram(SAMPLE, under(SAMPLE)).boxes}
    assert boxes["想法"].x < boxes["洽谈"].x < boxes["签约"].x
    assert boxes["想法"].y == boxes["洽谈"].y == boxes["签约"].y
    assert boxes["放弃"].y > boxes["洽谈"].bottom
    assert boxes["洽谈"].told == "责任单位 · 10天"


def apart(one: Box, other: Box) -> bool:
    return abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) >= HEIGHT


@pytest.mark.parametrize("kind", pipelines(), ids=lambda kind: kind.name)
def test_every_types_diagram_holds_every_state_and_step_inside_its_frame(kind: RecordType) -> None:
    drawn = diagram(kind, under(kind))
    assert sorted(box.label for box in drawn.boxes) == sorted(str(state.label) for state in kind.states)
    assert all(box.x >= 0 and box.x + WIDTH <= drawn.width and box.bottom <= drawn.height for box in drawn.boxes)
    assert all(apart(one, other) for one in drawn.boxes for other in drawn.boxes if one is not other)
    words = " ".join([*(way.told for way in drawn.ways), *(" ".join(box.captions) for box in drawn.boxes)])
    moving = [step for step in kind.transitions if step.target and any(step.target != name for name in step.sources)]
    assert [str(step.label) for step in moving if str(step.label)[:4] not in words] == []
    numbers = [float(n) for way in drawn.ways for n in re.findall(r"-?\d+\.?\d*", way.path)]
    assert min(numbers) >= 0
