"""Files with their days on the command line: 专栏.txt=2025-03-20."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from gongwen.command_line import day
from gongwen.commands.files import read_file
from gongwen.model import Reading
from gongwen.problems import UsageProblem

UNDATED: Final = "没有日期的，请在文件名后写上，如 专栏.txt=2025-03-20。"
dated = click.argument(
    "files",
    metavar="FILE[=DATE]...",
    nargs=-1,
    required=True,
    help="公文文本，没有日期的在后面写上，如 专栏.txt=2025-03-20",
)


def readings_of(written: Sequence[str]) -> list[Reading]:
    """Each file with its day; counted twice, one would say twice as much."""
    dated = [_dated(one) for one in written]
    if again := [file for (file, _), times in Counter(dated).items() if times > 1]:
        raise UsageProblem(f"{again[0]} 给了不止一次，会重复计算。请只写一次。")
    return [read_file(file, day) for file, day in dated]


def files_of(written: Sequence[str]) -> list[Path]:
    return [file for file, _ in map(_dated, written)]


def _dated(written: str) -> tuple[Path, dt.date | None]:
    """专栏.txt=2025-03-20: a file and the day it came out."""
    name, sign, said = written.rpartition("=")
    if not sign or Path(written).exists():
        return Path(written), None
    return Path(name), day(said, f"{name}=")
