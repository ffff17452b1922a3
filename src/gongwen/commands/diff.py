"""``gongwen diff``: an older draft beside the newer."""

from pathlib import Path

import click

from gongwen.command_line import PATH, output
from gongwen.commands.files import read_file
from gongwen.commands.writing import as_json, form_of, write
from gongwen.versions import changes
from gongwen.versions.html import render_changes_html
from gongwen.versions.markdown import render_changes_markdown


@click.argument("old", metavar="OLD", type=PATH, help="旧版")
@click.argument("new", metavar="NEW", type=PATH, help="新版")
@form_of("markdown", "html", "json", default="markdown")
@output
def command(old: Path, new: Path, form: str, output: Path | None) -> None:
    before, after = read_file(old), read_file(new)
    found = changes(before, after)
    if form == "json":
        write(as_json(found), output, (old, new))
    else:
        render = render_changes_html if form == "html" else render_changes_markdown
        write(render(found, before, after), output, (old, new))
