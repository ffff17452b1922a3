"""One document, or each of several: read, count its slogans, score a reading of it."""

import datetime as dt
import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import track

from gongwen.command_line import Jobs, Output, Published, day, say, stderr
from gongwen.commands.writing import TableName, write, write_each
from gongwen.load import Unreadable, load
from gongwen.model import Reading
from gongwen.problems import UsageProblem
from gongwen.processes import Workers
from gongwen.reader import read
from gongwen.render import FORMATS
from gongwen.render.slogans import render_slogans_csv, render_slogans_markdown, slogan_rows
from gongwen.score import score

FormatName = StrEnum("FormatName", {form.name: form.name for form in FORMATS})  # type: ignore[misc]
_JSON = FormatName("json")
# What cannot be opened is refused by itself, and the others are done.
Files = Annotated[
    list[Path], typer.Argument(metavar="FILE...", readable=False, help="公文文本（UTF-8 或 GB18030），可以多个")
]


def read_command(
    files: Files,
    published: Published = None,
    form: Annotated[FormatName, typer.Option("--format", help="输出格式")] = _JSON,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="输出文件；已有的文件夹则每份公文一个文件")
    ] = None,
    jobs: Annotated[int, Jobs] = 1,
) -> None:
    chosen = next(one for one in FORMATS if one.name == form)
    refused: list[Unreadable] = []
    readings = _readings(files, day(published), refused, jobs)
    if output is not None and output.is_dir():
        write_each(readings, chosen, output)
    elif len(files) > 1 and not chosen.many:
        raise UsageProblem(
            f"{len(files)} 份公文不能写进一个 {form} 文件。请用 --format jsonl，或用 -o 指定一个文件夹。"
        )
    else:
        write(chosen.render(readings), output, lambda: len(refused) < len(files))
    if refused:
        raise typer.Exit(1)


def slogans_command(
    files: Files,
    form: Annotated[TableName, typer.Option("--format", help="输出格式")] = TableName.markdown,
    output: Output = None,
    every: Annotated[bool, typer.Option("--all", help="引号里的词语全列出，不管有没有解释")] = False,
    jobs: Annotated[int, Jobs] = 1,
) -> None:
    refused: list[Unreadable] = []
    rows = slogan_rows(_readings(files, None, refused, jobs), every=every)
    render = render_slogans_csv if form == "csv" else render_slogans_markdown
    write(render(rows), output, lambda: len(refused) < len(files))
    if refused:
        raise typer.Exit(1)


def score_command(
    page: Annotated[Path, typer.Argument(metavar="PAGE", help="原文")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="人工读法（JSON）")],
    reading: Annotated[Path | None, typer.Argument(metavar="[READING]", help="gongwen read 输出的 JSON")] = None,
) -> None:
    got = _contents(reading) if reading else read(page).to_dict()
    for name, figure in score(load(page).text, _contents(gold), got).items():
        typer.echo(f"{name:<9} {figure:.3f}")


def _contents(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(load(path).text)
    except json.JSONDecodeError as error:
        raise UsageProblem(f"{path} 不是 JSON（第 {error.lineno} 行）。") from error
    if not isinstance(found, dict) or not {"entries", "spans"} <= found.keys():
        raise UsageProblem(f"{path} 不是一份读法：缺少 entries 或 spans。")
    return found


def _readings(files: list[Path], published: dt.date | None, refused: list[Unreadable], jobs: int) -> Iterator[Reading]:
    """Each file read, in the order given; what cannot be read is told at once and kept in ``refused``."""
    quiet = len(files) < 2 or not sys.stderr.isatty()
    attempts = _attempts(files, published, min(jobs, len(files)))
    for made in track(attempts, "读公文", total=len(files), console=stderr, disable=quiet, transient=True):
        if isinstance(made, Reading):
            yield made
        else:
            refused.append(made)
            say(str(made))


def _attempts(files: list[Path], published: dt.date | None, jobs: int) -> Iterator[Reading | Unreadable]:
    attempt = partial(_attempt, published)
    if jobs == 1:
        yield from map(attempt, files)
        return
    with Workers(jobs) as workers:
        yield from workers.map(attempt, files)


def _attempt(published: dt.date | None, file: Path) -> Reading | Unreadable:
    try:
        return read(file, published=published)
    except Unreadable as error:
        return error
