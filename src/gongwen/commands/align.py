"""``gongwen align``: ours beside the superior's."""

from pathlib import Path

import click

from gongwen.alignment import align
from gongwen.alignment.markdown import render_alignment
from gongwen.command_line import PATH, output
from gongwen.commands.files import read_file
from gongwen.commands.writing import as_json, form_of, write


@click.argument("own", metavar="OWN", type=PATH, help="我们的文件")
@click.argument("superior", metavar="SUPERIOR", type=PATH, help="上级文件")
@click.option(
    "--context",
    metavar="FILE",
    multiple=True,
    type=PATH,
    help="旁证文件，可以多次给出：往年的报告、中间层级的文件，从中学简称和常并提的词",
)
@form_of("json", "markdown")
@output
def command(own: Path, superior: Path, context: tuple[Path, ...], form: str, output: Path | None) -> None:
    found = align(read_file(own), read_file(superior), context=map(read_file, context))
    write(as_json(found) if form == "json" else render_alignment(found), output, (own, superior, *context))
