"""What `luoshi verify` finds, and in which words. The rows are changed behind the site's back, as by SQL."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from people import People, draft, task_in

from luoshi.core import chain
from luoshi.records.actions import NewTask, create_task
from luoshi.records.audit import Break, Count, verify
from luoshi.records.flow import apply_transition, take_back
from luoshi.records.models import Event, Evidence, Record, Signature


@pytest.fixture(autouse=True)
def places(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "evidence"
    settings.LUOSHI_SEAL_KEY = tmp_path / "seal.key"


def breaks() -> list[str]:
    return [str(found) for found in verify(Count())]


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def change(event: Event, column: str, value: Any) -> None:
    sql(f"UPDATE records_event SET {column} = %s WHERE id = %s", value, event.pk)  # noqa: S608


def with_photo(people: People) -> Record:
    record = task_in("acknowledged", people)
    photo = SimpleUploadedFile("现场.jpg", b"\xff\xd8 not really a photo")
    apply_transition(record, "report", people.li, progress_note="已完成选址。", evidence=[photo])
    return record


@pytest.mark.parametrize("state", ["draft", "closed", "returned", "suspended", "withdrawn"])
def test_what_the_site_wrote_has_no_break(state: str, people: People) -> None:
    task_in(state, people)
    assert breaks() == []


def test_two_records_of_one_number_are_told_apart(people: People) -> None:
    """Two zones number their tasks alike; steps on either come in between those on the other."""
    here = task_in("assigned", people)
    there = create_task(NewTask(title="建设驿站", wording="建设驿站。"), people.zhou)
    assert here.code == there.code
    apply_transition(here, "acknowledge", people.li)
    apply_transition(there, "amend", people.zhou, title="建设两个驿站")
    assert breaks() == []


def test_every_kind_of_answer_stands_the_way_through_the_database(people: People) -> None:
    record = with_photo(people)
    take_back(record, people.li)
    apply_transition(record, "plan", people.wang, milestone_title="开工", milestone_due=record.due)
    count = Count()
    assert list(verify(count)) == []
    assert (count.records, count.events, count.files) == (1, 6, 1)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("label", "核查通过", "动作名称与留痕原文不符：原为“报送进展”，现为“核查通过”。"),
        ("transition", "close", "动作与留痕原文不符：原为“report”，现为“close”。"),
        ("answers", '{"progress_note": "全部完成。"}', "填报内容（evidence_link）与留痕原文不符"),
        ("happened_at", "2026-01-01 00:00:00+00:00", "发生时间与留痕原文不符：原为“2026-"),
        ("text", "{}", "留痕原文与校验值不符"),
        ("hash", "0" * 64, "留痕原文与校验值不符"),
        ("previous", "0" * 64, "与上一条接不上"),
        ("algorithm", "rot13", "算法 rot13 本机不认识"),
        ("seq", 9, "缺这一条，后面直接是第 9 条。"),
    ],
)
def test_a_changed_row_is_named(column: str, value: Any, said: str, people: People) -> None:
    record = task_in("working", people)
    task_in("working", people, "改造中试车间")
    change(record.events.get(seq=4), column, value)
    [found] = breaks()
    assert re.match(rf"事项 {record} 第 4 条.*：{said}", found)


@pytest.mark.parametrize(
    ("column", "value"),
    [("happened_at", "gestern"), ("happened_at", "2026-13-41 00:00:00"), ("happened_at", b"\xff"), ("label", b"\xff")],
)
def test_what_nobody_can_read_is_named_where_a_database_takes_it(column: str, value: Any, people: People) -> None:
    record = task_in("working", people)
    if connection.vendor == "postgresql" and column == "happened_at":
        with pytest.raises(DatabaseError), transaction.atomic():
            change(record.events.get(seq=3), column, value)
        return
    change(record.events.get(seq=3), column, value)
    [found] = breaks()
    assert re.match(rf"事项 {record.code}.* 第 3 条", found)


def test_only_the_first_break_of_a_record_is_named_and_of_every_record(people: People) -> None:
    records = [task_in("closed", people, title) for title in ("建设概念验证中心", "改造中试车间")]
    for record in records:
        for event in record.events.all()[1:3]:
            change(event, "label", "签收二")
    assert [text.split("（")[0] for text in breaks()] == [f"事项 {record} 第 2 条" for record in records]


def test_a_row_changed_together_with_its_text_and_hash_breaks_the_next_link(people: People) -> None:
    record = task_in("working", people)
    event = record.events.get(seq=2)
    text = event.text.replace("审定交办", "核查通过")
    change(event, "label", "核查通过")
    change(event, "text", text)
    change(event, "hash", chain.link(event.previous, text, event.algorithm))
    [found] = breaks()
    assert re.search("第 3 条.*与上一条接不上", found)


def test_another_name_under_a_step_is_found(people: People) -> None:
    record = task_in("working", people)
    Signature.objects.filter(event=record.events.last()).update(person_name="赵静")
    [found] = breaks()
    assert "签名（单位、姓名、职务）与办理时不符" in found


@pytest.mark.parametrize("how", ["blanked", "deleted"])
def test_an_erased_signature_still_verifies_and_is_counted(how: str, people: People) -> None:
    record = task_in("working", people)
    signature = Signature.objects.filter(event=record.events.last())
    if how == "deleted":
        signature.delete()
    else:
        signature.update(person_name="", unit_name="", role_name="", salt="")
    count = Count()
    assert list(verify(count)) == []
    assert count.erased == 1


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("state", "closed", "事项的状态与办理记录不符：记录为“working”，现为“closed”。"),
        ("due", "2027-12-31", "事项的完成时限与办理记录不符：记录为“2026-12-31”，现为“2027-12-31”。"),
        ("title", "研究概念验证中心", "事项的标题与办理记录不符"),
        ("wording", "研究建设。", "事项的原句与办理记录不符"),
        ("version", 7, "事项的办理次数与办理记录不符：记录为“3”，现为“7”。"),
    ],
)
def test_a_record_dressed_up_behind_its_events_is_found(column: str, value: Any, said: str, people: People) -> None:
    record = task_in("working", people)
    Record.objects.filter(pk=record.pk).update(**{column: value})
    [found] = breaks()
    assert said in found


def test_changed_missing_and_swapped_evidence_is_found(people: People, tmp_path: Path) -> None:
    record = with_photo(people)
    row = record.evidence.get()
    path = Path(row.file.path)
    kept = path.read_bytes()
    path.write_bytes(b"\xff\xd8 another photo")
    assert "第 4 条" in breaks()[0]
    assert "佐证“现场.jpg”的内容与交来时不同" in breaks()[0]
    path.unlink()
    assert "佐证“现场.jpg”的文件不见了" in breaks()[0]
    path.write_bytes(kept)
    assert breaks() == []
    Evidence.objects.update(file="../seal.key")
    assert "佐证“现场.jpg”指向别的文件" in breaks()[0]


def test_evidence_added_or_taken_away_behind_the_steps_is_found(people: People) -> None:
    record = with_photo(people)
    row = record.evidence.get()
    Evidence.objects.create(record=record, name="补.jpg", sha256="0" * 64, event=row.event)
    assert "佐证与办理时不符" in breaks()[0]
    Evidence.objects.exclude(pk=row.pk).update(event=None)
    assert breaks() == [f"事项 {record}：佐证“补.jpg”不属于任何一条办理记录。"]


def test_a_changed_link_is_found(people: People) -> None:
    Evidence.objects.filter(record=task_in("working", people)).update(link="https://example.org/other")
    assert "的链接被改动" in breaks()[0]


def test_a_record_without_any_event_left_is_found(people: People) -> None:
    record = draft(people)
    Signature.objects.all().delete()
    sql("DELETE FROM records_event")
    assert breaks() == [f"事项 {record}：办理记录全部被删除。"]


def test_the_command_ends_with_a_count_and_fails_on_a_break(people: People) -> None:
    record = task_in("working", people)
    said = StringIO()
    call_command("verify", stdout=said)
    assert said.getvalue().splitlines() == [
        "还没有封存过：截掉末尾、整条删除查不出来。请运行 luoshi seal。",
        "没有断点。核对事项 1 个、办理记录 4 条、佐证 1 份、封存 0 次、审计日志 0 条；签名已删除 0 处。",
    ]
    change(record.events.get(seq=2), "label", "签收")
    with pytest.raises(CommandError, match="发现 1 处断点。核对事项 1 个、办理记录 4 条") as failure:
        call_command("verify", stdout=said)
    assert failure.value.returncode == 1
    assert "第 2 条" in said.getvalue()


def test_a_break_is_one_line() -> None:
    assert str(Break("事项 2026-0001", "缺这一条。")) == "事项 2026-0001：缺这一条。"
