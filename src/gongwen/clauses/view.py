"""A clause looked at once: what stands before its verb, which verb leads it, which listed words it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongwen.clauses.lexicon import Tag, Word

ACTING = Tag.VERB | Tag.SHARED
_OWN = re.compile(r"[^，]{0,14}(?:区|园|城|上下|全区|全市)要|我们要|同时要|还要|也要")
_ISH = re.compile(r"[\u4e00-\u9fff]{1,2}化(?=[\u4e00-\u9fff]{3})")


@dataclass(frozen=True, slots=True)
class View:
    """A clause without its end punctuation, and what its words say.

    ``lead`` is where the leading verb should stand, past subject, 要 and adverbs (an offset in ``text``);
    ``verb`` the tags of the word found there; ``tags`` those of all words.
    """

    text: str
    lead: int
    verb: int
    after: int
    tags: int
    modal: bool
    asked: bool
    words: tuple[Word, ...]


def view(text: str, start: int, end: int, words: Sequence[Word]) -> View:
    """The clause ``[start, end)`` of the folded flow; ``words`` are the listed words in it."""
    clause = text[start:end].rstrip("，；。：！？ \n")
    near = tuple([(first - start, last - start, tags) for first, last, tags in words])
    tags = 0
    for _, _, tag in near:
        tags |= tag
    lead, modal = 0, False
    if tags & Tag.MODAL:
        for first, last, tag in near:
            if tag & Tag.MODAL and first <= 24:
                lead, modal = last, True
                break
    # 要…… with nobody, or only the meeting's own zone, before it.
    asked = modal and clause[lead - 1] == "要" and (lead <= 2 or bool(_OWN.match(clause, 0, lead)))
    lead, verb, after = _lead(clause, lead, near)
    return View(clause, lead, verb, after, tags, modal, asked, near)


def _lead(clause: str, at: int, words: Sequence[Word]) -> tuple[int, int, int]:
    """Past connectives and adverbs to the word that leads: its start, tags and end."""
    best = (at, 0, at)
    for first, last, tag in words:
        if first < at:
            continue
        if first > at and not (first - at <= 3 and _ISH.match(clause, at, first + 3)):
            break
        if tag & (ACTING | Tag.LOOKING):
            best = (first, tag, last)
            if not tag & Tag.ADVERB:
                break
        elif not tag & (Tag.ADVERB | Tag.LINK | Tag.MODAL):
            best = best if best[1] else (first, tag, last)
            break
        else:
            best = (last, 0, last) if not best[1] else best
        at = last
        # 科学地确定: 地 belongs to the adverb.
        if tag & Tag.ADVERB and clause.startswith("地", at):
            at += 1
            best = best if best[1] else (at, 0, at)
    return best
