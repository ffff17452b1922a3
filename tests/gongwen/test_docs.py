"""The examples of the papers do what they say."""

import doctest
import re
from pathlib import Path
from typing import get_args

import gongwen
from gongwen.model import Kind, MentionKind, Role
from gongwen.render.langextract import Why
from gongwen.render.rows import DOUBTS

PAPER = Path(__file__).resolve().parents[2] / "docs" / "develop" / "gongwen.md"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def named_under(head: str) -> list[str]:
    """The first cells of the table whose head begins so."""
    table = PAPER.read_text(encoding="utf-8").partition(f"| {head} |")[2].partition("\n\n")[0]
    return re.findall(r"^\| `(\w+)`", table, re.MULTILINE)


def test_the_examples_of_the_developer_s_page_run() -> None:
    text = PAPER.read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    assert len(blocks) == text.count("```python") >= 4
    assert all(block.startswith(">>> ") for block in blocks)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, PAPER.name, str(PAPER), 0)
    assert doctest.DocTestRunner().run(examples).failed == 0


def test_the_example_of_the_package_runs() -> None:
    assert doctest.testmod(gongwen) == (0, 2)


def test_every_reason_why_an_extraction_is_not_kept_is_documented() -> None:
    assert named_under("`why`") == list(get_args(Why))


def test_every_role_and_kind_is_documented() -> None:
    contract = PAPER.read_text(encoding="utf-8").partition("## JSON contract")[2]
    told = re.findall(r"^\| (`.*?) \|", contract, re.MULTILINE)
    assert set(get_args(Role)) <= set(re.findall(r"`(\w+)`", " ".join(told)))
    assert all(f"`{kind}`" in contract for kind in (*get_args(Kind), *get_args(MentionKind)))


def test_every_doubt_is_documented_and_told_in_words() -> None:
    own = set(named_under("doubt")) - {"value_not_given"}  # of another's reading, which is never rendered
    assert own == set(DOUBTS)
    text = "区财政局要在汛期前完成三分之二，规模突破千亿，建成1 2个、3至5个，2月30日前。12月底前办结。"
    reading = gongwen.read(text)
    found = {doubt for one in (*reading.mentions, *reading.tasks) for doubt in one.doubt}
    assert own - found == {"year_inferred", "several_meanings", "lead_by_position"}
    assert found < own
