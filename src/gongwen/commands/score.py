"""``gongwen score``: a reading beside one made by hand."""

import json
from pathlib import Path
from typing import Any

import click

from gongwen.command_line import PATH
from gongwen.load import load
from gongwen.problems import UsageProblem
from gongwen.reader import read
from gongwen.score import score


@click.argument("page", metavar="PAGE", type=PATH, help="原文")
@click.argument("gold", metavar="GOLD", type=PATH, help="人工读法（JSON）")
@click.argument("reading", metavar="[READING]", required=False, type=PATH, help="gongwen read 输出的 JSON")
def command(page: Path, gold: Path, reading: Path | None) -> None:
    got = _contents(reading) if reading else read(page).to_dict()
    for name, figure in score(load(page).text, _contents(gold), got).items():
        click.echo(f"{name:<9} {figure:.3f}")


def _contents(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(load(path).text)
    except json.JSONDecodeError as error:
        raise UsageProblem(f"{path} 不是 JSON（第 {error.lineno} 行）。") from error
    if not isinstance(found, dict) or not {"entries", "spans"} <= found.keys():
        raise UsageProblem(f"{path} 不是一份读法：缺少 entries 或 spans。")
    return found
