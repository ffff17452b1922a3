"""Readings as text. One file a format, one signature: readings in, pieces of text out; ``FORMATS`` is the registry."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import NamedTuple

from gongwen.model import Reading


class Format(NamedTuple):
    """``many`` says whether several readings make one file; the module is imported when the format is asked for."""

    name: str
    suffix: str
    module: str
    many: bool

    def render(self, readings: Iterable[Reading]) -> Iterator[str]:
        module = import_module(f"{__name__}.{self.module}")
        pieces: Iterator[str] = getattr(module, f"render_{self.name}")(readings)
        return pieces


FORMATS: tuple[Format, ...] = (
    Format("json", ".json", "contract", many=False),
    Format("jsonl", ".jsonl", "contract", many=True),
    Format("csv", ".csv", "table", many=True),
    Format("html", ".html", "html", many=True),
    Format("langextract", ".jsonl", "langextract", many=True),
    Format("markdown", ".md", "markdown", many=True),
)
