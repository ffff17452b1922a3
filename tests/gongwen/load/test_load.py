import codecs
import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.load import LIMIT, Unreadable, load

SENTENCE = "各街道要在12月底前建成3个“口袋公园”，投资35亿元。"


def reason(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        load(data, name="任务.txt")
    assert str(refused.value).startswith("任务.txt：")
    return refused.value.reason


def test_utf8_and_its_bom_and_gb18030_give_one_text() -> None:
    texts = {
        load(data).text for data in (SENTENCE.encode(), b"\xef\xbb\xbf" + SENTENCE.encode(), SENTENCE.encode("gb18030"))
    }
    assert texts == {SENTENCE}


@pytest.mark.parametrize("bom", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_what_notepad_calls_unicode_is_read(bom: bytes) -> None:
    encoded = SENTENCE.encode("utf-16-le" if bom == codecs.BOM_UTF16_LE else "utf-16-be")
    assert load(bom + encoded).text == SENTENCE
    assert "UTF-16" in reason(bom + encoded[:-1])


TRADITIONAL = "各街道要在12月底前建成3個“口袋公園”，由市政府安排資金，每年檢查一次。"


def test_big5_is_read_as_what_it_is() -> None:
    assert load(TRADITIONAL.encode("cp950")).text == TRADITIONAL


@given(st.lists(st.integers(0, 38 * 94), min_size=20, max_size=60))
def test_gb18030_is_never_taken_for_big5(numbers: list[int]) -> None:
    # The first level of GB2312, in any order: names, lists, headings without a mark.
    data = b"".join(bytes((0xB0 + number // 94, 0xA1 + number % 94)) for number in numbers)
    assert load(data).text == data.decode("gb18030")


def test_line_ends_become_lf_and_nothing_else_changes() -> None:
    assert load("甲\r\n乙\r丙 \u3000\t\n丁".encode()).text == "甲\n乙\n丙 \u3000\t\n丁"


def test_private_use_characters_and_rare_han_survive() -> None:
    assert load("超1\ue010 2万亿元𬬭".encode()).text == "超1\ue010 2万亿元𬬭"


def test_a_page_knows_its_bytes() -> None:
    page = load(b"\xef\xbb\xbf" + SENTENCE.encode(), name="任务.txt")
    assert page.source == "任务.txt"
    assert page.source_sha256 == hashlib.sha256(b"\xef\xbb\xbf" + SENTENCE.encode()).hexdigest()
    assert (page.loader, page.loader_version) == ("text", "1")


@pytest.mark.parametrize(
    "source", ["甲\n乙", "甲\r\n乙", "甲\n乙".encode(), "\ufeff甲\r乙".encode(), "甲\n乙".encode("gb18030")]
)
def test_a_page_knows_its_text_however_it_came(source: str | bytes) -> None:
    assert load(source).text_sha256 == hashlib.sha256("甲\n乙".encode()).hexdigest()


def test_a_path_is_a_file_and_a_str_is_text(tmp_path: Path) -> None:
    file = tmp_path / "任务.txt"
    file.write_bytes(SENTENCE.encode("gb18030"))
    assert load(file).text == load(SENTENCE).text
    assert load(file).source == "任务.txt"


@pytest.mark.parametrize("data", [b"", b"  \r\n\t", "\ufeff\u3000\u200b".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert "内容为空" in reason(data)


def test_pasted_nothing_is_an_empty_page_and_no_error() -> None:
    assert load("").text == ""


def archive(member: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr(member, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n...", "内容是 PDF，不是文本"),
        (archive("word/document.xml"), "内容是 Word 文档"),
        (archive("OFD.xml"), "内容是 OFD"),
        (archive("anything"), "内容是 ZIP 压缩包"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "旧版 Office"),
        (b"\n<!DOCTYPE html><html>", "网页"),
        (b"abc\x00def", "第 4 个字节是空字符"),
    ],
)
def test_what_is_not_text_is_named(data: bytes, said: str) -> None:
    assert said in reason(data)


def test_damaged_utf8_is_not_read_as_something_else() -> None:
    data = SENTENCE.encode()
    assert "第 4 个字节" in reason(data[:3] + b"\xff" + data[3:])


def test_text_cut_inside_a_character_is_refused_by_position() -> None:
    assert "UTF-8" in reason(SENTENCE.encode()[:-2])


def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    assert "超过 20 MB" in reason(b"x" * (LIMIT + 1))


def test_the_limit_is_the_callers_to_set() -> None:
    with pytest.raises(Unreadable):
        load(SENTENCE.encode(), limit=10)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="找不到这个文件"):
        load(tmp_path / "无此文件.txt")
    with pytest.raises(Unreadable, match="文件夹"):
        load(tmp_path)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_page_or_a_refusal(data: bytes) -> None:
    try:
        page = load(data)
    except Unreadable:
        return
    assert "\r" not in page.text


@given(st.text())
def test_any_pasted_text_gives_a_page(text: str) -> None:
    assert load(text).text.replace("\n", "") == text.removeprefix("\ufeff").replace("\r", "").replace("\n", "")
