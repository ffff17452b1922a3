"""``gongwen slogans``: how often several files say a slogan, and what they say it means."""

from pathlib import Path

import click

from gongwen.command_line import jobs, output
from gongwen.commands.files import files, readings_of
from gongwen.commands.writing import form_of, write
from gongwen.load import Unreadable
from gongwen.render.slogans import render_slogans_csv, render_slogans_markdown, slogans


@files
@form_of("csv", "markdown", default="markdown")
@output
@click.option("--all", "every", is_flag=True, help="引号里的词语全列出，不管有没有解释")
@jobs(default=1)
def command(files: tuple[Path, ...], form: str, output: Path | None, every: bool, jobs: int) -> None:
    refused: list[Unreadable] = []
    rows = slogans(readings_of(files, None, refused, jobs), every=every)
    render = render_slogans_csv if form == "csv" else render_slogans_markdown
    write(render(rows), output, files, lambda: len(refused) < len(files))
    if refused:
        raise click.exceptions.Exit(1)
