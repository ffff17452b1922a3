"""What a supervisor sees who uploads a workbook, or something that is none."""

import hashlib
import io
import logging
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from ledgers import USUAL, task, workbook
from people import People, browser_of

from luoshi.intake.models import LedgerImport
from luoshi.sheets import child

GOOD = [task("建设概念验证中心")]


def upload(people: People, data: bytes, name: str = "台账.xlsx") -> HttpResponse:
    return browser_of(people.wang).post("/intake/ledgers/", {"file": SimpleUploadedFile(name, data)}, follow=True)


def package(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def test_a_ledger_is_shown_row_by_row_and_nothing_is_in_ours_yet(people: People) -> None:
    page = upload(people, workbook(GOOD)).content.decode()
    assert "预览，尚未入账" in page
    assert "建设概念验证中心" in page
    assert not people.zone.records.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "文件是空的"),
        (b"   ", "文件是空的"),
        ("序号,任务\n1,建设".encode(), "CSV"),
        (b"%PDF-1.7", "PDF"),
        (OLE := b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (package(word__document=b"<w/>"), "没有 Excel 表格"),
        (b"PK\x03\x04" + b"\0" * 99, "损坏"),
        (workbook(GOOD)[:-300], "损坏"),
        (workbook([], header=("甲", "乙")), "没有找到表头"),
    ],
    ids=["nothing", "blank", "csv", "pdf", "xls", "encrypted", "docx", "no-zip", "cut-off", "no-header"],
)
def test_what_is_no_ledger_is_refused_by_what_it_is(people: People, data: bytes, said: str) -> None:
    answer = upload(people, data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not LedgerImport.objects.exists()


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_ledger_spoilt_on_its_way_is_refused_and_never_read_in_part(people: People, part: str, share: float) -> None:
    data = bytearray(workbook([task(f"第{n}项：{hash_of(n)}") for n in range(300)]))
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        info = read.getinfo(part)
    at = info.header_offset + 30 + len(part) + int(info.compress_size * share)
    data[at : at + 12] = b"\xaa" * 12
    assert "已损坏" in upload(people, bytes(data)).content.decode()
    assert not LedgerImport.objects.exists()


def hash_of(number: int) -> str:
    """Words that do not compress."""
    return hashlib.sha256(str(number).encode()).hexdigest()


def test_a_zip_bomb_is_not_unpacked(people: People) -> None:
    bomb = package(**{"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": b"\0" * (child.UNPACKED + 1)})
    assert len(bomb) < 1_000_000
    assert "大得不合常理" in upload(people, bomb).content.decode()


def test_a_sheet_as_large_as_excel_allows_is_refused(people: People) -> None:
    far = workbook([*GOOD, *[[]] * 5])
    with zipfile.ZipFile(io.BytesIO(far)) as read:
        parts = {name: read.read(name) for name in read.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    data = package(**{**parts, "xl/worksheets/sheet1.xml": sheet})
    assert "表格太大" in upload(people, data).content.decode()


@pytest.mark.parametrize(
    "data",
    [
        workbook(GOOD, above=["机密★1年", "重点工作台账"]),
        workbook(GOOD, above=["秘　密"]),
        workbook(GOOD, page_header="&L绝密★长期"),
        workbook(GOOD, name="秘密"),
        workbook([*[task(f"第{n}项") for n in range(30)], task("机密★ 启用前")]),
        workbook([*[task(f"第{n}项") for n in range(30)], [*task("建设"), "秘密"]], header=(*USUAL, "密级")),
    ],
    ids=["title", "bare", "page-header", "sheet-name", "deep-with-star", "column"],
)
def test_a_marked_ledger_leaves_nothing(people: People, data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answer = upload(people, data, "防空台账.xlsx")
    assert "密级标志" in answer.content.decode()
    assert not LedgerImport.objects.exists()
    assert "wangmin" in caplog.text
    assert "防空台账" not in caplog.text + answer.content.decode()


def test_a_task_that_speaks_of_secrets_is_no_marking(people: People) -> None:
    assert "逐行预览" in upload(people, workbook([task("开展保守国家秘密宣传教育")])).content.decode()


def test_no_file_is_asked_for(people: People) -> None:
    assert "请选择一个 .xlsx 文件" in browser_of(people.wang).post("/intake/ledgers/", {}).content.decode()


def test_given_up_nothing_stays(people: People) -> None:
    upload(people, workbook(GOOD))
    brought = LedgerImport.objects.get()
    browser_of(people.wang).post(f"/intake/ledgers/{brought.pk}/discard/")
    assert not LedgerImport.objects.exists()
