"""What changed, as a page that stands alone: the older text on the left, the newer on the right; no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from string import Template

from gongwen.model import Reading
from gongwen.versions.result import Change, Changes
from gongwen.versions.telling import Segment, groups, headline, new_side, notes, old_side, place, summary

_PAGE = Template(Path(__file__).with_name("page.html").read_text(encoding="utf-8"))


def render_changes_html(changes: Changes, old: Reading, new: Reading) -> Iterator[str]:
    told = groups(changes) if changes.are_versions else ()
    body = "\n".join(
        f"<section><h2>{escape(group.name)} <small>{len(group.rows)} 条</small></h2>"
        f"{''.join(_row(row, old.text, new.text) for row in group.rows)}</section>"
        for group in told
    )
    yield _PAGE.substitute(title=escape(headline(changes, old, new)), summary=escape(summary(changes)), body=body)


def _row(row: Change, old: str, new: str) -> str:
    chips = "".join(f"<span>{escape(note)}</span>" for note in notes(row))
    return (
        f'<article><p class="place">{escape(place(row))}</p><p class="notes">{chips}</p>'
        f'<div class="sides"><p class="old">{_marked(old_side(row, old), "del") or "—"}</p>'
        f'<p class="new">{_marked(new_side(row, new), "ins") or "—"}</p></div></article>'
    )


def _marked(segments: Sequence[Segment], tag: str) -> str:
    return "".join(
        f"<{tag}>{escape(segment.words)}</{tag}>" if segment.is_marked else escape(segment.words)
        for segment in segments
    )
