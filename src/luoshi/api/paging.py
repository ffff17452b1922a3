"""Long lists by pages: bounded in size and number, so that no request costs more than a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Field, Schema

MOST, COUNTED = 200, 10_000
Item = TypeVar("Item")


class Paging(Schema):
    page: int = Field(1, ge=1, le=COUNTED)
    size: int = Field(50, ge=1, le=MOST)


class Page(Schema, Generic[Item]):
    """``total`` is counted no further than 10,000."""

    items: list[Item]
    total: int
    page: int
    size: int


def paged(rows: QuerySet[Any] | list[Any], paging: Paging, show: Callable[[list[Any]], list[Any]]) -> dict[str, Any]:
    """The page asked for; one past the end is empty."""
    first = (paging.page - 1) * paging.size
    total = min(len(rows), COUNTED) if isinstance(rows, list) else rows.order_by()[:COUNTED].count()
    return {
        "items": show(list(rows[first : first + paging.size])),
        "total": total,
        "page": paging.page,
        "size": paging.size,
    }
