"""传达学习: nothing that a document says itself is typed again, and it is carried out when its tasks are."""

import datetime as dt
from typing import Any

import pytest
from desk import Desk, bring, fits, step
from people import WAY, People, browser_of, draft, light_on, take_to
from playwright.sync_api import expect

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.core.workdays import Calendar
from luoshi.documents.actions import store
from luoshi.documents.models import Document
from luoshi.org.models import Post
from luoshi.pipelines.conveyance import Conveyance
from luoshi.records.births import LikelyTwice, bring_in
from luoshi.records.flow import apply_transition, available, take_back
from luoshi.records.models import Record
from luoshi.records.registry import record_type

CONVEYANCE = record_type("conveyance")
MONDAY = dt.date(2026, 3, 2)
WORK = "建设概念验证中心"
TITLE = "关于推进中试平台建设的通知"
TEXT = f"{TITLE}\n\n各高新区管委会：\n各高新区要抓紧{WORK}。\n\n2026年2月25日\n"
MEETING = {"meeting": "committee", "conveyed_on": dt.date(2026, 3, 6), "presided": "赵静"}


@pytest.fixture
def document(people: People) -> Document:
    return store(TEXT, people.wang).document


def entered(post: Post, **answers: Any) -> Record:
    with clock.at(MONDAY):
        return bring_in(CONVEYANCE, post, **{"level": "province", **answers})


def take(record: Record, post: Post, name: str, **answers: Any) -> Record:
    with clock.at(dt.date(2026, 3, 9)):
        apply_transition(record, name, post, **answers)
    return record


def arranged(people: People, document: Document) -> Record:
    record = take(entered(people.wang, document=document, lead=people.science), people.li, "convey", **MEETING)
    return take(record, people.li, "arrange", decided="由科技创新局牵头落实。")


def task_of(people: People, document: Document, *, state: str = "draft") -> Record:
    task = draft(people, WORK)
    apply_transition(task, "cite", people.wang, document=document)
    return take_to(task, state, people)


def page_of(record: Record, post: Post) -> str:
    return browser_of(post).get(f"/pipelines/{record.pk}/").content.decode()


# What is entered


def test_a_stored_document_says_its_own_title_and_date(people: People, document: Document) -> None:
    record = entered(people.wang, document=document)
    assert record.title == document.title == TITLE
    assert Conveyance.of(record).issued_on == document.dated == dt.date(2026, 2, 25)


def test_a_document_on_paper_is_entered_with_title_and_number(people: People) -> None:
    record = entered(people.li, title="安全生产意见", number="云发〔2026〕3号", issued_on=dt.date(2026, 2, 20))
    assert "云发〔2026〕3号" in page_of(record, people.li)
    assert Conveyance.of(record).lead == people.science


def test_a_document_without_a_name_is_refused(people: People) -> None:
    with pytest.raises(Refused, match="请选择已存入的文件，或者填写文件名称"):
        entered(people.wang)


def test_a_day_of_issue_that_is_to_come_is_refused(people: People) -> None:
    with pytest.raises(Refused, match="印发日期 2026-03-03 还没有到"):
        entered(people.wang, title="通知", issued_on=dt.date(2026, 3, 3))


def test_a_document_is_not_entered_twice_without_knowing(people: People, document: Document) -> None:
    entered(people.wang, document=document, number="云发〔2026〕9号")
    with pytest.raises(LikelyTwice):
        entered(people.wang, document=document)
    with pytest.raises(LikelyTwice):
        entered(people.wang, title="同一文件的纸件", number="云发〔2026〕9号")
    assert entered(people.wang, title="另一份文件").pk


def test_a_document_that_is_stored_later_is_tied_once(people: People, document: Document) -> None:
    record = take(entered(people.li, title="中试平台通知"), people.li, "convey", **MEETING)
    take(record, people.li, "tie_document", document=document)
    assert Conveyance.of(record).took == 9
    assert "tie_document" not in {step.name for step in available(record, people.li)}


# Its life


def test_a_document_is_conveyed_arranged_and_carried_out_with_its_tasks(people: People, document: Document) -> None:
    record = arranged(people, document)
    task = task_of(people, document, state="working")
    with pytest.raises(Refused, match="1 项任务还有 1 项没有办结（如“建设概念验证中心”）"):
        apply_transition(record, "carry_out", people.li)
    for name, who, answers in WAY["closed"][len(WAY["working"]) :]:
        apply_transition(task, name, getattr(people, who), **answers)
    apply_transition(record, "carry_out", people.li)
    assert record.state == "done"
    assert "办结 <b>1</b>/1" in page_of(record, people.li)


def test_it_is_said_why_a_document_is_carried_out_though_a_task_is_open(people: People, document: Document) -> None:
    record = arranged(people, document)
    task_of(people, document, state="working")
    apply_transition(record, "carry_out", people.li, outcome="转入明年计划继续推进。")
    assert "转入明年计划继续推进。" in page_of(record, people.wang)


def test_without_any_task_it_is_said_how_a_document_was_carried_out(people: People, document: Document) -> None:
    record = arranged(people, document)
    with pytest.raises(Refused, match="没有从本文件立项的任务"):
        apply_transition(record, "carry_out", people.li)


def test_a_withdrawn_task_is_not_waited_for(people: People, document: Document) -> None:
    record = arranged(people, document)
    task_of(people, document, state="withdrawn")
    task_of(people, document, state="closed")
    apply_transition(record, "carry_out", people.li)
    assert record.state == "done"


def test_the_days_from_issue_to_meeting_are_counted_and_follow_a_correction(people: People, document: Document) -> None:
    record = take(entered(people.li, document=document), people.li, "convey", **MEETING)
    assert Conveyance.of(record).took == 9
    take(record, people.li, "amend", issued_on=dt.date(2026, 3, 1))
    assert Conveyance.of(record).took == 5
    take(record, people.li, "correct", **{**MEETING, "conveyed_on": dt.date(2026, 3, 5)})
    assert Conveyance.of(record).took == 4
    with clock.at(dt.date(2026, 3, 9)):
        take_back(record, people.li)
    assert Conveyance.objects.get(record=record).took == 5


@pytest.mark.parametrize(
    ("day", "why"), [(dt.date(2026, 3, 10), "还没有到"), (dt.date(2026, 2, 24), "早于印发日期 2026-02-25")]
)
def test_a_meeting_that_cannot_have_been_is_refused(people: People, document: Document, day: dt.date, why: str) -> None:
    record = entered(people.li, document=document)
    with pytest.raises(Refused, match=why):
        take(record, people.li, "convey", **{**MEETING, "conveyed_on": day})


def test_a_day_of_issue_after_the_meeting_is_refused(people: People, document: Document) -> None:
    record = take(entered(people.li, document=document), people.li, "convey", **MEETING)
    with pytest.raises(Refused, match="晚于传达日期或今天"):
        take(record, people.li, "amend", issued_on=dt.date(2026, 3, 7))


def test_what_need_not_be_conveyed_says_why_and_may_come_back(people: People) -> None:
    record = entered(people.li, title="关于报送统计年报的通知")
    with pytest.raises(Refused):
        take(record, people.li, "spare")
    take(record, people.li, "spare", reason="业务通知，转统计部门办理。")
    take(record, people.li, "reopen", reason="领导要求传达。")
    assert record.state == "waiting"


# Lights and figures


@pytest.mark.parametrize(("state", "limit"), [("waiting", 10), ("conveyed", 15)])
def test_a_stage_is_yellow_on_its_last_day_and_red_after_it(people: People, state: str, limit: int) -> None:
    record = entered(people.li, title="通知")
    came = MONDAY
    if state == "conveyed":
        take(record, people.li, "convey", **MEETING)
        came = dt.date(2026, 3, 9)
    last = Calendar.load().working_day_after(came, limit)
    lit = [light_on(record, last + dt.timedelta(days=days)).colour for days in (-1, 0, 1)]
    assert lit == ["green", "yellow", "red"]


def test_what_is_arranged_has_no_clock_of_its_own(people: People, document: Document) -> None:
    assert light_on(arranged(people, document), dt.date(2027, 3, 9)).colour == "green"


def test_the_list_says_how_long_conveying_takes_on_average(people: People, document: Document) -> None:
    take(entered(people.li, document=document), people.li, "convey", **MEETING)
    other = entered(people.li, title="通知", issued_on=dt.date(2026, 3, 2))
    take(other, people.li, "convey", **MEETING)
    assert "6.5天" in browser_of(people.wang).get("/pipelines/conveyance/").content.decode()


# Who sees it


def test_the_unit_that_answers_for_it_may_open_the_document_and_another_may_not(
    people: People, document: Document
) -> None:
    record = entered(people.wang, document=document, lead=people.science)
    assert browser_of(people.li).get(f"/documents/{document.pk}/").status_code == 200
    assert browser_of(people.sun).get(f"/documents/{document.pk}/").status_code == 404
    assert browser_of(people.sun).get(f"/pipelines/{record.pk}/").status_code == 404


def test_a_unit_sees_how_many_tasks_there_are_and_only_its_own_by_name(people: People, document: Document) -> None:
    record = entered(people.wang, document=document, lead=people.industry)
    task_of(people, document, state="working")
    page = page_of(record, people.sun)
    assert "办结 <b>0</b>/1" in page
    assert "另有 1 项由其他单位办理" in page
    assert f"/tasks/{WORK}" not in page


# In a browser


def test_a_document_is_entered_at_a_desk_and_carried_out_on_a_phone(
    desk: Desk, people: People, document: Document
) -> None:
    wang = desk.of(people.wang)
    bring(wang, "conveyance", document=TITLE, level="省", lead="科技创新局")
    expect(wang.locator("h1")).to_have_text(TITLE)
    task_of(people, document, state="closed")
    li = desk.of(people.li, on_phone=True)
    li.goto(wang.url)
    step(li, "convey", meeting="党工委会议", conveyed_on=clock.today().isoformat(), presided="赵静")
    step(li, "arrange", decided="由科技创新局牵头落实。")
    expect(li.locator("main")).to_contain_text("办结 1/1")
    assert fits(li)
    step(li, "carry_out")
    expect(li.locator(".path [aria-current]")).to_contain_text("已落实")
    li.get_by_role("link", name="《" + TITLE).click()
    expect(li.locator("main")).to_contain_text(WORK)
    assert desk.complaints == []
