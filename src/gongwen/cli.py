"""The command: ``gongwen read FILE…`` turns documents into JSON, tables and pages.

Exit status: 0 done, 1 some file was refused (the others are done), 2 the command line is wrong.
"""

import datetime as dt
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from enum import StrEnum
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import track

from gongwen.alignment import align
from gongwen.alignment.markdown import render_alignment
from gongwen.command_line import Jobs, Published, day, say, stderr
from gongwen.comparing import compare, voices
from gongwen.comparing.markdown import render_comparison
from gongwen.load import Unreadable, load
from gongwen.many.command import many_command
from gongwen.model import Reading
from gongwen.problems import Halted, UsageProblem
from gongwen.reader import read
from gongwen.render import FORMATS, Format
from gongwen.render.slogans import render_slogans_csv, render_slogans_markdown, slogan_rows
from gongwen.score import score
from gongwen.trends import trend
from gongwen.trends.emphasis import emphasis, recurring
from gongwen.trends.emphasis.markdown import render_emphasis
from gongwen.trends.markdown import render_trend
from gongwen.versions import changes
from gongwen.versions.html import render_changes_html
from gongwen.versions.markdown import render_changes_markdown

app = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, help="公文拆解：一句话 → 一项任务。"
)
FormatName = StrEnum("FormatName", {form.name: form.name for form in FORMATS})  # type: ignore[misc]
_JSON = FormatName("json")
TableName = StrEnum("TableName", ["csv", "markdown"])
AlignmentName = StrEnum("AlignmentName", ["json", "markdown"])
ChangesName = StrEnum("ChangesName", ["markdown", "html", "json"])
_MARKDOWN = TableName.markdown
_CHANGES = ChangesName.markdown

_MISTAKES = (
    (re.compile(r"Missing (?:parameter|argument)\W*(\w+)"), r"缺少参数 \1。"),
    (re.compile(r"No such option: (\S+)"), r"没有 \1 这个选项。"),
    (re.compile(r"No such command '(.+?)'"), r"没有 \1 这个命令。"),
    (re.compile(r"'(.+?)' is not one of (.+?)\.?$"), r"“\1”不在可选范围内：\2。"),
    (re.compile(r"should be greater than or equal to (\d+)|is not in the range x>=(\d+)"), r"数太小，至少是 \1\2。"),
    (re.compile(r"should be a valid integer|is not a valid integer"), r"要写一个整数，如 2。"),
    (re.compile(r"Option '(\S+?)' requires an argument"), r"选项 \1 后面要跟一个值。"),
    (re.compile(r"unexpected extra argument\S* \((.+?)\)"), r"多了参数：\1。"),
)


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@app.callback()
def _commands() -> None:
    """公文拆解：一句话 → 一项任务。"""


@app.command("read", help="读公文，给出任务、单位、时限、数量和每一句的出处。")
def read_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="公文文本（UTF-8 或 GB18030），可以多个")],
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
        _write_each(readings, chosen, output)
    elif len(files) > 1 and not chosen.many:
        raise UsageProblem(
            f"{len(files)} 份公文不能写进一个 {form} 文件。请用 --format jsonl，或用 -o 指定一个文件夹。"
        )
    else:
        _write(chosen.render(readings), output, lambda: len(refused) < len(files))
    if refused:
        raise typer.Exit(1)


app.command("many", help="成千上万份公文，读成一张 Parquet 表；中断了再运行就接着读。")(many_command)


@app.command("align", help="对标对表：我们的每条举措对应上级文件的哪一句，上级还有哪些没有对应。")
def align_command(
    own: Annotated[Path, typer.Argument(metavar="OWN", help="我们的文件")],
    superior: Annotated[Path, typer.Argument(metavar="SUPERIOR", help="上级文件")],
    context: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="旁证文件，可以多次给出：往年的报告、中间层级的文件，从中学简称和常并提的词"),
    ] = None,
    form: Annotated[AlignmentName, typer.Option("--format", help="输出格式")] = AlignmentName.json,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="输出文件")] = None,
) -> None:
    alignment = align(read(own), read(superior), context=map(read, context or ()))
    told = json.dumps(alignment.to_dict(), ensure_ascii=False, indent=1) + "\n"
    _write([told] if form == "json" else render_alignment(alignment), output, lambda: True)


@app.command(
    "trend", help="看一个词历年怎么变：每份每万字提几次、谁先提、谁跟着提；不给词就找新提、上升、下降、不再提的。"
)
def trend_command(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE[=DATE]...", help="公文文本；没有日期的在后面写上，如 专栏.txt=2025-03-20"),
    ],
    term: Annotated[list[str] | None, typer.Option(metavar="WORD", help="要看的词，可以多次给出")] = None,
    form: Annotated[AlignmentName, typer.Option("--format", help="输出格式")] = AlignmentName.markdown,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="输出文件")] = None,
) -> None:
    found = trend([read(file, published=day) for file, day in map(_dated, files)], term or ())
    told = json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n"
    _write([told] if form == "json" else render_trend(found, whole=bool(term)), output, lambda: True)


@app.command(
    "emphasis",
    help="看一个区（或同一种报告）历次的重点：各主题占多少、接着提什么、新提什么、没再提什么、目标数调高调低。",
)
def emphasis_command(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE[=DATE]...", help="公文文本；没有日期的在后面写上，如 专栏.txt=2025-03-20"),
    ],
    voice: Annotated[
        str | None, typer.Option(metavar="NAME", help="看谁的：专栏里的区名，或去掉年份的标题；不写就看说话次数最多的")
    ] = None,
    form: Annotated[AlignmentName, typer.Option("--format", help="输出格式")] = AlignmentName.markdown,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="输出文件")] = None,
) -> None:
    readings = [read(file, published=day) for file, day in map(_dated, files)]
    known = recurring(readings)
    chosen = voice or next(iter(known), None)
    if chosen not in known:
        raise UsageProblem(
            f"这些文件里没有在不同日子说过两次的{f'“{voice}”' if voice else '区或报告'}。{_offered(known)}"
        )
    found = emphasis(readings, chosen)
    told = json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n"
    _write([told] if form == "json" else render_emphasis(found), output, lambda: True)


@app.command("compare", help="各区对比：同一件事各说了什么：各主题占多少、共同和独有的举措、相近的表述、并列的指标。")
def compare_command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE[=DATE]...", help="一份各区专栏，或者几份文件；日期写在后面，如 方案.txt=2025-03-20"
        ),
    ],
    superior: Annotated[
        Path | None, typer.Option(metavar="FILE", help="大家都在落实的上级文件，用来认出上级的原话")
    ] = None,
    form: Annotated[AlignmentName, typer.Option("--format", help="输出格式")] = AlignmentName.markdown,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="输出文件")] = None,
) -> None:
    spoken = [voice for file, day in map(_dated, files) for voice in voices(read(file, published=day))]
    if len(spoken) < 2:
        raise UsageProblem("只有一家，没有可比的。请给出一份有几个区的专栏，或者两份以上的文件。")
    found = compare(spoken, superior=read(superior) if superior else None)
    told = json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n"
    _write([told] if form == "json" else render_comparison(found), output, lambda: True)


@app.command("diff", help="新旧对照：同一份文件的前后两稿，逐条说哪里改了，实质变化排在最前。")
def diff_command(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="旧版")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="新版")],
    form: Annotated[ChangesName, typer.Option("--format", help="输出格式")] = _CHANGES,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="输出文件")] = None,
) -> None:
    before, after = read(old), read(new)
    found = changes(before, after)
    if form == "json":
        _write([json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n"], output, lambda: True)
    else:
        render = render_changes_html if form == "html" else render_changes_markdown
        _write(render(found, before, after), output, lambda: True)


@app.command("slogans", help="数多份公文里的口号和简称：出现多少次、在几份文件里、文件自己说它指什么。")
def slogans_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="公文文本（UTF-8 或 GB18030），可以多个")],
    form: Annotated[TableName, typer.Option("--format", help="输出格式")] = _MARKDOWN,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="输出文件")] = None,
    every: Annotated[bool, typer.Option("--all", help="引号里的词语全列出，不管有没有解释")] = False,
    jobs: Annotated[int, Jobs] = 1,
) -> None:
    refused: list[Unreadable] = []
    rows = slogan_rows(_readings(files, None, refused, jobs), every=every)
    render = render_slogans_csv if form == "csv" else render_slogans_markdown
    _write(render(rows), output, lambda: len(refused) < len(files))
    if refused:
        raise typer.Exit(1)


@app.command("score", help="拿一份读法与人工读法对照打分。不给 READING 就现读 PAGE。")
def score_command(
    page: Annotated[Path, typer.Argument(metavar="PAGE", help="原文")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="人工读法（JSON）")],
    reading: Annotated[Path | None, typer.Argument(metavar="[READING]", help="gongwen read 输出的 JSON")] = None,
) -> None:
    got = _contents(reading) if reading else read(page).to_dict()
    for name, figure in score(load(page).text, _contents(gold), got).items():
        typer.echo(f"{name:<9} {figure:.3f}")


def main() -> None:
    """The console script."""
    try:
        sys.exit(app(standalone_mode=False))
    except (typer.TyperException, UsageProblem) as error:
        say(f"用法有误：{_in_chinese(str(error))}")
        say("用 gongwen --help 或 gongwen read --help 查看用法。")
        sys.exit(2)
    except typer.Abort:
        sys.exit(130)
    except Unreadable as error:
        say(str(error))
        sys.exit(1)
    except Halted as error:
        say(str(error))
        sys.exit(2)
    except BrokenExecutor:
        say("读文件的进程意外退出，可能是内存不够。请减小 --jobs 再试。")
        sys.exit(2)
    except OSError as error:
        say(f"写不了 {error.filename or '输出'}（{error.strerror}）。请检查路径和权限。")
        sys.exit(2)


def _contents(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(load(path).text)
    except json.JSONDecodeError as error:
        raise UsageProblem(f"{path} 不是 JSON（第 {error.lineno} 行）。") from error
    if not isinstance(found, dict) or not {"entries", "spans"} <= found.keys():
        raise UsageProblem(f"{path} 不是一份读法：缺少 entries 或 spans。")
    return found


def _offered(names: list[str]) -> str:
    return f"可以选：{'、'.join(names)}。" if names else "没有日期的，请在文件名后写上，如 专栏.txt=2025-03-20。"


def _dated(written: str) -> tuple[Path, dt.date | None]:
    """专栏.txt=2025-03-20: a file and the day it came out."""
    name, _, said = written.rpartition("=")
    return (Path(name), day(said)) if name and _DAY.fullmatch(said) else (Path(written), None)


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
    # Not forked: the progress bar runs in a thread.
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        yield from pool.map(attempt, files)


def _attempt(published: dt.date | None, file: Path) -> Reading | Unreadable:
    try:
        return read(file, published=published)
    except Unreadable as error:
        return error


def _write(pieces: Iterable[str], output: Path | None, any_read: Callable[[], bool]) -> None:
    """UTF-8 whatever the terminal's locale. A file appears whole, and not at all when nothing could be read."""
    if output is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.buffer.flush()
        return
    part = output.with_name(output.name + ".part")
    with part.open("wb") as out:
        out.writelines(piece.encode() for piece in pieces)
    if any_read():
        part.replace(output)
    else:
        part.unlink()


def _write_each(readings: Iterable[Reading], form: Format, folder: Path) -> None:
    for reading in readings:
        _write(form.render([reading]), folder / (Path(reading.page.source).stem + form.suffix), lambda: True)


def _in_chinese(message: str) -> str:
    """What the command-line library says of the commonest mistakes, in Chinese; the rest as it is."""
    return next((found.expand(said) for pattern, said in _MISTAKES if (found := pattern.search(message))), message)
