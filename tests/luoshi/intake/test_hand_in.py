"""Handing in a document: what is kept, and every way in which it is refused with nothing kept."""

import logging
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from people import People, browser_of

from luoshi.documents.models import Document, Reading
from luoshi.intake.actions import hand_in
from luoshi.intake.models import Proposal, Review

TEXT = "云溪高新区重点工作分工\n一、平台建设\n（一）建设概念验证中心，6月底前建成。（牵头单位：科技创新局）\n"


@pytest.fixture
def wang(people: People) -> Client:
    return browser_of(people.wang)


def send(browser: Client, content: bytes | None = None, name: str = "分工.txt", **fields: Any) -> Any:
    file = {} if content is None else {"file": SimpleUploadedFile(name, content)}
    return browser.post("/intake/hand-in/", {**file, **fields})


def nothing_is_kept() -> bool:
    return not any(model.objects.exists() for model in (Document, Reading, Review, Proposal))


def test_a_file_is_read_and_its_review_opens(wang: Client, people: People) -> None:
    answer = send(wang, TEXT.encode())
    review = Review.objects.get()
    assert answer["Location"] == f"/intake/{review.pk}/"
    assert review.reading.document.text == TEXT
    assert review.proposals.get().lead == people.science


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_the_encodings_of_offices_are_read(wang: Client, encoding: str) -> None:
    send(wang, TEXT.encode(encoding))
    assert Document.objects.get().text == TEXT


def test_pasted_text_is_read_with_the_line_ends_of_a_browser(wang: Client) -> None:
    send(wang, text=TEXT.replace("\n", "\r\n"))
    assert Document.objects.get().text == TEXT


def test_the_published_date_settles_the_year(wang: Client) -> None:
    send(wang, text=TEXT, published="2026-03-01")
    assert str(Proposal.objects.get().due) == "2026-06-30"


def test_the_name_given_is_the_source_the_tasks_quote(wang: Client) -> None:
    send(wang, text=TEXT, title="  党工委会议纪要  ")
    assert Review.objects.get().title == "党工委会议纪要"


def test_the_earlier_documents_are_listed_newest_first(wang: Client, people: People) -> None:
    hand_in(TEXT, people.wang, title="先交来的")
    hand_in(TEXT + "另一份。", people.wang, title="后交来的")
    page = wang.get("/intake/").content.decode()
    assert page.index("后交来的") < page.index("先交来的")
    assert "审阅中" in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "内容为空"),
        (b" \r\n\t\xef\xbb\xbf", "内容为空"),
        (bytes(range(256)) * 40, "二进制"),
        ("云溪".encode() + b"\xff\xfe\xfd" + TEXT.encode(), "编码损坏"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....word/document.xml", "Word"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (f"机密★1年\n{TEXT}".encode(), "密级标志"),
        (f"密级：秘　密\n{TEXT}".encode("gb18030"), "密级标志"),
    ],
    ids=["empty", "blank", "binary", "broken", "pdf", "docx", "png", "marked", "marked-gb"],
)
def test_what_cannot_be_taken_is_refused_with_nothing_kept(wang: Client, content: bytes, said: str) -> None:
    answer = send(wang, content, name="通知.txt")
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert nothing_is_kept()


def test_a_marked_text_leaves_no_word_in_page_or_log(wang: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answer = send(wang, f"绝密★长期\n{TEXT}".encode(), name="防空方案.txt")
    page = answer.content.decode()
    assert "概念验证" not in page + caplog.text
    assert "防空方案" not in page + caplog.text


def test_a_marked_paste_is_not_shown_again(wang: Client) -> None:
    page = send(wang, text=f"绝密★长期\n{TEXT}").content.decode()
    assert "密级标志" in page
    assert "概念验证" not in page


def test_who_handed_in_a_marked_text_is_noted(wang: Client, caplog: pytest.LogCaptureFixture) -> None:
    send(wang, text=f"绝密★长期\n{TEXT}")
    assert "wangmin" in caplog.text


@pytest.mark.parametrize("fields", [{}, {"text": " \n\u200b"}], ids=["nothing", "only-blanks"])
def test_nothing_at_all_is_asked_for(wang: Client, fields: dict[str, str]) -> None:
    assert "请选择一个文件，或把文字粘贴进来" in send(wang, **fields).content.decode()


def test_a_file_and_a_text_together_are_too_much(wang: Client) -> None:
    assert "只能交一样" in send(wang, TEXT.encode(), text="另一段").content.decode()
    assert nothing_is_kept()


def test_what_was_typed_stands_after_a_refusal(wang: Client) -> None:
    page = send(wang, text="要建设中心。", published="去年").content.decode()
    assert "要建设中心。" in page
    assert nothing_is_kept()


def test_fifty_megabytes_are_refused_before_they_are_read(wang: Client) -> None:
    answer = wang.generic("POST", "/intake/hand-in/", b"", CONTENT_LENGTH=str(50 * 1024**2))
    assert answer.status_code == 413
    assert "MB" in answer.content.decode()


def test_the_same_file_twice_leads_to_the_first(wang: Client, people: People) -> None:
    review = hand_in(TEXT, people.wang, name="先.txt")
    answer = wang.post("/intake/hand-in/", {"text": TEXT}, follow=True)
    assert answer.redirect_chain == [(f"/intake/{review.pk}/", 302)]
    assert "没有重复保存" in answer.content.decode()
    assert Document.objects.count() == 1


def test_two_zones_may_hold_the_same_text(people: People) -> None:
    hand_in(TEXT, people.wang)
    hand_in(TEXT, people.zhou)
    assert Document.objects.count() == 2


def test_a_page_without_measures_is_kept_and_a_task_can_be_typed(wang: Client, people: People) -> None:
    answer = wang.post("/intake/hand-in/", {"text": "（此件公开发布）"}, follow=True)
    page = answer.content.decode()
    assert Document.objects.count() == 1
    assert "没有读出举措" in page
    assert "手工添加一条" in page


def test_a_number_broken_by_a_private_character_is_a_doubt(wang: Client) -> None:
    send(wang, text="一、目标\n（一）力争产业规模超1\ue010 2万亿元。\n")
    assert any("数字残缺" in doubt["words"] for row in Proposal.objects.all() for doubt in row.doubt)


@pytest.mark.parametrize("who", ["zhao", "li", "chen"])
def test_only_a_supervisor_hands_in(who: str, people: People) -> None:
    send(browser_of(getattr(people, who)), text=TEXT)
    assert nothing_is_kept()


def test_a_leader_sees_the_list_but_no_form(people: People) -> None:
    hand_in(TEXT, people.wang)
    page = browser_of(people.zhao).get("/intake/").content.decode()
    assert "重点工作分工" in page
    assert "读取并拆解" not in page


def test_the_rules_that_speak_of_secrets_are_accepted(shared: Path, people: People) -> None:
    for path in sorted(shared.glob("documents/rules/*.txt")):
        hand_in(path.read_bytes(), people.wang, name=path.name)
    assert Document.objects.count() == 3
