"""What the commands share: options, the terminal, a day in writing."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from gongwen.problems import UsageProblem

Published = Annotated[str | None, typer.Option(metavar="DATE", help="发文或见报日期，如 2026-11-22，用来推定年份")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="输出文件")]
Jobs = typer.Option("--jobs", "-j", metavar="N", min=1, help="同时读几份，最好不超过处理器核数")
stderr = Console(stderr=True, highlight=False, soft_wrap=True)


def say(message: str) -> None:
    stderr.print(message, markup=False)


def day(written: str | None, before: str = "--published ") -> dt.date | None:
    """The day that stands written after ``before``.

    Raises:
        UsageProblem: it is none.
    """
    try:
        return dt.date.fromisoformat(written) if written else None
    except ValueError as error:
        raise UsageProblem(f"{before}{written} 不是日期。请写成 2026-11-22 的样子。") from error
