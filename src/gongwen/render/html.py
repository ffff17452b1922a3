"""HTML that stands alone: the document in reading order beside its tasks, each lighting the other; no network."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from gongwen.model import BODY, Mention, Reading, Span
from gongwen.parties import LEAD_NOT_STATED
from gongwen.render.rows import DOUBTS, Row, about, name_of, rows

_PAGE = Template(Path(__file__).with_name("page.html").read_text(encoding="utf-8"))
_HEADS = frozenset(("title", "zone", "headline", "heading"))
_ENDS = ("。", "！", "？", "；", "：", ".", "!", "?", ";", ":", "）", ")", "”")
_FACTS = frozenset(("date", "amount", "organisation"))
_COLOURS = (("m", "举措"), ("o", "责任单位"), ("d", "时限"), ("a", "数量"))
_KEY = f'<span class="key">{"".join(f"<i class=i-{mark}>{name}</i>" for mark, name in _COLOURS)}</span>'


def render_html(readings: Iterable[Reading]) -> Iterator[str]:
    every = list(readings)
    title = name_of(every[0]) if len(every) == 1 else f"公文拆解（{len(every)} 份）"
    articles = "\n".join(_article(number, reading) for number, reading in enumerate(every, 1))
    yield _PAGE.substitute(title=escape(title), articles=articles)


def _article(number: int, reading: Reading) -> str:
    page = reading.page
    return (
        f"<article><h1>{escape(name_of(reading))}</h1>"
        f'<p class="about">{escape(" · ".join(about(reading)))}</p>{_figures(reading)}<div class="sides">'
        f'<section class="side first"><header><h2>原文</h2>{_KEY}</header>'
        f'<div class="scroll source">{"".join(_source(number, reading))}</div></section>'
        f'<section class="side second"><header><h2>任务</h2></header>'
        f'<div class="scroll">{_tasks(number, reading)}</div></section></div></article>'
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


def _source(number: int, reading: Reading) -> Iterator[str]:
    """The document's paragraphs; a span's characters are the page's, marked, never re-typed."""
    task_of = {name: at for at, task in enumerate(reading.tasks, 1) for name in reversed(task.span_ids)}
    first = {task.span_ids[0] for task in reading.tasks}
    mentions: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        mentions.setdefault(mention.span, []).append(mention)
    # Who met, and when, is nobody's work and no deadline.
    told = {span.id for span in reading.spans if span.role not in BODY and span.role != "parties"}
    for name in told & mentions.keys():
        mentions[name] = [mention for mention in mentions[name] if mention.kind not in _FACTS]
    for paragraph in _paragraphs(reading):
        head = paragraph[0].role if all(span.role in _HEADS for span in paragraph) else None
        yield f'<p class="head {head}">' if head else "<p>"
        for span in paragraph:
            task = task_of.get(span.id)
            begins = f"<sup>{task}</sup>" if span.id in first else ""
            trace = f' data-t="{number}-{task}"' if task else ""
            words = _marked(reading.text, span, mentions.get(span.id, ()))
            yield f'<span class="{span.role}"{trace}>{begins}{words}</span>'
            yield " " if span.role == "zone" else ""
        yield "</p>"


def _paragraphs(reading: Reading) -> Iterator[list[Span]]:
    """Spans in reading order, parted where the page breaks after a sentence's end or around a heading."""
    held: list[Span] = []
    for span in reading.spans:
        if span.role == "markup":
            continue
        if held and _parts(reading.text, held[-1], span):
            yield held
            held = []
        held.append(span)
    if held:
        yield held


def _parts(text: str, before: Span, after: Span) -> bool:
    if before.role in _HEADS or after.role in _HEADS:
        same_line = "\n" not in text[before.pieces[-1][1] : after.pieces[0][0]]
        return not (before.role == "zone" and after.role == "headline") and not (before.role == "heading" and same_line)
    if before.role in ("number", "addressee", "signature", "byline") or before.entry != after.entry:
        return True
    gap = text[before.pieces[-1][1] : after.pieces[0][0]]
    return before.text.endswith(_ENDS) and ("\n" in gap or after.pieces[0][0] < before.pieces[-1][1])


def _marked(text: str, span: Span, mentions: Sequence[Mention]) -> str:
    cuts = sorted((start, end, mention) for mention in mentions for start, end in mention.pieces)
    out: list[str] = []
    for start, end in span.pieces:
        at = start
        for first, last, mention in cuts:
            if start <= first and last <= end:
                out += [escape(text[at:first]), _mark(text[first:last], mention)]
                at = last
        out.append(escape(text[at:end]))
    return "".join(out)


def _mark(words: str, mention: Mention) -> str:
    doubts = "；".join(DOUBTS.get(doubt, doubt) for doubt in mention.doubt)
    title = f' title="{escape(doubts)}"' if doubts else ""
    return f'<mark class="{mention.kind}{" doubt" if doubts else ""}"{title}>{escape(words)}</mark>'


def _tasks(number: int, reading: Reading) -> str:
    if not reading.tasks:
        return '<p class="none">没有读出任务：文中没有可以交办的举措。</p>'
    # Said once over all when it is true of all.
    unled = all(LEAD_NOT_STATED in task.doubt for task in reading.tasks)
    note = f'<p class="note">{DOUBTS[LEAD_NOT_STATED]}，交办时请逐项补上。</p>' if unled else ""
    groups = (
        (f'<li class="group">{escape(place)}</li>' if place else "")
        + "".join(_task(number, row, without=DOUBTS[LEAD_NOT_STATED] if unled else "") for row in group)
        for place, group in groupby(rows(reading), key=lambda row: row.place)
    )
    return f'{note}<ol class="tasks">{"".join(groups)}</ol>'


def _task(number: int, row: Row, *, without: str) -> str:
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
        f'<li data-t="{number}-{row.number}"><span class="n">{row.number}</span><div><h3>{escape(row.text)}</h3>'
        + (f'<ol class="steps">{steps}</ol>' if steps else "")
        + (f'<dl class="facts">{listed}</dl>' if listed else "")
        + f"{doubts}</div></li>"
    )
