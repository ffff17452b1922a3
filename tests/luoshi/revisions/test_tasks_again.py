"""Tasks on words that a newer version changed: found, told, and settled one by one."""

from __future__ import annotations

import pytest
from django.urls import reverse
from newer_version import CENTRES, HOSTELS, NEW, OLD, PERMITS, task, the
from people import People, browser_of

from luoshi.core.refusal import Refused
from luoshi.documents.actions import store
from luoshi.documents.models import Document
from luoshi.intake.actions import confirm as confirm_proposals
from luoshi.intake.actions import hand_in
from luoshi.records.flow import apply_transition
from luoshi.revisions.actions import adopt, cite, confirm, hand_in_newer, keep, withdraw
from luoshi.revisions.unchanged import cite_unchanged, drop_repeated
from luoshi.supervision.reminding import standing


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
