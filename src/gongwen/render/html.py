"""HTML that stands alone: the document in reading order beside its tasks, each lighting the other; no network."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from gongwen.model import BODY, Mention, Piece, Reading, Span
from gongwen.parties import LEAD_NOT_STATED
from gongwen.render.layout import HEADS, Layout, Paragraph, within
from gongwen.render.rows import DOUBTS, Row, about, name_of, rows
from gongwen.render.slogans import slogans

_PAGE = Template(Path(__file__).with_name("page.html").read_text(encoding="utf-8"))
_FIGURE = re.compile(r"[\d.,%]+")
_FACTS = frozenset(("date", "amount", "organisation"))
_COLOURS = (("m", "举措"), ("o", "责任单位"), ("d", "时限"), ("a", "数量"))
_KEY = f'<span class="key">{"".join(f"<i class=i-{mark}>{name}</i>" for mark, name in _COLOURS)}</span>'


def render_html(readings: Iterable[Reading]) -> Iterator[str]:
    every = list(readings)
    title = name_of(every[0]) if len(every) == 1 else f"公文拆解（{len(every)} 份）"
    articles = "\n".join(_article(number, reading) for number, reading in enumerate(every, 1))
    yield _PAGE.substitute(title=escape(title), articles=_contents(every) + articles)


def _contents(readings: Sequence[Reading]) -> str:
    """Of several documents, where each begins."""
    listed = (
        f'<li><a href="#d{number}">{escape(name_of(reading))}</a> {len(reading.tasks)} 项任务</li>'
        for number, reading in enumerate(readings, 1)
    )
    return f'<nav class="contents"><ol>{"".join(listed)}</ol></nav>' if len(readings) > 1 else ""


def _article(number: int, reading: Reading) -> str:
    page = reading.page
    return (
        f'<article id="d{number}"><h1>{escape(name_of(reading))}</h1>'
        f'<p class="about">{escape(" · ".join(about(reading)))}</p>{_figures(reading)}<div class="sides">'
        f'<section class="side first"><header><h2>原文</h2>{_KEY}</header>'
        f'<div class="scroll source">{"".join(_Source(number, reading).html(reading))}</div></section>'
        f'<section class="side second"><header><h2>任务</h2></header>'
        f'<div class="scroll">{_tasks(number, reading)}</div></section></div>{_shorthand(reading)}</article>'
        f"<footer>原件 SHA-256 {page.source_sha256} · 文字未作改动，仅重排段落</footer>"
    )


def _figures(reading: Reading) -> str:
    measures = sum(span.role == "measure" for span in reading.spans)
    due = sum(bool(task.deadlines) for task in reading.tasks)
    led = sum(bool(task.lead) for task in reading.tasks)
    shown = [("任务", len(reading.tasks)), ("举措", measures), ("有牵头单位", led), ("有时限", due)]
    return (
        '<dl class="figures">'
        + "".join(f"<div><dt>{name}</dt><dd>{count}</dd></div>" for name, count in shown)
        + "</dl>"
    )


def _shorthand(reading: Reading) -> str:
    """What the document's slogans stand for, in its own words: a list, since on paper there is nothing to point at."""
    listed = slogans([reading])
    told = [row for row in listed if row.meanings]
    rest = "、".join(escape(row.words) for row in listed if not row.meanings)
    rows = "".join(
        f"<dt>{escape(row.words)}<small>{row.count} 次</small></dt><dd>{escape('；'.join(row.meanings))}</dd>"
        for row in told
    )
    if not listed:
        return ""
    return (
        f'<details class="shorthand"{" open" if told else ""}><summary>口号和简称'
        f"<small>{len(listed)} 个，文中写明所指的 {len(told)} 个</small></summary>"
        + (f"<dl>{rows}</dl>" if rows else "")
        + (f"<p>文中没有写明：{rest}</p>" if rest else "")
        + "</details>"
    )


class _Source:
    """The document's paragraphs; a span's characters are the page's, marked, never re-typed."""

    def __init__(self, number: int, reading: Reading) -> None:
        self._number, self._text = number, reading.text
        self._task_of = {name: at for at, task in enumerate(reading.tasks, 1) for name in reversed(task.span_ids)}
        self._first = {task.span_ids[0] for task in reading.tasks}
        self._mentions: dict[str, list[Mention]] = {}
        for mention in reading.mentions:
            self._mentions.setdefault(mention.span, []).append(mention)
        # Who met, and when, is nobody's work and no deadline.
        told = {span.id for span in reading.spans if span.role not in BODY and span.role != "parties"}
        for name in told & self._mentions.keys() - self._task_of.keys():
            self._mentions[name] = [mention for mention in self._mentions[name] if mention.kind not in _FACTS]

    def html(self, reading: Reading) -> Iterator[str]:
        for is_table, group in groupby(Layout(reading).paragraphs(), key=lambda paragraph: bool(paragraph.cells)):
            if is_table:
                yield f'<div class="rows"><table>{"".join(map(self._row, group))}</table></div>'
            else:
                yield from map(self._paragraph, group)

    def _paragraph(self, paragraph: Paragraph) -> str:
        spans = paragraph.spans
        head = f' class="head {spans[0].role}"' if all(span.role in HEADS for span in spans) else ""
        return f"<p{head}>{' '.join(map(self._span, spans)) if head else ''.join(map(self._span, spans))}</p>"

    def _row(self, row: Paragraph) -> str:
        figures = any(_FIGURE.fullmatch(self._text, start, end) for start, end in row.cells)
        tag = "th" if all(span.role == "other" for span in row.spans) and not figures else "td"
        return f"<tr>{''.join(f'<{tag}>{self._cell(row.spans, cell)}</{tag}>' for cell in row.cells)}</tr>"

    def _cell(self, spans: Iterable[Span], cell: Piece) -> str:
        return "".join(self._span(span, inside) for span in spans if (inside := within(span, cell)))

    def _span(self, span: Span, pieces: Sequence[Piece] = ()) -> str:
        """The whole span, or those of its pieces that one cell holds."""
        task, shown = self._task_of.get(span.id), pieces or span.pieces
        name = f"{self._number}-{task}"
        begins = f'<a class="at" id="s{name}" href="#t{name}">{task}</a>' if self._begins(span, shown) else ""
        trace = f' data-t="{name}"' if task else ""
        words = _marked(self._text, shown, self._mentions.get(span.id, ()), _gap(span))
        return f'<span class="{span.role}"{trace}>{begins}{words}</span>'

    def _begins(self, span: Span, shown: Sequence[Piece]) -> bool:
        return span.id in self._first and shown[0] == span.pieces[0]


def _gap(span: Span) -> str:
    """抓紧抓实　奋力攻坚: what stands between the words of a headline is all its punctuation."""
    return " " if span.role == "headline" else ""


def _marked(text: str, pieces: Sequence[Piece], mentions: Sequence[Mention], gap: str) -> str:
    cuts = sorted((start, end, mention) for mention in mentions for start, end in mention.pieces)
    out: list[str] = []
    for start, end in pieces:
        at = start
        out.append(gap if out else "")
        for first, last, mention in cuts:
            if start <= first and last <= end:
                out += [escape(text[at:first]), _mark(text[first:last], mention)]
                at = last
        out.append(escape(text[at:end]))
    return "".join(out)


def _mark(words: str, mention: Mention) -> str:
    doubts = "；".join(DOUBTS.get(doubt, doubt) for doubt in mention.doubt)
    meant = f"指：{mention.value['meaning']}" if mention.kind == "slogan" and mention.value else ""
    title = f' title="{escape(doubts or meant)}"' if doubts or meant else ""
    return f'<mark class="{mention.kind}{" doubt" if doubts else ""}"{title}>{escape(words)}</mark>'


def _tasks(number: int, reading: Reading) -> str:
    if not reading.tasks:
        return '<p class="none">没有读出任务：文中没有可以交办的举措。</p>'
    # Said once over all when it is true of most: those that have one show it.
    missing = sum(LEAD_NOT_STATED in task.doubt for task in reading.tasks)
    unled = missing > len(reading.tasks) / 2
    of = "" if missing == len(reading.tasks) else f"{missing} 项任务"
    note = f'<p class="note">{of}{DOUBTS[LEAD_NOT_STATED]}，交办时请逐项补上。</p>' if unled else ""
    groups = (
        (f'<li class="group">{escape(place)}</li>' if place else "")
        + "".join(_task(number, row, without=DOUBTS[LEAD_NOT_STATED] if unled else "") for row in group)
        for place, group in groupby(rows(reading), key=lambda row: row.place)
    )
    return f'{note}<ol class="tasks">{"".join(groups)}</ol>'


def _task(number: int, row: Row, *, without: str) -> str:
    name = f"{number}-{row.number}"
    steps = "".join(f"<li>{escape(step)}</li>" for step in row.steps)
    facts = (
        ("牵头单位", "、".join(row.lead)),
        ("责任单位", "、".join(row.support)),
        ("责任人", row.person),
        ("时限", "；".join(row.deadlines)),
        ("目标", "；".join(row.targets)),
    )
    listed = "".join(f"<dt>{name}</dt><dd>{escape(words)}</dd>" for name, words in facts if words)
    doubts = "".join(f'<span class="chip">{escape(doubt)}</span>' for doubt in row.doubts if doubt != without)
    return (
        f'<li data-t="{name}"><a class="n" id="t{name}" href="#s{name}">{row.number}</a>'
        f"<div><h3>{escape(row.text)}</h3>"
        + (f'<ol class="steps">{steps}</ol>' if steps else "")
        + (f'<dl class="facts">{listed}</dl>' if listed else "")
        + f"{doubts}</div></li>"
    )
