"""What was found, as text, into a file or the terminal."""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from gongwen.model import Reading
from gongwen.problems import UsageProblem
from gongwen.render import Format

Command = TypeVar("Command", bound=Callable[..., None])


class Found(Protocol):
    def to_dict(self) -> dict[str, Any]: ...


def form_of(*names: str, default: str = "json") -> Callable[[Command], Command]:
    """The option ``--format`` of a command that writes these."""
    return click.option("--format", "form", type=click.Choice(names), default=default, help="输出格式")


def as_json(found: Found) -> list[str]:
    return [json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n"]


def write(pieces: Iterable[str], output: Path | None, any_read: Callable[[], bool] = lambda: True) -> None:
    """UTF-8 whatever the terminal's locale. A file appears whole, and not at all when nothing could be read.

    Raises:
        UsageProblem: ``output`` is a folder.
    """
    words = (piece.encode() for piece in pieces)
    if output is None:
        sys.stdout.buffer.writelines(words)
        sys.stdout.buffer.flush()
    elif output.is_dir():
        raise UsageProblem(f"-o {output} 是一个文件夹。请写成其中一个文件的名字，如 {output / '结果.md'}。")
    elif output.exists() and not output.is_file():  # a pipe or a device, which nothing may take the place of
        with output.open("wb") as out:
            out.writelines(words)
    else:
        _write_whole(words, output, any_read)


def _write_whole(words: Iterable[bytes], output: Path, any_read: Callable[[], bool]) -> None:
    part = output.with_name(output.name + ".part")
    try:
        with part.open("wb") as out:
            out.writelines(words)
        if any_read():
            part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def write_each(readings: Iterable[Reading], form: Format, folder: Path) -> None:
    for reading in readings:
        write(form.render([reading]), folder / (Path(reading.page.source).stem + form.suffix))
