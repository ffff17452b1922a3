"""The figures of a pipeline: its tiles, and the sums under its lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.http import QueryDict
from django.urls import reverse

from luoshi.org.models import Post
from luoshi.records.columns import column, columns, summed
from luoshi.records.declaration import RecordType, Tile
from luoshi.records.items.asking import ItemFilter, as_query
from luoshi.records.models import RecordQuerySet


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    words: str
    url: str
    colour: str = ""


def tiles(kind: RecordType, post: Post) -> list[Figure]:
    """A type's figures, each with the list it counts."""
    return [_tile(kind, tile, post) for tile in kind.tiles]


def _tile(kind: RecordType, tile: Tile, post: Post) -> Figure:
    query = as_query(dict(tile.where))
    records = ItemFilter(kind, QueryDict(query), post).queryset()
    words = _said(kind, tile, records.order_by()) or "0"
    return Figure(tile.label, words, f"{reverse('items', args=[kind.name])}?{query}", tile.colour)


def _said(kind: RecordType, tile: Tile, records: RecordQuerySet) -> str:
    if tile.figure:
        return tile.figure(records)
    return _about(kind, records, tile.total) if tile.total else str(records.count())


def _about(kind: RecordType, records: RecordQuerySet, name: str) -> str:
    one = column(kind, name)
    return summed(one, records.order_by().aggregate(sum=Sum(one.path))["sum"])


def sums(kind: RecordType, records: RecordQuerySet, names: tuple[str, ...]) -> list[Figure]:
    """The exact total of each column over ``records``, in words."""
    totalled = columns(kind, names)
    found: dict[str, Any] = records.order_by().aggregate(**{f"sum_{one.name}": Sum(one.path) for one in totalled})
    return [Figure(one.label, one.said(found[f"sum_{one.name}"]), "") for one in totalled]
