"""What a task is in words: its theme and measures without numbers and 要, each with the condition it hangs on."""

import re
from collections.abc import Iterable
from string import whitespace
from typing import Final

from gongwen.items import Item
from gongwen.model import Span

_EDGE: Final = "，,；;。：:、.！!"
# A number; 要 and 还要 only say that what follows is asked for. Both begin with one of _OPENERS.
_OPENING: Final = re.compile(
    r"(?:\s*(?:第?[（(]?[一二三四五六七八九十百\d]{1,4}[）)]|第?[一二三四五六七八九十百\d]{1,4}(?:[、章节条是]|[.．](?!\d(?!0\d\d年)))|[①-⑳])\s*)?"
    "(?:(?:还|也|同时)?要(?![求素点闻害件塞道]))?"
)
_OPENERS: Final = frozenset(
    whitespace + "\xa0\u3000第（(一二三四五六七八九十百0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳还也同要"
)
# 对未按期整改的，一旦发现，具备条件的，除外： without these words another thing would be asked, or of others.
_OPENS_CONDITION: Final = re.compile(
    r"(?:\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳])\s*)?"
    "(?:对(?![标照接口表应齐外内此])|凡|如(?![期实下何今])|若(?!干)|倘|一旦|除(?![尘险患草冰雪害])|尚?未|逾期|遇|只要|属于"
    "|具备|符合|满足|有条件|经(?![济营过开费验办贸常典受])|因(?![地势时材]))"
)
_ENDS_CONDITION: Final = re.compile(
    "确[需因有]|(?:(?<![目标])的|者|[之以除]外|(?:前提|情况|条件|情形)下|(?<![同及适按届实随定限准])时)[，：]$"
)
_GOES_ON: Final = frozenset("，,：:、")


def work(items: list[Item], spans: list[Span]) -> tuple[list[str], list[str | None], list[tuple[str, ...]]]:
    """What each task is, its theme, and its further steps."""
    measures = tuple(_measures(spans))
    texts: list[str] = []
    themes: list[str | None] = []
    steps: list[tuple[str, ...]] = []
    last = 0
    for item in items:
        first, last = last, last + item.measures
        theme = None if item.theme is None else _wording(spans[item.theme].text)
        texts.append(theme or measures[first])
        themes.append(theme)
        steps.append(measures[first if theme else first + 1 : last])
    return texts, themes, steps


def _measures(spans: Iterable[Span]) -> list[str]:
    """Every measure after the condition it hangs on, and after whatever frames stand between."""
    out: list[str] = []
    given = ""
    for _, role, text, _, _, _, _ in spans:
        if role == "measure":
            out.append(_wording(given + text if given else text))
            given = ""
        elif role == "frame" and text[-1] in _GOES_ON and (given or _is_condition(text)):
            given += text
        else:
            given = ""
    return out


def _is_condition(text: str) -> bool:
    return (_OPENS_CONDITION.match(text) or _ENDS_CONDITION.search(text)) is not None


def _wording(text: str) -> str:
    """What is to be done, without end marks, number and 要."""
    bare = text.strip(_EDGE)
    if bare and bare[0] not in _OPENERS:
        return bare
    opening = _OPENING.match(bare)
    return (bare[opening.end() :] if opening else bare) or text
