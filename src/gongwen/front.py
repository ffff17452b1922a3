"""What stands before the body: titles, 文号, the date and the speaker, the addressee."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from gongwen.headings import COMPLETE, DATE, FILE_NUMBER, GENRE, GENRES, HAN, NUMBER, PREAMBLE, UNIT
from gongwen.lines import Line
from gongwen.menus import menu_lines
from gongwen.model import Clause, Kind, Role
from gongwen.modes import EXPLAINS
from gongwen.spans import LETTER
from gongwen.web_lines import is_breadcrumb

_GENRES = re.compile(GENRE)
_ADDRESSEE = re.compile(
    r"[^。；！]{0,160}(?:政府|委员会|人大|[委局办部厅院会处室]|单位|部门|公司|企业|街道|镇|乡|村|社区|代表|委员|同志|群众|朋友们?|人士|民|机构|园区|[高院学]校|中心|组)"
    r"(?:（[^（）]*）)?："
)
_SPEAKER = re.compile(
    rf"(?!.*(?:主持|召开|出席|调研|会见)){LETTER}{{0,20}}(?:[省市区县州]长|主席|总理|主任|书记)[：\s]*[{HAN}·]{{2,4}}"
)
_WIRE = re.compile(r"新华社.{2,24}电")
_MASTHEAD_LINE = re.compile(r".*(?:文件|简报|专报)(?:（[^（）]*）)?")
_MONTH = re.compile(r"（20\d\d\s*年\s*\d{1,2}\s*月）|20\d\d\s*年\s*\d{1,2}\s*月")
_WHEN_SAID = re.compile(r"——20\d\d年\d{1,2}月\d{1,2}日在.{2,60}上")
_OCCASION = re.compile(r"(?:——|--)?.{0,80}(?:会议|大会|全会)上")
_BRACKET = re.compile(r"（.*）|〔.*〕")
_GLUED = re.compile(r"[^：]*?(?:通知|意见|决定|通报|函)(?P<to>各[^。；]{2,120}：)")
_OPENS_WITH_YEAR = re.compile("20\\d\\d年")
_PLACE_OR_UNIT = re.compile("[省市区县州旗镇乡村府会委局办部厅院室司处组队团所站校社团心道》）]$")
_OF_ITS_OWN = re.compile("[^《〈“]关于|召开|举行|主持")
_ABOVE_AGAIN, _OF_LINES, _SHORTEST_TITLE, _BUTTON = 40, 5, 8, 6
_HANDS_DOWN = re.compile("(?:《|〈|印发|转发|下发|发布|公布|下达)$")
_OWN_WORK = ("意见", "措施", "决定", "决议")
_HANDING = re.compile("印发|转发|下发|发布|公布|下达|批转|呈报|报送")
_NAMED_LAST = re.compile("[》〉”’]*(?:（[^）]*）)?[》〉”’]*等?的?(?:通知|函|批复|通报|公告|通告|令)(?:（.*）)?")
_ANNEX = re.compile("附件：?")
_NUMBER_LINE = re.compile(FILE_NUMBER)
_NUMBER_BEFORE = re.compile(rf"(?P<number>{FILE_NUMBER})\s*(?=.{{4}})")
_NUMBER_BEHIND = re.compile(rf"[（(]\s*(?P<number>{FILE_NUMBER})\s*[）)]$")
_TIME_PLACE = re.compile(r"(?:会议)?(?:时间|地点|主持人?|参加人员|出席人员|出席|列席|记录人?)：.{2,200}")
_SIGNED = re.compile(rf"(?P<unit>{UNIT.pattern})\s*(?:{DATE.pattern})")
_ISSUED = re.compile(rf"（(?:{DATE.pattern})(?:印发|发布|公布)）")
_BRACKETS = re.compile(r"（[^（）]*）")
_CONTENTS = re.compile(r"目\s*[录次]")
_SERIES = re.compile(r"（\d{1,3}|[一二三四五六七八九十上中下]）$|（第[\d一二三四五六七八九十]{1,3}[期辑]）$")
_BULLETS = frozenset("-*+·•●■◆◇▲▶►▪")
_CITED = re.compile(r"[（(][^（）()]*\d+\s*号[）)]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]")
_QUOTED = re.compile("^《([^《》]*)》$")
# 工作总结和明年工作计划; 上半年工作情况: an account, whatever else it holds.
_ACCOUNT = re.compile("(?:总结|情况|回顾)(?:汇报|报告)?[和及与暨、]|工作(?:开展|完成|进展|落实)?情况$")
_ON_PAGE, _PAGE_ENDS = re.compile(r"[\s.…·—–-]*\d{1,3}[\s—–-]*$"), frozenset("0123456789—–-")
# 关于印发……行动计划 | （2026—2028年）的通知: a plan's name is whole above it, the title is not.
_GOES_ON = re.compile("(?:（[^（）]*）)?[》〉”]?的(?:通知|批复|决定|函|意见|公告|通告|报告|请示)(?:（.*）)?")
# What the site says of the document, as long as a paragraph of it.
_LEAD = re.compile("(?:导读|导语|摘要|内容提要|编者按|核心提示)：.*")
_NUMBER_ALONE = re.compile(rf"（\s*(?:{DATE.pattern})?\s*(?:{NUMBER.pattern})\s*）")
_LINES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (NUMBER, "number"),
    (DATE, "signature"),
    (_MONTH, "signature"),
    (_WIRE, "byline"),
    (_SPEAKER, "byline"),
    (_TIME_PLACE, "meeting"),
    (_ADDRESSEE, "addressee"),
    (_WHEN_SAID, "other"),
    (_OCCASION, "title"),
    (_ISSUED, "signature"),
    (_NUMBER_ALONE, "number"),
    (_BRACKET, "parties"),
    (_MASTHEAD_LINE, "other"),
    (_LEAD, "other"),
    (_ANNEX, "other"),
)


@dataclass(frozen=True, slots=True)
class Front:
    """``rest`` is the index of the first line of the body, ``own`` of the document: what stands above is the site's."""

    clauses: tuple[Clause, ...]
    rest: int
    own: int = 0


def read_front(lines: Sequence[Line]) -> Front:
    """The lines before the body, each with its role; neighbouring lines of one title become one clause."""
    out: list[Clause] = []
    open_title = False
    ahead = list(takewhile(_is_no_body, lines[:_ABOVE_AGAIN]))
    beside = menu_lines([line.text if line.kind == "line" else "" for line in ahead]).union(_contents(lines))
    below = max(_below_breadcrumb(ahead), _where_title_again(ahead))
    for index, line in enumerate(lines):
        role = _role(line) if index >= below or _NUMBER_LINE.fullmatch(line.text) else "other"
        role = "other" if index in beside else role
        if role == "title" and out and UNIT.fullmatch(line.text):
            # Below a title that is whole stands who issued it.
            whole = out[-1].role == "title" and not open_title
            dated = index + 1 < len(lines) and DATE.fullmatch(lines[index + 1].text)
            role = "signature" if whole or dated else role
        elif role == "parties" and out and out[-1].role == "signature":
            role = "signature"
        if role is None or (role == "title" and index and lines[index - 1].text in _BULLETS):
            return Front(tuple(out), index, below)
        signed = _SIGNED.fullmatch(line.text) if role == "title" else None
        if signed:
            middle = line.start + signed.end("unit")
            out += [Clause(line.start, middle, "signature"), Clause(middle, line.end, "signature")]
            open_title = False
            continue
        glued = _GLUED.fullmatch(line.text) if role in ("addressee", "title") else None
        if glued:
            out.append(Clause(line.start, line.start + glued.start("to"), "title"))
            out.append(Clause(line.start + glued.start("to"), line.end, "addressee"))
            return Front(tuple(out), index + 1, below)
        parted = line.text.startswith("——") or (index and _begins_anew(lines[index - 1], line))
        open_title = open_title or (bool(out) and out[-1].role == "title" and _GOES_ON.fullmatch(line.text) is not None)
        if role == "title" and open_title and not parted:
            out[-1] = Clause(out[-1].start, line.end, "title")
        elif role == "title":
            out += _titles(line)
        else:
            out.append(Clause(line.start, line.end, role))
        open_title = role == "title" and not (COMPLETE.fullmatch(line.text) or line.text.endswith("会议上"))
        if role == "addressee":
            return Front(tuple(out), index + 1, below)
    return Front(tuple(out), len(lines), below)


def _below_breadcrumb(ahead: Sequence[Line]) -> int:
    """The first line below where the site says where one is: what stands above that is the site's."""
    for at, line in enumerate(ahead):
        if line.kind == "furniture" and is_breadcrumb(line.text):
            return at
    return 0


def _where_title_again(ahead: Sequence[Line]) -> int:
    """Where the document's title begins that the site prints above it, too; 0 where it does not.

    A title the one above hands down (印发《……方案》) is another's.
    """
    solid = [_solid(line.text) for line in ahead]
    found = []
    for first in range(1, len(solid)):
        for size in range(1, _OF_LINES + 1):
            title = "".join(solid[first : first + size])
            if len(title) >= _SHORTEST_TITLE and COMPLETE.fullmatch(title) and _stands_above(title, solid[:first]):
                found.append((len(title), first))
    return max(found, default=(0, 0))[1]


def _solid(text: str) -> str:
    return text.replace(" ", "").replace("\t", "").strip("|")


def _is_no_body(line: Line) -> bool:
    if line.kind != "line":
        return True
    if _LEAD.match(line.text):
        return True
    return not (line.label or line.text.endswith(("。", "；")) or _ADDRESSEE.fullmatch(line.text))


def _stands_above(title: str, above: Sequence[str]) -> bool:
    ends = [text.removesuffix(title) for text in above if text.endswith(title)]
    return any(not _HANDS_DOWN.search(before) for before in ends)


def _begins_anew(above: Line, line: Line) -> bool:
    """Whether a title begins with ``line`` and the one above is the site's: its owner (某管委会), its buttons."""
    if _OF_ITS_OWN.search(line.text):
        return UNIT.fullmatch(above.text) is not None or (
            _is_button(above) and (len(above.text) <= _BUTTON or COMPLETE.fullmatch(line.text) is not None)
        )
    return _OPENS_WITH_YEAR.match(line.text) is not None and _is_button(above)


def _is_button(above: Line) -> bool:
    """Neither the name of a place or unit, which a title's first line may be, nor the beginning of a title."""
    return not (_PLACE_OR_UNIT.search(above.text) or "关于" in above.text or "印发" in above.text)


def _role(line: Line) -> Role | None:
    """The line's role, None where the body begins."""
    text = line.text
    if line.entry is not None:
        return None
    if line.kind in ("markup", "furniture"):
        return "markup" if line.kind == "markup" else "other"
    if line.kind != "line" or line.label or text.isdigit() or PREAMBLE.match(text):
        return None
    for pattern, role in _LINES:
        if pattern.fullmatch(text):
            return role
    if line.level == 1:
        return "title"
    titled = not line.ends or _SERIES.search(text) or COMPLETE.fullmatch(text)
    return "title" if titled and len(text) <= 80 and "，" not in _BRACKETS.sub("", text) else None


def _contents(lines: Sequence[Line]) -> range:
    """The lines of a table of contents: up to where its first line comes again."""
    at = next((n for n, line in enumerate(lines[:40]) if _CONTENTS.fullmatch(line.text)), None)
    first = next((_listed(line) for line in lines[at + 1 :] if line.kind == "line"), "") if at is not None else ""
    if at is None or not first:
        return range(0)
    again = [n for n, line in enumerate(lines) if _listed(line) == first]
    return range(at, again[1] if len(again) > 1 else at + 1)


def _listed(line: Line) -> str:
    """A heading without the page on which it stands: 1 总则……- 3 -."""
    return _ON_PAGE.sub("", line.text) if line.text[-1] in _PAGE_ENDS else line.text


def _titles(line: Line) -> list[Clause]:
    """A title and the subtitle that follows it on the same line."""
    start, end = line.start, line.end
    at = line.text.find("——")
    if at > 0:
        return [Clause(start, start + at, "title"), Clause(start + at, end, "title")]
    return [Clause(start, end, "title")]


def title_of(titles: Sequence[str]) -> str | None:
    """The document's own title among the title lines: the longest that ends in a genre, else the first."""
    bare = [_without_number(_CITED.sub("", title)).strip() for title in titles]
    if len(bare) > 1 and UNIT.fullmatch(bare[0]) and _OF_ITS_OWN.search(bare[1]):
        bare = bare[1:]
    bare = [_QUOTED.sub(r"\1", title) for title in bare]
    named = [title for title in bare if COMPLETE.fullmatch(title)]
    return max(named, key=len) if named else next(iter(bare), None)


def number_of(title: str) -> str | None:
    """The document's own number where the line of its title bears it, before or behind."""
    found = _NUMBER_BEFORE.match(title) or _NUMBER_BEHIND.search(title)
    return found["number"] if found else None


def _without_number(title: str) -> str:
    before = _NUMBER_BEFORE.match(title)
    return title[before.end() :].removeprefix("《").removesuffix("》") if before else title


def kind_of(title: str) -> Kind:
    """A plan that a notice hands down is a plan; otherwise the genre the title ends in."""
    if EXPLAINS.match(title):
        return "other"
    ends = COMPLETE.fullmatch(title)
    # 对重点建议的 (broken off): what is of a genre is none.
    genres = [match[0] for match in _GENRES.finditer(title) if not title.startswith("的", match.end())]
    own = ends["genre"] if ends else genres[-1] if genres else ""
    if _ACCOUNT.search(title) and GENRES.get(own, "plan") == "plan":
        return "report"
    if not genres:
        return "other"
    return "plan" if GENRES[own] == "notice" and _hands_down_plan(title, own) else GENRES[own]


def _hands_down_plan(title: str, own: str) -> bool:
    """Whether a notice hands down the plan it names: not 关于贯彻……规划的意见, nor 关于做好……规划编制工作的通知."""
    # 征求意见建议的通告 hands down no 建议.
    other = ("建议", own)
    plans = [match for match in _GENRES.finditer(title) if GENRES[match[0]] == "plan" and match[0] not in other]
    if own in _OWN_WORK or not plans:
        return False
    return _HANDING.search(title) is not None or _NAMED_LAST.fullmatch(title, plans[-1].end()) is not None
