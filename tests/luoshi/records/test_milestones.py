"""A plan changes as a whole, and every change after the hand-out stays to be read: what, from which day to which."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from django.utils.datastructures import MultiValueDict
from people import LINK, REPORT, People, browser_of, task_in

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.records.flow import apply_transition, available
from luoshi.records.forms import TransitionForm
from luoshi.records.milestones import Row
from luoshi.records.models import Milestone, Record

JUNE, JULY, AUGUST = dt.date(2026, 6, 30), dt.date(2026, 7, 31), dt.date(2026, 8, 31)
MAY = dt.date(2026, 5, 6)


def row(title: str, due: dt.date, **more: Any) -> Row:
    return Row(**{"id": None, "title": title, "due": due, "post": None, "weight": 1, "because": "", **more})


def planned(people: People, state: str = "acknowledged") -> Record:
    with clock.at(MAY):
        record = task_in(state, people)
        apply_transition(record, "replan", people.wang, plan=[row("选址", JUNE), row("开工", JULY, weight=2)])
    return record


def rows_from(milestones: Iterable[Milestone]) -> list[Row]:
    """The plan as it is, to be changed."""
    return [Row(id=m.pk, title=m.title, due=m.due, post=m.post, weight=m.weight, because=m.because) for m in milestones]


def moved(record: Record, title: str, **changes: Any) -> list[Row]:
    return [Row(**{**one, **(changes if one["title"] == title else {})}) for one in rows_from(record.milestones.all())]


def test_a_change_tells_old_and_new_and_the_first_day_stays(people: People) -> None:
    record = planned(people)
    with clock.at(MAY):
        plan = moved(record, "选址", due=JULY, weight=3, post=people.chen)
        event = apply_transition(record, "replan", people.li, plan=plan, reason="等待用地批复")
        apply_transition(record, "replan", people.li, plan=moved(record, "选址", due=AUGUST), reason="仍未批复")
    assert event.answers["changes"] == "“选址” 2026-06-30 → 2026-07-31，未定 → 陈晨，权重1 → 权重3"
    milestone = record.milestones.get(title="选址")
    assert (milestone.due, milestone.original_due) == (AUGUST, JUNE)
    with clock.at(MAY):
        page = browser_of(people.zhao).get(f"/ledger/{record.pk}/").content.decode()
    assert "2026-07-31 → 2026-08-31" in page
    assert ">2026-06-30</s>" in page


def test_before_the_hand_out_a_plan_changes_without_a_reason_or_an_original_day(people: People) -> None:
    record = planned(people, "draft")
    event = apply_transition(
        record, "replan", people.wang, plan=[*moved(record, "选址", due=JULY), row("验收", AUGUST)]
    )
    assert event.answers["changes"] == "新增“验收” 2026-08-31 权重1\n“选址” 2026-06-30 → 2026-07-31"
    assert not Milestone.objects.exclude(original_due=None).exists()


def test_what_is_left_out_is_dropped_and_told(people: People) -> None:
    record = planned(people)
    with clock.at(MAY):
        event = apply_transition(
            record, "replan", people.li, plan=rows_from(record.milestones.filter(title="开工")), reason="合并"
        )
    assert event.answers["changes"] == "取消“选址” 2026-06-30"
    assert event.values["plan"] == [["2026-07-31", 2]]


@pytest.mark.parametrize(
    ("plan", "reason", "said"),
    [
        ([row("验收", dt.date(2027, 1, 4))], "", "不能晚于完成时限 2026-12-31"),
        ([row("  ", JUNE)], "", "节点名称不能为空"),
        ([row("验收", JUNE, weight=0)], "", "权重应在 1 到 1000 之间"),
        ([row("验收", JUNE, id=999)], "", "已不在计划里，请刷新"),
        ([row(f"节点{n}", JUNE) for n in range(101)], "", "最多 100 个节点"),
        ([], "", "不分节点，都要说明原因"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(plan: list[Row], reason: str, said: str, people: People) -> None:
    record = task_in("acknowledged", people)
    with pytest.raises(Refused, match=said):
        apply_transition(record, "replan", people.li, plan=plan, reason=reason)
    assert not record.milestones.exists()


def test_after_the_hand_out_a_change_wants_a_reason(people: People) -> None:
    record = planned(people)
    with clock.at(MAY), pytest.raises(Refused, match="请填写理由"):
        apply_transition(record, "replan", people.li, plan=moved(record, "选址", due=JULY))
    assert record.milestones.get(title="选址").due == JUNE


def test_saving_without_a_change_is_refused(people: People) -> None:
    record = planned(people)
    with pytest.raises(Refused, match="节点没有变化"):
        apply_transition(record, "replan", people.wang, plan=rows_from(record.milestones.all()), reason="无")


def test_what_has_evidence_stays_as_it_is(people: People) -> None:
    record = planned(people)
    apply_transition(record, "reach", people.li, milestone=record.milestones.get(title="选址"), **REPORT, **LINK)
    for plan in (moved(record, "选址", due=JULY), rows_from(record.milestones.filter(title="开工"))):
        with pytest.raises(Refused, match="“选址”已有佐证，不能调整或取消"):
            apply_transition(record, "replan", people.wang, plan=plan, reason="改")


@pytest.mark.parametrize("day", [JUNE, JUNE + dt.timedelta(days=1)])
def test_a_unit_moves_no_milestone_that_is_past_due(day: dt.date, people: People) -> None:
    record = planned(people)
    with clock.at(day):
        plan = moved(record, "选址", due=AUGUST)
        if day == JUNE:
            apply_transition(record, "replan", people.li, plan=plan, reason="当天提出")
            return
        with pytest.raises(Refused, match="已过 2026-06-30，改期或取消请报督查室办理"):
            apply_transition(record, "replan", people.li, plan=plan, reason="来不及")
        apply_transition(record, "replan", people.wang, plan=plan, reason="督查室核实")
    assert record.milestones.get(title="选址").due == AUGUST


def test_a_milestone_of_another_task_is_not_reached_here(people: People) -> None:
    other, record = planned(people), task_in("working", people, "另一项任务")
    with pytest.raises(Refused, match="这个节点不属于该任务"):
        apply_transition(record, "reach", people.li, milestone=other.milestones.first(), **REPORT, **LINK)


def test_reaching_a_milestone_is_a_progress_entry_like_any_other(people: People) -> None:
    record = planned(people)
    told = {"progress_note": "选址已定。", "problem": "用地指标不足", "next_step": "报请调剂"}
    apply_transition(record, "reach", people.li, milestone=record.milestones.get(title="选址"), **told, **LINK)
    task = Record.objects.get(pk=record.pk).task
    assert {name: getattr(task, name) for name in told} == told
    assert task.reported_on == clock.today()


def test_a_plan_comes_through_the_declared_form_as_a_list(people: People) -> None:
    """As the API sends it."""
    record = task_in("acknowledged", people)
    replan = next(t for t in available(record, people.li) if t.name == "replan")

    def form(plan: list[Any] | None) -> TransitionForm:
        sent = MultiValueDict({"replan-version": [str(record.version)]})
        if plan is not None:
            sent.setlist("replan-plan", plan)
        return TransitionForm(record, replan, people.li, sent, MultiValueDict())

    good = form([{"title": "选址", "due": "2026-06-30", "post": people.chen.pk}])
    assert good.is_valid()
    assert good.answers()["plan"] == [row("选址", JUNE, post=people.chen)]
    for wrong, said in (("选址", "第1行“节点”"), ({"title": "选址", "due": "六月"}, "第1行“日期”")):
        bad = form([wrong])
        assert not bad.is_valid()
        assert said in str(bad.errors["plan"])
    empty = form(None)
    assert empty.is_valid()
    with pytest.raises(Refused, match="没有给出节点计划"):
        apply_transition(record, "replan", people.li, **empty.answers())
