"""What changed, as Markdown: what is of substance first, the words taken out struck through, those put in bold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongwen.model import Reading
from gongwen.render.markdown import plain
from gongwen.versions.result import Change, Changes
from gongwen.versions.telling import Segment, groups, headline, new_side, notes, old_side, place, summary


def render_changes_markdown(changes: Changes, old: Reading, new: Reading) -> Iterator[str]:
    yield f"# 新旧对照\n\n{plain(headline(changes, old, new))}\n\n{plain(summary(changes))}\n"
    if not changes.are_versions:
        return
    for group in groups(changes):
        yield f"\n## {plain(group.name)}（{len(group.rows)} 条）\n\n"
        for number, row in enumerate(group.rows, 1):
            yield from _row(number, row, old.text, new.text)


def _row(number: int, row: Change, old: str, new: str) -> Iterator[str]:
    said = "；".join(notes(row))
    yield f"{number}. {plain(place(row))}{'：' + plain(said) if said else ''}\n"
    if row.old:
        yield f"   - 旧：{_marked(old_side(row, old), '~~')}\n"
    if row.new and row.kind not in ("moved", "same"):
        yield f"   - 新：{_marked(new_side(row, new), '**')}\n"


def _marked(segments: Sequence[Segment], mark: str) -> str:
    words = ((plain(segment.words), segment.is_marked) for segment in segments)
    return "".join(f"{mark}{text}{mark}" if is_marked and text else text for text, is_marked in words)
