"""督办 on the screen: issuing from the ledger, one notice, its answer, its letter."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from people import People, browser_of, draft, oversee, task_in

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.records.audit import Count, verify
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.supervision.issuing import NewNotice, issue
from luoshi.supervision.models import Level

MONDAY = dt.date(2026, 6, 8)
ORDER = NewNotice(level=Level.ORDER, grounds="进度滞后。", scope="重点任务", demand="限期赶上。", days=3)
STATED = {"level": "blue", "grounds": "进度滞后。", "scope": "重点任务", "demand": "限期赶上。", "days": "3"}


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def notice(people: People) -> Record:
    with clock.at(MONDAY):
        return issue([task_in("working", people)], ORDER, people.wang)[0]


def page(post: Any, route: str, *args: Any, **query: Any) -> str:
    return browser_of(post).get(reverse(route, args=args), query).content.decode()


def test_what_will_be_issued_is_shown_by_unit_before_anything_is(people: People) -> None:
    tasks = [task_in("working", people), draft(people, "招引链主企业", lead=people.industry)]
    apply_transition(tasks[1], "assign", people.zhao)
    shown = page(people.wang, "issue_notice", pick=[f"{task.pk}-{task.version}" for task in tasks])
    assert "2 项任务，将发出 2 件" in shown
    assert "科技创新局" in shown
    assert "招引链主企业" in shown
    assert not Record.objects.filter(type="notice").exists()


def test_ticked_tasks_become_one_notice_a_unit(people: People) -> None:
    tasks = [task_in("working", people, title) for title in ("建设中试基地", "发布需求清单")]
    sent = browser_of(people.wang).post(reverse("issue_notice"), {**STATED, "pick": [task.pk for task in tasks]})
    made = Record.objects.get(type="notice")
    assert sent["Location"] == reverse("notice", args=[made.pk])
    assert made.matters.count() == 2


def test_a_task_under_a_notice_is_left_out_with_the_reason_and_the_others_go(people: People, notice: Record) -> None:
    held, free = notice.matters.get().task, task_in("working", people, "发布需求清单")
    shown = page(people.wang, "issue_notice", pick=[held.pk, free.pk])
    assert f"已有未办结的督办单 {notice.code}，一事一办，不重复督查" in shown
    browser_of(people.wang).post(reverse("issue_notice"), {**STATED, "pick": [held.pk, free.pk]})
    assert Record.objects.filter(type="notice").count() == 2
    refused = browser_of(people.wang).get(reverse("issue_notice"), {"pick": held.pk})
    assert (refused.status_code, "不重复督查" in refused.content.decode()) == (403, True)


def test_what_is_not_stated_is_asked_for_and_nothing_goes_out(people: People) -> None:
    task = task_in("working", people)
    answer = browser_of(people.wang).post(reverse("issue_notice"), {**STATED, "scope": "", "pick": task.pk})
    assert answer.status_code == 422
    assert not Record.objects.filter(type="notice").exists()


def test_the_unit_receives_and_replies_with_evidence_and_the_task_has_it_too(people: People, notice: Record) -> None:
    browser, task = browser_of(people.li), notice.matters.get().task
    with clock.at(MONDAY + dt.timedelta(days=1)):
        browser.post(reverse("notice_act", args=[notice.pk, "receive"]), {"receive-version": 0})
        photo = SimpleUploadedFile("现场.jpg", b"photo")
        answers = {"reply-version": 1, "reply-reply": "已赶上。", "reply-evidence": photo}
        answer = browser.post(reverse("notice_act", args=[notice.pk, "reply"]), answers)
    assert answer["Location"] == reverse("notice", args=[notice.pk])
    notice.refresh_from_db()
    assert (notice.state, notice.notice.reply) == ("replied", "已赶上。")
    assert notice.notice.received_on == notice.notice.replied_on == MONDAY + dt.timedelta(days=1)
    assert task.evidence.filter(name="现场.jpg").count() == notice.evidence.count() == 1
    assert [event.label for event in task.events.order_by("-seq")[:3]] == ["回复督办", "签收督办", "发督办"]
    shown = page(people.wang, "notice", notice.pk)
    assert "科技创新局 李强 2026-06-09" in shown
    assert list(verify(Count())) == []


def test_the_supervisor_enters_a_receipt_for_a_unit_and_says_who_told_it(people: People, notice: Record) -> None:
    with clock.at(MONDAY + dt.timedelta(days=2)):
        told = {"happened_on": MONDAY + dt.timedelta(days=1), "told_by": "李强电话告知"}
        apply_transition(notice, "receive", people.wang, **told)
        assert notice.notice.received_on == MONDAY + dt.timedelta(days=1)
        with pytest.raises(Refused, match="何人告知"):
            apply_transition(notice, "reply", people.wang, reply="已赶上。")


def test_a_reply_is_judged_sent_back_or_accepted_with_a_conclusion(people: People, notice: Record) -> None:
    task = notice.matters.get().task
    apply_transition(notice, "reply", people.li, reply="快了。")
    apply_transition(notice, "send_back", people.wang, reason="没有佐证。")
    assert notice.state == "received"
    apply_transition(notice, "reply", people.li, reply="已完成，见照片。")
    apply_transition(notice, "conclude", people.wang, conclusion="现场核实，已赶上。")
    assert not task.notices.filter(is_open=True).exists()
    assert task.events.last().answers["conclusion"] == "现场核实，已赶上。"


def test_a_notice_is_withdrawn_only_with_a_reason_and_frees_the_matter(people: People, notice: Record) -> None:
    address = reverse("notice_act", args=[notice.pk, "withdraw"])
    assert browser_of(people.wang).post(address, {"withdraw-version": 0}).status_code == 422
    browser_of(people.wang).post(address, {"withdraw-version": 0, "withdraw-reason": "发错单位。"})
    notice.refresh_from_db()
    assert notice.state == "withdrawn"
    task = notice.matters.get().task
    assert "撤回督办" in page(people.li, "record", task.pk)
    assert issue([task], ORDER, people.wang)


def test_an_overdue_reply_is_proposed_for_the_next_level_and_the_old_one_points_there(
    people: People, notice: Record
) -> None:
    with clock.at(MONDAY + dt.timedelta(days=7)):
        assert "系统不会自行升级" in page(people.wang, "notice", notice.pk)
        assert "系统不会自行升级" not in page(people.li, "notice", notice.pk)
        answer = browser_of(people.wang).post(reverse("raise_notice", args=[notice.pk]), {**STATED, "level": "red"})
    graver = Record.objects.get(notice__before=notice)
    assert answer["Location"] == reverse("notice", args=[graver.pk])
    assert (graver.notice.level, graver.code) == (Level.RED_ORDER, "区督〔2026〕2号")
    assert graver.code in page(people.li, "notice", notice.pk)


def test_the_list_is_filtered_and_counts_what_it_shows(people: People, notice: Record) -> None:
    with clock.at(MONDAY + dt.timedelta(days=7)):
        shown = page(people.wang, "notices", scope="late")
        assert notice.code in shown
        assert "逾期未回复 1" in shown
        assert notice.code not in page(people.wang, "notices", scope="to_check")
        assert notice.code not in page(people.wang, "notices", level="red")
        assert notice.code in page(people.wang, "notices", q="概念验证", year=2026)
        assert notice.code not in page(people.sun, "notices")
        assert notice.code in page(people.wang, "notices", year="never", unit="x", scope="y")


def test_the_task_page_leads_to_its_notices_and_to_a_new_one(people: People, notice: Record) -> None:
    task = notice.matters.get().task
    shown = page(people.wang, "record", task.pk)
    assert reverse("notice", args=[notice.pk]) in shown
    assert f"{reverse('issue_notice')}?pick={task.pk}" not in shown
    free = task_in("working", people, "发布需求清单")
    assert f"{reverse('issue_notice')}?pick={free.pk}" in page(people.wang, "record", free.pk)
    assert reverse("issue_notice") not in page(people.li, "record", free.pk)


def test_red_and_yellow_tasks_offer_a_notice_or_show_the_one_they_have(people: People) -> None:
    with clock.at(MONDAY):
        red = task_in("working", people, due=MONDAY - dt.timedelta(days=9))
        assert f"{reverse('issue_notice')}?pick={red.pk}" in page(people.wang, "home")
        [issued] = issue([red], ORDER, people.wang)
        shown = page(people.wang, "home")
    assert reverse("notice", args=[issued.pk]) in shown
    assert f"?pick={red.pk}" not in shown


def test_the_letter_is_an_official_one_on_a4(people: People, notice: Record) -> None:
    shown = page(people.li, "notice_letter", notice.pk)
    for words in ("云溪高新区督查室", "区督〔2026〕1号", "科技创新局：", "一、督查事由", "2026年6月11日", "签收回执"):
        assert words in shown
    assert "style=" not in shown


def test_nobody_acts_on_a_notice_through_the_ledgers_address_or_on_a_task_by_a_notices_step(
    people: People, notice: Record
) -> None:
    task = notice.matters.get().task
    assert browser_of(people.li).get(reverse("record", args=[notice.pk])).status_code == 404
    answer = browser_of(people.wang).post(reverse("act", args=[task.pk, "notice_withdrawn"]), {})
    assert "没有这项操作" in answer.content.decode()


def test_an_overseer_reads_an_overdue_notice_and_is_not_offered_to_raise_it(people: People, notice: Record) -> None:
    overseer, _leader = oversee(people.zone)
    way = reverse("raise_notice", args=[notice.pk])
    with clock.at(MONDAY + dt.timedelta(days=9)):
        assert way in page(people.wang, "notice", notice.pk)
        shown = page(overseer, "notice", notice.pk)
        assert "进度滞后" in shown
        assert way not in shown
        for answer in (browser_of(overseer).get(way), browser_of(overseer).post(way, STATED | {"level": "red"})):
            assert "上级主管只查看" in answer.content.decode()
    assert Record.objects.filter(type="notice").count() == 1
