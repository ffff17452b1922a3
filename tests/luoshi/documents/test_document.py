"""A document's page: the whole text, with the words that a task stands on."""

import re

import pytest
from handed import PAGE, payload_of, review_of
from people import People, browser_of, take_to

from luoshi.documents.models import Document
from luoshi.intake.actions import confirm
from luoshi.intake.models import Review
from luoshi.records.models import Record


@pytest.fixture
def review(people: People) -> Review:
    review = review_of(payload_of(PAGE), people)
    review.proposals.update(lead=people.science)
    confirm(review, people.wang)
    return review


def task(title: str) -> Record:
    return Record.objects.get(title=title)


def marked(page: str) -> list[str]:
    return re.findall(r'<mark class="cited"[^>]*>([^<]*)</mark>', page)


def test_a_task_leads_to_its_sentence_marked_in_the_whole_text(people: People, review: Review) -> None:
    document, record = review.reading.document, task("整治青岭河排口")
    page = browser_of(people.wang).get(f"/documents/{document.pk}/?record={record.pk}").content.decode()
    assert "".join(marked(page)) == "整治青岭河排口，新建两座泵站。"
    assert page.count('id="cited"') == 1
    shown = re.search(r'<div class="card-body source">(.*?)</div>', page, re.DOTALL)
    assert shown
    assert re.sub(r"<[^>]*>", "", shown[1]).strip() == document.text.strip()


def test_words_asked_for_by_place_are_marked(people: People, review: Review) -> None:
    document = review.reading.document
    start = document.text.index("举办四场路演")
    page = browser_of(people.wang).get(f"/documents/{document.pk}/?pieces={start}-{start + 6}").content.decode()
    assert marked(page) == ["举办四场路演"]


@pytest.mark.parametrize("query", ["?pieces=x", "?pieces=5-1", "?pieces=0-999999999", "?record=x", "?record=99999", ""])
def test_whatever_is_asked_for_the_text_is_shown(people: People, review: Review, query: str) -> None:
    page = browser_of(people.wang).get(f"/documents/{review.reading.document_id}/{query}")
    assert page.status_code == 200
    assert "建设概念验证中心" in page.content.decode()


def test_a_unit_opens_the_document_once_a_task_from_it_is_its_own(people: People, review: Review) -> None:
    document, record = review.reading.document, task("整治青岭河排口")
    browser = browser_of(people.li)
    assert browser.get(f"/documents/{document.pk}/").status_code == 404
    Record.objects.filter(pk=record.pk).update(due="2026-12-31")
    take_to(Record.objects.get(pk=record.pk), "assigned", people)
    page = browser.get(f"/documents/{document.pk}/?record={record.pk}").content.decode()
    assert "".join(marked(page)) == "整治青岭河排口，新建两座泵站。"
    others = task("举办四场路演")
    assert marked(browser.get(f"/documents/{document.pk}/?record={others.pk}").content.decode()) == []


def test_another_zone_does_not_see_it(people: People, review: Review) -> None:
    assert browser_of(people.zhou).get(f"/documents/{review.reading.document_id}/").status_code == 404
    assert review.title not in browser_of(people.zhou).get("/documents/").content.decode()


def test_markup_in_a_document_is_shown_as_text(people: People) -> None:
    text = "<script>alert(1)</script>要建设中心。"
    document = Document.objects.create(
        zone=people.zone, title="<b>粗体</b>", kind="other", source_sha256="", text=text, text_sha256="1",
        uploaded_by=people.wang,
    )  # fmt: skip
    page = browser_of(people.wang).get(f"/documents/{document.pk}/?pieces=0-8").content.decode()
    assert "<script>alert" not in page
    assert "<b>粗体</b>" not in page


def test_documents_are_found_by_title(people: People, review: Review) -> None:
    browser = browser_of(people.wang)
    assert review.title in browser.get("/documents/?q=部署下半年").content.decode()
    assert "没有标题含此字样" in browser.get("/documents/?q=没有的").content.decode()
