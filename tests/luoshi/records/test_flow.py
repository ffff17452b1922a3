"""Every transition: who may take it, from where, what it asks, what it refuses and in which words."""

import datetime as dt

import pytest
from people import LINK, REPORT, People, draft, take_to, task_in

from luoshi.core import chain
from luoshi.core.refusal import Refused
from luoshi.records.events import chained_content
from luoshi.records.flow import TAKE_BACK, apply_transition, available, take_back, to_each
from luoshi.records.models import Evidence, Record


def test_a_support_unit_sees_the_task_but_only_the_lead_unit_acts(people: People) -> None:
    record = task_in("assigned", people, support=[people.industry])
    assert [step.name for step in available(record, people.sun)] == ["acknowledge_part"]
    with pytest.raises(Refused, match="由科技创新局牵头，请由该单位签收"):
        apply_transition(record, "acknowledge", people.sun)


def test_a_wrong_state_is_refused_with_the_state(people: People) -> None:
    with pytest.raises(Refused, match="“建设概念验证中心”现为草稿，不能签收。"):
        apply_transition(draft(people), "acknowledge", people.wang)


def test_a_wrong_role_is_refused_with_the_role(people: People) -> None:
    with pytest.raises(Refused, match="您的岗位（领导）不能签收。"):
        apply_transition(task_in("assigned", people), "acknowledge", people.zhao)


@pytest.mark.parametrize("who", ["zhou", "sun"])
def test_someone_who_does_not_see_the_task_cannot_touch_it(who: str, people: People) -> None:
    record = draft(people)
    with pytest.raises(Refused, match="不在您的范围内"):
        apply_transition(record, "assign", getattr(people, who))
    assert Record.objects.get(pk=record.pk).state == "draft"


def test_an_unknown_action_is_refused(people: People) -> None:
    with pytest.raises(Refused, match="没有这项操作"):
        apply_transition(draft(people), "sing", people.wang)


@pytest.mark.parametrize(
    ("state", "name", "who", "label"),
    [
        ("pending", "revise", "zhao", "退回修改须填写：理由。"),
        ("acknowledged", "report", "li", "报送进展须填写：进展情况。"),
        ("working", "submit", "li", "申请办结须填写：办结说明。"),
        ("working", "plan", "li", "添加节点须填写：节点、节点日期。"),
        ("verifying", "close", "wang", "核查通过须填写：核查结论。"),
        ("submitted", "return", "wang", "退回重办须填写：理由。"),
        ("working", "instruct", "zhao", "批示须填写：批示内容。"),
        ("working", "suspend", "zhao", "中止须填写：理由。"),
        ("suspended", "resume", "zhao", "恢复办理须填写：理由。"),
        ("working", "withdraw", "wang", "撤销须填写：理由。"),
    ],
)
def test_a_missing_answer_is_named(state: str, name: str, who: str, label: str, people: People) -> None:
    record = task_in(state, people)
    with pytest.raises(Refused, match=label):
        apply_transition(record, name, getattr(people, who))
    assert Record.objects.get(pk=record.pk).state == state


@pytest.mark.parametrize("missing", ["lead", "due"])
def test_nothing_is_handed_out_without_unit_and_day(missing: str, people: People) -> None:
    record = draft(people, **{missing: None})
    with pytest.raises(Refused, match={"lead": "还缺牵头单位", "due": "还缺完成时限"}[missing]):
        apply_transition(record, "assign", people.zhao)


def test_no_close_without_evidence(people: People) -> None:
    record = task_in("acknowledged", people)
    with pytest.raises(Refused, match="还没有佐证材料，不能办结"):
        apply_transition(record, "submit", people.li, summary="已完成。")
    apply_transition(record, "submit", people.li, summary="已完成。", **LINK)
    assert record.state == "submitted"


def test_a_share_beyond_a_hundred_is_refused(people: People) -> None:
    with pytest.raises(Refused, match="完成比例应在 0 到 100 之间"):
        apply_transition(task_in("acknowledged", people), "report", people.li, percent=101, **REPORT)


def test_a_failed_step_leaves_nothing_behind(people: People) -> None:
    record = task_in("acknowledged", people)
    with pytest.raises(Refused, match="佐证链接应以"):
        apply_transition(record, "report", people.li, progress_note="已完成选址。", evidence_link="ftp://x")
    fresh = Record.objects.get(pk=record.pk)
    assert (fresh.state, fresh.task.progress_note, fresh.events.count()) == ("acknowledged", "", 3)


def test_who_comes_second_is_refused(people: People) -> None:
    first = task_in("working", people)
    second = Record.objects.get(pk=first.pk)
    apply_transition(first, "report", people.li, progress_note="主体封顶。")
    with pytest.raises(Refused, match="刚刚被他人更新，请看过最新情况再办"):
        apply_transition(second, "report", people.chen, progress_note="还在施工。")
    assert Record.objects.get(pk=first.pk).task.progress_note == "主体封顶。"


def test_taking_back_restores_what_the_step_changed_and_keeps_it_in_the_history(people: People) -> None:
    record = draft(people)
    apply_transition(record, "assign", people.zhao)
    take_back(record, people.zhao)
    fresh = Record.objects.get(pk=record.pk)
    assert (fresh.state, fresh.is_handed_out, fresh.task.handed_out_on, fresh.light) == ("draft", False, None, "none")
    assert [event.label for event in fresh.events.all()] == ["立项", "审定交办", "撤回：审定交办"]


def test_a_report_taken_back_takes_its_words_and_evidence_along(people: People) -> None:
    record = task_in("acknowledged", people)
    apply_transition(record, "report", people.li, percent=60, **REPORT, **LINK)
    take_back(record, people.li)
    fresh = Record.objects.get(pk=record.pk)
    assert (fresh.state, fresh.task.percent, fresh.task.progress_note) == ("acknowledged", None, "")
    assert not Evidence.objects.filter(record=record).standing().exists()
    assert Evidence.objects.filter(record=record).count() == 1


def test_only_who_took_the_step_takes_it_back(people: People) -> None:
    record = task_in("acknowledged", people)
    with pytest.raises(Refused, match="上一步由李强办理，只能由本人撤回。"):
        take_back(record, people.chen)


def test_once_someone_acted_on_it_a_step_stays(people: People) -> None:
    record = task_in("acknowledged", people)
    with pytest.raises(Refused, match="上一步由李强办理"):
        take_back(record, people.zhao)


@pytest.mark.parametrize(("state", "who"), [("draft", "wang"), ("working", "zhao")])
def test_some_steps_cannot_be_taken_back(state: str, who: str, people: People) -> None:
    record = task_in(state, people)
    if state == "working":
        apply_transition(record, "instruct", people.zhao, words="抓紧。")
    with pytest.raises(Refused, match="上一步不能撤回"):
        take_back(record, getattr(people, who))


def test_a_taking_back_is_not_taken_back(people: People) -> None:
    record = task_in("assigned", people)
    take_back(record, people.zhao)
    with pytest.raises(Refused, match="不能撤回"):
        take_back(record, people.zhao)


def test_many_at_once_does_what_can_be_done_and_says_why_not(people: People) -> None:
    good, bad = draft(people, "好任务"), draft(people, "缺单位的任务", lead=None)
    outcome = to_each([good, bad], lambda record: apply_transition(record, "assign", people.zhao))
    assert [record.title for record in outcome.done] == ["好任务"]
    assert [(record.title, reason) for record, reason in outcome.refused] == [
        ("缺单位的任务", "“缺单位的任务”还缺牵头单位，补齐后再办。")
    ]
    assert {r.title: r.state for r in Record.objects.all()} == {"好任务": "assigned", "缺单位的任务": "draft"}


def test_the_chain_recomputes_from_what_is_stored(people: People) -> None:
    record = task_in("closed", people)
    previous = ""
    for event in record.events.select_related("signature"):
        signed = chain.salted(event.signature.text, event.signature.salt, event.algorithm)
        brought = sorted(event.evidence.values_list("sha256", flat=True))
        assert event.text == chain.canonical(chained_content(event, signed, brought))
        assert event.hash == chain.link(previous, event.text, event.algorithm)
        previous = event.hash


def test_events_can_be_neither_changed_nor_removed(people: People) -> None:
    record = draft(people)
    event = record.events.get()
    event.label = "改写"
    for attempt in (event.save, record.events.all().delete, lambda: record.events.update(label="改写")):
        with pytest.raises(Refused, match="只能追加"):
            attempt()


def test_an_erased_signature_leaves_the_chain_whole(people: People) -> None:
    record = task_in("assigned", people)
    event = record.events.last()
    before = event.hash
    event.signature.delete()
    event.refresh_from_db()
    assert chain.link(event.previous, event.text, event.algorithm) == before
    assert "赵静" not in event.text


def test_an_event_says_when_it_happened_and_when_it_was_entered(people: People) -> None:
    record = task_in("acknowledged", people)
    happened = dt.datetime(2026, 1, 2, 8, tzinfo=dt.UTC)
    event = apply_transition(record, "report", people.li, happened_at=happened, progress_note="已开工。")
    assert event.happened_at == happened < event.entered_at


def test_names_are_those_of_the_day(people: People) -> None:
    record = take_to(draft(people), "assigned", people)
    people.zhao.person.name = "赵敬"
    people.zhao.person.save()
    assert record.events.last().signature.person_name == "赵静"


def test_the_step_before_is_named_when_taken_back(people: People) -> None:
    record = task_in("assigned", people)
    assert take_back(record, people.zhao).transition == TAKE_BACK
