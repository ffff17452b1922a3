"""What closes a document: signature and date, annexes and their titles, distribution, attendance, notes, a glossary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongwen.headings import COMPLETE, DATE, GREETS, UNIT, ends_sentence
from gongwen.lines import Line
from gongwen.model import Role

_NOTE = re.compile(
    r"[特专]此[^，。；]{1,6}[。！]?$|此[复致令][。！]?$|目\s*[录次]$|附件|附：|附表|——?END|（此件.*）|（此页.*）|（?联系人|（?联系电话|[\[【][^\]】]{0,20}[\]】]$"
)
_ATTENDANCE = re.compile(r"(?:主持人?|参加|出席|列席|缺席|请假|记录|参会|与会)(?:人员|单位|人)?：.*")
_NOTE_OPENS, _DATE_ENDS = frozenset("目附—（联[【主参与出列缺请记抄分发送本特专此"), frozenset("日）")
# 咨询电话：区发展改革局 0551-1234567; a line to be set up (开通投诉热线：……) is work.
_PHONE, _NUMBERS = (
    re.compile(r"[^，。；：]{0,10}(?:电话|热线)：(?:[^，。；]{0,16}?\d[\d—-]{4}[^。要]*。?)?$"),
    re.compile(r"[\d\s、—-]+"),
)
_GLOSSARY = re.compile(r"[^，。；：]{0,8}(?:名词|用语|术语|词语|概念)(?:术语)?(?:解释|注释|释义|说明)[：:]?")
_LONGEST_GLOSSARY = 15
# 1．两重：指……。 or 两案一策：…….
_ENTRY = re.compile(r"(?:\d{1,3}[.．、])?[^，。；：]{1,40}：")
_LONGEST_TITLE = 60
_FEWEST_LISTED = 2
_MOST_SIGN = 12
_NO_TEXT = frozenset(("markup", "furniture"))
_CHAPTERS = frozenset(("篇", "章", "节", "一", "（一）"))
_DISTRIBUTION = re.compile(r"(?:抄送|抄报|分送|本期发|发至?|送)：.*|.{2,40}印发")


def closing_roles(lines: Sequence[Line], first: int) -> dict[int, Role]:
    """The roles, by index, of those of ``lines`` from ``first`` on that are no body text."""
    out: dict[int, Role] = dict.fromkeys((*_glossary(lines, first), *_contents(lines, first)), "other")
    at, last = -1, _text_before(lines, first)  # the next line of text above
    for index, line in enumerate(lines[first:], first):
        at, last = last, last if line.kind in _NO_TEXT else index
        if index in out:
            continue
        text, above = line.text, out.get(at)
        noted = above == "other"
        if text[-1] in _DATE_ENDS and DATE.fullmatch(text):
            out |= dict.fromkeys(_signed(lines, first, index), "signature")
        elif (noted and (_listed(line, lines[at]) or _NUMBERS.fullmatch(text))) or _is_note(text):
            out[index] = "other"
        elif noted and lines[at].text.startswith("附件") and not line.ends:
            out[index] = "title"
        elif above in ("signature", "other"):
            out |= dict.fromkeys(_handed_down(lines, index), "title")
    if at >= 0 and _signs_last(lines, last, at, out):
        out[last] = "signature"
    return out


def _signs_last(lines: Sequence[Line], last: int, above: int, roles: Mapping[int, Role]) -> bool:
    """Whether a unit stands below all else, though no day stands under it."""
    line = lines[last]
    ended = lines[above].ends or roles.get(above) == "other"
    return last not in roles and line.kind == "line" and ended and UNIT.fullmatch(line.text) is not None


def _text_before(lines: Sequence[Line], index: int) -> int:
    """The last line of text before ``index``, marks and page numbers left out; -1 for none."""
    return next((at for at in range(index - 1, -1, -1) if lines[at].kind not in _NO_TEXT), -1)


def _handed_down(lines: Sequence[Line], first: int) -> range:
    """The title, on one line or two, of what a notice signed above hands down."""
    for size in (1, 2):
        title = lines[first : first + size]
        joined = "".join(line.text for line in title)
        plain = all(
            line.kind == "line" and not line.label and not ends_sentence(line.text.rstrip("）")) for line in title
        )
        if plain and len(joined) <= _LONGEST_TITLE and COMPLETE.fullmatch(joined) and first + size < len(lines):
            return range(first, first + size)
    return range(0)


def _glossary(lines: Sequence[Line], first: int) -> range:
    """The line that says so and what follows, up to the last word explained: it tells what was meant, no more."""
    opens = next((at for at in range(first, len(lines)) if _opens_glossary(lines[at].text)), len(lines))
    last = opens
    for at in range(opens + 1, len(lines)):
        if lines[at].entry != lines[opens].entry or _begins_anew(lines, at):
            break
        if _ENTRY.match(lines[at].text):
            last = at
    return range(opens, last + 1) if last > opens else range(0)


def _contents(lines: Sequence[Line], first: int) -> range:
    """A table of contents of what is handed down: headings with no sentence between, that come again below."""
    headings = [at for at in range(first, len(lines)) if lines[at].label and not lines[at].ends]
    last = {lines[at].text: at for at in headings}
    listed = [at for at in headings if last[lines[at].text] > at]
    if len(listed) < _FEWEST_LISTED:
        return range(0)
    sentence = next((at for at in range(listed[0], len(lines)) if lines[at].ends), len(lines))
    listed = [at for at in listed if at < sentence]
    return range(listed[0], listed[-1] + 1) if len(listed) >= _FEWEST_LISTED else range(0)


def _opens_glossary(text: str) -> bool:
    return len(text) <= _LONGEST_GLOSSARY and _GLOSSARY.fullmatch(text) is not None


def _begins_anew(lines: Sequence[Line], at: int) -> bool:
    """A greeting, or the number of a chapter that is no word explained and stands over none: the next document's."""
    line, below = lines[at], lines[at + 1 : at + 2]
    if line.label is None or line.label.style not in _CHAPTERS:
        return line.text.startswith(GREETS)
    return not any(_ENTRY.match(one.text) for one in (line, *below))


def _is_note(text: str) -> bool:
    if _PHONE.match(text):
        return True
    if text[0] not in _NOTE_OPENS and not text.endswith("印发"):
        return False
    if _NOTE.match(text) and len(text) < 60:
        return True
    return len(text) < 200 and (_ATTENDANCE.fullmatch(text) or _DISTRIBUTION.fullmatch(text)) is not None


def _signed(lines: Sequence[Line], first: int, dated: int) -> range:
    """The date's line and the units above it."""
    top = dated
    while top > first and top > dated - _MOST_SIGN and UNIT.fullmatch(lines[top - 1].text):
        top -= 1
    return range(top, dated + 1)


def _listed(line: Line, above: Line) -> bool:
    """The second and later lines of a list of annexes."""
    numbered = line.label is not None and line.label.style == "1"
    return numbered and len(line.text) < 60 and re.match(r"附件|\d", above.text) is not None
