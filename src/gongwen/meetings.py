"""The sentence an article opens with: when, who met, what the meeting was, what it studied or heard."""

from __future__ import annotations

import datetime as dt
import re

from gongwen.headings import MEETING
from gongwen.model import Meeting

_FORM = re.compile(
    r".*?(?:会议|大会|[谈进员署题会度务报布流习]会|论坛|活动|仪式)(?=传达|学习|研究|部署|审议|听取|贯彻|强调|指出|要求)"
)
_FORM_ENDS = re.compile(r".*(?:会|会议|活动|仪式|论坛|培训班|读书班)")
_STUDIED = re.compile(
    r"(?:传达学习贯彻|学习贯彻|传达学习|学习传达|深入学习|集体学习|传达|学习|研究部署|研究审议|研究|审议|听取|部署)(?:了)?"
    r"(?P<what>[^，。；：]{2,80})"
)


def meeting_of(sentence: str, words: str, published: dt.date | None) -> Meeting | None:
    """The meeting told in ``sentence`` (folded), its wording taken from ``words`` (the same stretch, unfolded)."""
    match = MEETING.search(sentence)
    if not match:
        return None
    form = _form(match["form"])
    start = match.start("form")
    rest = sentence[start + len(form) :]
    return Meeting(
        date=_date(match, published),
        body=words[match.start("host") : match.end("host")].strip() or None,
        form=words[start : start + len(form)],
        studied=tuple(words[start + len(form) :][slice(*m.span("what"))] for m in _STUDIED.finditer(rest)),
    )


def _form(form: str) -> str:
    """Without what the meeting did, where no comma parts the two (召开会议传达学习……)."""
    cut = _FORM.match(form)
    if cut and not _FORM_ENDS.fullmatch(form):
        return cut[0]
    return form


def _date(match: re.Match[str], published: dt.date | None) -> str | None:
    if not match["month"]:
        return None
    month, day = int(match["month"]), int(match["day"])
    year = int(match["year"]) if match["year"] else _year(month, day, published)
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"--{month:02d}-{day:02d}"


def _year(month: int, day: int, published: dt.date | None) -> int | None:
    """A page tells of what came before it: a later day of the year was last year's."""
    if published is None:
        return None
    return published.year if (month, day) <= (published.month, published.day) else published.year - 1
