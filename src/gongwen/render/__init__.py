"""Readings as text. One file a format, one signature: readings in, pieces of text out; ``FORMATS`` is the registry."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from gongwen.model import Reading
from gongwen.render.contract import render_json, render_jsonl
from gongwen.render.html import render_html
from gongwen.render.langextract import render_langextract
from gongwen.render.markdown import render_markdown
from gongwen.render.table import render_csv


class Format(NamedTuple):
    """``many`` says whether several readings make one file."""

    name: str
    suffix: str
    render: Callable[[Iterable[Reading]], Iterator[str]]
    many: bool


FORMATS: tuple[Format, ...] = (
    Format("json", ".json", render_json, many=False),
    Format("jsonl", ".jsonl", render_jsonl, many=True),
    Format("csv", ".csv", render_csv, many=True),
    Format("html", ".html", render_html, many=True),
    Format("langextract", ".jsonl", render_langextract, many=True),
    Format("markdown", ".md", render_markdown, many=True),
)
