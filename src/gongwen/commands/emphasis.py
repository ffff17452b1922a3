"""``gongwen emphasis``: what one voice stresses from occasion to occasion."""

from pathlib import Path

import click

from gongwen.command_line import output
from gongwen.commands.dated import UNDATED, dated, files_of, readings_of
from gongwen.commands.writing import as_json, form_of, write
from gongwen.problems import UsageProblem
from gongwen.trends.emphasis import emphasis, recurring
from gongwen.trends.emphasis.markdown import render_emphasis


@dated
@click.option("--voice", metavar="NAME", help="看谁的：专栏里的区名，或去掉年份的标题；不写就看说话次数最多的")
@form_of("json", "markdown", default="markdown")
@output
def command(files: tuple[str, ...], voice: str | None, form: str, output: Path | None) -> None:
    readings = readings_of(files)
    known = recurring(readings)
    chosen = voice or next(iter(known), None)
    if chosen not in known:
        raise UsageProblem(
            f"这些文件里没有在不同日子说过两次的{f'“{voice}”' if voice else '区或报告'}。{_offered(known)}"
        )
    found = emphasis(readings, chosen)
    write(as_json(found) if form == "json" else render_emphasis(found), output, files_of(files))


def _offered(names: list[str]) -> str:
    return f"可以选：{'、'.join(names)}。" if names else UNDATED
