"""What a ledger's column can be, and the names offices give it (columns.tsv)."""

from __future__ import annotations

from pathlib import Path

from luoshi.sheets.fields import Field, Vocabulary


def _load() -> tuple[Field, ...]:
    lines = Path(__file__).with_name("columns.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(Field(name, label, tuple(synonyms.split())) for name, label, synonyms in rows)


LEDGER = Vocabulary(_load())
