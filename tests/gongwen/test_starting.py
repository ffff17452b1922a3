"""What a command imports: the time until it begins to read is imports above all."""

import subprocess
import sys
from pathlib import Path

import pytest
from plans import ENVIRONMENT, plan

TELL = "import sys; from gongwen.cli import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
# Of others' packages, those that took longer to import than a page takes to read.
SLOW = {"concurrent.futures", "importlib.resources", "multiprocessing", "rich", "pyarrow", "ray"}
GONE = {"pydantic", "regex", "typer"}
COMPARING = {"gongwen.alignment", "gongwen.comparing", "gongwen.trends", "gongwen.versions"}


def imported(*words: object) -> set[str]:
    """The modules there are when the command is done."""
    called = [sys.executable, "-c", TELL, *map(str, words)]
    return set(subprocess.run(called, env=ENVIRONMENT, capture_output=True, check=True, text=True).stderr.split())


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "方案.txt").write_text(plan(1), encoding="utf-8")
    return tmp_path / "方案.txt"


def test_reading_a_file_imports_what_reads_it_and_no_more(page: Path) -> None:
    there = imported("read", page)
    assert "gongwen.render.contract" in there
    others = {"gongwen.many", "gongwen.score", "gongwen.render.html", "gongwen.render.langextract"}
    assert not there & (SLOW | GONE | COMPARING | others)


def test_a_command_that_compares_imports_no_other_of_them(page: Path) -> None:
    assert imported("align", page, page) & (SLOW | COMPARING) == {"gongwen.alignment"}


def test_help_reads_nothing() -> None:
    assert not imported("--help") & (SLOW | COMPARING | {"gongwen.reader"})


def test_the_library_imports_what_is_asked_of_it() -> None:
    code = "import sys, gongwen; early = set(sys.modules); gongwen.compare; print(*early); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, check=True, text=True)
    early, late = (set(line.split()) for line in done.stdout.splitlines())
    assert not early & {*COMPARING, "gongwen.reader"}
    assert "gongwen.comparing" in late
    assert "gongwen.versions" not in late
