"""Voices side by side as Markdown: themes by voice, then what is shared, borrowed, aimed at, and each one's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongwen.comparing.result import Borrowed, Cell, Comparison, Origin, Stress, TargetRow
from gongwen.render.markdown import plain, table_head, table_row

STRESSES: dict[Stress, str] = {
    "stressed": "突出",
    "less": "偏少",
    "mentioned": "只提到",
    "absent": "没有说到",
    "usual": "",
}
ORIGINS: dict[Origin, str] = {"superior": "上级文件里也有", "common": "多数都这样说", "alike": "表述相近"}
_NO_THEME = "（未归入主题）"


def render_comparison(found: Comparison) -> Iterator[str]:
    labels = [plain(one.label) for one in found.speakers]
    yield "# 各区对比\n\n格内：举措条数（占本篇全部举措的比例）。"
    yield "突出、偏少：与其余各篇合计相比，按句检验，偶然如此的可能不到1%。\n\n"
    yield table_head(("主题", *labels))
    yield table_row(("全部举措", *[str(one.measures) for one in found.speakers]))
    for row in found.themes:
        yield table_row((row.theme or _NO_THEME, *map(_cell, row.cells)))
    yield from _words(found, labels)
    yield from _shared(found, labels)
    yield from _borrowed(found.borrowed, labels)
    yield from _targets(found.targets, labels)
    yield from _unique(found)


def _cell(cell: Cell) -> str:
    told = f"{len(cell.measures)}（{cell.share:.0%}）" if cell.measures else "—"
    return f"{told} {STRESSES[cell.stress]}".strip()


def _words(found: Comparison, labels: Sequence[str]) -> Iterator[str]:
    if any(found.words):
        yield "\n## 各自的偏好用词\n\n"
    for label, words in zip(labels, found.words, strict=True):
        if words:
            yield f"- {label}：{'、'.join([f'{plain(one.text)}（{len(one.measures)}条）' for one in words])}\n"


def _shared(found: Comparison, labels: Sequence[str]) -> Iterator[str]:
    yield f"\n## 共同举措（{len(found.shared)} 组）\n\n" if found.shared else ""
    for group in found.shared:
        said = [found.measures[number] for number in group.measures]
        yield f"- {'　'.join([f'{labels[one.voice]}：{plain(one.text)}' for one in said])}\n"


def _borrowed(borrowed: Sequence[Borrowed], labels: Sequence[str]) -> Iterator[str]:
    yield f"\n## 表述相近（{len(borrowed)} 处）\n\n" if borrowed else ""
    for one in borrowed:
        said = "、".join(dict.fromkeys([labels[quote.voice] for quote in one.quotes]))
        first = f"，{labels[one.first]}在先" if one.first is not None and one.origin == "alike" else ""
        yield f"- “{plain(one.text)}”：{said}（{ORIGINS[one.origin]}{first}）\n"


def _targets(targets: Sequence[TargetRow], labels: Sequence[str]) -> Iterator[str]:
    several = [row for row in targets if len({aim.voice for aim in row.aims}) > 1]
    if several:
        yield f"\n## 指标并列\n\n{table_head(('指标', *labels))}"
    for row in several:
        cells = [
            "；".join([plain(aim.quote.text) for aim in row.aims if aim.voice == voice]) for voice in range(len(labels))
        ]
        yield table_row((plain(row.name), *[cell or "—" for cell in cells]))


def _unique(found: Comparison) -> Iterator[str]:
    for speaker, numbers in zip(found.speakers, found.unique, strict=True):
        yield f"\n## {plain(speaker.name)}独有举措（{len(numbers)} 条）\n\n" if numbers else ""
        for number in numbers:
            yield f"- {plain(found.measures[number].text)}\n"
