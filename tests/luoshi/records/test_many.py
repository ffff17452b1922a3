"""One action on many tasks at once."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from handed import PAGE, payload_of, review_of
from people import People, browser_of, draft, task_in

from luoshi.records import picking
from luoshi.records.models import Record


def pick(*records: Record) -> list[str]:
    return [f"{record.pk}-{record.version}" for record in records]


def states() -> dict[str, str]:
    return dict(Record.objects.values_list("title", "state"))


def do(browser: Client, action: str, *records: Record, **answers: str) -> str:
    given = {f"{action}-{name}": value for name, value in answers.items()}
    data = {"pick": pick(*records), "action": action, f"{action}-version": "0", **given}
    return browser.post(reverse("act_on_many"), data, follow=True).content.decode()


def test_fifty_drafts_are_handed_out_in_one_go(people: People) -> None:
    drafts = [draft(people, f"第{n}项任务") for n in range(50)]
    page = do(browser_of(people.zhao), "assign", *drafts)
    assert "审定交办：50 项已办理" in page
    assert set(states().values()) == {"assigned"}


def choose(browser: Client, *records: Record) -> str:
    return browser.get(reverse("act_on_many"), {"pick": pick(*records)}).content.decode()


def preview(browser: Client, action: str, *records: Record) -> str:
    data = {"pick": pick(*records), "action": action}
    return browser.get(reverse("act_on_many"), data).content.decode()


def test_each_step_says_how_many_allow_it(people: People) -> None:
    one, two = task_in("draft", people, "草稿"), task_in("assigned", people, "已交办")
    page = choose(browser_of(people.wang), one, two)
    withdraw, assign = (page.split(f'value="{name}">')[1].split("</button>")[0] for name in ("withdraw", "assign"))
    assert "能办 2 项" in withdraw
    assert "不能办" not in withdraw
    assert "能办 1 项" in assign
    assert "不能办 1 项" in assign
    assert 'value="close"' not in page


def test_what_is_refused_is_seen_before_anything_is_done(people: People) -> None:
    good, bad = draft(people, "好任务"), draft(people, "缺单位的任务", lead=None)
    out = task_in("assigned", people, "交办过的任务")
    page = preview(browser_of(people.zhao), "assign", good, bad, out)
    assert "审定交办：1 项能办，2 项不能办" in page
    assert "“缺单位的任务”还缺牵头单位，补齐后再办。" in page
    assert "“交办过的任务”现为已交办，不能审定交办。" in page
    assert states() == {"好任务": "draft", "缺单位的任务": "draft", "交办过的任务": "assigned"}


def test_nothing_in_common_is_said(people: People) -> None:
    halted = task_in("suspended", people, "中止的任务")
    assert "所选各项没有您现在能办的操作" in choose(browser_of(people.li), halted)


def test_each_task_is_closed_with_its_own_conclusion_or_the_common_one(people: People) -> None:
    one, two = task_in("verifying", people, "甲"), task_in("verifying", people, "乙")
    wang = browser_of(people.wang)
    page = do(wang, "close", one, two, conclusion="")
    assert "请填写，或在上面统一填写" in page
    given = {"pick": pick(one, two), "action": "close", "close-conclusion": "资料核查属实。"}
    wang.post(reverse("act_on_many"), {**given, f"row-{two.pk}-conclusion": "现场核查属实。"})
    said = {record.title: record.events.last().answers["conclusion"] for record in (one, two)}
    assert said == {"甲": "资料核查属实。", "乙": "现场核查属实。"}


def test_leads_owners_and_days_are_set_for_many_and_supports_join_those_there(people: People) -> None:
    one = draft(people, "甲", support=[people.industry])
    two = draft(people, "乙", lead=None, due=None)
    answers = {"lead": str(people.science.pk), "due": "2026-12-20", "support": str(people.building.pk)}
    do(browser_of(people.wang), "amend", one, two, **answers)
    one, two = Record.objects.get(pk=one.pk), Record.objects.get(pk=two.pk)
    assert two.task.lead == people.science
    assert {str(one.due), str(two.due)} == {"2026-12-20"}
    supports = {part.unit for part in one.assignments.filter(part="support")}
    assert supports == {people.industry, people.building}


def test_an_empty_change_of_many_is_not_one(people: People) -> None:
    record = draft(people)
    assert "没有填写要改的内容" in do(browser_of(people.wang), "amend", record)
    assert record.events.count() == 1


def test_units_are_urged_about_many_and_read_it_at_home(people: People) -> None:
    do(browser_of(people.wang), "urge", task_in("working", people, "甲"), urging="请于周五前报送进展。")
    assert "请于周五前报送进展。" in browser_of(people.li).get(reverse("home")).content.decode()


def test_tasks_are_tied_to_the_document_that_says_them_and_to_no_other(people: People) -> None:
    document = review_of(payload_of(PAGE), people).reading.document
    one, two = draft(people, "举办四场路演", wording=""), draft(people, "没写过的事", wording="文件里没有的话。")
    page = do(browser_of(people.wang), "cite", one, two, document=str(document.pk))
    assert "1 项已办理，1 项未办理" in page
    assert "里没有“没写过的事”的原句" in page
    citation = one.citations.get()
    ((start, end),) = citation.pieces
    assert document.text[start:end] == citation.words == "举办四场路演"
    assert not two.citations.exists()


def test_all_that_the_filter_finds_are_taken_and_no_more(people: People) -> None:
    for n in range(60):
        draft(people, f"第{n}项任务")
    task_in("assigned", people, "已交办的")
    wang = browser_of(people.wang)
    assert "办理筛选出的全部 60 项" in wang.get(reverse("ledger"), {"scope": "pending"}).content.decode()
    page = wang.get(reverse("act_on_many"), {"all": "1", "back": "scope=pending"}).content.decode()
    assert "批量办理任务：60 项" in page
    assert "已交办的" not in page
    picked = re.search(r'name="pick" value="([^"]+)"', page)
    assert picked
    wang.post(reverse("act_on_many"), {"pick": picked[1], "action": "propose"})
    assert Record.objects.filter(state="pending").count() == 60


def test_more_than_can_be_looked_through_is_refused(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picking, "MOST_AT_ONCE", 2)
    for n in range(3):
        draft(people, f"第{n}项任务")
    page = browser_of(people.wang).get(reverse("act_on_many"), {"all": "1", "back": ""}).content.decode()
    assert "一次最多办 2 项" in page


def test_those_that_are_refused_are_named_with_the_reason(people: People) -> None:
    page = do(browser_of(people.zhao), "assign", draft(people, "好任务"), draft(people, "缺单位的任务", lead=None))
    assert "审定交办：1 项已办理，1 项未办理" in page
    assert "“缺单位的任务”还缺牵头单位，补齐后再办。" in page
    assert states() == {"好任务": "assigned", "缺单位的任务": "draft"}


def test_one_that_somebody_changed_meanwhile_is_refused(people: People) -> None:
    one, two = draft(people, "没人动的任务"), draft(people, "有人动过的任务")
    seen = pick(one, two)
    Record.objects.filter(pk=two.pk).update(version=two.version + 1)
    data = {"pick": seen, "action": "assign", "assign-version": "0"}
    page = browser_of(people.zhao).post(reverse("act_on_many"), data, follow=True).content.decode()
    assert "“有人动过的任务”刚刚被他人更新，请看过最新情况再办。" in page
    assert states() == {"没人动的任务": "assigned", "有人动过的任务": "draft"}


def test_a_missing_reason_is_asked_for_beside_its_field(people: People) -> None:
    page = do(browser_of(people.zhao), "withdraw", draft(people))
    assert "errorlist" in page
    assert states() == {"建设概念验证中心": "draft"}


def test_a_reason_serves_all(people: People) -> None:
    records = [draft(people, "甲"), draft(people, "乙")]
    do(browser_of(people.zhao), "withdraw", *records, reason="合并到其他任务。")
    assert {record.events.last().answers["reason"] for record in records} == {"合并到其他任务。"}


def test_one_returns_to_the_list_one_came_from(people: People) -> None:
    data = {"pick": pick(draft(people)), "action": "propose", "back": "scope=pending&q=建设"}
    page = browser_of(people.wang).post(reverse("act_on_many"), data).content.decode()
    assert f'href="{reverse("ledger")}?scope=pending&amp;q=%E5%BB%BA' in page
    data = {"pick": pick(draft(people, "另一项")), "action": "propose", "back": "//evil.example"}
    page = browser_of(people.wang).post(reverse("act_on_many"), data).content.decode()
    assert 'href="//evil' not in page


def test_nothing_ticked_is_said(people: People) -> None:
    answer = browser_of(people.wang).get(reverse("act_on_many"))
    assert "没有选中任何一项" in answer.content.decode()


def test_tasks_of_others_are_not_picked(people: People) -> None:
    record = draft(people)
    for actor in (people.zhou, people.sun):
        do(browser_of(actor), "assign", record)
    assert states() == {"建设概念验证中心": "draft"}


def test_odd_picks_are_ignored(people: People) -> None:
    record = draft(people)
    data = {"pick": ["x", "1-x", "9" * 40, "²", f"{record.pk}-", f"0{record.pk}-0", f"{record.pk}-{'9' * 30}"]}
    assert browser_of(people.wang).get(reverse("act_on_many"), data).status_code == 200
