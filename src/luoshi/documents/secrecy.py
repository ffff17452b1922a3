"""A secrecy marking (密级标志) in the head of a document. Marked files are refused and nothing of them is kept.

Source: GB/T 9704-2012 §7.2.2 (the marking stands at the top left of the first page, alone, or with ★ and a term);
DESIGN.md §4: 国家秘密 in running text is no marking.
"""

import re

from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused

# Only lines that stand before the body can carry one; a newspaper or a regulation says 秘密 in sentences.
HEAD_LINES = 12
_BLANK = r"[ \t\u3000]*"
_LEVEL = rf"(绝{_BLANK}密|机{_BLANK}密|秘{_BLANK}密)"
# Typed by hand the star is also ☆ or an asterisk.
_STAR = "[★☆*＊]"
_TERM = rf"(?:{_STAR}{_BLANK}(?:长期|[0-9０-９一二三四五六七八九十]+{_BLANK}(?:年|个月|月|天|日)|启用前)?)"
# What may stand on the same line: the copy number before or after, the urgency after.
_COPY = rf"(?:(?:份号{_BLANK}[:：]?{_BLANK})?(?:№|No\.?)?{_BLANK}[0-9０-９]{{1,8}}(?:号)?)"
_URGENCY = "(?:特急|加急|平急|急件|特提)"
MARKING = re.compile(
    rf"^{_BLANK}{_COPY}?{_BLANK}(?:密{_BLANK}级{_BLANK}[:：]{_BLANK})?[【〔\[（(]?{_LEVEL}{_BLANK}{_TERM}?[】〕\]）)]?"
    rf"{_BLANK}{_URGENCY}?{_BLANK}{_COPY}?{_BLANK}$"
)
# A page header repeated within the file carries the star; the bare word alone deeper down may be a table cell.
STARRED = re.compile(rf"^{_BLANK}{_LEVEL}{_BLANK}★", re.MULTILINE)


def marking(text: str) -> str | None:
    """The marking found, or None."""
    head = [line for line in text.splitlines() if line.strip()][:HEAD_LINES]
    for line in head:
        found = MARKING.match(line)
        if found:
            return re.sub(r"\s", "", found[1])
    starred = STARRED.search(text)
    return starred[0].strip() if starred else None


class Marked(Refused):
    """The text bears a marking; whoever catches this shows and logs nothing of it."""


def refuse_marked(text: str) -> None:
    if marking(text):
        raise Marked(_("文件首部有密级标志，本系统不处理涉密文件。文件未保存，请按保密规定处理。"))
