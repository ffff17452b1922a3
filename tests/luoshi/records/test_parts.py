"""Joint leads and supports: each signs and answers for itself, and nobody does it for another."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from people import LINK, People, appoint, browser_of, draft, take_to, task_in

from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.audit import Count, verify
from luoshi.records.flow import apply_transition, available, take_back
from luoshi.records.models import Assignment, Record

NOTE = {"part_note": "图纸已审完。"}


@pytest.fixture
def yang(people: People) -> Post:
    return appoint("yangfan", "杨帆", people.building, Role.LIAISON)


@pytest.fixture
def task(people: People, yang: Post) -> Record:
    """Led by 科技创新局, jointly led by 产业促进局 (孙丽), supported by 规划建设局 (杨帆); handed out."""
    return take_to(draft(people, joint=[people.industry], support=[people.building]), "assigned", people)


def part(record: Record, post: Post) -> Assignment:
    return Assignment.objects.get(record=record, unit=post.unit)


def names(record: Record, post: Post) -> set[str]:
    return {step.name for step in available(Record.objects.get(pk=record.pk), post)}


def test_each_unit_signs_for_itself(task: Record, people: People, yang: Post) -> None:
    apply_transition(task, "acknowledge", people.li)
    assert part(task, people.li).acknowledged_by == people.li
    assert [part(task, who).acknowledged_on for who in (people.sun, yang)] == [None, None]
    apply_transition(task, "acknowledge_part", people.sun)
    assert (part(task, people.sun).acknowledged_by, part(task, yang).acknowledged_on) == (people.sun, None)
    assert task.state == "acknowledged"  # a helper's signature moves nothing


def test_a_helper_may_sign_before_the_lead_does(task: Record, people: People) -> None:
    apply_transition(task, "acknowledge_part", people.sun)
    assert (task.state, part(task, people.li).acknowledged_on) == ("assigned", None)


@pytest.mark.parametrize(
    ("name", "who", "words"),
    [
        ("acknowledge", "sun", "由科技创新局牵头，请由该单位签收。"),
        ("report", "sun", "不能报送进展|由科技创新局牵头"),
        ("acknowledge_part", "li", "科技创新局不是“建设概念验证中心”的配合单位，不能本单位签收。"),
        ("answer_part", "sun", "产业促进局还没有签收，请先签收再答复。"),
        ("acknowledge_part", "zhao", "您的岗位（领导）不能本单位签收。"),
    ],
)
def test_no_unit_acts_for_another(name: str, who: str, words: str, task: Record, people: People) -> None:
    with pytest.raises(Refused, match=words):
        apply_transition(task, name, getattr(people, who), **NOTE)


def test_who_signed_does_not_sign_twice(task: Record, people: People) -> None:
    apply_transition(task, "acknowledge_part", people.sun)
    with pytest.raises(Refused, match="产业促进局已经签收，不用再签。"):
        apply_transition(task, "acknowledge_part", people.sun)
    assert names(task, people.sun) == {"answer_part", "nothing_to_add"}


def test_the_lead_waits_for_joint_leads_and_not_for_supports(task: Record, people: People) -> None:
    take_working(task, people)
    with pytest.raises(Refused, match="产业促进局（共同牵头）还没有答复"):
        apply_transition(task, "submit", people.li, summary="已完成。")
    apply_transition(task, "acknowledge_part", people.sun)
    apply_transition(task, "answer_part", people.sun, **NOTE, **LINK)
    apply_transition(task, "submit", people.li, summary="已完成。")
    assert (task.state, part(task, people.li).answer) == ("submitted", "已完成。")


def take_working(task: Record, people: People) -> None:
    apply_transition(task, "acknowledge", people.li)
    apply_transition(task, "report", people.li, progress_note="已开工。", **LINK)


def test_an_answer_shows_something(task: Record, people: People) -> None:
    apply_transition(task, "acknowledge_part", people.sun)
    with pytest.raises(Refused, match="产业促进局的答复还没有佐证"):
        apply_transition(task, "answer_part", people.sun, **NOTE)
    apply_transition(task, "answer_part", people.sun, **NOTE, **LINK)
    apply_transition(task, "answer_part", people.sun, part_note="补充：已验收。")  # rests on what it brought before
    assert part(task, people.sun).answer == "补充：已验收。"


def test_another_units_evidence_is_not_its_own(task: Record, people: People) -> None:
    take_working(task, people)
    apply_transition(task, "acknowledge_part", people.sun)
    with pytest.raises(Refused, match="产业促进局的答复还没有佐证"):
        apply_transition(task, "answer_part", people.sun, **NOTE)


def test_a_support_may_have_nothing_to_add_and_a_joint_lead_says_why(task: Record, people: People, yang: Post) -> None:
    for who in (people.sun, yang):
        apply_transition(task, "acknowledge_part", who)
    apply_transition(task, "nothing_to_add", yang)
    with pytest.raises(Refused, match="共同牵头单位，无补充须写明理由"):
        apply_transition(task, "nothing_to_add", people.sun)
    apply_transition(task, "nothing_to_add", people.sun, reason="职能已划转。")
    assert [part(task, who).answer for who in (yang, people.sun)] == ["无补充", "无补充：职能已划转。"]


def test_sent_back_the_lead_answers_again_and_the_others_answers_stand(task: Record, people: People) -> None:
    take_working(task, people)
    apply_transition(task, "acknowledge_part", people.sun)
    apply_transition(task, "answer_part", people.sun, **NOTE, **LINK)
    apply_transition(task, "submit", people.li, summary="已完成。")
    apply_transition(task, "return", people.wang, reason="佐证不足。")
    assert (part(task, people.li).answered_on, part(task, people.sun).answer) == (None, "图纸已审完。")


def test_whoever_sends_back_chooses_who_else_answers_again(task: Record, people: People, yang: Post) -> None:
    take_working(task, people)
    for who in (people.sun, yang):
        apply_transition(task, "acknowledge_part", who)
        apply_transition(task, "answer_part", who, **NOTE, **LINK)
    apply_transition(task, "submit", people.li, summary="已完成。")
    apply_transition(task, "return", people.wang, reason="规划部分不实。", again=[yang.unit])
    assert [part(task, who).answer for who in (yang, people.sun)] == ["", "图纸已审完。"]
    with pytest.raises(Refused, match="规划建设局（责任单位）还没有答复"):
        apply_transition(task, "submit", people.li, summary="已完成。")
    apply_transition(task, "answer_part", yang, part_note="已更正。")
    apply_transition(task, "submit", people.li, summary="已完成。")
    apply_transition(task, "return", people.wang, reason="佐证不足。")
    assert part(task, yang).answer == "已更正。"
    take_back(Record.objects.get(pk=task.pk), people.wang)
    assert part(task, people.li).answer == "已完成。"


def test_the_units_to_be_asked_again_are_offered_and_told(task: Record, people: People, yang: Post) -> None:
    take_working(task, people)
    apply_transition(task, "acknowledge_part", people.sun)
    apply_transition(task, "answer_part", people.sun, **NOTE, **LINK)
    apply_transition(task, "submit", people.li, summary="已完成。")
    browser, address = browser_of(people.wang), reverse("record", args=[task.pk])
    shown = browser.get(address).content.decode()
    assert f'name="return-again" value="{yang.unit_id}"' in shown
    given = {"return-version": task.version, "return-reason": "不实。", "return-again": [yang.unit_id]}
    browser.post(reverse("act", args=[task.pk, "return"]), given)
    assert "还须重新答复的单位</dt><dd>规划建设局" in browser.get(address).content.decode()
    alone = task_in("submitted", people, "无配合单位的任务")
    assert "return-again" not in browser.get(reverse("record", args=[alone.pk])).content.decode()


def test_a_signature_taken_back_is_gone_from_the_part(task: Record, people: People) -> None:
    apply_transition(task, "acknowledge_part", people.sun)
    take_back(Record.objects.get(pk=task.pk), people.sun)
    assert (part(task, people.sun).acknowledged_on, part(task, people.sun).acknowledged_by) == (None, None)


def test_every_event_says_where_the_parts_stood(task: Record, people: People) -> None:
    apply_transition(task, "acknowledge_part", people.sun)
    signed = [{row[0]: row[2] for row in event.values["parts"]} for event in task.events.order_by("seq")]
    assert [day[people.industry.pk] is not None for day in signed] == [False, False, True]


def test_a_signature_forged_in_the_database_is_found(task: Record, people: People) -> None:
    assert list(verify(Count())) == []
    Assignment.objects.filter(unit=people.industry).update(acknowledged_on="2026-01-05")
    assert "分工和签收与办理记录不符" in str(next(verify(Count())))


def test_the_page_shows_each_unit_with_its_state(task: Record, people: People) -> None:
    apply_transition(task, "acknowledge_part", people.sun)
    page = browser_of(people.sun).get(f"/ledger/{task.pk}/").content.decode()
    for words in ("共同牵头", "责任单位", "孙丽", "待签收", "待答复"):
        assert words in page


def test_a_units_home_lists_what_waits_for_its_signature(task: Record, people: People, yang: Post) -> None:
    def waiting(who: Post) -> tuple[Any, int]:
        overview = browser_of(who).get("/").context["overview"]
        return overview.counts["assigned"], len(overview.to_help)

    assert [waiting(who) for who in (people.li, people.sun, yang)] == [(1, 0), (1, 1), (1, 1)]
    apply_transition(task, "acknowledge_part", yang)
    apply_transition(task, "acknowledge_part", people.sun)
    assert [waiting(who) for who in (people.li, people.sun, yang)] == [(1, 0), (0, 1), (0, 0)]


@pytest.mark.parametrize("scope", ["assigned", "parts"])
def test_the_counts_of_a_unit_open_lists_of_that_length(scope: str, task: Record, people: People) -> None:
    browser = browser_of(people.sun)
    overview = browser.get("/").context["overview"]
    listed = browser.get(overview.urls[scope]).context["page"].paginator.count
    assert listed == overview.counts[scope] == 1


def test_a_task_typed_by_hand_takes_joint_leads(people: People) -> None:
    sent = {
        "title": "两局共办", "source": "meeting", "lead": people.science.pk, "joint": [people.industry.pk],
        "goal-TOTAL_FORMS": "0", "goal-INITIAL_FORMS": "0",
    }  # fmt: skip
    browser_of(people.wang).post("/ledger/new/", sent)
    record = Record.objects.get(title="两局共办")
    assert {row.unit.name: row.part for row in record.assignments.all()} == {
        "科技创新局": "lead", "产业促进局": "joint_lead",
    }  # fmt: skip


def test_what_the_lead_did_meanwhile_is_not_in_the_way_of_ones_own_part(task: Record, people: People) -> None:
    shown = task.version
    apply_transition(task, "acknowledge", people.li)
    answer = browser_of(people.sun).post(
        reverse("act", args=[task.pk, "acknowledge_part"]), {"acknowledge_part-version": shown}
    )
    assert answer.status_code == 302
    assert part(task, people.sun).acknowledged_on is not None
    late = {"report-version": shown, "report-progress_note": "已完成选址。"}
    refused = browser_of(people.li).post(reverse("act", args=[task.pk, "report"]), late).content.decode()
    assert "刚刚被他人更新" in refused
