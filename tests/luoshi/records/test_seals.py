"""What a seal finds that a chain alone cannot, when it is made, and what happens to the key."""

import datetime as dt
import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from people import People, browser_of, draft, take_to, task_in

from luoshi.core import chain, clock
from luoshi.core.models import Counter
from luoshi.core.refusal import Refused
from luoshi.records.audit import Count, verify
from luoshi.records.flow import apply_transition
from luoshi.records.models import Event, Record, Seal
from luoshi.records.seals import mac, make_key, read_key, seal
from luoshi.supervision.jobs import JOBS
from luoshi.supervision.models import JobRun, Outcome
from luoshi.supervision.scheduler import tick


@pytest.fixture
def key(settings: Any, tmp_path: Path) -> Path:
    settings.LUOSHI_SEAL_KEY = tmp_path / "seal.key"
    make_key()
    return tmp_path / "seal.key"


def breaks() -> list[str]:
    return [str(found) for found in verify(Count())]


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def cut(record: Record, last: int) -> None:
    """Remove what came after event ``last``, and make the record's columns agree: the chain alone stays whole."""
    later = "(SELECT id FROM records_event WHERE record_id = %s AND seq > %s)"
    for table in ("records_evidence", "records_signature"):
        sql(f"DELETE FROM {table} WHERE event_id IN {later}", record.pk, last)  # noqa: S608
    sql("DELETE FROM records_event WHERE record_id = %s AND seq > %s", record.pk, last)
    left = record.events.order_by("seq").last()
    if left:
        Record.objects.filter(pk=record.pk).update(version=last - 1, state=left.values["state"])
        for unit, _part, signed, answered in left.values["parts"]:
            record.assignments.filter(unit=unit).update(acknowledged_on=signed, answered_on=answered)


def remove(record: Record) -> None:
    cut(record, 0)
    Record.objects.get(pk=record.pk).delete()


def rewrite(event: Event, was: str, now: str) -> None:
    """Change the event and everything that hangs on it, as someone who knows the code would."""
    for link in event.record.events.filter(seq__gte=event.seq):
        before = event.record.events.filter(seq=link.seq - 1).values_list("hash", flat=True).first() or ""
        text = link.text.replace(was, now)
        label = link.label.replace(was, now)
        new = chain.link(before, text, link.algorithm)
        sql(
            "UPDATE records_event SET text = %s, label = %s, previous = %s, hash = %s WHERE id = %s",
            text, label, before, new, link.pk,
        )  # fmt: skip


def test_a_deleted_tail_is_found_though_everything_else_was_made_to_agree(people: People, key: Path) -> None:
    record = task_in("closed", people)
    seal()
    cut(record, 4)
    assert breaks() == [f"事项 {record}：封存时有 7 条办理记录，现在只有 4 条，后面的被删除。"]


def test_without_a_seal_nobody_could_tell(people: People, key: Path) -> None:
    cut(task_in("closed", people), 4)
    assert breaks() == []


def test_a_record_deleted_whole_is_named_by_its_code(people: People, key: Path) -> None:
    record, other = task_in("closed", people), task_in("working", people, "改造中试车间")
    seal()
    remove(record)
    assert breaks() == [f"事项 {record.code}（内部编号 {record.pk}）：整个事项被删除，封存时有 7 条办理记录。"]
    assert other.events.exists()


def test_a_later_seal_does_not_cover_up_what_an_earlier_one_saw(people: People, key: Path) -> None:
    gone, shortened = task_in("closed", people), task_in("closed", people, "改造中试车间")
    seal()
    remove(gone)
    cut(shortened, 4)
    seal()
    found = breaks()
    assert len(found) == 2
    assert "后面的被删除" in found[0]
    assert "整个事项被删除" in found[1]


def test_a_history_written_anew_from_some_point_is_found(people: People, key: Path) -> None:
    record = task_in("working", people)
    seal()
    apply_transition(record, "submit", people.li, summary="已全部完成。")
    rewrite(record.events.get(seq=2), "审定交办", "退回修改")
    [found] = breaks()
    assert "第 4 条" in found
    assert "与封存时不是同一条" in found


def test_work_that_goes_on_after_a_seal_is_no_break(people: People, key: Path) -> None:
    record = task_in("working", people)
    seal()
    take_to(draft(people, "改造中试车间"), "closed", people)
    apply_transition(record, "submit", people.li, summary="已全部完成。")
    assert breaks() == []
    seal()
    assert breaks() == []


def test_a_seal_holds_only_what_moved_since_the_last(people: People, key: Path) -> None:
    record, other = task_in("working", people), draft(people, "改造中试车间")
    first = seal()
    apply_transition(record, "submit", people.li, summary="已全部完成。")
    second = seal()
    assert [row[0] for row in first.heads] == [record.pk, other.pk]
    assert [(row[0], row[2]) for row in second.heads] == [(record.pk, 5)]
    assert (second.number, second.records, second.events) == (2, 2, 6)
    assert seal().heads == []


@pytest.mark.parametrize(
    "changes",
    [{"heads": []}, {"records": 7}, {"events": 7}, {"made_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}, {"digest": ""}],
    ids=str,
)
def test_a_changed_seal_is_found(changes: dict[str, Any], people: People, key: Path) -> None:
    draft(people)
    seal()
    Seal.objects.update(**changes)
    [found] = breaks()
    assert "第 1 次封存（" in found
    assert "校验码不符" in found


def test_a_seal_made_under_another_key_is_found(people: People, key: Path) -> None:
    draft(people)
    made = seal()
    made.heads = []
    Seal.objects.update(heads=[], mac=mac(made, b"guessed"))
    assert "校验码不符" in breaks()[0]


def test_deleted_seals_are_found(people: People, key: Path) -> None:
    draft(people)
    for _n in range(3):
        seal()
    Seal.objects.filter(number=3).delete()
    assert breaks() == ["封存：共封存过 3 次，只剩 2 次，最后的被删除。"]
    Seal.objects.filter(number=1).delete()
    assert "缺第 1 次封存" in breaks()[0]


def test_seals_deleted_with_their_counter_are_found_by_the_code_an_auditor_kept(people: People, key: Path) -> None:
    draft(people)
    made = [seal() for _n in range(2)]
    call_command("verify", seal=made[1].mac, stdout=StringIO())
    Seal.objects.filter(number=2).delete()
    Counter.objects.filter(name="seal").update(value=1)
    call_command("verify", seal=made[0].mac, stdout=StringIO())
    said = StringIO()
    with pytest.raises(CommandError, match="发现 1 处断点"):
        call_command("verify", seal=made[1].mac, stdout=said)
    assert "在库里找不到" in said.getvalue()


def test_without_its_key_a_seal_cannot_vouch_and_that_is_said(people: People, key: Path) -> None:
    draft(people)
    seal()
    kept = read_key()
    key.unlink()
    assert breaks() == [f"封存：找不到密钥 {key}，不能核对校验码。"]
    with pytest.raises(Refused, match="请由审计员放回原来的密钥"):
        seal()
    with pytest.raises(CommandError, match="请由审计员放回原来的密钥"):
        call_command("seal")
    assert not key.exists()
    assert Counter.objects.get(name="seal").value == 1
    key.write_bytes(kept or b"")
    assert breaks() == []


def test_the_first_seal_makes_the_key_says_it_once_and_keeps_it_for_its_owner(
    people: People, settings: Any, tmp_path: Path
) -> None:
    settings.LUOSHI_SEAL_KEY = tmp_path / "elsewhere.key"
    first, second = StringIO(), StringIO()
    call_command("seal", stdout=first)
    call_command("seal", stdout=second)
    key = (tmp_path / "elsewhere.key").read_text().strip()
    assert len(key) > 40
    assert key in first.getvalue()
    assert key not in second.getvalue()
    assert stat.S_IMODE((tmp_path / "elsewhere.key").stat().st_mode) == 0o600
    assert "第 2 次封存" in second.getvalue()


def test_the_key_stands_nowhere_in_the_database(people: People, key: Path) -> None:
    draft(people)
    made = seal()
    assert key.read_text().strip() not in str(vars(made))


def test_every_day_is_sealed_once_however_often_the_scheduler_looks(people: People, key: Path) -> None:
    draft(people)
    morning = dt.date(2026, 11, 23)
    for day in (morning, morning + dt.timedelta(days=1)):
        with clock.at(day):
            tick()
            tick()
    assert [timezone.localdate(made.made_at) for made in Seal.objects.all()] == [
        morning,
        morning + dt.timedelta(days=1),
    ]


def test_an_office_without_a_key_is_not_sealed(people: People, settings: Any, tmp_path: Path) -> None:
    settings.LUOSHI_SEAL_KEY = tmp_path / "seal.key"
    tick()
    assert not Seal.objects.exists()


@pytest.mark.parametrize("spoil", [Path.unlink, lambda key: (key.unlink(), key.mkdir())], ids=["gone", "unreadable"])
def test_a_daily_seal_that_cannot_be_made_is_shown_and_keeps_nothing_else_from_its_day(
    spoil: Any, people: People, key: Path
) -> None:
    with clock.at(dt.date(2026, 11, 23)):
        seal()
    spoil(key)
    with clock.at(dt.date(2026, 11, 24)):
        tick()
        assert browser_of(people.wang).get(reverse("home")).status_code == 200
    assert Seal.objects.count() == 1
    failed = JobRun.objects.get(outcome=Outcome.FAILED)
    assert failed.job == "seal"
    assert str(key) in failed.told
    assert JobRun.objects.filter(outcome=Outcome.DONE).count() == len(JOBS) - 1
