"""The command: ``gongwen read FILE…`` turns documents into JSON, tables and pages.

Exit status: 0 done, 1 some file was refused (the others are done), 2 the command line is wrong.
"""

import sys
from importlib import import_module
from typing import Final

import click

from gongwen.collecting import no_collecting
from gongwen.command_line import say
from gongwen.load import Unreadable, why
from gongwen.problems import Halted, UsageProblem
from gongwen.usage import Command, Context, in_chinese

_COMMANDS: Final = {
    "read": "读公文，给出任务、单位、时限、数量和每一句的出处。",
    "many": "成千上万份公文，读成一张 Parquet 表；中断了再运行就接着读。",
    "align": "对标对表：我们的每条举措对应上级文件的哪一句，上级还有哪些没有对应。",
    "diff": "新旧对照：同一份文件的前后两稿，逐条说哪里改了，实质变化排在最前。",
    "compare": "各区对比：同一件事，各区的主题、举措的异同、相近的表述、并列的指标。",
    "trend": "看一个词历年怎么变、谁先提、谁跟着提；不给词就找新提、上升、下降的。",
    "emphasis": "看一个区（或同一种报告）历次的重点：接着提的、新提的、没再提的。",
    "slogans": "数多份公文里的口号和简称：出现多少次、在几份文件里、文件自己说它指什么。",
    "score": "拿一份读法与人工读法对照打分。不给 READING 就现读 PAGE。",
}


class _Commands(click.Group):
    """Those of ``_COMMANDS``, each imported when it is given, so that none waits for what another needs."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _COMMANDS and cmd_name not in self.commands:
            with no_collecting():
                command = import_module(f"gongwen.commands.{cmd_name}").command
            self.add_command(click.command(cmd_name, cls=Command, help=_COMMANDS[cmd_name])(command))
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([*_COMMANDS.items()])


_gongwen = _Commands(
    "gongwen",
    help="公文拆解：一句话 → 一项任务。",
    no_args_is_help=True,
    context_settings={"show_default": True, "help_option_names": ["-h", "--help"]},
)
click.version_option(package_name="luoshi", prog_name="gongwen", message="%(prog)s %(version)s")(_gongwen)


def _where_to_look(error: click.ClickException) -> str:
    """The help page of the command that was given, else of all."""
    given = error.ctx if isinstance(error, click.UsageError) else None
    if given is not None and given.parent:
        return f"用 {given.command_path} --help 查看用法。"
    return "用 gongwen --help 查看有哪些命令。"


def main() -> None:
    """The console script."""
    try:
        sys.exit(_gongwen(standalone_mode=False))
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        say(f"用法有误：{in_chinese(error.format_message())}")
        say(_where_to_look(error))
        sys.exit(2)
    except UsageProblem as error:
        say(f"用法有误：{error}")
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except Unreadable as error:
        say(str(error))
        sys.exit(1)
    except Halted as error:
        say(str(error))
        sys.exit(2)
    except OSError as error:
        # What is written stands in X.part until it is whole.
        output = str(error.filename2 or error.filename or "输出").removesuffix(".part")
        say(f"写不了 {output}（{why(error)}）。请检查路径和权限。")
        sys.exit(2)
