"""What changed, in words and in the order a reader wants it; the Markdown and the page are made of this."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from gongwen.model import Piece, Reading
from gongwen.render.rows import name_of
from gongwen.versions.result import Change, Changes, Difference, Kind, Matter, Provision, Typesetting

KINDS: dict[Kind, str] = {
    "reworded": "改写", "split": "拆分", "joined": "合并", "added": "新增", "removed": "删去", "moved": "移动",
    "same": "未变",
}  # fmt: skip
MATTERS: dict[Matter, str] = {
    "number": "数量", "date": "时间", "unit": "单位", "negation": "禁止性要求", "obligation": "约束程度",
    "place": "地方",
}  # fmt: skip
TYPESETTINGS: dict[Typesetting, str] = {"renumbered": "序号变了", "width": "全角半角变了", "punctuation": "标点变了"}
NOTHING = "（无）"
_INNER = str.maketrans("《》", "〈〉")  # a title within a title, GB/T 15834


class Group(NamedTuple):
    """Changes told under one heading; ``whole`` where their text is shown, else only where they stood and stand."""

    name: str
    rows: tuple[Change, ...]


class Segment(NamedTuple):
    words: str
    is_marked: bool


def groups(changes: Changes) -> Iterator[Group]:
    """Those of substance first; what is the same is not told, but for its numbering and marks."""
    rest = [row for row in changes.rows if not row.differences]
    every = [("实质变化", [row for row in changes.rows if row.differences])]
    every += [("其他" + KINDS["reworded"], [row for row in rest if row.kind in ("reworded", "split", "joined")])]
    every += [(KINDS[kind], [row for row in rest if row.kind == kind]) for kind in ("added", "removed", "moved")]
    every += [("只改了序号、标点、全半角", [row for row in rest if row.kind == "same" and row.typesetting])]
    return (Group(name, tuple(rows)) for name, rows in every if rows)


def headline(changes: Changes, old: Reading, new: Reading) -> str:
    """Both documents; by their files where they are called the same."""
    before, after = (f"《{name_of(one).translate(_INNER)}》{one.number or ''}" for one in (old, new))
    return f"{before}：{old.page.source} → {new.page.source}" if before == after else f"{before} → {after}"


def summary(changes: Changes) -> str:
    """One line; of two different documents that they are."""
    if not changes.are_versions:
        share = f"{round(100 * changes.kept)}%"
        return (
            f"两份文件只有 {share} 的文字相同，看来不是同一份文件的前后两稿，不逐条列出。"
            "想看我们的举措对应哪一条，请用 gongwen align。"
        )
    counts = Counter(row.kind for row in changes.rows)
    told = "，".join(f"{name} {counts[kind]} 条" for kind, name in KINDS.items() if counts[kind])
    material = sum(bool(row.differences) for row in changes.rows)
    return f"共 {len(changes.rows)} 条：{told}。{f'其中 {material} 条有' if material else '没有'}实质变化。"


def told(difference: Difference) -> str:
    return f"{MATTERS[difference.matter]}：{difference.old or NOTHING} → {difference.new or NOTHING}"


def notes(row: Change) -> list[str]:
    """What is said beside the text of a change."""
    moved = ["位置移动"] if row.moved and row.kind != "moved" else []
    return [*map(told, row.differences), *moved, *[TYPESETTINGS[name] for name in row.typesetting]]


def place(row: Change) -> str:
    """The headings over it, in the newer text where it stands there; of what has none, where it stands."""
    provision = (row.new or row.old)[0]
    return " › ".join(provision.under) or ("落款" if provision.role == "signature" else "文首")


def old_side(row: Change, page: str) -> list[Segment]:
    return _segments(page, row.old, [edit.old_pieces for edit in row.edits])


def new_side(row: Change, page: str) -> list[Segment]:
    return _segments(page, row.new, [edit.new_pieces for edit in row.edits])


def _segments(page: str, provisions: Sequence[Provision], marked: Iterable[Sequence[Piece]]) -> list[Segment]:
    marks = sorted(chain.from_iterable(marked))
    out: list[Segment] = []
    for start, end in (piece for provision in provisions for piece in provision.pieces):
        at = start
        for first, last in marks:
            if start <= first and last <= end:
                out += [Segment(page[at:first], False), Segment(page[first:last], True)]
                at = last
        out.append(Segment(page[at:end], False))
    return [segment for segment in out if segment.words]
