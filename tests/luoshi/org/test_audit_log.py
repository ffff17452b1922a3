"""The log of who signed in, was given what, took out or looked at what: complete, chained, for 审计员 alone."""

import datetime as dt
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from people import People, appoint, browser_of, task_in
from workbook import rows_of

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.audit_log import note
from luoshi.org.models import AuditEntry, Kind
from luoshi.org.roles import Role
from luoshi.records.audit import Count, verify
from luoshi.records.models import Evidence, Seal
from luoshi.records.seals import make_key, seal


@pytest.fixture
def log(people: People, settings: Any, tmp_path: Path) -> list[AuditEntry]:
    settings.LUOSHI_SEAL_KEY = tmp_path / "seal.key"
    return [note(Kind.LOCKED, post=people.security, about=people.li.person, why=str(n)) for n in range(4)]


def breaks() -> list[str]:
    return [str(found) for found in verify(Count())]


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("log")
def test_an_untouched_log_has_no_break() -> None:
    count = Count()
    assert list(verify(count)) == []
    assert count.log == 4


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("tampering", "said"),
    [
        ("UPDATE org_auditentry SET address = '10.0.0.1' WHERE number = 2", "第 2 条.*与日志原文不符"),
        ("UPDATE org_auditentry SET about_id = NULL WHERE number = 2", "第 2 条.*与日志原文不符"),
        ("UPDATE org_auditentry SET text = '{}' WHERE number = 3", "第 3 条.*二者之一被改动"),
        ("DELETE FROM org_auditentry WHERE number = 2", "第 2 条：缺这一条，后面直接是第 3 条"),
        ("DELETE FROM org_auditentry WHERE number = 4", "共写过 4 条，只剩 3 条"),
        ("DELETE FROM org_auditentry", "共写过 4 条，只剩 0 条"),
    ],
)
def test_tampering_is_found_and_the_line_named(tampering: str, said: str) -> None:
    sql(tampering)
    (found,) = breaks()
    assert re.search(said, found), found


def test_a_sealed_log_shows_a_deleted_tail_even_where_the_count_was_mended(log: list[AuditEntry]) -> None:
    make_key()
    made = seal()
    assert (made.records, made.events, made.heads) == (0, 0, [[0, "", 4, log[-1].hash]])
    sql("DELETE FROM org_auditentry WHERE number > 2")
    sql("UPDATE core_counter SET value = 2 WHERE name = 'audit log'")
    assert breaks() == ["审计日志：共写过 4 条，只剩 2 条，最后的被删除。"]


@pytest.mark.usefixtures("log")
def test_a_log_written_anew_after_a_seal_is_found(people: People) -> None:
    make_key()
    seal()
    sql("DELETE FROM org_auditentry")
    sql("UPDATE core_counter SET value = 0 WHERE name = 'audit log'")
    for _n in range(4):
        note(Kind.UNLOCKED, post=people.security)
    assert "整体改写" in breaks()[0]


def test_no_line_is_changed_or_taken_out_by_the_program(log: list[AuditEntry]) -> None:
    log[0].address = "elsewhere"
    with pytest.raises(Refused, match="只能追加"):
        log[0].save()
    with pytest.raises(Refused, match="只能追加"):
        AuditEntry.objects.filter(pk=log[0].pk).update(address="elsewhere")
    with pytest.raises(Refused, match="只能追加"):
        AuditEntry.objects.all().delete()


def last() -> AuditEntry:
    found = AuditEntry.objects.order_by("number").last()
    assert found
    return found


def test_an_export_is_kept_with_its_filter_rows_and_the_hash_of_the_file(people: People) -> None:
    task_in("working", people)
    answer = browser_of(people.wang).get("/reports/task-sheet.xlsx?scope=open")
    entry = last()
    assert (entry.kind, entry.person, entry.post) == (Kind.EXPORT, people.wang.person, people.wang)
    assert entry.details["asked"] == "范围：在办"
    assert entry.details["rows"] == 1
    assert entry.details["sha256"] == hashlib.sha256(answer.content).hexdigest()


def test_a_downloaded_piece_of_evidence_is_kept(people: People, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    record = task_in("working", people)
    row = Evidence.objects.create(
        record=record, event=record.events.last(), name="a.txt", sha256="ab" * 32, file=SimpleUploadedFile("x", b"abc")
    )
    browser_of(people.li).get(f"/evidence/{row.pk}/")
    assert (last().kind, last().details["sha256"], last().person) == (Kind.DOWNLOAD, "ab" * 32, people.li.person)


def test_a_change_of_what_holds_for_all_is_kept(people: People) -> None:
    browser_of(people.system).post("/holidays/2026/", {"published": "1"})
    assert (last().kind, last().details["year"]) == (Kind.SETTING, 2026)


def test_a_refused_marked_file_is_kept_without_a_word_of_it(people: People) -> None:
    browser_of(people.wang).post(
        "/intake/hand-in/", {"text": "机密★10年\n关于测试的通知\n请照办。", "title": "保密的标题"}
    )
    assert (last().kind, last().person, last().details) == (Kind.MARKED, people.wang.person, {})


@pytest.mark.parametrize(("path", "what"), [("/organisation/", "单位人员名单"), ("person", "人员资料")])
def test_looking_at_personal_data_is_kept(path: str, what: str, people: People) -> None:
    url = f"/organisation/people/{people.li.person_id}/" if path == "person" else path
    browser_of(people.system).get(url)
    assert (last().kind, last().person, last().details["what"]) == (Kind.LOOK, people.system.person, what)
    assert last().about == (people.li.person if path == "person" else None)


def test_the_page_shows_who_did_what_to_whom(people: People) -> None:
    browser_of(people.security).post(f"/organisation/people/{people.li.person_id}/deactivate/")
    page = browser_of(people.auditor).get("/audit-log/").content.decode()
    assert "停用账号" in page
    assert "秦岚（督查室 安全管理员）" in page
    assert "李强" in page


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 4),
        ("kind=locked", 4),
        ("kind=export", 0),
        ("person={li}", 4),
        ("person={sun}", 0),
        ("first=2999-01-01", 0),
        ("last=1999-01-01", 0),
        ("last=9999-12-31", 4),
        ("kind=nonsense&person=999999999999999999999&first=x&page=10000000000", 4),
    ],
)
def test_the_page_finds_by_person_kind_and_day_and_survives_nonsense(query: str, count: int, people: People) -> None:
    asked = query.format(li=people.li.person_id, sun=people.sun.person_id)
    answer = browser_of(people.auditor).get(f"/audit-log/?{asked}")
    assert answer.context["page"].paginator.count == count


def test_another_zones_lines_are_not_seen_and_tries_with_unknown_accounts_are(people: People) -> None:
    elsewhere = appoint("bieqv", "别区安全员", people.other_zone, Role.SECURITY)
    note(Kind.LOCKED, post=elsewhere)
    note(Kind.SIGN_IN_REFUSED)
    shown = browser_of(people.auditor).get("/audit-log/").context["page"]
    assert [entry.kind for entry in shown] == [Kind.SIGN_IN_REFUSED]


def test_the_log_is_taken_out_as_a_sheet_and_that_is_kept_too(people: People) -> None:
    with clock.at(dt.date(2026, 3, 2)):
        note(Kind.LOCKED, post=people.security, about=people.li.person)
        answer = browser_of(people.auditor).get("/reports/audit-log.xlsx?kind=locked")
    rows = rows_of(answer.content, "审计日志")
    assert rows[2][:3] == ["序号", "时间", "事项"]
    assert rows[3][:5] == [1, "2026-03-02 10:00:00", "停用账号", "秦岚（督查室 安全管理员）", "李强"]
    assert (last().kind, last().details["asked"], last().details["rows"]) == (Kind.EXPORT, "事项：停用账号", 1)


def test_the_auditor_sees_every_seal_and_its_code(people: People, settings: Any, tmp_path: Path) -> None:
    settings.LUOSHI_SEAL_KEY = tmp_path / "seal.key"
    make_key()
    task_in("working", people)
    made = seal()
    page = browser_of(people.auditor).get("/seals/").content.decode()
    assert made.mac in page
    assert Seal.objects.visible_to(people.security).count() == 0
