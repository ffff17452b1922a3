"""What the commands share: options, the terminal, a day in writing."""

import datetime as dt
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from gongwen.problems import UsageProblem


class _Output(click.Path):
    """A file to write; what ends in a slash is a folder, and one that is there."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if str(value).endswith(os.sep) and not Path(value).is_dir():
            raise UsageProblem(f"文件夹 {value} 不存在。请先建好。")
        return super().convert(value, param, ctx)


PATH: Final = click.Path(path_type=Path)
published = click.option("--published", metavar="DATE", help="发文或见报日期，如 2026-11-22，用来推定年份")
# Looked at first: its suffix says the format.
output_to = partial(click.option, "--output", "-o", type=_Output(path_type=Path), is_eager=True)
output = output_to(metavar="FILE", help="输出文件")
jobs = partial(
    click.option,
    "--jobs",
    "-j",
    metavar="N",
    type=click.IntRange(min=1),
    help="同时读几份，最好不超过处理器核数",
)


def say(message: str) -> None:
    """Tell the user; above the bar, where one moves: rich puts a stream of its own in the place of stderr."""
    sys.stderr.write(f"{message}\n")


def day(written: str | None, before: str = "--published ") -> dt.date | None:
    """The day that stands written after ``before``.

    Raises:
        UsageProblem: it is none.
    """
    try:
        return None if written is None else dt.date.fromisoformat(written)
    except ValueError as error:
        raise UsageProblem(f"{before}{written} 不是日期。请写成 2026-11-22 的样子。") from error
