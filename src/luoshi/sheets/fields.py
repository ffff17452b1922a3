"""What the columns of a sheet can be, and the titles offices give them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LEAST_CONTAINED = 2


@dataclass(frozen=True, slots=True)
class Field:
    """``synonyms`` are bare titles (``bare``); the label is one only where it stands among them."""

    name: str
    label: str
    synonyms: tuple[str, ...]


class Vocabulary:
    """The fields that one kind of sheet can have. Of two that claim a title the earlier has it."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self.fields = tuple(fields)
        self.by_name = {field.name: field for field in self.fields}
        self._exact: dict[str, str] = {}
        for field in self.fields:
            for synonym in field.synonyms:
                self._exact.setdefault(synonym, field.name)
        self._longest_first = sorted(self._exact, key=len, reverse=True)

    def exact(self, title: str) -> str | None:
        return self._exact.get(bare(title))

    def likely(self, title: str) -> str | None:
        """The field whose longest name lies in ``title`` (2026年主要任务); whoever uses it tells that it is a guess."""
        own = bare(title)
        names = (name for name in self._longest_first if len(name) >= LEAST_CONTAINED and name in own)
        return next((self._exact[name] for name in names), None)


def bare(title: str) -> str:
    """A column's title without brackets, blanks and marks: 任务来源（文件、原句） → 任务来源."""
    without = re.sub(r"[（(\[【][^）)\]】]*[）)\]】]", "", title)
    return re.sub(r"[^0-9A-Za-z\u3400-\u9fff]", "", without)
