"""A newer version of a document: what changed, what must be looked at again, and how each of it is settled."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from people import People, browser_of, draft, take_to

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.coverage import actions as coverage
from luoshi.coverage.matrix import Matrix
from luoshi.coverage.models import Comparison
from luoshi.documents.actions import store
from luoshi.documents.models import Document, Replacement
from luoshi.documents.versions import Unlike, guesses, later
from luoshi.intake.actions import confirm as confirm_proposals
from luoshi.intake.actions import hand_in
from luoshi.records.actions import Quote
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.registry import record_type
from luoshi.revisions.actions import adopt, carry, cite, compare_with_newer, confirm, hand_in_newer, keep, withdraw
from luoshi.revisions.models import Affected
from luoshi.revisions.unchanged import cite_unchanged, drop_repeated
from luoshi.supervision.reminding import standing

OLD = """云溪高新区创新提升行动方案（征求意见稿）
云高办〔2026〕3号

一、重点任务
（一）建设创新平台。2026年12月底前建成3个概念验证中心。（牵头单位：科技创新局）
（二）做强主导产业。引进光电企业30家，不得新增落后产能。
（三）优化营商环境。推行政务服务事项并联审批。
（四）集聚青年人才。新建人才驿站2处。
"""
NEW = """云溪高新区创新提升行动方案
云高办〔2026〕9号

一、重点任务
（一）建设创新平台。2026年10月底前建成5个概念验证中心。（牵头单位：科技创新局）
（二）优化营商环境。推行政务服务事项并联审批。
（三）做强主导产业。引进光电企业30家。
（四）举办低空经济大会。办好首届低空经济产业大会。
"""
CENTRES, FIRMS, PERMITS, HOSTELS = (
    "2026年12月底前建成3个概念验证中心。", "引进光电企业30家，不得新增落后产能。", "推行政务服务事项并联审批。",
    "新建人才驿站2处。",
)  # fmt: skip


@pytest.fixture(autouse=True)
def on_a_day() -> object:
    with clock.at(dt.date(2026, 5, 6)):
        yield


@pytest.fixture
def older(people: People) -> Document:
    return store(OLD, people.wang).document


@pytest.fixture
def newer(older: Document, people: People) -> Document:
    return store(NEW, people.wang).document


def task(people: People, document: Document, words: str, state: str = "working") -> Record:
    start = document.text.index(words)
    quote = Quote(document, [[start, start + len(words)]], words)
    return take_to(draft(people, words.rstrip("。")[:40], quotes=[quote], wording=words), state, people)


def the(made: Replacement, kind: str) -> Affected:
    return made.affected.get(kind=kind)


def test_only_what_stands_on_changed_words_is_to_be_looked_at_again(
    older: Document, newer: Document, people: People
) -> None:
    changed, unchanged, gone = (task(people, older, words) for words in (CENTRES, PERMITS, HOSTELS))
    made = confirm(older, newer, people.wang)
    assert {one.record for one in made.affected.all()} == {changed, gone}
    [row] = made.affected.get(record=changed).rows
    assert [(one["matter"], one["old"], one["new"]) for one in row["differences"]] == [
        ("number", "3个", "5个"),
        ("date", "2026年12月底前", "2026年10月底前"),
    ]
    assert [row["kind"] for row in made.affected.get(record=gone).rows] == ["removed"]
    unchanged.task.refresh_from_db()
    assert unchanged.task.basis_replaced_on is None


def test_a_number_changed_elsewhere_in_the_sentence_is_not_the_tasks(people: People) -> None:
    text = "云溪高新区要点\n\n一、任务\n（一）做强产业。引进光电企业30家，培育专精特新企业10家，办好2场对接会。\n"
    older = store(text, people.wang).document
    first, second = (task(people, older, words) for words in ("引进光电企业30家，", "办好2场对接会。"))
    made = hand_in_newer(older, people.wang, text.replace("30家", "40家"))
    assert [one.record for one in made.affected.all()] == [first]
    cite_unchanged(made, people.wang)
    assert second.citations.get(document=made.newer).words == "办好2场对接会。"


def test_those_who_hold_the_task_are_told_at_once_and_until_it_is_settled(
    older: Document, newer: Document, people: People
) -> None:
    record = task(people, older, CENTRES)
    made = confirm(older, newer, people.wang)
    [reminder] = standing(people.li).filter(rule="basis")
    assert reminder.record == record
    inbox = browser_of(people.li).get("/inbox/").content.decode()
    assert "依据的文件有新版" in inbox
    page = browser_of(people.li).get(reverse("record", args=[record.pk])).content.decode()
    assert "依据的文件已有新版" in page
    assert "时间：2026年12月底前→2026年10月底前" in page
    keep(the(made, "task"), "已按新版另行安排。", people.wang)
    assert not standing(people.li).filter(rule="basis").exists()
    page = browser_of(people.li).get(reverse("record", args=[record.pk])).content.decode()
    assert "依据的文件已有新版" not in page
    assert "已按新版另行安排。" in page


def test_nothing_of_the_task_changes_by_itself(older: Document, newer: Document, people: People) -> None:
    record = task(people, older, CENTRES)
    before = (record.due, record.title, record.wording, record.state)
    confirm(older, newer, people.wang)
    record.refresh_from_db()
    assert (record.due, record.title, record.wording, record.state) == before
    event = record.events.order_by("seq").last()
    assert (event.label, event.answers["change"]) == (
        "依据有新版", "数量：3个→5个；时间：2026年12月底前→2026年10月底前"
    )  # fmt: skip


def test_the_task_is_tied_to_the_newer_words_and_keeps_the_older(
    older: Document, newer: Document, people: People
) -> None:
    record = task(people, older, CENTRES)
    made = confirm(older, newer, people.wang)
    cite(the(made, "task"), people.wang)
    first, second = record.citations.order_by("pk")
    assert (first.document, first.words) == (older, CENTRES)
    assert second.document == newer
    assert "2026年10月底前建成5个概念验证中心。" in second.words
    assert second.words == "".join(newer.text[a:b] for a, b in second.pieces)
    assert the(made, "task").outcome == "cited"


def test_what_was_taken_out_cannot_be_cited(older: Document, newer: Document, people: People) -> None:
    task(people, older, HOSTELS)
    made = confirm(older, newer, people.wang)
    with pytest.raises(Refused, match="没有对应的原句"):
        cite(the(made, "task"), people.wang)
    assert the(made, "task").outcome == ""


def test_to_leave_it_takes_a_reason_and_is_signed_once(older: Document, newer: Document, people: People) -> None:
    task(people, older, CENTRES)
    made = confirm(older, newer, people.wang)
    one = the(made, "task")
    with pytest.raises(Refused, match="为什么"):
        keep(one, " ", people.wang)
    keep(one, "只是文字调整。", people.wang)
    with pytest.raises(Refused, match="他人处理"):
        keep(one, "再来一次。", people.wang)
    kept = the(made, "task")
    assert (kept.outcome, kept.reason, kept.settled_by) == ("kept", "只是文字调整。", people.wang)


def test_a_task_on_two_replaced_documents_waits_until_both_were_looked_at(
    older: Document, newer: Document, people: People
) -> None:
    record = task(people, older, CENTRES)
    second = store("云溪高新区要点\n新建概念验证中心3个。\n推行并联审批。\n压减办理时限。\n", people.wang).document
    record.citations.create(document=second, text_sha256=second.text_sha256, pieces=[[8, 19]], words="x")
    made = confirm(older, newer, people.wang)
    other = hand_in_newer(
        second, people.wang, "云溪高新区要点\n新建概念验证中心4个。\n推行并联审批。\n压减办理时限。\n"
    )
    keep(the(made, "task"), "看过。", people.wang)
    record.task.refresh_from_db()
    assert record.task.basis_replaced_on
    record.refresh_from_db()
    keep(the(other, "task"), "看过。", people.wang)
    record.task.refresh_from_db()
    assert record.task.basis_replaced_on is None


def test_a_third_version_finds_tasks_that_still_stand_on_the_first(
    older: Document, newer: Document, people: People
) -> None:
    record = task(people, older, PERMITS)
    confirm(older, newer, people.wang)
    last = hand_in_newer(newer, people.wang, NEW.replace("并联审批", "“一件事”集成办理"))
    assert the(last, "task").record == record


def test_a_proposal_nobody_confirmed_yet_is_shown_too(people: People) -> None:
    review = hand_in(OLD, people.wang)
    made = hand_in_newer(review.reading.document, people.wang, NEW)
    words = {one.proposal.title for one in made.affected.filter(kind="proposal")}
    assert words == {"建设创新平台", "做强主导产业", "集聚青年人才"}
    [record] = confirm_proposals(review, people.wang, [review.proposals.get(title="建设创新平台").pk])
    one = made.affected.get(proposal__record=record)
    assert one in made.affected.open()
    cite(one, people.wang)
    assert record.citations.filter(document=made.newer).exists()
    review.proposals.filter(disposition="open").update(disposition="dropped")
    assert not made.affected.open().filter(kind="proposal").exists()


OWN = """云溪高新区实施方案

一、平台
（一）建设平台。建成概念验证中心3个。
（二）推行并联审批。推行政务服务事项并联审批。
"""


@pytest.fixture
def comparison(older: Document, people: People) -> Comparison:
    return coverage.compare(older, [store(OWN, people.wang).document], people.wang)


def judged(comparison: Comparison, words: str, people: People, reason: str) -> None:
    line = next(one for one in Matrix(comparison, people.wang).lines if words in one.clause["text"])
    coverage.judge(comparison, line.key, "aside", reason, people.wang)


def test_a_comparison_is_made_anew_and_judgements_on_the_same_words_are_carried_over(
    comparison: Comparison, newer: Document, people: People
) -> None:
    judged(comparison, "并联审批", people, "由市级统一办理。")
    judged(comparison, "概念验证中心", people, "不在本区。")
    made = confirm(comparison.superior, newer, people.wang)
    assert {one.kind for one in made.affected.all()} == {"comparison", "judgement"}
    fresh = compare_with_newer(the(made, "comparison"), people.wang)
    assert (fresh.superior, fresh.aligned.count()) == (newer, 1)
    [carried] = fresh.judgements.all()
    assert "由市级统一办理。" in carried.reason
    carry(the(made, "judgement"), people.wang)
    assert fresh.judgements.count() == 2
    assert not made.affected.open().exists()


def test_a_judgement_is_carried_to_its_own_clause_of_a_sentence(people: People) -> None:
    text = "方案\n一、任务\n（一）优化服务。建设大厅，推行并联审批，压减办理时限。\n（二）做强产业。引进企业5家。\n"
    superior, own = store(text, people.wang).document, store(OWN, people.wang).document
    comparison = coverage.compare(superior, [own], people.wang)
    judged(comparison, "压减办理时限", people, "市级统一办理。")
    made = hand_in_newer(superior, people.wang, text.replace("5家", "6家"))
    fresh = compare_with_newer(the(made, "comparison"), people.wang)
    [line] = [one for one in Matrix(fresh, people.wang).lines if one.judged]
    assert line.clause["text"].startswith("压减办理时限")


def test_a_judgement_is_carried_only_once_there_is_something_to_carry_it_to(
    comparison: Comparison, newer: Document, people: People
) -> None:
    judged(comparison, "概念验证中心", people, "不在本区。")
    made = confirm(comparison.superior, newer, people.wang)
    with pytest.raises(Refused, match="先按新版重新对标"):
        carry(the(made, "judgement"), people.wang)


def test_our_own_document_replaced_stands_in_the_matrix_alone(comparison: Comparison, people: People) -> None:
    own = comparison.aligned.get().own
    made = hand_in_newer(own, people.wang, OWN.replace("中心3个", "中心4个"))
    compare_with_newer(the(made, "comparison"), people.wang)
    assert [one.own for one in Matrix(comparison, people.wang).aligned] == [made.newer]


def test_what_was_conveyed_is_to_be_looked_at_again(older: Document, newer: Document, people: People) -> None:
    record = bring_in(
        record_type("conveyance"), people.wang, document=older, level="city", lead=people.science
    )  # fmt: skip
    made = confirm(older, newer, people.wang)
    assert the(made, "conveyance").record == record
    keep(the(made, "conveyance"), "下次会议一并传达。", people.wang)
    assert not made.affected.open().exists()


def test_an_added_provision_becomes_a_task_once(older: Document, newer: Document, people: People) -> None:
    made = confirm(older, newer, people.wang)
    rows = made.changes["rows"]
    place = next(str(at) for at, row in enumerate(rows) if row["kind"] == "added" and "首届" in row["new"][0]["text"])
    record = adopt(made, place, people.wang)
    assert (record.title, record.citations.get().document) == ("办好首届低空经济产业大会", newer)
    with pytest.raises(Refused, match="已立为任务"):
        adopt(made, place, people.wang)
    for other in ("0", "999999", "x", ""):
        with pytest.raises(Refused):
            adopt(made, other, people.wang)


def test_what_cannot_be_a_version_is_refused(older: Document, newer: Document, people: People) -> None:
    foreign = store(OLD, people.zhou).document
    with pytest.raises(Refused, match="自己"):
        confirm(older, older, people.wang)
    with pytest.raises(Refused, match="不是本区"):
        confirm(older, foreign, people.wang)
    confirm(older, newer, people.wang)
    with pytest.raises(Refused, match="已有新版"):
        confirm(older, newer, people.wang)
    with pytest.raises(Refused, match="不能反过来"):
        confirm(newer, older, people.wang)
    assert later(older) == [newer]


def test_two_different_documents_ask_for_a_second_word(older: Document, people: People) -> None:
    other = store("云溪高新区公园管理办法\n第一条 公园免费开放。\n第二条 禁止捕鸟。\n", people.wang).document
    with pytest.raises(Unlike, match="看来不是"):
        confirm(older, other, people.wang)
    made = confirm(older, other, people.wang, even_if_unlike=True)
    page = browser_of(people.wang).get(f"/revisions/{made.pk}/").content.decode()
    assert "逐条对照意义不大" in page


def test_a_wrong_tie_is_taken_back_as_long_as_nothing_rests_on_it(
    older: Document, newer: Document, people: People
) -> None:
    record = task(people, older, CENTRES)
    made = confirm(older, newer, people.wang)
    withdraw(made, people.wang)
    record.task.refresh_from_db()
    assert record.task.basis_replaced_on is None
    record.refresh_from_db()
    again = confirm(older, newer, people.wang)
    cite(the(again, "task"), people.wang)
    with pytest.raises(Refused, match="不能取消"):
        withdraw(again, people.wang)


def test_likely_older_versions_are_proposed_with_the_reason(older: Document, newer: Document, people: People) -> None:
    [guess] = guesses(newer, people.wang)
    assert (guess.document, guess.because) == (older, "标题相同")
    repealing = store(
        "云溪高新区新规\n第一条 本规自印发之日起施行，《行动方案》（云高办〔2026〕3号）同时废止。\n", people.wang
    ).document
    assert "云高办〔2026〕3号 废止" in guesses(repealing, people.wang)[0].because
    confirm(older, newer, people.wang)
    assert guesses(newer, people.wang) == []


def test_the_text_itself_gives_a_version_away_whatever_it_is_called(older: Document, people: People) -> None:
    renamed = store(
        OLD.replace("云溪高新区创新提升行动方案（征求意见稿）", "关于印发行动计划的通知"), people.wang
    ).document
    assert [guess.document for guess in guesses(renamed, people.wang)] == [older]


def test_tasks_on_unchanged_words_cite_the_newer_version_in_one_go(
    older: Document, newer: Document, people: People
) -> None:
    changed, unchanged = (task(people, older, words) for words in (CENTRES, PERMITS))
    made = confirm(older, newer, people.wang)
    browser = browser_of(people.wang)
    assert "另有 1 项任务的原句" in browser.get(f"/revisions/{made.pk}/").content.decode()
    browser.post(f"/revisions/{made.pk}/unchanged/")
    assert unchanged.citations.get(document=newer).words == PERMITS
    assert not changed.citations.filter(document=newer).exists()
    assert unchanged.events.order_by("seq").last().answers["reason"] == "新版里原句没有变"
    assert cite_unchanged(made, people.wang) == 0
    with pytest.raises(Refused, match="不能取消"):
        withdraw(made, people.wang)


def test_what_is_a_task_already_is_not_proposed_a_second_time(older: Document, people: People) -> None:
    task(people, older, PERMITS)
    review = hand_in(NEW, people.wang)
    made = confirm(older, review.reading.document, people.wang)
    assert drop_repeated(made, people.wang) == 1
    [dropped] = review.proposals.filter(disposition="dropped")
    assert dropped.title == "优化营商环境"
    assert review.proposals.open().count() == 3


def test_pages_of_a_likely_newer_version_ask_for_a_word(older: Document, people: People) -> None:
    review = hand_in(NEW, people.wang)
    document = review.reading.document
    for path in (f"/documents/{document.pk}/", f"/intake/{review.pk}/"):
        assert "可能是" in browser_of(people.wang).get(path).content.decode()
        assert "可能是" not in browser_of(people.zhao).get(path).content.decode()
    browser_of(people.wang).post(f"/documents/{document.pk}/older/", {"document": older.pk})
    assert Replacement.objects.get().newer == document
    for path in (f"/documents/{document.pk}/", f"/intake/{review.pk}/"):
        assert "可能是" not in browser_of(people.wang).get(path).content.decode()
    assert "本文件已有新版" in browser_of(people.zhao).get(f"/documents/{older.pk}/").content.decode()


@pytest.mark.parametrize("way", ["cite", "compare", "carry", "keep"])
def test_a_way_that_does_not_fit_the_thing_is_refused_and_changes_nothing(
    way: str, older: Document, newer: Document, people: People
) -> None:
    bring_in(record_type("conveyance"), people.wang, document=older, level="city", lead=people.science)
    made = confirm(older, newer, people.wang)
    one = the(made, "conveyance")
    browser_of(people.wang).post(f"/revisions/things/{one.pk}/{way}/")
    assert the(made, "conveyance").outcome == ""


def test_a_supervisor_hands_in_the_newer_text_and_sees_what_changed(older: Document, people: People) -> None:
    record = task(people, older, CENTRES)
    browser = browser_of(people.wang)
    answer = browser.post(f"/documents/{older.pk}/newer/", {"text": NEW}, follow=True)
    page = answer.content.decode()
    assert "1 处需要再看" in page
    assert "数量：3个→5个" in page
    assert "禁止性要求：不得→（无）" in page
    one = Affected.objects.get(record=record)
    browser.post(f"/revisions/things/{one.pk}/keep/", {"reason": "要求没有变"})
    page = browser.get(f"/revisions/{one.replacement_id}/").content.decode()
    assert "都看过了" in page
    assert "要求没有变（王敏" in page
    assert "已有新版" in browser.get("/documents/").content.decode()
    assert "都看过了" in browser.get(f"/documents/{older.pk}/").content.decode()


def test_two_different_texts_ask_to_be_confirmed_on_the_page(older: Document, people: People) -> None:
    browser = browser_of(people.wang)
    other = "云溪高新区公园管理办法\n第一条 公园免费开放。\n第二条 禁止捕鸟。\n"
    asked = browser.post(f"/documents/{older.pk}/newer/", {"text": other})
    assert asked.status_code == 422
    assert "even_if_unlike" in asked.content.decode()
    assert not Document.objects.filter(text=other).exists()
    done = browser.post(f"/documents/{older.pk}/newer/", {"text": other, "even_if_unlike": "on"})
    assert done.status_code == 302


def test_a_marked_text_leaves_nothing_behind(older: Document, people: People) -> None:
    answer = browser_of(people.wang).post(f"/documents/{older.pk}/newer/", {"text": f"机密★10年\n\n{NEW}"})
    assert answer.status_code == 422
    assert "低空经济" not in answer.content.decode()
    assert not Replacement.objects.exists()


@pytest.mark.parametrize("show", ["", "substance", "reworded", "added", "removed", "moved", "typesetting", "all", "无"])
def test_the_list_is_narrowed_to_what_is_asked_for(show: str, older: Document, newer: Document, people: People) -> None:
    made = confirm(older, newer, people.wang)
    page = browser_of(people.zhao).get(f"/revisions/{made.pk}/?show={show}").content.decode()
    assert ("人才驿站" in page) == (show in ("", "removed", "all"))
    assert ("并联审批" in page) == (show == "all" or (show == "" and "moved" in page and "并联审批" in page))


def test_an_early_day_of_the_newer_version_is_followed_by_the_tasks_own_steps(
    older: Document, newer: Document, people: People
) -> None:
    record = task(people, older, CENTRES)
    made = confirm(older, newer, people.wang)
    page = browser_of(people.wang).get(f"/revisions/{made.pk}/").content.decode()
    assert reverse("milestones", args=[record.pk]) in page
    assert reverse("act", args=[record.pk, "ask_extension"]) in page
    record.refresh_from_db()
    apply_transition(record, "report", people.li, progress_note="继续推进。")
    assert the(made, "task").outcome == ""
