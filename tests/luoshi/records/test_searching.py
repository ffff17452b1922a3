"""查找: two-character words, phrases, filters, hits in their context; the same on both databases."""

import datetime as dt

import pytest
from people import People, browser_of, draft

from luoshi.documents.actions import store
from luoshi.documents.models import Paragraph
from luoshi.documents.paragraphs import found, newest
from luoshi.org.models import Post
from luoshi.records.births import bring_in
from luoshi.records.registry import record_type
from luoshi.records.views import searching

TEXT = """云溪市行动方案

一、发展低空经济
建设起降场地，拓展低空旅游。

二、两业融合
推动“两业融合”，培育融合标杆10家。
AI应用场景扩围。
"""


@pytest.fixture(autouse=True)
def things(people: People) -> None:
    store(TEXT, people.wang, published=dt.date(2026, 3, 1))
    draft(people, "拓展低空旅游线路", wording="拓展低空旅游。")
    bring_in(record_type("project"), people.li, title="低空装备基地")


def texts(post: Post, query: str) -> list[str]:
    return [row.text for row in found(post, query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("场地", ["建设起降场地，拓展低空旅游。"]),
        ("低空 场地", ["建设起降场地，拓展低空旅游。"]),
        ("低空旅游", ["建设起降场地，拓展低空旅游。"]),
        ("空旅低", []),
        ("旅游低空", []),
        ("“融合标杆”", ["推动“两业融合”，培育融合标杆10家。"]),
        ("ai", ["AI应用场景扩围。"]),
        ("扩", ["AI应用场景扩围。"]),
        ("围", ["AI应用场景扩围。"]),
        ("景", ["AI应用场景扩围。"]),
        ("旅 场", ["建设起降场地，拓展低空旅游。"]),
        ("围扩", []),
        ("1", []),
        ("10", ["推动“两业融合”，培育融合标杆10家。"]),
        ("10家", ["推动“两业融合”，培育融合标杆10家。"]),
        ("%", []),
        ("' OR 1=1 --", []),
        ("", []),
    ],
)
def test_a_paragraph_is_found_by_words_that_stand_in_it_whole(people: People, query: str, expected: list[str]) -> None:
    assert texts(people.wang, query) == expected


def test_what_is_found_comes_from_the_latest_document_on_each_from_its_beginning(people: People) -> None:
    store("云溪市补充意见\n\n低空物流。\n低空观光。\n", people.wang)
    rows = Paragraph.objects.in_bulk(keys := newest(found(people.wang, "低空"), 3))
    assert [rows[key].text for key in keys] == ["低空物流。", "低空观光。", "建设起降场地，拓展低空旅游。"]


def test_no_more_is_counted_than_anyone_would_read(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST", 2)
    store("云溪市补充意见\n\n低空物流。\n低空观光。\n", people.wang)
    page = browser_of(people.wang).get("/search/?q=低空&kind=document").content.decode()
    assert '<span class="tag">2+</span>' in page
    assert "起降" not in page


def test_who_may_not_read_the_document_finds_nothing_in_it(people: People) -> None:
    assert texts(people.sun, "场地") == []
    assert texts(people.zhou, "场地") == []


def test_a_paragraph_stands_where_it_says(people: People) -> None:
    for row in Paragraph.objects.select_related("document"):
        assert row.document.text[row.start : row.start + len(row.text)] == row.text


def test_one_page_finds_tasks_projects_and_paragraphs(people: People) -> None:
    page = browser_of(people.wang).get("/search/?q=低空").content.decode()
    for words in ("拓展<mark>低空</mark>旅游", "<mark>低空</mark>装备基地", "一、发展<mark>低空</mark>经济"):
        assert words in page


def test_a_hit_opens_the_sentence_marked_in_its_document(people: People) -> None:
    browser = browser_of(people.wang)
    page = browser.get("/search/?q=起降").content.decode()
    row = next(iter(found(people.wang, "起降")))
    address = f"/documents/{row.document_id}/?pieces={row.pieces}#cited"
    assert address in page
    assert '<mark class="cited" id="cited" tabindex="-1">建设起降场地' in browser.get(address).content.decode()


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("kind=project", "装备基地", "旅游线路"),
        ("kind=document", "发展", "旅游线路"),
        ("kind=task", "旅游线路", "装备基地"),
        ("kind=document&since=2026-04-01", "没有找到", "发展"),
        ("kind=document&until=2026-04-01", "发展", "没有找到"),
    ],
)
def test_filters_narrow_it(people: People, query: str, there: str, gone: str) -> None:
    page = browser_of(people.wang).get(f"/search/?q=低空&{query}").content.decode()
    assert there in page
    assert gone not in page
