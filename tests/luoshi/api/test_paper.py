"""The developer's page says what the code does."""

import re
from pathlib import Path

from luoshi.api.errors import CODES
from luoshi.api.models import Scope
from luoshi.api.urls import api

PAPER = (Path(__file__).resolve().parents[3] / "docs" / "develop" / "api.md").read_text(encoding="utf-8")


def test_the_table_of_errors_is_the_codes() -> None:
    assert dict(re.findall(r"^\| (\d+) \| `(\w+)`", PAPER, re.MULTILINE)) == {str(n): code for n, code in CODES.items()}


def test_every_scope_is_named() -> None:
    assert all(f"`{scope}`" in PAPER for scope in Scope.values)


def test_the_filter_s_names_are_those_of_the_operation() -> None:
    told = api.get_openapi_schema()["paths"]["/api/v1/tasks"]["get"]["parameters"]
    names = {one["name"] for one in told} - {"page", "size"}
    assert names == set(re.findall(r"`(\w+)`", PAPER.partition("ledger's page (")[2].partition(")")[0]))
