"""Lines of the flow with their text, and broken lines of a document joined where more than the line itself says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongwen.headings import DATE, TERMINATED, UNIT, label_of
from gongwen.mentions.organisations import names_units_only
from gongwen.reading_order import Paragraph

_ADDRESSEE_OPENS = re.compile(r"[^。；：]{0,40}?各[^。；：]{1,120}")
_OPEN_LIST = re.compile(r"(?:抄送|抄报|分送|责任单位|牵头单位|配合单位)：")
_FRONT = 16  # lines


# 、 at the end says that the list goes on.
_LABELLED = re.compile("(?:责任|牵头|配合|承办|协办|落实)(?:单位|部门)：([^：。；，]*[^：。；，、])$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line in reading order with its folded text."""

    paragraph: Paragraph
    text: str

    @property
    def ends(self) -> bool:
        """Whether it ends where a sentence or a clause group ends, or a labelled list of units, which needs no stop."""
        return bool(TERMINATED.search(self.text)) or _names_units_last(self.text)


def _names_units_last(text: str) -> bool:
    labelled = _LABELLED.search(text) if "：" in text else None
    return labelled is not None and names_units_only(labelled[1], bodies=True)


def joined(lines: Sequence[Line]) -> list[Line]:
    """Numbered paragraphs and addressees broken across lines made whole; all other lines as they are.

    一、支持企业 may be a heading or the broken first line of a paragraph: the lines numbered the same way tell.
    """
    sentences = _sentence_styles(lines)
    out: list[Line] = []
    for index, line in enumerate(lines):
        above = out[-1] if out else None
        if above and _continues(above, line, sentences, in_front=index < _FRONT):
            paragraph = replace(above.paragraph, end=line.paragraph.end)
            out[-1] = Line(paragraph, above.text + line.text)
        else:
            out.append(line)
    return out


def _sentence_styles(lines: Sequence[Line]) -> frozenset[str]:
    """The styles of number whose lines mostly hold a full stop."""
    total: Counter[str] = Counter()
    stopped: Counter[str] = Counter()
    for line in lines:
        label = label_of(line.text)
        if label:
            total[label.style] += 1
            stopped[label.style] += "。" in line.text
    return frozenset(style for style in total if stopped[style] * 2 >= total[style])


def _continues(above: Line, line: Line, sentences: frozenset[str], *, in_front: bool) -> bool:
    if above.ends or above.paragraph.kind != "line" or line.paragraph.kind != "line" or label_of(line.text):
        return False
    if DATE.fullmatch(line.text) or UNIT.fullmatch(line.text):
        return False
    label = label_of(above.text)
    if label:
        return label.style in sentences or "。" in above.text or above.text.endswith(("，", "、"))
    if in_front and line.text.endswith("：") and _ADDRESSEE_OPENS.fullmatch(above.text):
        return True
    return bool(_OPEN_LIST.match(above.text)) and above.text.endswith(("、", "，")) | line.text.endswith("。")
