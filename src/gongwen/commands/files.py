"""The files that a command is given, read in their order."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

import click

from gongwen.command_line import say
from gongwen.load import Unreadable
from gongwen.model import Reading
from gongwen.reader import read

# What cannot be opened is refused by itself, and the others are done.
files = click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, readable=False),
    help="公文文本（UTF-8 或 GB18030），可以多个",
)


def readings_of(
    files: Sequence[Path], published: dt.date | None, refused: list[Unreadable], jobs: int
) -> Iterator[Reading]:
    """Each file read, in the order given; what cannot be read is told at once and kept in ``refused``."""
    for made in _attempts(files, partial(_attempt, published), jobs):
        if isinstance(made, Reading):
            yield made
        else:
            refused.append(made)
            say(str(made))


def _attempts(
    files: Sequence[Path], attempt: partial[Reading | Unreadable], jobs: int
) -> Iterator[Reading | Unreadable]:
    if len(files) == 1:
        return map(attempt, files)
    # A bar and processes take a tenth of a second to import, more than one file does to read.
    made: Iterator[Reading | Unreadable] = import_module("gongwen.commands.several").each(attempt, files, jobs)
    return made


def _attempt(published: dt.date | None, file: Path) -> Reading | Unreadable:
    try:
        return read(file, published=published)
    except Unreadable as error:
        return error
