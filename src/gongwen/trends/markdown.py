"""A trend as Markdown: a row a term, a column an occasion; then, of terms asked for, who took them up and the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongwen.render.markdown import plain
from gongwen.trends.result import Change, Course, Kind, Text, Trend

KINDS: dict[Kind, str] = {
    "new": "新提",
    "risen": "上升",
    "passing": "一度提",
    "fallen": "下降",
    "gone": "不再提",
    "steady": "一直提",
    "few": "次数少，不足以说明变化",
    "never": "没有提到",
}
_SURE = 0.1


def occasion_names(texts: Sequence[Text]) -> list[str]:
    """Every occasion by its year; by month or day where years would be the same."""
    days = {text.occasion: text.day for text in reversed(texts)}
    ordered = [days[number].isoformat() for number in sorted(days)]
    lengths = (len("2026"), len("2026-01"), len("2026-01-01"))
    fit = next((size for size in lengths if len({day[:size] for day in ordered}) == len(ordered)), lengths[-1])
    return [day[:fit] for day in ordered]


def told(change: Change) -> str:
    """What became of a term, in words; a trend found among many says where it may be chance."""
    doubt = "（可能是巧合）" if change.chance is not None and change.chance > _SURE else ""
    return KINDS[change.kind] + (doubt if change.kind in ("risen", "fallen") else "")


def render_trend(trend: Trend, *, whole: bool) -> Iterator[str]:
    """``whole``: with the voices and the words of every term."""
    names = occasion_names(trend.texts)
    yield f"# 词语历年变化\n\n{len(trend.texts)} 份，{len(names)} 次。格内：次数（每万字次数）。\n\n"
    for one in trend.undated:
        yield f"- 未计入：{plain(one.title)}，{one.reason}。\n"
    yield f"\n| 词语 | 变化 | {' | '.join(names)} |\n|{' --- |' * (len(names) + 2)}\n"
    for course in trend.courses:
        yield f"| {plain(course.term)} | {told(course.change)} | {' | '.join(_cells(trend, course))} |\n"
    if whole:
        for course in trend.courses:
            yield from _words(trend, course)


def _cells(trend: Trend, course: Course) -> Iterator[str]:
    for times, rate in by_occasion(trend, course):
        yield f"{times}（{rate:.2f}）" if times else "—"


def by_occasion(trend: Trend, course: Course) -> list[tuple[int, float]]:
    """How often each occasion says the term: times in all, and per 10,000 characters."""
    times, lengths = [0] * trend.occasions, [0] * trend.occasions
    for text in trend.texts:
        lengths[text.occasion] += text.length
    for point in course.points:
        times[trend.texts[point.text].occasion] += point.times
    return [(said, 10_000 * said / max(1, length)) for said, length in zip(times, lengths, strict=True)]


def _words(trend: Trend, course: Course) -> Iterator[str]:
    yield f"\n## {plain(course.term)}\n\n"
    for adoption in course.adoptions:
        text = trend.texts[adoption.text]
        yield f"- {text.day} {plain(text.voice)}{'：此前没有提' if adoption.was_silent else '：首次出现'}\n"
    for point in course.points:
        text = trend.texts[point.text]
        yield f"\n{plain(text.title)}（{text.day}，{point.times} 次）\n\n"
        yield from (f"- {plain(words)}\n" for words in dict.fromkeys(saying.text for saying in point.sayings))
