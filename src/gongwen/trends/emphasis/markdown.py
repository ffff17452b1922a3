"""What a voice stresses when, as Markdown: themes by text, targets by text, then what is new and what is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongwen.render.markdown import plain, table_head, table_row
from gongwen.trends.emphasis.result import Course, Emphasis, Measure, Step, TargetCourse
from gongwen.trends.markdown import told

COURSES: dict[Course, str] = {
    "raised": "数字调高", "lowered": "数字调低", "kept": "未变", "dropped": "最近一次没有", "new": "只有最近一次",
}  # fmt: skip


def render_emphasis(found: Emphasis) -> Iterator[str]:
    names = [plain(name) for name in found.occasions]
    yield f"# {plain(found.voice)}历次重点变化\n\n"
    for one in found.undated:
        yield f"- 未计入：{plain(one.title)}，{one.reason}。\n"
    yield f"\n格内：举措条数（占该次全部举措的比例）。\n\n{table_head(('主题', '变化', *names))}"
    yield table_row(("全部举措", "", *map(str, found.totals)))
    for theme in found.themes:
        cells = [f"{len(one.measures)}（{one.share:.1%}）" if one.measures else "—" for one in theme.shares]
        yield table_row((theme.theme, told(theme.change), *cells))
    yield from _targets([one for one in found.targets if sum([value is not None for value in one.values]) > 1], names)
    for step in found.steps:
        yield from _step(step, names)


def _targets(targets: Sequence[TargetCourse], names: Sequence[str]) -> Iterator[str]:
    if targets:
        yield f"\n## 目标数\n\n{table_head(('指标', '变化', *names))}"
    for one in targets:
        cells = [plain(value.measure.text) if value else "—" for value in one.values]
        yield table_row((plain(one.name), COURSES[one.course], *cells))


def _step(step: Step, names: Sequence[str]) -> Iterator[str]:
    near = sum([one.is_near for one in step.kept])
    yield f"\n## {names[step.earlier]} → {names[step.later]}\n\n"
    counts = (("接着提", len(step.kept) - near), ("相近", near), ("新提", len(step.new)), ("没再提", len(step.dropped)))
    yield f"{'，'.join(f'{name} {count} 条' for name, count in counts)}。\n"
    yield from _listed("新提", step.new)
    yield from _listed("没再提", step.dropped)


def _listed(head: str, measures: Iterable[Measure]) -> Iterator[str]:
    lines = [f"- {plain(one.text)}\n" for one in measures]
    if lines:
        yield f"\n### {head}\n\n"
        yield from lines
