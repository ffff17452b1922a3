"""The JSON contract: one object a file, or one a line."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gongwen.model import Reading


def render_json(readings: Iterable[Reading]) -> Iterator[str]:
    for reading in readings:
        yield json.dumps(reading.to_dict(), ensure_ascii=False, indent=1) + "\n"


def render_jsonl(readings: Iterable[Reading]) -> Iterator[str]:
    for reading in readings:
        yield json.dumps(reading.to_dict(), ensure_ascii=False, separators=(",", ":")) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every rendered object fits."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))
    return found
