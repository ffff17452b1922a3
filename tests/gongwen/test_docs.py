"""The examples of the papers do what they say."""

import doctest
import re
from pathlib import Path
from typing import get_args

import gongwen
from gongwen.render.langextract import Why

PAPER = Path(__file__).resolve().parents[2] / "docs" / "develop" / "gongwen.md"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


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
    table = PAPER.read_text(encoding="utf-8").partition("| `why` |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE) == list(get_args(Why))
