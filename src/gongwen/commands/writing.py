"""What was found, as text, into a file or the terminal."""

import json
import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from gongwen.model import Reading
from gongwen.render import Format

TableName = StrEnum("TableName", ["csv", "markdown"])


class Found(Protocol):
    def to_dict(self) -> dict[str, Any]: ...


def as_json(found: Found) -> list[str]:
    return [json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n"]


def write(pieces: Iterable[str], output: Path | None, any_read: Callable[[], bool] = lambda: True) -> None:
    """UTF-8 whatever the terminal's locale. A file appears whole, and not at all when nothing could be read."""
    if output is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.buffer.flush()
        return
    part = output.with_name(output.name + ".part")
    with part.open("wb") as out:
        out.writelines(piece.encode() for piece in pieces)
    if any_read():
        part.replace(output)
    else:
        part.unlink()


def write_each(readings: Iterable[Reading], form: Format, folder: Path) -> None:
    for reading in readings:
        write(form.render([reading]), folder / (Path(reading.page.source).stem + form.suffix))
