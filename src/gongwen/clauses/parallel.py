"""Steps joined by 、 that are measures of their own: 完善制度、| 提升效率。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Final

from gongwen.clauses.cutting import Cut
from gongwen.clauses.lexicon import TAGS, Tag, placed
from gongwen.clauses.view import ACTING, View, leading

_WHOLE: Final = re.compile(r"等(?!级|候|量|额|距|离)")
_MARK: Final = re.compile("[“《（‘「”》）’」]")


def parallel_measures(clause: View) -> list[Cut]:
    """A clause with 、 cut there if every part is a verb with its own object; otherwise whole."""
    parts = _at_enumeration(clause.text) if "、" in clause.text and _may_be_parted(clause) else []
    if len(parts) < 2 or not all(map(_complete, reversed(parts), _words_from_behind(clause, parts))):
        return [(clause.start, clause.end)]
    starts = accumulate((len(part) + 1 for part in parts[:-1]), initial=clause.start)
    return list(pairwise([*starts, clause.end]))


def _may_be_parted(clause: View) -> bool:
    if not clause.verb & Tag.VERB or clause.verb & (Tag.SHARED | Tag.LOOKING) or clause.modal:
        return False
    verbs = [word for word in clause.words if TAGS[word] & Tag.VERB]
    return len(verbs) > 1 and not ("等" in clause.text and _WHOLE.search(clause.text))


def _at_enumeration(text: str) -> list[str]:
    """``text`` parted at every 、 outside quotes and brackets."""
    if not _MARK.search(text):
        return text.split("、")
    parts: list[str] = []
    depth = 0
    for part in text.split("、"):
        if depth:
            parts[-1] += f"、{part}"
        else:
            parts.append(part)
        for mark in _MARK.findall(part):
            depth = depth + 1 if mark in "“《（‘「" else max(0, depth - 1)
    return parts


def _words_from_behind(clause: View, parts: list[str]) -> Iterator[list[str]]:
    """The listed words of each part, the last part first: those of the clause, since no listed word holds 、."""
    words, begin = clause.placed(), len(clause.text)
    for part in reversed(parts):
        begin -= len(part)
        inside: list[str] = []
        while words and words[-1][1] >= begin:
            inside.append(words.pop()[0])
        yield inside[::-1]
        begin -= 1


def _complete(text: str, words: list[str]) -> bool:
    """A verb that is no noun, with an object of its own."""
    lead, verb, after = leading(text, 0, words)
    led = lead > 0 and text.startswith(words[0]) and TAGS[words[0]] & Tag.ADVERB
    if not verb & Tag.VERB or (verb & Tag.NOUNLIKE and not led):
        return False
    if len(text) - after < 2 or text[after] in "的化":
        return False
    # 制定提升……、增加……措施: a verb right after the verb opens its object.
    behind = next((TAGS[word] for word, first, _ in placed(words, text) if first == after), 0)
    return not behind & ACTING or bool(behind & Tag.NOUNLIKE)
