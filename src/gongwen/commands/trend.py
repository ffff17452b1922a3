"""``gongwen trend``: terms over the years."""

from pathlib import Path

import click

from gongwen.command_line import output
from gongwen.commands.dated import UNDATED, dated, files_of, readings_of
from gongwen.commands.writing import as_json, form_of, write
from gongwen.problems import UsageProblem
from gongwen.trends import trend
from gongwen.trends.markdown import render_trend


@dated
@click.option("--term", metavar="WORD", multiple=True, help="要看的词，可以多次给出")
@form_of("json", "markdown", default="markdown")
@output
def command(files: tuple[str, ...], term: tuple[str, ...], form: str, output: Path | None) -> None:
    if not all(map(str.strip, term)):
        raise UsageProblem("--term 后面是空的。请写上要看的词，如 --term 新质生产力。")
    found = trend(readings_of(files), term)
    if not found.texts:
        raise UsageProblem(f"这些文件都没有日期，看不出先后。{UNDATED}")
    write(as_json(found) if form == "json" else render_trend(found, whole=bool(term)), output, files_of(files))
