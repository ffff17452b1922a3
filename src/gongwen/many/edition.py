"""Which gongwen made a row, and how it was asked: rows of another edition are read anew."""

import datetime as dt
import hashlib
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1]


@cache
def edition(published: dt.date | None) -> str:
    """A hash over the package's own files, rules and word lists, since no version number tells of an edited list; and
    the day that ``--published`` gave."""
    files = sorted(file for file in PACKAGE.rglob("*") if file.is_file() and file.suffix != ".pyc")
    told = hashlib.sha256(f"{published}\n".encode())
    for file in files:
        data = file.read_bytes()
        told.update(f"{file.relative_to(PACKAGE).as_posix()} {len(data)}\n".encode() + data)
    return told.hexdigest()
