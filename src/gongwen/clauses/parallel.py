"""Steps joined by 、 that are measures of their own: 完善制度、| 提升效率。"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongwen.clauses.cutting import Cut, at_enumeration
from gongwen.clauses.lexicon import Tag, Word
from gongwen.clauses.view import ACTING, View, view

_WHOLE = re.compile(r"等(?!级|候|量|额|距|离)")


def parallel_measures(clause: View, text: str, start: int, end: int, words: Sequence[Word]) -> list[Cut]:
    """``[start, end)`` cut at 、 where every part is a verb with its own object; otherwise whole."""
    whole = [(start, end)]
    if "、" not in clause.text or not clause.verb & Tag.VERB or clause.verb & (Tag.SHARED | Tag.LOOKING):
        return whole
    if clause.modal or _WHOLE.search(clause.text):
        return whole
    parts = at_enumeration(text, start, end)
    views = [view(text, a, b, [word for word in words if a <= word[0] < b]) for a, b in parts]
    return parts if len(parts) > 1 and all(_complete(part) for part in views) else whole


def _complete(part: View) -> bool:
    """A verb that is no noun, with an object of its own."""
    led = any(first == 0 and tags & Tag.ADVERB for first, _, tags in part.words)
    plain = part.verb & Tag.VERB and (not part.verb & Tag.NOUNLIKE or (led and part.lead > 0))
    rest = part.text[part.after :].rstrip("、")
    # 制定提升……、增加……措施: a verb right after the verb opens its object.
    nested = any(first == part.after and tags & ACTING and not tags & Tag.NOUNLIKE for first, _, tags in part.words)
    return bool(plain) and len(rest) >= 2 and not rest.startswith(("的", "化")) and not nested
