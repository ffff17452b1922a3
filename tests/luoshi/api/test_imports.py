"""A program brings in the office's own ledger: what would become of it first, then all at once."""

import pytest
from calling import Caller, error
from django.core.files.uploadedfile import SimpleUploadedFile
from ledgers import task, workbook
from people import People

from luoshi.records.models import Record

pytestmark = pytest.mark.django_db


def sheet(*titles: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("台账.xlsx", workbook([task(title) for title in titles]))


def test_a_ledger_is_told_row_by_row_and_enters_once_confirmed(people: People) -> None:
    wang = Caller(people.wang)
    told = wang.upload("/imports", file=sheet("建设中试基地", "发布清单"))
    assert told.status_code == 201, told.json()
    brought = told.json()
    assert [row["title"] for row in brought["rows"]] == ["建设中试基地", "发布清单"]
    assert not Record.objects.exists()
    path = f"/imports/{brought['id']}"
    done = wang.post(f"{path}/confirm", {"version": brought["version"]}).json()
    assert (done["is_open"], done["brought"]) == (False, 2)
    assert Record.objects.filter(type="task").count() == 2
    assert error(wang.post(f"{path}/confirm", {"version": done["version"]}))[0] == 409
    again = wang.upload("/imports", file=sheet("建设中试基地")).json()
    assert [row["kind"] for row in again["rows"]] == ["existing"]


def test_who_may_not_and_what_is_no_ledger_are_refused(people: People) -> None:
    assert error(Caller(people.li).upload("/imports", file=sheet("建设中试基地")))[0] == 409
    assert error(Caller(people.wang, "write").upload("/imports", file=sheet("建设中试基地")))[0] == 403
    for content in (b"", b"%PDF-1.7", b"PK broken"):
        assert error(Caller(people.wang).upload("/imports", file=SimpleUploadedFile("台账.xlsx", content)))[0] in (
            409,
            422,
        )
    assert not Record.objects.exists()
