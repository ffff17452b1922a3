"""``gongwen compare``: zone beside zone."""

from pathlib import Path

import click

from gongwen.command_line import PATH, output
from gongwen.commands.dated import dated, files_of, readings_of
from gongwen.commands.files import read_file
from gongwen.commands.writing import as_json, form_of, write
from gongwen.comparing import compare, voices
from gongwen.comparing.markdown import render_comparison
from gongwen.problems import UsageProblem


@dated
@click.option("--superior", metavar="FILE", type=PATH, help="大家都在落实的上级文件，用来认出上级的原话")
@form_of("json", "markdown", default="markdown")
@output
def command(files: tuple[str, ...], superior: Path | None, form: str, output: Path | None) -> None:
    spoken = [voice for reading in readings_of(files) for voice in voices(reading)]
    if len(spoken) < 2:
        raise UsageProblem("只有一家，没有可比的。请给出一份有几个区的专栏，或者两份以上的文件。")
    sources = [*files_of(files), *([superior] if superior else [])]
    found = compare(spoken, superior=read_file(superior) if superior else None)
    write(as_json(found) if form == "json" else render_comparison(found), output, sources)
