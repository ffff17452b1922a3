"""What the command-line library says of its own accord, in Chinese: the headings of a help page, a user's mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import click

_HEADINGS: Final = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}
_REMARKS: Final = (
    ("Show this message and exit.", "显示用法"),
    ("[default: ", "[不写则为 "),
    ("x>=1", "至少 1"),
    ("[required]", "[必填]"),
    ("Show the version and exit.", "显示版本"),
)
_MISTAKES: Final = (
    (r"Missing (?:argument|option) '(.+?)'", r"缺少参数 \1。"),
    (r"No such option:? '?([^\s'.]+)", r"没有 \1 这个选项。"),
    (r"No such command '(.+?)'", r"没有 \1 这个命令。"),
    (r"for '(\S+)'.*'(.*?)' is not one of (.+?)\.?$", r"\1 的“\2”不在可选范围内：\3。"),
    (r"for '(\S+)'.*x>=(\d+)", r"\1 的数太小，至少是 \2。"),
    (r"for '(\S+)'.*valid integer", r"\1 要写一个整数，如 2。"),
    (r"[Pp]ath '(.+?)' is not readable", r"读不了 \1（没有权限）。请检查权限。"),
    (r"Option '(\S+?)' requires an argument", r"选项 \1 后面要跟一个值。"),
    (r"Option '(\S+?)' does not take a value", r"选项 \1 后面不跟值。"),
    (r"unexpected extra argument\S* \((.+?)\)", r"多了参数：\1。"),
)


class _Page(click.HelpFormatter):
    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        said = args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 …")
        super().write_usage(prog, said, "用法：" if prefix is None else prefix)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(term, _in_remarks(said)) for term, said in rows], col_max, col_spacing)


def _in_remarks(said: str) -> str:
    for english, chinese in _REMARKS:
        said = said.replace(english, chinese)
    return said


class Context(click.Context):
    formatter_class = _Page


class Command(click.Command):
    context_class = Context


def in_chinese(message: str) -> str:
    """What the library says of the commonest mistakes; the rest as it is."""
    found = ((re.search(pattern, message), said) for pattern, said in _MISTAKES)
    return next((mistake.expand(said).replace("'", "") for mistake, said in found if mistake), message)
