"""What the commands write, and what they never write over."""

import os
from pathlib import Path

import pytest
from command import PLAN, run

import gongwen.commands.files


def test_a_file_is_written_whole_and_nothing_when_nothing_was_read(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = plan.with_name("台账.csv")
    assert run(monkeypatch, "read", plan, "--format", "csv", "-o", out) == 0
    before = out.read_bytes()
    assert run(monkeypatch, "read", plan.with_name("没有.txt"), "--format", "csv", "-o", out) == 1
    assert out.read_bytes() == before
    assert sorted(file.name for file in plan.parent.iterdir()) == ["台账.csv", "方案.txt"]


def test_a_folder_takes_one_file_a_document(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = plan.with_name("另一份.txt")
    other.write_text(PLAN, encoding="gb18030")
    out = plan.with_name("结果")
    out.mkdir()
    assert run(monkeypatch, "read", plan, other, "-o", out) == 0
    assert sorted(file.name for file in out.iterdir()) == ["另一份.json", "方案.json"]


def test_a_document_is_never_written_over(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    other, table = plan.with_name("另一份.txt"), plan.with_name("旧稿.md")
    other.write_text(PLAN, encoding="utf-8")
    table.write_text(PLAN, encoding="utf-8")
    for words in (
        ("read", plan, "-o", plan),
        ("read", table, "--format", "markdown", "-o", table.parent),
        ("slogans", other, plan, "-o", plan.parent / "." / "方案.txt"),
        ("align", other, other, "--context", plan, "-o", plan),
        ("diff", other, plan, "-o", plan),
        ("compare", f"{other}=2026-01-05", other, "--superior", plan, "-o", plan),
        ("trend", f"{plan}=2026-01-05", "-o", plan),
        ("emphasis", f"{plan}=2026-01-05", f"{plan}=2027-01-05", "-o", plan),
    ):
        assert run(monkeypatch, *words) == 2
        assert "会覆盖要读的" in capfd.readouterr().err
    assert plan.read_text(encoding="utf-8") == table.read_text(encoding="utf-8") == PLAN


def test_two_documents_of_one_name_do_not_take_each_others_place(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    out = plan.with_name("结果")
    out.mkdir()
    namesake = out / "方案.txt"
    namesake.write_text("建设3个驿站。", encoding="utf-8")
    assert run(monkeypatch, "read", plan, namesake, "-o", out) == 2
    assert "方案.json，互相覆盖" in capfd.readouterr().err
    assert [file.name for file in out.iterdir()] == ["方案.txt"]


@pytest.mark.parametrize(
    ("name", "head"), [("a.html", b"<!DOCTYPE"), ("a.CSV", b"\xef\xbb\xbf"), ("a.jsonl", b'{"schema":1'), ("a", b"{\n")]
)
def test_the_name_of_the_output_says_its_format(
    name: str, head: bytes, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, "read", "-o", plan.with_name(name), plan) == 0
    assert plan.with_name(name).read_bytes().startswith(head)
    assert run(monkeypatch, "read", plan, "--format", "markdown", "-o", plan.with_name(name)) == 0
    assert plan.with_name(name).read_bytes().startswith(b"# ")


@pytest.mark.parametrize("suffix", [".pdf", ".DOCX", ".xlsx"])
def test_an_office_file_is_not_promised_by_its_suffix(
    suffix: str, plan: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "read", plan, "-o", plan.with_name(f"台账{suffix}")) == 2
    assert "-o 的后缀请用 .json、" in capfd.readouterr().err
    assert [file.name for file in plan.parent.iterdir()] == ["方案.txt"]


def test_an_output_that_cannot_be_written_is_told(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "read", plan, "-o", plan.parent / "没有" / "台账.json") == 2
    assert "台账.json（没有这个文件夹）" in capfd.readouterr().err
    assert run(monkeypatch, "read", plan, "-o", f"{plan.parent}/没有/") == 2
    assert "没有/ 不存在。请先建好" in capfd.readouterr().err
    assert run(monkeypatch, "diff", plan, plan, "-o", plan.parent) == 2
    assert "是一个文件夹" in capfd.readouterr().err
    assert [file.name for file in plan.parent.iterdir()] == ["方案.txt"]


def test_what_broke_off_leaves_no_half_a_file(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(gongwen.commands.files, "read", stopped)
    assert run(monkeypatch, "read", plan, "-o", plan.with_name("台账.json")) == 130
    assert [file.name for file in plan.parent.iterdir()] == ["方案.txt"]


def test_an_output_that_is_no_file_is_not_replaced_by_one(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = plan.with_name("管道")
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert run(monkeypatch, "diff", plan, plan, "-o", pipe) == 0
    assert os.read(end, 10_000).decode().startswith("# 新旧对照")
    os.close(end)
    assert pipe.is_fifo()
