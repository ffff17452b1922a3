"""A trend as Markdown: a row a term, a column an occasion; then, of terms asked for, who took them up and the words."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.render.markdown import plain, table_head, table_row
from gongwen.trends.result import Change, Course, Kind, Trend

KINDS: dict[Kind, str] = {
    "new": "新提",
    "risen": "上升",
    "passing": "一度提",
    "fallen": "下降",
    "gone": "不再提",
    "steady": "多次提",
    "few": "次数少，不足以说明变化",
    "never": "没有提到",
}
_SURE = 0.1


def told(change: Change) -> str:
    """What became of a term, in words; a trend found among many says where it may be chance."""
    doubt = "（可能是巧合）" if change.chance is not None and change.chance > _SURE else ""
    return KINDS[change.kind] + (doubt if change.kind in ("risen", "fallen") else "")


def render_trend(trend: Trend, *, whole: bool) -> Iterator[str]:
    """``whole``: with the voices and the words of every term."""
    names = trend.occasions
    yield f"# 词语历年变化\n\n{len(trend.texts)} 份，{len(names)} 次。格内：次数（每万字次数）。\n\n"
    for one in trend.undated:
        yield f"- 未计入：{plain(one.title)}，{one.reason}。\n"
    if not trend.courses:
        yield "\n没有找到有变化的词。要看某个词，请用 --term。\n"
        return
    yield "\n" + table_head(("词语", "变化", *map(plain, names)))
    for course in trend.courses:
        yield table_row((plain(course.term), told(course.change), *_cells(course)))
    if whole:
        for course in trend.courses:
            yield from _words(trend, course)


def _cells(course: Course) -> Iterator[str]:
    for one in course.told:
        yield f"{one.times}（{one.rate:.2f}）" if one.times else "—"


def _words(trend: Trend, course: Course) -> Iterator[str]:
    yield f"\n## {plain(course.term)}\n\n"
    for adoption in course.adoptions:
        text = trend.texts[adoption.text]
        yield f"- {text.day} {plain(text.voice)}{'：此前没有提' if adoption.was_silent else '：首次出现'}\n"
    for point in course.points:
        text = trend.texts[point.text]
        yield f"\n{plain(text.title)}（{text.day}，{point.times} 次）\n\n"
        yield from (f"- {plain(words)}\n" for words in dict.fromkeys(saying.text for saying in point.sayings))
