"""The files that a command is given, read in their order."""

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from gongwen.command_line import say
from gongwen.load import LIMIT, Unreadable
from gongwen.model import Reading
from gongwen.reader import read

_STDIN: Final = Path("-")
# What cannot be opened is refused by itself, and the others are done.
files = click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, readable=False),
    help="公文文本（UTF-8 或 GB18030），可以多个；- 是标准输入",
)


def read_file(file: Path, published: dt.date | None = None) -> Reading:
    """The file read, or standard input where it is ``-``.

    Raises:
        Unreadable: it is no text we can read.
    """
    return _read(_source_of(file), published)


def called(file: Path) -> str:
    """What a reading calls its source."""
    return "标准输入" if file == _STDIN else file.name


def readings_of(
    files: Sequence[Path], published: dt.date | None, refused: list[Unreadable], jobs: int
) -> Iterator[Reading]:
    """Each file read, in the order given; what cannot be read is told at once and kept in ``refused``."""
    # Standard input is this process's: the others have none.
    sources = [_source_of(file) for file in files]
    for made in _attempts(sources, partial(_attempt, published), jobs):
        if isinstance(made, Reading):
            yield made
        else:
            refused.append(made)
            say(str(made))


def _attempts(
    sources: Sequence[Path | bytes], attempt: partial[Reading | Unreadable], jobs: int
) -> Iterator[Reading | Unreadable]:
    if len(sources) == 1:
        return map(attempt, sources)
    # A bar and processes take a tenth of a second to import, more than one file does to read.
    made: Iterator[Reading | Unreadable] = import_module("gongwen.commands.several").each(attempt, sources, jobs)
    return made


def _source_of(file: Path) -> Path | bytes:
    return sys.stdin.buffer.read(LIMIT + 1) if file == _STDIN else file


def _read(source: Path | bytes, published: dt.date | None) -> Reading:
    return read(source, published=published, name=called(_STDIN) if isinstance(source, bytes) else None)


def _attempt(published: dt.date | None, source: Path | bytes) -> Reading | Unreadable:
    try:
        return _read(source, published)
    except Unreadable as error:
        return error
