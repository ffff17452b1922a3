"""Sheets that come into a register or a pipeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from ledgers import workbook
from people import People

from luoshi.org.models import Post
from luoshi.pipelines.importing.actions import take_in
from luoshi.pipelines.importing.analysis import Analysis, analyse
from luoshi.pipelines.importing.model import SheetImport
from luoshi.pipelines.importing.targets import target_named

Taken = Callable[..., tuple[SheetImport, Analysis]]


@pytest.fixture
def taken(people: People) -> Taken:
    """A sheet uploaded for ``about``, with what becomes of its rows."""

    def take(
        about: str, header: Sequence[str], *rows: Sequence[Any], by: Post | None = None, **said: Any
    ) -> tuple[SheetImport, Analysis]:
        post = by or people.wang
        target = target_named(about, post)
        assert target
        brought = take_in(workbook(rows, header, **said), "名单.xlsx", target, post)
        return brought, analyse(brought, post)

    return take
