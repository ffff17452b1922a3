"""Body text → clauses, each with a role (thin first version)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from gongwen.model import Clause, Role

Mode = Literal["plain", "principle", "review", "intro", "opening"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph of body text, ``[start, end)`` of the flow.

    ``mode`` is what the paragraph is about as a whole; ``numbered`` paragraphs are one item each, ``continued`` ones
    go on with the item before.
    """

    start: int
    end: int
    entry: int | None
    section: str | None
    mode: Mode = "plain"
    numbered: bool = False
    continued: bool = False


_CHUNK = re.compile(
    r"(?:[^，；。：！？“《（]+|“[^“”]{0,40}”|《[^《》]{0,80}》|（(?:[^（）]|（[^（）]*）)*）|[“《（])+[，；。：！？]*[”’）]*"
    r"|[，；。：！？]+[”’）]*"
)


def read_body(text: str, stretches: Iterable[Stretch]) -> Iterator[Clause]:
    """The clauses of ``stretches`` of the folded flow ``text``."""
    item = 0
    for stretch in stretches:
        item += 1
        role: Role = "measure"
        for match in _CHUNK.finditer(text, stretch.start, stretch.end):
            yield Clause(*match.span(), role, stretch.entry, stretch.section, item)
            if match[0][-1] in "。；":
                item += 1
