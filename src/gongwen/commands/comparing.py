"""Several documents beside one another: ours and the superior's, old and new, zone by zone, year by year."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gongwen.alignment import align
from gongwen.alignment.markdown import render_alignment
from gongwen.command_line import Output, day
from gongwen.commands.writing import as_json, write
from gongwen.comparing import compare, voices
from gongwen.comparing.markdown import render_comparison
from gongwen.model import Reading
from gongwen.problems import UsageProblem
from gongwen.reader import read
from gongwen.trends import trend
from gongwen.trends.emphasis import emphasis, recurring
from gongwen.trends.emphasis.markdown import render_emphasis
from gongwen.trends.markdown import render_trend
from gongwen.versions import changes
from gongwen.versions.html import render_changes_html
from gongwen.versions.markdown import render_changes_markdown

FoundName = StrEnum("FoundName", ["json", "markdown"])
ChangesName = StrEnum("ChangesName", ["markdown", "html", "json"])
Dated = Annotated[
    list[str],
    typer.Argument(metavar="FILE[=DATE]...", help="公文文本，没有日期的在后面写上，如 专栏.txt=2025-03-20"),
]
Form = Annotated[FoundName, typer.Option("--format", help="输出格式")]
_UNDATED = "没有日期的，请在文件名后写上，如 专栏.txt=2025-03-20。"


def align_command(
    own: Annotated[Path, typer.Argument(metavar="OWN", help="我们的文件")],
    superior: Annotated[Path, typer.Argument(metavar="SUPERIOR", help="上级文件")],
    context: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="旁证文件，可以多次给出：往年的报告、中间层级的文件，从中学简称和常并提的词"),
    ] = None,
    form: Form = FoundName.json,
    output: Output = None,
) -> None:
    found = align(read(own), read(superior), context=map(read, context or ()))
    write(as_json(found) if form == "json" else render_alignment(found), output)


def diff_command(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="旧版")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="新版")],
    form: Annotated[ChangesName, typer.Option("--format", help="输出格式")] = ChangesName.markdown,
    output: Output = None,
) -> None:
    before, after = read(old), read(new)
    found = changes(before, after)
    if form == "json":
        write(as_json(found), output)
    else:
        render = render_changes_html if form == "html" else render_changes_markdown
        write(render(found, before, after), output)


def compare_command(
    files: Dated,
    superior: Annotated[
        Path | None, typer.Option(metavar="FILE", help="大家都在落实的上级文件，用来认出上级的原话")
    ] = None,
    form: Form = FoundName.markdown,
    output: Output = None,
) -> None:
    spoken = [voice for reading in _readings(files) for voice in voices(reading)]
    if len(spoken) < 2:
        raise UsageProblem("只有一家，没有可比的。请给出一份有几个区的专栏，或者两份以上的文件。")
    found = compare(spoken, superior=read(superior) if superior else None)
    write(as_json(found) if form == "json" else render_comparison(found), output)


def trend_command(
    files: Dated,
    term: Annotated[list[str] | None, typer.Option(metavar="WORD", help="要看的词，可以多次给出")] = None,
    form: Form = FoundName.markdown,
    output: Output = None,
) -> None:
    if not all(map(str.strip, term or ())):
        raise UsageProblem("--term 后面是空的。请写上要看的词，如 --term 新质生产力。")
    found = trend(_readings(files), term or ())
    if not found.texts:
        raise UsageProblem(f"这些文件都没有日期，看不出先后。{_UNDATED}")
    write(as_json(found) if form == "json" else render_trend(found, whole=bool(term)), output)


def emphasis_command(
    files: Dated,
    voice: Annotated[
        str | None, typer.Option(metavar="NAME", help="看谁的：专栏里的区名，或去掉年份的标题；不写就看说话次数最多的")
    ] = None,
    form: Form = FoundName.markdown,
    output: Output = None,
) -> None:
    readings = _readings(files)
    known = recurring(readings)
    chosen = voice or next(iter(known), None)
    if chosen not in known:
        raise UsageProblem(
            f"这些文件里没有在不同日子说过两次的{f'“{voice}”' if voice else '区或报告'}。{_offered(known)}"
        )
    found = emphasis(readings, chosen)
    write(as_json(found) if form == "json" else render_emphasis(found), output)


def _offered(names: list[str]) -> str:
    return f"可以选：{'、'.join(names)}。" if names else _UNDATED


def _readings(written: Sequence[str]) -> list[Reading]:
    """Each file with its day; counted twice, one would say twice as much."""
    dated = [_dated(one) for one in written]
    if again := [file for (file, _), times in Counter(dated).items() if times > 1]:
        raise UsageProblem(f"{again[0]} 给了不止一次，会重复计算。请只写一次。")
    return [read(file, published=day) for file, day in dated]


def _dated(written: str) -> tuple[Path, dt.date | None]:
    """专栏.txt=2025-03-20: a file and the day it came out."""
    name, sign, said = written.rpartition("=")
    if not sign or Path(written).exists():
        return Path(written), None
    return Path(name), day(said, f"{name}=")
