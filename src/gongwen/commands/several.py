"""Several files at once, with a bar on a terminal."""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from rich.progress import track

from gongwen.commands.terminal import stderr
from gongwen.processes import Workers

Given = TypeVar("Given")
Made = TypeVar("Made")


def each(attempt: Callable[[Given], Made], files: Sequence[Given], jobs: int) -> Iterator[Made]:
    """What ``attempt`` makes of each file, in their order."""
    made = _made(attempt, files, min(jobs, len(files)))
    quiet = not sys.stderr.isatty()
    yield from track(made, "读公文", total=len(files), console=stderr, disable=quiet, transient=True)


def _made(attempt: Callable[[Given], Made], files: Sequence[Given], jobs: int) -> Iterator[Made]:
    if jobs == 1:
        yield from map(attempt, files)
        return
    with Workers(jobs) as workers:
        yield from workers.map(attempt, files)
