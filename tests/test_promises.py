"""What holds for the whole: nothing an office can set, run or reach is left unsaid."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import URLPattern, URLResolver, get_resolver

from luoshi.records.columns import own_columns
from luoshi.records.declaration import RecordType
from luoshi.records.guide import guide
from luoshi.records.registry import all_types, pipelines

ROOT = Path(__file__).resolve().parents[1]
INSTALL = (ROOT / "docs" / "guide" / "install.md").read_text(encoding="utf-8")
PAPERS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


def routes(patterns: list[URLPattern | URLResolver]) -> list[URLPattern]:
    nested = [routes(p.url_patterns) if isinstance(p, URLResolver) else [p] for p in patterns]
    return [route for some in nested for route in some]


def test_every_route_says_who_may_open_it() -> None:
    assert [r.name for r in routes(get_resolver().url_patterns) if not hasattr(r.callback, "allowed_roles")] == []


def test_every_setting_is_documented_and_no_other() -> None:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "src" / "luoshi").rglob("*.py"))
    read = {name for text in sources for name in re.findall(r'"(LUOSHI_[A-Z_]+)"', text)}
    assert read == set(re.findall(r"^\| `(LUOSHI_[A-Z_]+)`", INSTALL, re.MULTILINE))


def test_every_command_is_documented() -> None:
    own = {name for name, app in get_commands().items() if app.startswith("luoshi.")}
    assert own >= {"init", "serve", "run", "demo"}
    assert own <= set(re.findall(r"^\| `luoshi (\w+)", INSTALL, re.MULTILINE))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_no_paper_points_to_a_file_that_is_not_there(paper: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", paper.read_text(encoding="utf-8"))
    assert [target for target in targets if not (paper.parent / target).exists()] == []


def test_the_code_in_the_paper_on_types_stands_in_its_example() -> None:
    paper = (ROOT / "docs" / "develop" / "add-a-type.md").read_text(encoding="utf-8")
    example = bare((ROOT / "src" / "luoshi" / "pipelines" / "conveyance.py").read_text(encoding="utf-8"))
    blocks = re.findall(r"^```python\n(.*?)^```", paper, re.MULTILINE | re.DOTALL)
    pieces = [piece for block in blocks for piece in re.split(r"^ *# …$", block, flags=re.MULTILINE)]
    assert [piece for piece in pieces if bare(piece) not in example] == []
    assert len(blocks) >= 5


def bare(text: str) -> str:
    """Without its whitespace."""
    return re.sub(r"\s+", "", text)


def test_the_papers_name_only_targets_the_makefile_has() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        n
        for paper in PAPERS
        for n in re.findall(r"(?:`|^)make (?:-C luoshi )?(\w+)", paper.read_text("utf-8"), re.MULTILINE)
    }
    assert {"run", "test", "check"} <= named <= targets


@pytest.mark.parametrize("kind", all_types(), ids=lambda kind: kind.name)
def test_every_state_is_reached_from_the_first_by_declared_steps(kind: RecordType) -> None:
    reached = {kind.states[0].name}
    for _round in kind.states:
        reached |= {t.target for t in kind.transitions if t.target and reached & set(t.sources)}
    assert reached == {state.name for state in kind.states}


@pytest.mark.parametrize("kind", all_types(), ids=lambda kind: kind.name)
def test_every_step_asks_only_for_declared_fields_and_leads_to_declared_states(kind: RecordType) -> None:
    fields, states = {field.name for field in kind.fields}, {state.name for state in kind.states}
    for step in kind.transitions:
        assert {*step.requires, *step.optional} <= fields, step.name
        assert {*step.sources, *filter(None, [step.target])} <= states, step.name


def test_the_guide_to_the_types_says_what_the_declarations_say() -> None:
    written = (ROOT / "docs" / "guide" / "types.md").read_text(encoding="utf-8")
    assert written == guide(all_types()), "a declaration changed: make types (tools/types_guide.py)"


def test_no_address_of_a_registry_and_no_path_of_a_machine_is_in_the_locked_lists() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://|file:|/home/|--index-url", text), name


@pytest.mark.parametrize("kind", pipelines(), ids=lambda kind: kind.name)
def test_every_column_of_a_pipeline_is_called_in_chinese(kind: RecordType) -> None:
    assert [column.label for column in own_columns(kind) if column.label.isascii()] == []
