"""Ledgers coming in."""

from __future__ import annotations

import datetime as dt

from ninja import Field, Schema


class RowOut(Schema):
    """A row from 1, as Excel counts; ``kind`` is good, doubtful, refused or existing."""

    row: int
    kind: str
    title: str
    record: int | None


class DoubtOut(Schema):
    """A cell by its address, its column, what it holds and what is said of it."""

    address: str
    column: str
    text: str
    said: str


class ImportOut(Schema):
    """``rows`` as long as it is open; ``brought`` tasks once it is confirmed."""

    id: int
    version: int
    name: str
    as_of: dt.date
    is_open: bool
    brought: int
    rows: list[RowOut]
    doubts: list[DoubtOut]


class ConfirmImportIn(Schema):
    version: int = Field(ge=0, le=2**31 - 1)
    leave_doubtful: bool = False
