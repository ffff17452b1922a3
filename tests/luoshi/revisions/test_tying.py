"""Which document is the newer version of which: proposed, tied, refused, taken back."""

from __future__ import annotations

import pytest
from newer_version import CENTRES, OLD, task, the
from people import People, browser_of

from luoshi.core.refusal import Refused
from luoshi.documents.actions import store
from luoshi.documents.models import Document
from luoshi.documents.versions import Unlike, guesses, later
from luoshi.revisions.actions import cite, confirm, withdraw


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
