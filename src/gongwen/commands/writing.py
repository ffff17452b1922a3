"""What was found, as text, into a file or the terminal."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from gongwen.commands.files import called
from gongwen.model import Reading
from gongwen.problems import UsageProblem
from gongwen.render import FORMATS, Format

_OFFICE = frozenset((".pdf", ".doc", ".docx", ".wps", ".ofd", ".xls", ".xlsx"))
Command = TypeVar("Command", bound=Callable[..., None])


class Found(Protocol):
    def to_dict(self) -> dict[str, Any]: ...


def form_of(*names: str, default: str = "json") -> Callable[[Command], Command]:
    """The option ``--format`` of a command that writes these: what is not said, the name of the output says."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        callback=partial(_form, names, default),
        help=f"输出格式  [不写则看 -o 的后缀，看不出则为 {default}]",
    )


def _form(names: Sequence[str], default: str, ctx: click.Context, _: click.Parameter, given: str | None) -> str:
    output: Path | None = ctx.params.get("output")
    suffix = output.suffix.lower() if output else ""
    written = [one for one in FORMATS if one.name in names]
    if suffix in _OFFICE and not given:
        known = "、".join(dict.fromkeys(one.suffix for one in written))
        raise UsageProblem(f"不能写成 {suffix}。-o 的后缀请用 {known} 之一。")
    return given or next((one.name for one in written if one.suffix == suffix), default)


def as_json(found: Found) -> list[str]:
    return [json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n"]


def write(
    pieces: Iterable[str], output: Path | None, sources: Sequence[Path], any_read: Callable[[], bool] = lambda: True
) -> None:
    """UTF-8 whatever the terminal's locale. A file appears whole, and not at all when nothing could be read.

    Raises:
        UsageProblem: ``output`` is a folder, or one of the ``sources`` that all this is made from.
    """
    words = (piece.encode() for piece in pieces)
    if output is None:
        sys.stdout.buffer.writelines(words)
        sys.stdout.buffer.flush()
    elif output.is_dir():
        raise UsageProblem(f"-o {output} 是一个文件夹。请写成其中一个文件的名字，如 {output / '结果.md'}。")
    elif output.exists() and not output.is_file():  # a pipe or a device, which nothing may take the place of
        with output.open("wb") as out:
            out.writelines(words)
    else:
        _spare(sources, output)
        _write_whole(words, output, any_read)


def _spare(sources: Iterable[Path], output: Path) -> None:
    if output.resolve() in {source.resolve() for source in sources}:
        raise UsageProblem(f"-o 会覆盖要读的 {output}。请换一个文件名或文件夹。")


def _write_whole(words: Iterable[bytes], output: Path, any_read: Callable[[], bool]) -> None:
    part = output.with_name(output.name + ".part")
    try:
        with part.open("wb") as out:
            out.writelines(words)
        if any_read():
            part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def write_each(readings: Iterable[Reading], form: Format, folder: Path, sources: Sequence[Path]) -> None:
    """A file a reading, called as its source is.

    Raises:
        UsageProblem: a file would take the place of another one, or of a source.
    """
    outputs = Counter(_named(called(source), form, folder) for source in sources)
    for output, times in outputs.items():
        _spare(sources, output)
        if times > 1:
            raise UsageProblem(f"有 {times} 份公文都会写成 {output}，互相覆盖。请分几次读，写进不同的文件夹。")
    for reading in readings:
        write(form.render([reading]), _named(reading.page.source, form, folder), sources)


def _named(source: str, form: Format, folder: Path) -> Path:
    return folder / (Path(source).stem + form.suffix)
