"""Steps joined by 、 that are measures of their own: 完善制度、| 提升效率。"""

from __future__ import annotations

import re
from itertools import pairwise

from gongwen.clauses.cutting import Cut
from gongwen.clauses.lexicon import TAGS, Tag, placed
from gongwen.clauses.view import ACTING, View, leading

_WHOLE = re.compile(r"等(?!级|候|量|额|距|离)")
_MARK = re.compile("[、“《（‘「”》）’」]")


def parallel_measures(text: str, clause: View) -> list[Cut]:
    """A clause with 、 cut there if every part is a verb with its own object; otherwise whole."""
    whole = [(clause.start, clause.end)]
    if not clause.verb & Tag.VERB or clause.verb & (Tag.SHARED | Tag.LOOKING) or clause.modal:
        return whole
    if len([word for word in clause.words if TAGS[word] & Tag.VERB]) < 2:
        return whole
    if "等" in clause.text and _WHOLE.search(clause.text):
        return whole
    parts = _at_enumeration(text, clause.start, clause.end)
    return parts if len(parts) > 1 and all(_complete(text, clause, *part) for part in reversed(parts)) else whole


def _at_enumeration(text: str, start: int, end: int) -> list[Cut]:
    """``[start, end)`` cut after every 、 outside quotes and brackets."""
    cuts, depth = [start], 0
    for mark in _MARK.finditer(text, start, end):
        if mark[0] != "、":
            depth = depth + 1 if mark[0] in "“《（‘「" else max(0, depth - 1)
        elif not depth:
            cuts.append(mark.end())
    return list(pairwise([*cuts, end]))


def _complete(text: str, clause: View, start: int, end: int) -> bool:
    """A verb that is no noun, with an object of its own."""
    stop = min(end, clause.start + len(clause.text))
    words = [word for word in placed(clause.words, text, clause.start) if start <= word[1] < end]
    lead, verb, after = leading(text, start, stop, words)
    led = lead > start and words[0][1] == start and TAGS[words[0][0]] & Tag.ADVERB
    if not verb & Tag.VERB or (verb & Tag.NOUNLIKE and not led):
        return False
    rest = text[after:stop].rstrip("、")
    if len(rest) < 2 or rest[0] in "的化":
        return False
    # 制定提升……、增加……措施: a verb right after the verb opens its object.
    return not any(first == after and TAGS[word] & ACTING and not TAGS[word] & Tag.NOUNLIKE for word, first, _ in words)
