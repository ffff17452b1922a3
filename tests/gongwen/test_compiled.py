"""Compiled twins stand in for a module only while its source is the one they were made of, and read the same."""

import os
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from gongwen import compiled


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place with sources of its own and no twins."""
    for source in compiled.sources():
        copy = tmp_path / source.relative_to(Path(compiled.__file__).parent)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(source.read_bytes())
    monkeypatch.setattr(compiled, "_HERE", tmp_path)
    monkeypatch.setattr(compiled, "_TWINS", tmp_path / "twins")
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    monkeypatch.delenv("GONGWEN_PURE", raising=False)
    return tmp_path


def make_twins() -> None:
    for name in compiled.MODULES:
        twin = compiled.folder().joinpath(*name.split(".")).with_suffix(EXTENSION_SUFFIXES[0])
        twin.parent.mkdir(parents=True, exist_ok=True)
        twin.touch()


def found(name: str) -> str | None:
    """Where the first finder looks for ``name``."""
    spec = sys.meta_path[0].find_spec(name, None)
    return spec.origin if spec else None


def is_preferred() -> bool:
    before = len(sys.meta_path)
    compiled.prefer()
    return len(sys.meta_path) > before


@pytest.mark.usefixtures("checkout")
def test_without_twins_every_module_is_read_as_it_stands() -> None:
    assert not is_preferred()


@pytest.mark.usefixtures("checkout")
def test_a_twin_is_taken_for_its_module_and_for_no_other() -> None:
    make_twins()
    assert is_preferred()
    assert all(str(found(name)).endswith(EXTENSION_SUFFIXES[0]) for name in compiled.MODULES)
    assert found("gongwen.model") is None


def test_an_edited_source_is_not_shadowed(checkout: Path) -> None:
    make_twins()
    source = checkout / "items.py"
    source.write_text(source.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert not is_preferred()


@pytest.mark.usefixtures("checkout")
def test_twins_can_be_left_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    make_twins()
    monkeypatch.setenv("GONGWEN_PURE", "1")
    assert not is_preferred()


ROOT = Path(compiled.__file__).parents[2]
READ = """
import json, sys
from pathlib import Path
from gongwen import compiled, read
print(compiled.in_use())
for page in sorted(Path(sys.argv[1]).glob("*.txt")):
    print(json.dumps(read(page.read_text(encoding="utf-8")).to_dict(), ensure_ascii=False))
"""


def test_twins_read_the_same(tmp_path: Path) -> None:
    """Two of the package's readers side by side: with the twins of setup, or, after an edit, with ones made here."""
    where = {**os.environ, "GONGWEN_PURE": "", "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    if not compiled.folder().exists():
        where["GONGWEN_COMPILED"] = str(tmp_path)
        subprocess.run([sys.executable, str(ROOT / "tools" / "compile.py")], env=where, check=True, capture_output=True)
    pages = str(ROOT / "benchmarks" / "quality" / "own")
    twins, plain = (
        subprocess.run([sys.executable, "-c", READ, pages], env=env, check=True, capture_output=True, text=True).stdout
        for env in (where, {**where, "GONGWEN_PURE": "1"})
    )
    assert twins.splitlines()[0] == "True"
    assert plain.splitlines()[0] == "False"
    assert len(plain.splitlines()) > 10
    assert twins.splitlines()[1:] == plain.splitlines()[1:]
