"""What a column can be, and the names offices give it (columns.tsv)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    synonyms: tuple[str, ...]


def _load() -> tuple[Field, ...]:
    lines = Path(__file__).with_name("columns.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(Field(name, label, tuple(synonyms.split())) for name, label, synonyms in rows)


FIELDS = _load()
BY_NAME = {field.name: field for field in FIELDS}
_EXACT = {synonym: field.name for field in FIELDS for synonym in field.synonyms}
_LONGEST_FIRST = sorted(_EXACT, key=len, reverse=True)
LEAST_CONTAINED = 2


def bare(title: str) -> str:
    """A column's title without brackets, blanks and marks: 任务来源（文件、原句） → 任务来源."""
    without = re.sub(r"[（(\[【][^）)\]】]*[）)\]】]", "", title)
    return re.sub(r"[^0-9A-Za-z\u3400-\u9fff]", "", without)


def exact_field(title: str) -> str | None:
    return _EXACT.get(bare(title))


def likely_field(title: str) -> str | None:
    """The field whose longest name lies in ``title`` (2026年主要任务); whoever uses it tells that it is a guess."""
    own = bare(title)
    return next((_EXACT[name] for name in _LONGEST_FIRST if len(name) >= LEAST_CONTAINED and name in own), None)
