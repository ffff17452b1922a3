import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from command import PLAN, run

import gongwen.cli
import gongwen.commands.files
from gongwen import read


def test_read_prints_what_the_library_reads(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(monkeypatch, "read", plan, "--published", "2026-03-20") == 0
    found = json.loads(capfdbinary.readouterr().out)
    assert found["tasks"][0]["deadlines"][0]["due"] == "2026-06-30"
    assert found["spans"] == read(plan).to_dict()["spans"]


@pytest.mark.parametrize(
    ("form", "head"),
    [
        ("json", b"{"),
        ("jsonl", b'{"schema":1'),
        ("csv", b"\xef\xbb\xbf"),
        ("html", b"<!DOCTYPE"),
        ("markdown", b"# "),
        ("langextract", b'{"extractions": ['),
    ],
)
def test_every_format(
    form: str, head: bytes, plan: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(monkeypatch, "read", plan, "--format", form) == 0
    assert capfdbinary.readouterr().out.startswith(head)


@pytest.mark.parametrize(("form", "head"), [("json", b'{\n "rows": ['), ("markdown", "# 对标对表".encode())])
def test_align_tells_which_superior_clause_a_measure_answers(
    form: str, head: bytes, plan: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    superior = plan.with_name("上级.txt")
    superior.write_text("推行并联审批系统。\n治理黑臭水体。\n", encoding="utf-8")
    assert run(monkeypatch, "align", plan, superior, "--format", form) == 0
    out = capfdbinary.readouterr().out
    assert out.startswith(head)
    assert "并联审批系统" in out.decode()
    assert "治理黑臭水体。" in out.decode()


def test_align_learns_from_the_files_beside_it(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    own, superior, other = (plan.with_name(name) for name in ("我们.txt", "上级.txt", "省里.txt"))
    own.write_text("深入开展“三治”行动。\n", encoding="utf-8")
    superior.write_text("推行并联审批系统。\n治理黑臭水体。\n", encoding="utf-8")
    other.write_text("开展治水、治气、治理黑臭水体“三治”行动。\n", encoding="utf-8")
    assert run(monkeypatch, "align", own, superior, "--format", "markdown") == 0
    assert "文中所指" not in capfdbinary.readouterr().out.decode()
    assert run(monkeypatch, "align", own, superior, "--context", other, "--format", "markdown") == 0
    assert "文中所指：“三治”：治理黑臭水体（省里.txt）" in capfdbinary.readouterr().out.decode()


@pytest.mark.parametrize(
    ("form", "head"),
    [("json", b'{\n "are_versions": true'), ("markdown", "# 新旧对照".encode()), ("html", b"<!DOCTYPE")],
)
def test_diff_tells_what_the_newer_version_changed(
    form: str, head: bytes, plan: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    old, new = plan.with_name("征求意见稿.txt"), plan.with_name("印发稿.txt")
    old.write_text("一、任务\n12月底前建成<3>个驿站。\n治理黑臭水体。\n", encoding="utf-8")
    new.write_text("一、任务\n10月底前建成<3>个驿站。\n治理黑臭水体。\n", encoding="utf-8")
    assert run(monkeypatch, "diff", old, new, "--format", form) == 0
    out = capfdbinary.readouterr().out
    assert out.startswith(head)
    assert "12月底前" in out.decode()
    assert "<3>" not in out.decode() or form == "json"


def test_diff_of_two_files_of_one_document_names_the_files_and_says_that_nothing_changed(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    titled = PLAN.replace("云川高新区行动方案", "关于印发《云川高新区行动方案》的通知")
    old, new = plan.with_name("送审稿.txt"), plan.with_name("印发稿.txt")
    for file in (old, new):
        file.write_text(titled, encoding="utf-8")
    assert run(monkeypatch, "diff", old, new) == 0
    out = capfdbinary.readouterr().out.decode()
    assert "《关于印发〈云川高新区行动方案〉的通知》：送审稿.txt → 印发稿.txt" in out
    assert "没有实质变化。" in out


def test_diff_of_two_different_documents_says_so_and_lists_nothing(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    other = plan.with_name("别的.txt")
    other.write_text("公园免费开放。\n禁止捕鸟。\n", encoding="utf-8")
    assert run(monkeypatch, "diff", plan, other) == 0
    out = capfdbinary.readouterr().out.decode()
    assert "看来不是同一份文件的前后两稿" in out
    assert "捕鸟" not in out


def test_a_refused_file_is_told_and_the_others_are_done(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    bad = plan.with_name("扫描件.txt")
    bad.write_bytes(b"%PDF-1.7")
    assert run(monkeypatch, "read", bad, plan, "--format", "jsonl") == 1
    told = capfdbinary.readouterr()
    assert json.loads(told.out)["source"] == "方案.txt"
    assert "扫描件.txt：内容是 PDF，不是文本" in told.err.decode()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_dash_is_standard_input(
    jobs: int, plan: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("再建2个驿站。".encode("gb18030"))))
    assert run(monkeypatch, "read", "-", plan, "--format", "jsonl", "--jobs", jobs) == 0
    first, second = map(json.loads, capfdbinary.readouterr().out.splitlines())
    assert (first["source"], first["text"], second["source"]) == ("标准输入", "再建2个驿站。", "方案.txt")


def test_a_dash_stands_for_either_side_of_two(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PLAN.replace("6月", "8月").encode())))
    assert run(monkeypatch, "diff", plan, "-") == 0
    assert "时间：6月底前 → 8月底前" in capfd.readouterr().out


def test_the_command_alone_shows_its_help_and_tells_its_version(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch) == 2
    assert capfd.readouterr().err.startswith("用法：gongwen [选项] 命令 …")
    assert run(monkeypatch, "--version") == 0
    assert capfd.readouterr().out.startswith("gongwen 0.")


def test_many_processes_write_what_one_writes_in_the_same_order(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    files = [plan, *(plan.with_name(f"第{n}份.txt") for n in range(5))]
    for n, file in enumerate(files[1:]):
        file.write_text(PLAN * (5 - n), encoding="utf-8")
    files[2].write_bytes(b"%PDF-1.7")
    said = []
    for jobs in (1, 2):
        assert run(monkeypatch, "read", *files, "--format", "jsonl", "--jobs", jobs) == 1
        said.append(capfdbinary.readouterr())
    assert said[0] == said[1]
    assert [json.loads(line)["source"] for line in said[1].out.splitlines()] == [
        file.name for file in files if file != files[2]
    ]
    assert "第1份.txt：内容是 PDF，不是文本" in said[1].err.decode()


def test_help_names_every_command_and_each_tells_its_options(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--help") == 0
    listed = capfd.readouterr().out.split("命令:\n")[1].splitlines()
    names = [line.split()[0] for line in listed]
    assert names == ["read", "many", "align", "diff", "compare", "trend", "emphasis", "slogans", "score"]
    for name, line in zip(names, listed, strict=True):
        assert run(monkeypatch, name, "-h") == 0
        told = capfd.readouterr().out
        assert told.startswith(f"用法：gongwen {name} [选项] ")
        assert line.split(maxsplit=1)[1] in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["read"], "缺少参数 FILE"),
        (["diff", "x.txt"], "用 gongwen diff --help 查看用法"),
        (["read", "x.txt", "--published", ""], "--published  不是日期"),
        (["trend", "x.txt="], "x.txt= 不是日期"),
        (["many", "x"], "缺少参数 --into"),
        (["compare", "x.txt=3月20日"], "x.txt=3月20日 不是日期。请写成 2026-11-22 的样子"),
        (["trend", "x.txt", "y.txt", "x.txt"], "x.txt 给了不止一次"),
        (["trend", "x.txt", "--term", " "], "--term 后面是空的"),
        (["read", "x.txt", "--published", "3月20日"], "请写成 2026-11-22 的样子"),
        (["read", "x.txt", "y.txt"], "请用 --format jsonl"),
        (["read", "x.txt", "--format", "pdf"], "--format 的“pdf”不在可选范围内：json, jsonl, "),
        (["read", "x.txt", "--fromat", "csv"], "没有 --fromat 这个选项"),
        (["read", "x.txt", "--jobs", "0"], "数太小，至少是 1"),
        (["read", "x.txt", "--jobs", "两个"], "要写一个整数"),
        (["raed", "x.txt"], "没有 raed 这个命令。\n用 gongwen --help 查看有哪些命令"),
        (["slogans", "x.txt", "--all=1"], "选项 --all 后面不跟值"),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese(
    words: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, *words) == 2
    assert said in capfd.readouterr().err


def test_a_reading_scores_full_marks_against_itself(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    gold = plan.with_name("读法.json")
    assert run(monkeypatch, "read", plan, "-o", gold) == 0
    assert run(monkeypatch, "score", plan, gold) == 0
    figures = capfd.readouterr().out.split()[1::2]
    assert len(figures) == 8
    assert set(figures) == {"1.000"}


def test_score_names_a_file_that_is_no_reading(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "score", plan, plan) == 2
    assert "不是 JSON" in capfd.readouterr().err


def test_the_command_starts_without_a_terminal_or_a_utf8_locale(plan: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gongwen", "read", str(plan), "--format", "markdown"],
        env={"PYTHONPATH": str(Path(gongwen.cli.__file__).parents[1]), "LC_ALL": "C", "PATH": ""},
        capture_output=True,
        check=True,
    )
    assert "并联审批系统" in done.stdout.decode()
    assert done.stderr == b""


def test_slogans_are_counted_across_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    says, uses, bad = (tmp_path / name for name in ("甲.txt", "乙.txt", "没有.txt"))
    says.write_text("推动技术提档、产品提质、服务提速“三提”深度融合。", encoding="utf-8")
    uses.write_text("坚持“三提”引领。", encoding="utf-8")
    assert run(monkeypatch, "slogans", says, uses) == 0
    table = capfdbinary.readouterr().out.decode()
    assert "| 三提 | 数字简称 | 2 | 2 | 甲.txt；乙.txt | 技术提档、产品提质、服务提速 | 甲.txt 第1行 |" in table
    assert run(monkeypatch, "slogans", says, bad, "--format", "csv") == 1
    assert capfdbinary.readouterr().out.startswith(b"\xef\xbb\xbf")


def test_trend_tells_a_term_of_files_dated_on_the_command_line(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    files = [f"{plan}=2024-03-01", f"{plan}=2025-03-01", plan]
    assert run(monkeypatch, "trend", *files, "--term", "驿站") == 0
    out = capfdbinary.readouterr().out.decode()
    assert "| 词语 | 变化 | 2024 | 2025 |" in out
    assert "未计入：云川高新区行动方案，没有成文或刊发日期" in out
    assert "建设3个驿站。" in out
    assert run(monkeypatch, "trend", *files, "--format", "json") == 0
    assert json.loads(capfdbinary.readouterr().out)["texts"][1]["day"] == "2025-03-01"


def test_trend_tells_two_occasions_of_one_day_apart(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    roundup = plan.with_name("专栏.txt")
    said = (
        "{0}\n{1}\n3月20日，{0}召开会议。会议强调，要建设3个驿站。\n".format(*zone)
        for zone in (("云川高新区", "抓紧抓实  奋力攻坚"), ("青屿高新区", "真抓实干  再上台阶"))
    )
    roundup.write_text("各区贯彻落实大会精神专栏\n\n" + "\n".join(said), encoding="utf-8")
    assert run(monkeypatch, "trend", f"{plan}=2026-03-20", f"{roundup}=2026-03-25", "--term", "驿站") == 0
    out = capfdbinary.readouterr().out.decode()
    assert "| 词语 | 变化 | 2026-03-20 云川高新区行动方案 | 2026-03-20 各区贯彻落实大会精神专栏 |" in out


def test_compare_heads_no_empty_list(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    other = plan.with_name("另一份.txt")
    other.write_text("青屿高新区行动方案\n\n治理黑臭水体。\n", encoding="utf-8")
    assert run(monkeypatch, "compare", plan, other) == 0
    out = capfdbinary.readouterr().out.decode()
    assert "（0 " not in out
    assert "青屿高新区行动方案独有举措（1 条）" in out


def test_trend_of_files_without_a_day_says_where_to_write_one(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "trend", plan) == 2
    assert "请在文件名后写上" in capfd.readouterr().err


def test_trend_that_finds_nothing_says_so(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "trend", f"{plan}=2024-03-01") == 0
    assert "没有找到有变化的词" in capfd.readouterr().out
