"""Lives of pipeline records as tables in stories/pipelines tell them: a line a record, a word and a day a step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("stories") / "pipelines"
STEP = re.compile(r"([^\d\s:-]+)(-?\d+)?(?::(\S+))?")


@dataclass(frozen=True, slots=True)
class Told:
    """开工-58 or 到资-50:6000; ``day`` counts from today and is 0 where none is told."""

    word: str
    day: int
    more: str = ""


def lines(name: str) -> Iterator[list[str]]:
    """The cells of every line of a table."""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def life(text: str) -> list[Told]:
    return [Told(word, int(day or 0), more or "") for word, day, more in STEP.findall(text)]
