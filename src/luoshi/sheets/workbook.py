"""An uploaded .xlsx as sheets of plain cells, or a refusal that says what it is instead. Nothing touches the disk."""

from __future__ import annotations

import json
import subprocess  # nosec B404
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.documents.secrecy import STARRED, Marked, marking, refuse_marked

CHILD = Path(__file__).with_name("child.py")
SECONDS = 25
HEAD_ROWS = 12  # the head of the first page, as documents.secrecy counts lines
OLE, ZIP, PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"%PDF"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Raw = dict[str, Any]


def read_workbook(data: bytes) -> list[Raw]:
    """The visible sheets as child.py writes them. Refuses, with the remedy, whatever is no plain .xlsx; Marked too."""
    refuse_what_it_is_not(data)
    try:
        run = subprocess.run(  # noqa: S603 - our own file, nothing of the upload  # nosec B603
            [sys.executable, "-I", str(CHILD)], input=data, capture_output=True, timeout=SECONDS, check=False, env={}
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(reasons()["too_large"]) from error
    answer: Raw = json.loads(run.stdout) if run.returncode == 0 else {"refused": "too_large"}
    if "refused" in answer:
        raise Refused(reasons()[answer["refused"]])
    refuse_marked_cells(answer)
    return [sheet for sheet in answer["sheets"] if sheet["rows"]]


def refuse_what_it_is_not(data: bytes) -> None:
    """By the first bytes: a file's name says nothing."""
    if not data.strip():
        raise Refused(_("文件是空的，请重新选择。"))
    if data.startswith(OLE):
        is_encrypted = ENCRYPTED in data
        raise Refused(reasons()["encrypted" if is_encrypted else "old_format"])
    if data.startswith(PDF):
        raise Refused(_("这是 PDF，不是 Excel 表格。请上传 .xlsx 台账；要从 PDF 文件拆任务，请用“拆解文件”。"))
    if not data.startswith(ZIP):
        raise Refused(reasons()["not_excel"])


def reasons() -> dict[str, str]:
    return {
        "encrypted": _("表格设了打开密码，读不了。请在 Excel 或 WPS 中取消密码，另存后再上传。"),
        "old_format": _("这是旧格式（.xls、.et 等）的文件。请在 Excel 或 WPS 中打开，另存为 .xlsx 再上传。"),
        "not_excel": _("这不是 .xlsx 表格（可能是 CSV、文本或图片）。请用 Excel 或 WPS 打开，另存为 .xlsx 再上传。"),
        "not_workbook": _("文件里没有 Excel 表格（可能是 Word、压缩包或改了后缀的文件）。请上传 .xlsx 台账。"),
        "bomb": _("文件解开后大得不合常理，没有接收。请把台账内容复制到一个新的 .xlsx 再上传。"),
        "too_large": _("表格太大或读取超时，没有接收。每张表最多两万行、两百列；请删去多余的行列或拆成几份再上传。"),
        "damaged": _("表格文件已损坏或不完整，读不出来。请在 Excel 或 WPS 中打开，另存为 .xlsx 再上传。"),
    }


def refuse_marked_cells(answer: Raw) -> None:
    """A marking in the head of a sheet, its name or a page header; or with a star, in any cell."""
    heads = [str(cell) for sheet in answer["sheets"] for row in sheet["rows"][:HEAD_ROWS] for cell in row if cell]
    for text in (*answer["marks"], *heads):
        if marking(text):
            refuse_marked(text)
    for sheet in answer["sheets"]:
        for row in sheet["rows"][HEAD_ROWS:]:
            for cell in row:
                if isinstance(cell, str) and "密" in cell and "★" in cell and STARRED.search(cell):
                    refuse_marked(cell)


__all__ = ["Marked", "read_workbook"]
