"""A task's page and its steps, as the person who works on it sees them."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from people import LINK, REPORT, People, browser_of, draft, task_in

from luoshi.core import clock
from luoshi.documents.models import Document
from luoshi.org.models import Post
from luoshi.records.actions import Goal, Quote
from luoshi.records.flow import apply_transition, take_back
from luoshi.records.models import Record

TODAY = dt.date(2026, 11, 18)


@pytest.fixture(autouse=True)
def today(settings: Any, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path
    with clock.at(TODAY):
        yield


def page_of(record: Record, post: Post) -> str:
    return browser_of(post).get(reverse("record", args=[record.pk])).content.decode()


def buttons(page: str) -> set[str]:
    return set(re.findall(r'action="/ledger/\d+/act/([a-z_]+)/"', page))


def step(browser: Client, record: Record, name: str, *, seen: int | None = None, **answers: Any) -> Any:
    """Send the form of one step as its page would."""
    version = record.version if seen is None else seen
    given = {f"{name}-{key}": value for key, value in answers.items()}
    url = reverse("act", args=[record.pk, name])
    return browser.post(url, {f"{name}-version": version, **given}, follow=True)


def test_the_sentence_stands_in_its_surroundings_and_links_to_its_place(people: People) -> None:
    text = "二、重点任务\n（一）平台。建设概念验证中心，年底前建成。（牵头单位：科技创新局）\n（二）人才。"
    document = Document.objects.create(
        zone=people.zone, title="分工方案", kind="plan", source_sha256="0", text=text, text_sha256="1",
        uploaded_by=people.wang,
    )  # fmt: skip
    words = "建设概念验证中心，年底前建成。"
    start = text.index(words)
    record = draft(people, quotes=[Quote(document, [[start, start + len(words)]], words)])
    page = page_of(record, people.wang)
    assert f'<span class="around">（一）平台。</span><mark>{words}</mark>' in page
    assert '<span class="around">（牵头单位：科技创新局）</span>' in page
    assert f"{reverse('document', args=[document.pk])}?record={record.pk}" in page


def test_a_task_typed_by_hand_shows_its_words(people: People) -> None:
    assert "请尽快办理，月底报结果。" in page_of(draft(people, wording="请尽快办理，月底报结果。"), people.wang)


@pytest.mark.parametrize(
    ("state", "who", "expected"),
    [
        ("draft", "wang", {"amend", "propose", "assign", "plan", "withdraw", "cite", "nest", "tie", "count_tied"}),
        ("draft", "zhao", {"assign", "withdraw"}),
        ("assigned", "li", {"acknowledge", "ask_extension", "plan"}),
        ("working", "chen", {"report", "submit", "plan", "reach", "ask_extension"}),
        ("working", "zhao", {"instruct", "suspend", "withdraw"}),
        ("verifying", "wang", {"close", "return", "suspend", "withdraw", "urge", "cite", "nest", "tie", "count_tied"}),
        ("closed", "wang", {"archive", "ask_reconsideration"}),
    ],
)
def test_only_the_open_steps_have_buttons(state: str, who: str, expected: set[str], people: People) -> None:
    record = task_in(state, people)
    if "plan" in expected:
        record.milestones.create(title="选址", due=TODAY)
    assert buttons(page_of(record, getattr(people, who))) == expected


def test_without_milestones_none_can_be_reached_and_some_are_proposed(people: People) -> None:
    assert buttons(page_of(task_in("working", people), people.li)) == {
        "report", "submit", "plan", "ask_extension", "adopt_plan"
    }  # fmt: skip


def test_who_has_nothing_to_do_reads_whose_move_it_is(people: People) -> None:
    record = task_in("submitted", people, support=[people.industry])
    told = {"happened_on": TODAY, "told_by": "孙丽电话告知"}
    apply_transition(record, "acknowledge_part", people.wang, part_unit=people.industry, **told)
    assert "现在由督查室办理，您不用操作。" in page_of(record, people.sun)
    assert "已销号，不再有下一步。" in page_of(task_in("closed", people), people.li)


def test_a_report_from_form_to_timeline(people: People) -> None:
    record = task_in("acknowledged", people, goals=[Goal("新增企业", ">=", Decimal(120), "家")])
    target = record.targets.get()
    files = [SimpleUploadedFile("一.pdf", b"1"), SimpleUploadedFile("二.pdf", b"2")]
    answers = {"progress_note": "已新增30家。", "percent": "25", "problem": "用地不足", "evidence": files}
    page = step(browser_of(people.li), record, "report", **answers, **{f"target-{target.pk}": "30"}).content.decode()
    assert "“报送进展”已办好。" in page
    for words in ("已新增30家。", "用地不足", "一.pdf", "二.pdf", "新增企业 30", "30家", "25%"):
        assert words in page
    record.refresh_from_db()
    assert (record.state, record.targets.get().reached) == ("working", Decimal(30))


def test_figures_name_their_basis(people: People) -> None:
    record = task_in("acknowledged", people)
    apply_transition(record, "report", people.li, percent=60, **REPORT)
    assert '60% <span class="tag">自报</span>' in page_of(record, people.wang)


def test_a_missing_answer_is_said_beside_its_field_and_the_rest_is_kept(people: People) -> None:
    record = task_in("acknowledged", people)
    answer = step(browser_of(people.li), record, "report", percent="250", problem="写了很久的话")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("errorlist") == 2
    assert "写了很久的话" in page
    assert Record.objects.get(pk=record.pk).state == "acknowledged"


def test_a_guards_refusal_is_a_message(people: People) -> None:
    record = task_in("acknowledged", people)
    page = step(browser_of(people.li), record, "submit", summary="已完成。").content.decode()
    assert "还没有佐证材料，不能办结" in page
    assert "已完成。" in page


def test_a_stale_page_is_refused(people: People) -> None:
    record = task_in("working", people)
    seen = record.version
    apply_transition(record, "report", people.chen, progress_note="主体封顶。")
    page = step(browser_of(people.li), record, "report", seen=seen, progress_note="还在施工。").content.decode()
    assert "刚刚被他人更新，请看过最新情况再办" in page
    assert "还在施工。" in page
    assert Record.objects.get(pk=record.pk).task.progress_note == "主体封顶。"


def test_a_step_that_is_not_open_says_why(people: People) -> None:
    answer = browser_of(people.li).get(reverse("act", args=[task_in("assigned", people).pk, "submit"]))
    assert "现为已交办，不能申请办结。" in answer.content.decode()


def test_an_unknown_step_is_refused(people: People) -> None:
    answer = browser_of(people.wang).get(reverse("act", args=[draft(people).pk, "sing"]))
    assert answer.status_code == 403


def test_amending_starts_from_what_is_there_and_keeps_the_rest(people: People) -> None:
    record = draft(people, "旧名称", support=[people.industry], goal="120家")
    page = page_of(record, people.wang)
    assert 'value="旧名称"' in page
    assert 'value="2026-12-31"' in page
    sent = {"title": "新名称", "lead": people.science.pk, "support": [people.building.pk], "due": "2026-12-31"}
    step(browser_of(people.wang), record, "amend", **sent)
    fresh = Record.objects.get(pk=record.pk)
    assert (fresh.title, fresh.due) == ("新名称", dt.date(2026, 12, 31))
    assert {part.unit.name for part in fresh.assignments.all()} == {"科技创新局", "规划建设局"}


def test_a_task_keeps_a_name(people: People) -> None:
    record = draft(people, "旧名称")
    page = step(browser_of(people.wang), record, "amend", title=" ").content.decode()
    assert "任务名称不能为空。" in page
    assert Record.objects.get(pk=record.pk).title == "旧名称"


def test_only_people_and_units_of_the_zone_are_offered(people: People) -> None:
    page = page_of(draft(people), people.wang)
    assert "陈晨（科技创新局）" in page
    assert "周宁" not in page
    foreign = {"title": "旧名称", "lead": people.zhou.unit_id}
    answer = step(browser_of(people.wang), draft(people), "amend", **foreign)
    assert answer.status_code == 422


def test_milestones_show_plan_evidence_and_lateness(people: People) -> None:
    record = task_in("acknowledged", people)
    for title, due in (("选址", TODAY - dt.timedelta(days=9)), ("开工", TODAY - dt.timedelta(days=2))):
        apply_transition(
            record, "plan", people.li, milestone_title=title, milestone_due=due, milestone_post=people.chen
        )
    apply_transition(record, "reach", people.li, milestone=record.milestones.get(title="选址"), **REPORT, **LINK)
    page = page_of(record, people.wang)
    assert page.count("过期未完成") == 1
    assert "陈晨（科技创新局 责任人）" in page
    assert '<progress class="share share-wide" value="100" max="100">' in page
    assert '50% <span class="tag">佐证</span>' in page


def test_what_the_office_entered_for_a_unit_is_marked(people: People) -> None:
    record = task_in("acknowledged", people)
    told = {"happened_on": TODAY, "told_by": "李强电话告知"}
    apply_transition(record, "report", people.wang, progress_note="已开工。", **told)
    apply_transition(record, "plan", people.wang, milestone_title="选址", milestone_due=TODAY)
    assert page_of(record, people.li).count("代填") == 1


def test_a_later_entry_says_both_days(people: People) -> None:
    record = task_in("acknowledged", people)
    happened = dt.datetime(2026, 11, 3, 8, tzinfo=dt.UTC)
    apply_transition(record, "report", people.li, happened_at=happened, progress_note="已开工。")
    page = page_of(record, people.wang)
    assert "2026-11-03 16:00" in page
    assert "2026-11-18 10:00 录入" in page


def test_who_took_the_last_step_can_take_it_back_and_it_stays_visible(people: People) -> None:
    record = task_in("acknowledged", people)
    assert "撤回刚才的“签收”" in page_of(record, people.li)
    assert "撤回刚才的" not in page_of(record, people.zhao)
    page = browser_of(people.li).post(reverse("take_back", args=[record.pk]), follow=True).content.decode()
    assert "已撤回：签收。" in page
    assert "undone" in page
    assert Record.objects.get(pk=record.pk).state == "assigned"


def test_taking_back_from_a_stale_page_is_refused(people: People) -> None:
    record = task_in("acknowledged", people)
    seen = record.version
    apply_transition(record, "report", people.li, **REPORT)
    url = reverse("take_back", args=[record.pk])
    page = browser_of(people.li).post(url, {"version": seen}, follow=True).content.decode()
    assert "刚刚被他人更新，请看过最新情况再办" in page
    assert Record.objects.get(pk=record.pk).state == "working"


def test_withdrawn_evidence_is_struck_out_and_cannot_be_opened(people: People) -> None:
    record = task_in("acknowledged", people)
    apply_transition(record, "report", people.li, evidence=[SimpleUploadedFile("误传.pdf", b"1")], **REPORT)
    take_back(record, people.li)
    page = page_of(record, people.wang)
    assert "<s" in page
    assert reverse("evidence", args=[record.evidence.get().pk]) not in page


def test_a_leader_writes_an_instruction(people: People) -> None:
    record = task_in("working", people)
    zhao = browser_of(people.zhao)
    assert "批示内容" in zhao.get(reverse("act", args=[record.pk, "instruct"])).content.decode()
    page = step(zhao, record, "instruct", words="请月底前拿出成果。").content.decode()
    assert "请月底前拿出成果。" in page


def test_the_page_takes_a_fixed_number_of_queries(people: People, django_assert_max_num_queries: Any) -> None:
    record = task_in("acknowledged", people)
    for n in range(20):
        apply_transition(record, "report", people.li, progress_note=f"第{n}次。", **LINK)
        apply_transition(record, "plan", people.li, milestone_title=f"节点{n}", milestone_due=TODAY)
    browser = browser_of(people.li)
    url = reverse("record", args=[record.pk])
    browser.get(url)
    with django_assert_max_num_queries(30):
        browser.get(url)


def test_the_main_steps_come_first_and_the_rest_lies_folded_by_topic(people: People) -> None:
    main, _fold, rest = page_of(task_in("working", people), people.wang).partition("更多操作")
    assert buttons(main) - {"adopt_plan"} == {"urge"}
    assert buttons(rest) >= {"report", "plan", "nest", "suspend", "withdraw"}
    found = [rest.index(f"<h3>{topic}</h3>") for topic in ("代单位填报", "节点", "拆分和关联", "中止、撤销")]
    assert found == sorted(found)
    main, _fold, rest = page_of(task_in("verifying", people), people.wang).partition("更多操作")
    assert buttons(main) == {"close", "return", "urge"}
    main, _fold, rest = page_of(task_in("working", people), people.li).partition("更多操作")
    assert buttons(main) - {"adopt_plan"} == {"report", "submit"}
    assert "ask_extension" in buttons(rest)


def test_only_the_latest_of_a_long_history_is_unfolded(people: People) -> None:
    record = task_in("working", people)
    for n in range(4):
        apply_transition(record, "report", people.li, progress_note=f"第{n}次报送。")
    shown, _fold, earlier = page_of(record, people.li).partition("更早的 3 条")
    assert "第0次报送" in shown
    assert "审定交办" in earlier


def test_a_report_written_while_the_task_was_closed_is_not_lost(people: People) -> None:
    record = task_in("submitted", people)
    words = {"report-version": record.version, "report-progress_note": "写了很久的进展。"}
    answer = browser_of(people.li).post(reverse("act", args=[record.pk, "report"]), words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "不能" in page
    assert "写了很久的进展。" in page
    assert Record.objects.get(pk=record.pk).version == record.version
