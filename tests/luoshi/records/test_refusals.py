"""Every state × every step × every role: done, or refused for the reason written here and in words that say so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from people import LINK, WAY, People, task_in

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.records.flow import apply_transition, available, refusal
from luoshi.records.models import Record
from luoshi.records.types.task import STATES, TASK

TODAY = dt.date(2026, 11, 18)
IN_HAND = "acknowledged working returned"
OUT = f"assigned {IN_HAND} submitted verifying"
OPEN = f"draft pending {OUT} suspended"
PLANNABLE = f"draft pending assigned {IN_HAND}"

# step | from | who: s 督查员 l 领导 c 分管领导 u 牵头单位 p 责任单位 | what stands in the way of this task all the same
TABLE = f"""
amend            | draft pending           | s
propose          | draft                   | s
revise           | pending                 | s l
assign           | draft pending           | s l
acknowledge      | assigned                | s u
acknowledge_part | {OUT}                   | s p
answer_part      | assigned {IN_HAND}      | s p | 还没有签收，请先签收再答复
nothing_to_add   | assigned {IN_HAND}      | s p | 还没有签收，请先签收再答复
report           | {IN_HAND}               | s u
submit           | {IN_HAND}               | u
plan             | {PLANNABLE}             | s u
replan           | {PLANNABLE}             | s u
adopt_plan       | {PLANNABLE}             | s u
reach            | {IN_HAND}               | s u
ask_extension    | assigned {IN_HAND}      | s u
grant_extension  | {OUT}                   | s c | 没有待审批的延期申请
refuse_extension | {OUT}                   | s c | 没有待审批的延期申请
nest             | {OPEN}                  | s
unnest           | draft pending           | s | 没有上级任务
weigh            | {OPEN}                  | s | 没有上级任务
tie              | {OPEN}                  | s
untie            | {OPEN}                  | s | 没有关联别的任务
count_tied       | {OPEN}                  | s
verify           | submitted               | s
close            | verifying               | s
return           | submitted verifying     | s
urge             | {OUT}                   | s
cite             | {PLANNABLE} submitted verifying | s
instruct         | {OUT}                   | l c
suspend          | {OUT}                   | s l
resume           | suspended               | s l
reassign         | suspended               | s l | 中止前已经签收，请办“恢复办理”
withdraw         | {OPEN}                  | s l
carry_over       | {OUT} suspended         | s | 已在 2026 年台账里
ask_reconsideration | closed               | s u
uphold           | closed                  | s c | 没有待决定的复核申请
overturn         | closed                  | s c | 没有待决定的复核申请
archive          | closed withdrawn        | s
take_out         | closed withdrawn        | s | 没有归档
"""
ACTORS = {"wang": "s", "zhao": "l", "he": "c", "li": "u", "chen": "u", "sun": "p"}


@dataclass(frozen=True, slots=True)
class Line:
    states: set[str]
    who: set[str]
    bar: str


def lines() -> dict[str, Line]:
    rows = ([*map(str.strip, row.split("|")), ""][:4] for row in TABLE.strip().splitlines())
    return {name: Line(set(states.split()), set(who.split()), bar) for name, states, who, bar in rows}


LINES = lines()


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def expected(line: Line, state: str, letter: str) -> str:
    """A piece of the refusal's words, or nothing where the step is open."""
    if state not in line.states:
        return f"现为{TASK.state(state).label}，不能"
    if letter in line.who:
        return line.bar
    # Both kinds of unit hold the same posts: it is the part that says no.
    is_units = bool(line.who & {"u", "p"})
    if letter in "up" and is_units:
        return "不是“建设概念验证中心”的配合单位" if "p" in line.who else "由科技创新局牵头，请由该单位"
    return "您的岗位（"


def test_the_table_names_every_step_and_every_state() -> None:
    assert set(LINES) == {step.name for step in TASK.transitions if step.offered}
    left = {state for line in LINES.values() for state in line.states}
    assert set(WAY) == {state.name for state in STATES} == left | {"closed", "withdrawn"}


@pytest.mark.parametrize("state", WAY)
def test_each_step_is_open_or_says_why_not(state: str, people: People) -> None:
    record = task_in(state, people, support=[people.industry])
    for step in TASK.transitions:
        for who, letter in ACTORS.items() if step.offered else ():
            words, found = expected(LINES[step.name], state, letter), refusal(record, step, getattr(people, who))
            assert (found is None) == (not words), (step.name, who, found)
            assert words in (found or ""), (step.name, who)


@pytest.mark.parametrize("state", WAY)
def test_what_is_offered_is_what_is_open(state: str, people: People) -> None:
    record = task_in(state, people, support=[people.industry])
    for who, letter in ACTORS.items():
        offered = {step.name for step in available(record, getattr(people, who))}
        assert offered == {name for name, line in LINES.items() if not expected(line, state, letter)}


def test_what_was_suspended_unsigned_goes_back_to_be_signed(people: People) -> None:
    record = task_in("assigned", people)
    apply_transition(record, "suspend", people.zhao, reason="规划调整。")
    with pytest.raises(Refused, match="中止前科技创新局还没有签收，请办“恢复交办”"):
        apply_transition(record, "resume", people.zhao, reason="规划已定。")
    apply_transition(record, "reassign", people.zhao, reason="规划已定。")
    assert Record.objects.get(pk=record.pk).state == "assigned"
    apply_transition(record, "acknowledge", people.li)


def test_what_shows_the_need_for_more_time_shows_no_result(people: People) -> None:
    record = task_in("acknowledged", people)
    more = {"new_due": dt.date(2027, 3, 31), "reason": "汛期停工。"}
    apply_transition(record, "ask_extension", people.li, **more, **LINK)
    with pytest.raises(Refused, match="还没有佐证材料，不能办结"):
        apply_transition(record, "submit", people.li, summary="完成。")
