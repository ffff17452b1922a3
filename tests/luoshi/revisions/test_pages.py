"""The pages of a newer version: handed in, confirmed, narrowed, settled."""

from __future__ import annotations

import pytest
from newer_version import CENTRES, NEW, task
from people import People, browser_of

from luoshi.documents.models import Document, Replacement
from luoshi.intake.actions import hand_in
from luoshi.revisions.actions import confirm
from luoshi.revisions.models import Affected


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
