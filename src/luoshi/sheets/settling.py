"""What somebody chooses on the preview for a doubtful cell, and so for every cell that says the same.

A choice is kept under the doubt's key: ``unit:科创局``, ``person:陈辰``, ``day:6月底``, and for an empty cell by its
row, ``lead@12``, ``due@12``; where columns differ in what may be chosen, the kind is followed by the column's name,
``choice.industry:生物``. Its value is an id, a day (ISO), or ``-`` for a name that is nobody's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.sheets.cells import Doubt

KINDS = {"lead": "unit", "due": "day"}  # of those that say the field of an empty cell
MOST = 60  # asked on one page; the others come up when these are settled


@dataclass(slots=True)
class Question:
    """A doubt that can be settled here; ``addresses`` are the cells it stands in, none once it is settled."""

    key: str
    column: str
    said: str
    addresses: list[str] = field(default_factory=list)
    chosen: str = ""

    @property
    def kind(self) -> str:
        return kind_of(self.key)

    @property
    def words(self) -> str:
        """What the cells say; nothing of an empty one."""
        return self.key.partition(":")[2]


def kind_of(key: str) -> str:
    """What is to be chosen: unit, person, day, or what the importer asks besides."""
    said = _head(key).partition(".")[0]
    return KINDS.get(said, said)


def column_of(key: str) -> str:
    """The name of the column it is about, where the key says it."""
    return _head(key).partition(".")[2]


def _head(key: str) -> str:
    return key.partition(":")[0].partition("@")[0]


def questions(doubts: Iterable[Doubt], settled: Mapping[str, str]) -> list[Question]:
    """Those still open, in the order of the rows; then what was settled, to be changed or taken back."""
    found: dict[str, Question] = {}
    for doubt in doubts:
        if doubt.key:
            found.setdefault(doubt.key, Question(doubt.key, doubt.column, doubt.said)).addresses.append(doubt.address)
    done = [Question(key, "", "", chosen=value) for key, value in settled.items() if key not in found]
    return [*found.values(), *done]


def with_choices(
    settled: Mapping[str, str], given: Mapping[str, str], known: set[str], fits: Callable[[str, str], bool]
) -> dict[str, str]:
    """``settled`` with what was chosen now; an empty choice takes one back. Refuses what is nothing to choose."""
    for key, value in given.items():
        if key not in known or (value and not fits(key, value)):
            raise Refused(_("选定的内容不对，请刷新后重新选。"))
    return {key: value for key, value in {**settled, **given}.items() if value}


def is_day(value: str) -> bool:
    try:
        return dt.date.fromisoformat(value).year >= 2000
    except ValueError:
        return False
