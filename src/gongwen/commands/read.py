"""``gongwen read``: each file on its own, in one of the formats of ``gongwen.render``."""

from pathlib import Path

import click

from gongwen.command_line import day, jobs, output_to, published
from gongwen.commands.files import files, readings_of
from gongwen.commands.writing import form_of, write, write_each
from gongwen.load import Unreadable
from gongwen.problems import UsageProblem
from gongwen.render import FORMATS


@files
@published
@form_of(*(one.name for one in FORMATS))
@output_to(metavar="PATH", help="输出文件；已有的文件夹则每份公文一个文件")
@jobs(default=1)
def command(files: tuple[Path, ...], published: str | None, form: str, output: Path | None, jobs: int) -> None:
    chosen = next(one for one in FORMATS if one.name == form)
    refused: list[Unreadable] = []
    readings = readings_of(files, day(published), refused, jobs)
    if output is not None and output.is_dir():
        write_each(readings, chosen, output, files)
    elif len(files) > 1 and not chosen.many:
        raise UsageProblem(
            f"{len(files)} 份公文不能写进一个 {form} 文件。请用 --format jsonl，或用 -o 指定一个文件夹。"
        )
    else:
        write(chosen.render(readings), output, files, lambda: len(refused) < len(files))
    if refused:
        raise click.exceptions.Exit(1)
