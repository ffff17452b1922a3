"""Steps joined by 、 that are measures of their own: 完善制度、| 提升效率。"""

from __future__ import annotations

import re

from gongwen.clauses.cutting import Cut, at_enumeration
from gongwen.clauses.lexicon import TAGS, Tag
from gongwen.clauses.view import ACTING, View, leading

_WHOLE = re.compile(r"等(?!级|候|量|额|距|离)")


def parallel_measures(text: str, clause: View) -> list[Cut]:
    """A clause with 、 cut there if every part is a verb with its own object; otherwise whole."""
    whole = [(clause.start, clause.end)]
    if not clause.verb & Tag.VERB or clause.verb & (Tag.SHARED | Tag.LOOKING) or clause.modal:
        return whole
    if _WHOLE.search(clause.text):
        return whole
    parts = at_enumeration(text, clause.start, clause.end)
    return parts if len(parts) > 1 and all(_complete(text, clause, *part) for part in parts) else whole


def _complete(text: str, clause: View, start: int, end: int) -> bool:
    """A verb that is no noun, with an object of its own."""
    part = text[start:end].rstrip("，；。：！？ \n")
    words = [word for word in clause.words if start <= word[1] < end]
    lead, verb, after = leading(text, start, start + len(part), words)
    led = lead > start and any(first == start and TAGS[word] & Tag.ADVERB for word, first, _ in words)
    if not verb & Tag.VERB or (verb & Tag.NOUNLIKE and not led):
        return False
    rest = part[after - start :].rstrip("、")
    # 制定提升……、增加……措施: a verb right after the verb opens its object.
    nested = any(first == after and TAGS[word] & ACTING and not TAGS[word] & Tag.NOUNLIKE for word, first, _ in words)
    return len(rest) >= 2 and not rest.startswith(("的", "化")) and not nested
