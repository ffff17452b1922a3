"""A program hands in a document, looks at what is proposed, and confirms it."""

import pytest
from calling import BASE, Caller, error
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from people import People

from luoshi.documents.models import Document
from luoshi.intake.forms import LONGEST_PASTE
from luoshi.org.models import AuditEntry, Kind
from luoshi.records.models import Record

pytestmark = pytest.mark.django_db
TEXT = "云溪高新区行动方案\n\n（一）提升效能。6月底前上线并联审批系统，建设3个驿站。（科技创新局牵头）\n"


def test_a_text_becomes_proposals_and_then_tasks(people: People) -> None:
    wang = Caller(people.wang)
    handed = wang.post("/documents", {"text": TEXT, "published": "2026-03-20"})
    assert handed.status_code == 201, handed.json()
    review = handed.json()
    [proposal] = review["proposals"]
    assert (proposal["lead"]["name"], proposal["due"]) == ("科技创新局", "2026-06-30")
    confirmed = wang.post(f"/reviews/{review['id']}/confirm", {"proposals": [proposal["id"]]}).json()
    assert confirmed["state"] == "confirmed"
    assert Record.objects.get(pk=confirmed["proposals"][0]["record"]).wording in TEXT


def test_a_document_comes_with_its_reading(people: People) -> None:
    wang = Caller(people.wang)
    review = wang.upload("/documents/file", file=SimpleUploadedFile("方案.txt", TEXT.encode())).json()
    document = wang.get(f"/documents/{review['document']}").json()
    text = document["reading"]["text"]
    assert "".join(text[a:b] for span in document["reading"]["spans"] for a, b in span["pieces"]).replace("\n", "")
    assert [one["id"] for one in wang.get("/documents").json()["items"]] == [document["id"]]
    assert error(Caller(people.zhou).get(f"/documents/{document['id']}"))[0] == 404


def test_an_empty_or_endless_text_is_refused_as_on_the_page(people: People) -> None:
    wang = Caller(people.wang)
    for text in ("", " \n\u3000"):
        answer = wang.post("/documents", {"text": text})
        assert error(answer)[:2] == (422, "invalid")
        assert "把文字粘贴" in answer.json()["error"]["fields"]["body"][0]
    answer = wang.post("/documents", {"text": "x" * (LONGEST_PASTE + 1)})
    assert "text" in answer.json()["error"]["fields"]
    assert error(wang.upload("/documents/file", file=SimpleUploadedFile("空.txt", b"")))[0] == 409
    assert not Document.objects.exists()


@pytest.mark.parametrize("way", ["text", "file"])
def test_who_sent_a_marked_document_is_noted_and_not_a_word_of_it(
    way: str, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    wang, marked = Caller(people.wang), "机密★1年\n\n防空方案\n"
    if way == "text":
        answer = wang.post("/documents", {"text": marked}, key="k1")
    else:
        answer = wang.upload("/documents/file", file=SimpleUploadedFile("防空.txt", marked.encode()))
    assert "密级标志" in error(answer)[2]
    entry = AuditEntry.objects.get(kind=Kind.MARKED)
    assert (entry.person, entry.details) == (people.wang.person, {})
    assert "wangmin" in caplog.text
    assert "防空" not in caplog.text + answer.content.decode()


def test_a_file_too_large_and_a_form_that_is_none_are_told_as_every_other_error(people: People) -> None:
    wang = Caller(people.wang)
    large = SimpleUploadedFile("大.txt", b"x" * (settings.UPLOAD_LIMIT + 1))
    assert error(wang.upload("/documents/file", file=large))[:2] == (413, "too_large")
    for headers in ({}, {"Idempotency-Key": "k1"}):
        broken = wang.client.post(f"{BASE}/documents/file", b"abc", content_type="multipart/form-data", headers=headers)
        assert error(broken)[:2] == (400, "bad_request")


def test_what_may_not_come_in_does_not(people: People) -> None:
    wang = Caller(people.wang)
    assert error(wang.post("/documents", {"text": "机密★1年\n\n关于建设的通知"}))[0] == 409
    assert error(wang.upload("/documents/file", file=SimpleUploadedFile("扫描.txt", b"%PDF-1.7")))[0] == 409
    assert not Document.objects.exists()
    assert error(Caller(people.li).post("/documents", {"text": TEXT}))[0] == 409
    wang.post("/documents", {"text": TEXT})
    assert error(wang.post("/documents", {"text": TEXT}))[0] == 409
