"""`make run` on a machine that lacks something: a clear sentence with the remedy, never a traceback."""

import ast
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "tools" / "setup.py"


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The script as a module, at work in a folder of its own."""
    spec = importlib.util.spec_from_file_location("setup_script", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    for name in (*module.LISTS, "pyproject.toml"):
        (tmp_path / name).write_text(name)
    (tmp_path / ".venv").mkdir()
    return module


def test_an_old_python_reads_the_script() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6, 9), (3, 9, 2), (3, 10, 14)])
def test_an_old_python_is_named_with_the_one_needed(setup: ModuleType, version: tuple[int, int, int]) -> None:
    assert f"需要 Python 3.11 或更新版本，当前 {version[0]}.{version[1]}" in setup.missing(version)


@pytest.mark.parametrize("absent", ["venv", "ensurepip"])
def test_a_missing_venv_is_said_with_the_package_to_install(setup: ModuleType, absent: str) -> None:
    said = setup.missing((3, 12, 1), find=lambda name: None if name == absent else object())
    assert "sudo apt install python3.12-venv" in said


def test_a_python_that_will_do_is_passed_in_silence(setup: ModuleType) -> None:
    assert setup.missing((3, 11, 2), find=lambda _name: object()) == ""


def test_nothing_is_installed_twice(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[list[str]] = []
    monkeypatch.setattr(setup.subprocess, "call", lambda step, **_: steps.append(step) or 0)
    assert setup.main("requirements.txt") == 0
    assert len(steps) == 3
    assert "--require-hashes" in steps[1]
    assert setup.main("requirements.txt") == 0
    assert len(steps) == 3


def test_a_longer_list_satisfies_the_shorter_one_but_not_the_other_way(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup.subprocess, "call", lambda _step, **_: 0)
    setup.main("requirements-dev.txt")
    assert setup.is_installed("requirements.txt")
    setup.stamp_of("requirements-dev.txt").unlink()
    setup.main("requirements.txt")
    assert not setup.is_installed("requirements-dev.txt")


def test_developers_get_gongwen_compiled_and_all_the_rest_where_that_fails(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup.subprocess, "call", lambda step, **_: int(step[-1].endswith("tools/compile.py")))
    assert setup.main("requirements.txt") == 0
    assert capsys.readouterr().err == ""
    assert setup.main("requirements-dev.txt") == 0
    assert "照常以源码运行" in capsys.readouterr().err
    assert setup.is_installed("requirements-dev.txt")


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_list_is_installed_anew(setup: ModuleType, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(setup.subprocess, "call", lambda _step, **_: 0)
    setup.main("requirements.txt")
    (setup.ROOT / name).write_text("changed")
    assert not setup.is_installed("requirements.txt")


def test_another_setting_of_a_tool_installs_nothing(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup.subprocess, "call", lambda _step, **_: 0)
    setup.main("requirements.txt")
    (setup.ROOT / "pyproject.toml").write_text("pyproject.toml\n[tool.ruff]\nline-length = 99\n")
    assert setup.is_installed("requirements.txt")


def test_a_failed_download_is_said_with_the_remedy_and_tried_again_next_time(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup.subprocess, "call", lambda step: int("-r" in step))
    assert setup.main("requirements.txt") == 1
    assert "PIP_INDEX_URL" in capsys.readouterr().err
    assert not setup.is_installed("requirements.txt")


def test_the_longer_list_holds_the_shorter_one() -> None:
    shorter, longer = (
        {line for line in (SCRIPT.parents[1] / name).read_text().splitlines() if "==" in line}
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert shorter <= longer
