"""Backup while people work, and a restore that is whole or leaves nothing."""

import datetime as dt
import json
import stat
import threading
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from people import People, draft, settle, task_in

from luoshi.config import backup
from luoshi.config.backup import MANIFEST, ROWS, back_up, our_models
from luoshi.config.restore import restore
from luoshi.core.refusal import Refused
from luoshi.org.models import Unit
from luoshi.records.audit import Count, verify
from luoshi.records.flow import apply_transition
from luoshi.records.models import Event, Record, Signature
from luoshi.records.seals import make_key, seal
from luoshi.records.search import matching

pytestmark = pytest.mark.django_db(transaction=True)
PHOTO = b"\xff\xd8 not really a photo"


@pytest.fixture(autouse=True)
def places(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "evidence"
    settings.LUOSHI_SEAL_KEY = tmp_path / "seal.key"


@pytest.fixture
def ledger(people: People) -> People:
    """Two tasks, one with a file as evidence, and a seal."""
    task_in("closed", people, "改造中试车间")
    record = task_in("acknowledged", people)
    photo = SimpleUploadedFile("现场.jpg", PHOTO)
    apply_transition(record, "report", people.li, progress_note="已完成选址。", evidence=[photo])
    make_key()
    seal()
    return people


def empty(tmp_path: Path, settings: Any) -> Path:
    """Another installation: no rows, and a folder of its own."""
    call_command("flush", interactive=False, verbosity=0)
    settings.MEDIA_ROOT = tmp_path / "new"
    return tmp_path / "new"


def all_rows() -> dict[str, list[tuple]]:
    return {model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in our_models()}


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


def altered(path: Path, member: str, change: Any) -> Path:
    """A copy of the archive with one member changed and every checksum of the format made to agree."""
    copy = path.with_name("altered.zip")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name == member else content)
    return copy


def test_everything_comes_back_as_it_was(ledger: People, tmp_path: Path, settings: Any) -> None:
    before, path = all_rows(), tmp_path / "b.zip"
    manifest = back_up(path)
    assert (manifest.rows["records.Record"], manifest.rows["records.Event"], manifest.files) == (2, 11, 1)
    folder = empty(tmp_path, settings)
    _manifest, count, breaks = restore(path)
    assert breaks == []
    assert (count.records, count.events, count.seals) == (2, 11, 1)
    assert all_rows() == before
    assert [file.read_bytes() for file in files_in(folder)] == [PHOTO]


def test_work_goes_on_after_a_restore(ledger: People, tmp_path: Path, settings: Any) -> None:
    back_up(tmp_path / "b.zip")
    empty(tmp_path, settings)
    restore(tmp_path / "b.zip")
    assert [record.title for record in matching(Record.objects.all(), "中试车间")] == ["改造中试车间"]
    made = draft(ledger, "发布技术需求清单")
    assert made.code == "2026-0003"
    seal()
    assert list(verify(Count())) == []


def test_a_backup_is_of_one_moment_and_keeps_nobody_waiting(
    ledger: People, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write() -> None:
        task_in("working", ledger, "写于备份途中")
        connection.close()

    def as_json(value: Any) -> str:
        if isinstance(value, dict) and value["model"] == "records.Event":
            writer = threading.Thread(target=write)
            writer.start()
            writer.join(timeout=10)
            assert not writer.is_alive(), "the writer had to wait for the backup"
        return plainly(value)

    plainly = backup._json
    monkeypatch.setattr(backup, "_json", as_json)
    manifest = back_up(tmp_path / "b.zip")
    assert Record.objects.filter(title="写于备份途中").exists()
    assert (manifest.rows["records.Record"], manifest.rows["records.Event"]) == (2, 11)
    empty(tmp_path, settings)
    restore(tmp_path / "b.zip")
    assert not Record.objects.filter(title="写于备份途中").exists()


def test_the_archive_is_its_owners_alone_and_never_overwrites(ledger: People, tmp_path: Path) -> None:
    path, said = tmp_path / "b.zip", StringIO()
    call_command("backup", path, stdout=said)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "佐证文件 1 个" in said.getvalue()
    kept = path.read_bytes()
    with pytest.raises(CommandError, match="已存在，没有覆盖"):
        call_command("backup", path)
    assert path.read_bytes() == kept


def test_neither_key_nor_session_is_in_the_archive(ledger: People, tmp_path: Path, settings: Any) -> None:
    back_up(tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        text = archive.read(ROWS).decode()
        assert [name for name in archive.namelist() if "key" in name] == []
    assert settings.LUOSHI_SEAL_KEY.read_text().strip() not in text
    assert "session" not in text


def test_a_backup_that_fails_leaves_no_file(ledger: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_add_file", full)
    with pytest.raises(Refused, match=r"不能写入.*No space left"):
        back_up(tmp_path / "b.zip")
    assert not list(tmp_path.glob("*b.zip*"))
    with pytest.raises(Refused, match="不能写入"):
        back_up(tmp_path / "nowhere" / "b.zip")


def test_evidence_missing_on_the_disk_is_said_and_the_rest_backed_up(ledger: People, tmp_path: Path) -> None:
    files_in(tmp_path / "evidence")[0].unlink()
    said = StringIO()
    call_command("backup", tmp_path / "b.zip", stdout=StringIO(), stderr=said)
    assert "有 1 个佐证文件不在盘上" in said.getvalue()


def test_only_an_empty_installation_takes_a_backup(ledger: People, tmp_path: Path) -> None:
    back_up(tmp_path / "b.zip")
    before = all_rows()
    with pytest.raises(CommandError, match="只能恢复到空的系统"):
        call_command("restore", tmp_path / "b.zip")
    assert all_rows() == before


@pytest.mark.parametrize("keep", [0, 100, -1, -30, -2000])
def test_a_truncated_archive_is_refused_and_nothing_restored(
    keep: int, ledger: People, tmp_path: Path, settings: Any
) -> None:
    path = tmp_path / "b.zip"
    back_up(path)
    path.write_bytes(path.read_bytes()[:keep])
    folder = empty(tmp_path, settings)
    with pytest.raises(CommandError, match="损坏或不完整"):
        call_command("restore", path)
    assert not Unit.objects.exists()
    assert files_in(folder) == []


def test_a_flipped_byte_in_any_member_is_refused(ledger: People, tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "b.zip"
    back_up(path)
    content = path.read_bytes()
    folder = empty(tmp_path, settings)
    with zipfile.ZipFile(path) as archive:
        starts = [info.header_offset for info in archive.infolist()]
    for start in starts:
        names, extra = (int.from_bytes(content[start + n : start + n + 2], "little") for n in (26, 28))
        at = start + 30 + names + extra + 3
        path.write_bytes(content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :])
        with pytest.raises(Refused, match="损坏或不完整"):
            restore(path)
        assert not Unit.objects.exists()
        assert files_in(folder) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.replace("已完成选址。".encode(), "已全部完成。".encode()),
        lambda rows: b"\n".join(rows.split(b"\n")[:-5]),
        lambda _rows: b"",
    ],
    ids=["changed", "shortened", "emptied"],
)
def test_rows_that_are_not_those_of_the_manifest_are_refused(
    change: Any, ledger: People, tmp_path: Path, settings: Any
) -> None:
    back_up(tmp_path / "b.zip")
    empty(tmp_path, settings)
    with pytest.raises(Refused, match="损坏或不完整"):
        restore(altered(tmp_path / "b.zip", ROWS, change))
    assert not Unit.objects.exists()


def test_a_file_outside_the_evidence_folder_is_refused(ledger: People, tmp_path: Path, settings: Any) -> None:
    back_up(tmp_path / "b.zip")
    folder = empty(tmp_path, settings)
    with zipfile.ZipFile(tmp_path / "b.zip") as source, zipfile.ZipFile(tmp_path / "c.zip", "w") as target:
        for name in source.namelist():
            target.writestr("evidence/../../out" if name.startswith("evidence/") else name, source.read(name))
    with pytest.raises(Refused, match="损坏或不完整"):
        restore(tmp_path / "c.zip")
    assert files_in(folder) == []
    assert not (tmp_path.parent / "out").exists()


def test_a_backup_of_another_version_is_refused(ledger: People, tmp_path: Path, settings: Any) -> None:
    back_up(tmp_path / "b.zip")
    empty(tmp_path, settings)

    def older(text: bytes) -> bytes:
        manifest = json.loads(text)
        return json.dumps(manifest | {"schema": manifest["schema"] | {"records": "0001_initial"}}).encode()

    with pytest.raises(Refused, match="版本不同（records）"):
        restore(altered(tmp_path / "b.zip", MANIFEST, older))


def test_a_ledger_broken_before_the_backup_comes_back_only_when_that_is_accepted(
    ledger: People, tmp_path: Path, settings: Any
) -> None:
    Signature.objects.filter(event=Event.objects.last()).update(person_name="赵静")
    back_up(tmp_path / "b.zip")
    folder = empty(tmp_path, settings)
    with pytest.raises(CommandError, match=r"1 处断点，没有恢复任何内容：\n事项 2026-0002.*签名"):
        call_command("restore", tmp_path / "b.zip")
    assert not Unit.objects.exists()
    assert files_in(folder) == []
    said = StringIO()
    call_command("restore", tmp_path / "b.zip", accept_breaks=True, stdout=said)
    assert "签名（单位、姓名、职务）与办理时不符" in said.getvalue()
    assert f"已恢复 {dt.date.today():%Y-}" in said.getvalue()


def test_evidence_changed_on_the_way_stops_the_restore_and_what_lay_there_stays(
    ledger: People, tmp_path: Path, settings: Any
) -> None:
    back_up(tmp_path / "b.zip")
    folder = empty(tmp_path, settings)
    folder.mkdir()
    (folder / "other").write_bytes(b"was here before")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        [name] = [name for name in archive.namelist() if name.startswith("evidence/")]
    with pytest.raises(Refused, match=r"佐证“现场\.jpg”的内容与交来时不同"):
        restore(altered(tmp_path / "b.zip", name, lambda _photo: b"another"))
    assert files_in(folder) == [folder / "other"]


def test_an_empty_office_can_be_backed_up_and_restored(tmp_path: Path, settings: Any, transactional_db: None) -> None:
    settle()
    back_up(tmp_path / "b.zip")
    empty(tmp_path, settings)
    restore(tmp_path / "b.zip")
    assert Unit.objects.filter(name="云溪高新区").exists()
