"""``gongwen many``: its command line. Ray is imported where a cluster is asked for; what is not installed is named."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gongwen.command_line import PATH, day, jobs, published, say
from gongwen.commands.terminal import stderr
from gongwen.problems import Halted, UsageProblem

SHOWN = 5  # of those that could not be read; the table has them all


@click.argument(
    "given",
    metavar="PATH...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, readable=False),
    help="文件或文件夹，可以多个；文件夹里的文件全读，不论多少层",
)
@click.option("--into", metavar="FILE", required=True, type=PATH, help="写成哪张表，如 全部.parquet")
@published
@jobs()
@click.option("--cluster", metavar="ADDRESS", help="交给 Ray 集群去读，如 10.0.0.5:6379；local 在本机试用")
def command(given: tuple[Path, ...], into: Path, published: str | None, jobs: int | None, cluster: str | None) -> None:
    if jobs and cluster:
        raise UsageProblem("--jobs 用本机，--cluster 用集群，请只写一个。")
    run, engine = _optional("run"), _engine(jobs or 1, cluster)
    documents = run.find(given, into)
    began = time.monotonic()
    try:
        with _progress(len(documents)) as advance:
            outcome = run.read_many(documents, into, day(published), engine, run.Watch(advance, say))
    except (KeyboardInterrupt, Halted, OSError):
        if run.is_begun(into):
            say(f"没有做完。读过的留在 {run.parts_of(into)}，再运行同一命令就接着读。")
        raise
    say(f"{into}：{outcome.documents} 份公文，用时 {time.monotonic() - began:.1f} 秒。")
    if outcome.refused:
        _tell(outcome.refused)
        raise click.exceptions.Exit(1)


def _engine(jobs: int, cluster: str | None) -> Any:
    if cluster == "local":
        # Ray looks at it when it is imported: without it, it would listen to the whole network.
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
    if cluster:
        return partial(_optional("cluster").on_cluster, cluster)
    return partial(_optional("local").on_this_machine, jobs)


def _optional(part: str) -> ModuleType:
    try:
        return import_module(f"gongwen.many.{part}")
    except ModuleNotFoundError as error:
        raise UsageProblem(
            f"这里没有装 {error.name}。请先运行：{sys.executable} -m pip install {error.name}"
        ) from error


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, and what moves it: documents done, characters read for them."""
    columns = (
        TextColumn("读公文"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]:,.0f} 字/秒"),
        TextColumn("还要"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=stderr, disable=not stderr.is_terminal, transient=True) as bar:
        shown, began, read = bar.add_task("", total=total, speed=0.0), time.monotonic(), 0

        def advance(documents: int, characters: int) -> None:
            nonlocal read
            read += characters
            bar.update(shown, advance=documents, speed=read / max(time.monotonic() - began, 0.001))

        yield advance


def _tell(refused: list[tuple[str, str]]) -> None:
    for source, reason in refused[:SHOWN]:
        say(f"{source}：{reason}")
    more = f"（上面是前 {SHOWN} 份）" if len(refused) > SHOWN else ""
    say(f"{len(refused)} 份没能读，原因写在表的 error 一列{more}。")
