"""``gongwen many`` as who runs it sees it."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from plans import ENVIRONMENT, start, until, write_plans

import gongwen.cli
import gongwen.many.run
from gongwen import read
from gongwen.many import kept, work
from gongwen.many.edition import edition

Many = Callable[..., tuple[int, str]]


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Many:
    """Runs the command; its exit status, and what it said."""

    def run(*words: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["gongwen", "many", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            gongwen.cli.main()
        return int(ended.value.code or 0), capfd.readouterr().err

    return run


@pytest.fixture
def batches_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "MOST", 2)
    monkeypatch.setattr(kept, "MOST", 3)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources of the documents that are read, as they are."""
    seen: list[str] = []

    def noting(data: bytes, *, published: dt.date | None, name: str) -> object:
        seen.append(name)
        return read(data, published=published, name=name)

    monkeypatch.setattr(work, "read", noting)
    return seen


def rows(table: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pq.read_table(table).to_pylist()
    return found


def test_each_document_is_a_row_and_nothing_of_its_reading_is_lost(plans: Path, tmp_path: Path, many: Many) -> None:
    table = tmp_path / "全部.parquet"
    status, said = many(plans, "--into", table, "--published", "2026-03-20")
    assert (status, "8 份公文" in said) == (0, True)
    assert [row["source"] for row in rows(table)] == [f"{part}/{n:03}.txt" for part in "乙甲" for n in range(4)]
    first = rows(table)[0]
    expected = read((plans / "乙" / "000.txt").read_bytes(), published=dt.date(2026, 3, 20), name="乙/000.txt")
    assert json.loads(str(first["reading"])) == json.loads(json.dumps(expected.to_dict()))
    assert (first["title"], first["number"], first["date"]) == (expected.title, expected.number, expected.date)
    assert set(tmp_path.iterdir()) == {plans, table}


@pytest.mark.usefixtures("batches_of_two")
def test_several_processes_make_the_same_table_byte_by_byte(plans: Path, tmp_path: Path, many: Many) -> None:
    assert many(plans, "--into", tmp_path / "一.parquet")[0] == 0
    assert many(plans, "--into", tmp_path / "二.parquet", "--jobs", 2)[0] == 0
    assert (tmp_path / "一.parquet").read_bytes() == (tmp_path / "二.parquet").read_bytes()


def test_what_cannot_be_read_is_a_row_that_says_why(plans: Path, tmp_path: Path, many: Many) -> None:
    (plans / "乙" / "扫描件.txt").write_bytes(b"%PDF-1.7")
    (plans / "甲" / "断了.txt").symlink_to("没有这个文件")
    table = tmp_path / "全部.parquet"
    status, said = many(plans, "--into", table)
    assert status == 1
    assert "乙/扫描件.txt：内容是 PDF，不是文本" in said
    assert "2 份没能读，原因写在表的 error 一列。" in said
    refused = {row["source"]: row["error"] for row in rows(table) if row["error"]}
    assert list(refused) == ["乙/扫描件.txt", "甲/断了.txt"]
    assert "找不到这个文件" in str(refused["甲/断了.txt"])
    assert len(rows(table)) == 10


def test_of_very_many_that_cannot_be_read_the_first_are_told(plans: Path, tmp_path: Path, many: Many) -> None:
    for number in range(7):
        (plans / f"图{number}.txt").write_bytes(b"\x89PNG")
    said = many(plans, "--into", tmp_path / "全部.parquet")[1]
    assert said.count("PNG 图片") == 5
    assert "7 份没能读，原因写在表的 error 一列（上面是前 5 份）。" in said


@pytest.mark.usefixtures("batches_of_two")
def test_only_what_changed_is_read_again(plans: Path, tmp_path: Path, many: Many, reads: list[str]) -> None:
    table, anew = tmp_path / "全部.parquet", tmp_path / "另读.parquet"
    many(plans, "--into", table)
    (plans / "乙" / "001.txt").write_text("建设5个驿站。", encoding="utf-8")
    (plans / "甲" / "002.txt").unlink()
    (plans / "新来.txt").write_text("建设6个驿站。", encoding="utf-8")
    reads.clear()
    assert many(plans, "--into", table)[0] == 0
    assert sorted(reads) == ["乙/001.txt", "新来.txt"]
    many(plans, "--into", anew)
    assert table.read_bytes() == anew.read_bytes()


@pytest.mark.usefixtures("batches_of_two")
def test_another_edition_or_day_reads_all_anew_and_says_so(
    plans: Path, tmp_path: Path, many: Many, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "全部.parquet"
    many(plans, "--into", table)
    assert "上次读的 8 份重新读" in many(plans, "--into", table, "--published", "2026-03-20")[1]
    for place in (gongwen.many.run, work):
        monkeypatch.setattr(place, "edition", lambda _: "另一版")
    reads.clear()
    assert "gongwen 或 --published 与上次的不同，上次读的 8 份重新读。" in many(plans, "--into", table)[1]
    assert len(reads) == 8


def test_a_folder_of_nothing_and_places_for_no_table_are_refused(plans: Path, tmp_path: Path, many: Many) -> None:
    empty, table = tmp_path / "空", tmp_path / "全部.parquet"
    (empty / ".git").mkdir(parents=True)
    (empty / ".git" / "HEAD").write_text("x")
    for words, said in (
        ((empty, "--into", table), "没有找到文件"),
        ((plans, "--into", tmp_path / "表.csv"), "要以 .parquet 结尾"),
        ((plans, "--into", tmp_path / "没有" / "表.parquet"), "所在的文件夹"),
        ((plans,), "缺少参数 --into"),
        ((plans, tmp_path / "没有", "--into", table), "没有。请检查路径。"),
        ((plans, "--into", table, "--jobs", 2, "--cluster", "local"), "请只写一个"),
        ((plans, "--into", table, "--cluster", "云上"), "不是地址"),
        ((plans, "--into", table, "--cluster", "127.0.0.1:9"), "连不上集群 127.0.0.1:9"),
    ):
        status, told = many(*words)
        assert (status, said in told) == (2, True), told
    (tmp_path / "夹.parquet").mkdir()
    assert "是一个文件夹" in many(plans, "--into", tmp_path / "夹.parquet")[1]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["公文", "空", "夹.parquet"])


def test_a_table_of_other_documents_is_not_written_over(plans: Path, tmp_path: Path, many: Many) -> None:
    others, table = tmp_path / "别处", tmp_path / "全部.parquet"
    others.mkdir()
    (others / "纪要.txt").write_text("建设5个驿站。", encoding="utf-8")
    many(others, "--into", table)
    before = table.read_bytes()
    status, said = many(plans, "--into", table)
    assert (status, "另一批公文的表" in said, table.read_bytes()) == (2, True, before)
    table.write_text("不是表")
    assert "不是 gongwen many 写的表" in many(plans, "--into", table)[1]
    assert table.read_text() == "不是表"


def test_a_table_inside_the_folder_is_not_taken_for_a_document(plans: Path, many: Many) -> None:
    table = plans / "全部.parquet"
    many(plans, "--into", table)
    assert many(plans, "--into", table)[0] == 0
    assert len(rows(table)) == 8


@pytest.mark.usefixtures("batches_of_two")
def test_a_run_that_was_stopped_is_taken_up_where_it_stopped(
    plans: Path, tmp_path: Path, many: Many, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table, anew, parts = tmp_path / "全部.parquet", tmp_path / "另读.parquet", tmp_path / "全部.parquet.parts"
    with monkeypatch.context() as patched:
        patched.setattr(work, "read", stopping_after(5))
        status, said = many(plans, "--into", table)
    assert (status, f"读过的留在 {parts}，再运行同一命令就接着读。" in said, table.exists()) == (130, True, False)
    cut = next(parts.glob("*.parquet"))
    cut.write_bytes(cut.read_bytes()[:100])  # the power went before the disk had it
    assert many(plans, "--into", table)[0] == 0
    assert len(reads) == 8 - 2  # of two parts one was whole
    many(plans, "--into", anew)
    assert table.read_bytes() == anew.read_bytes()


def stopping_after(count: int) -> Callable[..., object]:
    left = iter(range(count))

    def reading(data: bytes, *, published: dt.date | None, name: str) -> object:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return read(data, published=published, name=name)

    return reading


def test_a_killed_run_leaves_nobody_behind_and_is_taken_up(tmp_path: Path, many: Many) -> None:
    plans, table, anew = write_plans(tmp_path / "公文", 400), tmp_path / "全部.parquet", tmp_path / "另读.parquet"
    running, workers = started(plans, table)
    running.kill()
    running.wait()
    until(lambda: not any(map(alive, workers)))
    assert not table.exists()
    assert many(plans, "--into", table)[0] == 0
    many(plans, "--into", anew)
    assert table.read_bytes() == anew.read_bytes()


def test_a_killed_worker_is_told_and_what_was_read_is_kept(tmp_path: Path, many: Many) -> None:
    plans, table = write_plans(tmp_path / "公文", 400), tmp_path / "全部.parquet"
    running, workers = started(plans, table)
    os.kill(workers[-1], signal.SIGKILL)
    said = running.communicate()[1]
    assert running.returncode == 2
    assert f"没有做完。读过的留在 {table}.parts" in said
    assert "读文件的进程意外退出，可能是内存不够。请减小 --jobs 再试。" in said
    assert many(plans, "--into", table)[0] == 0
    assert len(rows(table)) == 400


def started(plans: Path, table: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """A run in two processes that has read something, and these processes."""
    running, parts = start(["many", plans, "--into", table, "--jobs", 2]), Path(f"{table}.parts")
    until(lambda: any(parts.glob("*.parquet")))
    workers = children(running.pid)
    assert len(workers) >= 2
    return running, workers


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    """A process that nobody has waited for yet is over all the same."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_two_runs_do_not_write_one_table(plans: Path, tmp_path: Path, many: Many) -> None:
    table = tmp_path / "全部.parquet"
    with kept.taken_up(table, edition(None)):
        assert "另一个 gongwen many 正在写" in many(plans, "--into", table)[1]


def test_rows_of_another_gongwen_are_refused(
    plans: Path, tmp_path: Path, many: Many, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two machines of a cluster with two versions of it would make one table of both."""
    monkeypatch.setattr(work, "edition", lambda _: "另一版")
    status, said = many(plans, "--into", tmp_path / "全部.parquet")
    assert (status, "请装成同一版本再运行" in said) == (2, True)
    assert set(tmp_path.iterdir()) == {plans}


@pytest.mark.parametrize(("lacking", "engine"), [("pyarrow", []), ("ray", ["--cluster", "local"])])
def test_what_is_not_installed_is_named(lacking: str, engine: list[str], plans: Path) -> None:
    code = f"import sys; sys.modules['{lacking}'] = None; from gongwen.cli import main; main()"
    words = ["many", str(plans), "--into", "全部.parquet", *engine]
    called = [sys.executable, "-c", code, *words]
    done = subprocess.run(called, env=ENVIRONMENT, capture_output=True, check=False, text=True)
    assert done.returncode == 2
    assert f"这里没有装 {lacking}。请先运行：{sys.executable} -m pip install {lacking}" in done.stderr


def test_the_command_starts_without_what_only_many_needs() -> None:
    code = "import sys, gongwen.cli; print({'pyarrow', 'ray'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, check=True, text=True)
    assert done.stdout == "set()\n"
