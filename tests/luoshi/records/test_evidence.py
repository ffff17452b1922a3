"""Evidence: what may be handed in, how it is kept and who gets it back."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from people import People, browser_of, task_in

from luoshi.core.refusal import Refused
from luoshi.records.flow import apply_transition
from luoshi.records.models import Evidence, Record

PHOTO = b"\xff\xd8 not really a photo"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def hand_in(record: Record, people: People, *files: SimpleUploadedFile) -> list[Evidence]:
    apply_transition(record, "report", people.li, progress_note="已完成。", evidence=list(files))
    return list(record.evidence.all())


def test_a_file_is_kept_under_its_hash_whatever_its_name(people: People, folder: Path) -> None:
    [row] = hand_in(task_in("acknowledged", people), people, SimpleUploadedFile("../../现场 照片.jpg", PHOTO))
    digest = hashlib.sha256(PHOTO).hexdigest()
    assert (row.name, row.size, row.sha256) == ("现场 照片.jpg", len(PHOTO), digest)
    assert (folder / digest[:2] / digest).read_bytes() == PHOTO


def test_evidence_belongs_to_the_step_that_brought_it(people: People) -> None:
    record = task_in("acknowledged", people)
    [row] = hand_in(record, people, SimpleUploadedFile("照片.jpg", PHOTO))
    assert row.event == record.events.last()
    assert row.sha256 in record.events.last().text


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.exe", "a", "a.pdf.js"])
def test_what_a_browser_would_run_is_refused(name: str, people: People) -> None:
    record = task_in("acknowledged", people)
    with pytest.raises(Refused, match="格式不在允许范围"):
        hand_in(record, people, SimpleUploadedFile(name, b"x"))
    assert not record.evidence.exists()


def test_an_empty_file_is_refused(people: People) -> None:
    with pytest.raises(Refused, match=r"“空\.pdf”是空文件"):
        hand_in(task_in("acknowledged", people), people, SimpleUploadedFile("空.pdf", b""))


def test_the_same_file_twice_is_stored_once(people: People, folder: Path) -> None:
    record = task_in("acknowledged", people)
    hand_in(record, people, SimpleUploadedFile("一.jpg", PHOTO), SimpleUploadedFile("二.jpg", PHOTO))
    assert [row.name for row in record.evidence.all()] == ["一.jpg", "二.jpg"]
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_a_download_is_never_shown_in_the_browser(people: People) -> None:
    [row] = hand_in(task_in("acknowledged", people), people, SimpleUploadedFile("照片.jpg", PHOTO))
    answer = browser_of(people.chen).get(reverse("evidence", args=[row.pk]))
    assert b"".join(answer.streaming_content) == PHOTO  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_unit_without_a_part_in_the_task_gets_nothing(people: People) -> None:
    [row] = hand_in(task_in("acknowledged", people), people, SimpleUploadedFile("照片.jpg", PHOTO))
    assert browser_of(people.sun).get(reverse("evidence", args=[row.pk])).status_code == 404


def test_a_link_is_no_file_to_download(people: People) -> None:
    row = task_in("working", people).evidence.get()
    assert browser_of(people.wang).get(reverse("evidence", args=[row.pk])).status_code == 404
