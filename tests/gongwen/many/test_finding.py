import os
from pathlib import Path

import pytest

from gongwen.many.finding import find_documents
from gongwen.problems import UsageProblem


def sources(*given: Path, leave_out: tuple[Path, ...] = ()) -> list[str]:
    return [document.source for document in find_documents(given, leave_out)]


def test_one_folder_names_its_files_by_the_way_to_them(plans: Path) -> None:
    assert sources(plans / "甲") == ["000.txt", "001.txt", "002.txt", "003.txt"]
    assert sources(plans)[3:5] == ["乙/003.txt", "甲/000.txt"]


def test_what_is_given_twice_is_found_once(plans: Path) -> None:
    assert sources(plans, plans / "甲", plans / "甲" / ".." / "甲" / "001.txt") == sources(plans)


def test_several_folders_are_told_apart_by_the_folder_above_them(plans: Path) -> None:
    assert sources(plans / "甲", plans / "乙" / "002.txt") == ["乙/002.txt", *(f"甲/{n:03}.txt" for n in range(4))]


def test_the_names_are_the_same_wherever_one_stands(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sources(plans)
    monkeypatch.chdir(plans)
    assert sources(Path()) == before
    monkeypatch.chdir(plans / "甲")
    assert sources(Path("..")) == before


def test_hidden_things_pipes_and_what_is_left_out_are_no_documents(plans: Path) -> None:
    before = sources(plans)
    (plans / ".git").mkdir()
    (plans / ".git" / "HEAD").write_text("x")
    (plans / ".DS_Store").write_text("x")
    (plans / "表.parquet.parts").mkdir()
    (plans / "表.parquet.parts" / "1.parquet").write_text("x")
    os.mkfifo(plans / "管道")
    assert sources(plans, leave_out=(plans / "表.parquet.parts",)) == before


def test_names_of_old_archives_stay_apart(tmp_path: Path) -> None:
    for name in ("通知.txt", "通告.txt"):
        (tmp_path / os.fsdecode(name.encode("gb18030"))).write_text("x")
    found = sources(tmp_path)
    assert len(set(found)) == 2
    assert all(name.encode() for name in found)  # as they are they are no UTF-8


def test_what_is_not_there_is_told_before_anything_is_read(plans: Path) -> None:
    with pytest.raises(UsageProblem, match="没有。请检查路径"):
        find_documents([plans, plans / "没有"], ())
