"""What lines look like: zones, numbered headings, dates, meetings, bylines, units. Matched on folded text (fold.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from gongwen.model import Kind
from gongwen.spans import LETTER
from gongwen.words import rows

HAN = "\u4e00-\u9fff"
ZONE_ENDINGS = tuple(row[0] for row in rows("zone_endings"))
GENRES: dict[str, Kind] = {row[0]: cast(Kind, row[1]) for row in rows("document_genres")}

GENRE = "|".join(sorted(GENRES, key=len, reverse=True))
# A title that is whole: it ends in a genre.
COMPLETE = re.compile(rf".*(?P<genre>{GENRE})》?(?:（(?:[^（）]|（[^（）]*）)*）)?")
# A title broken after a zone's name is none: 国务院关于促进综合保税区 | 高水平开放…….
ZONE = f"(?:(?!关于)(?:{LETTER}|·)){{1,14}}?(?:{'|'.join(ZONE_ENDINGS)})(?:（[^（）\\s]{{1,10}}）)?"
# A headline is a phrase: no full stop inside, no clause mark at its end.
HEADLINE = r"[^。；\s][^。；]{2,38}[^。；，、：\s]"
NUMERAL = "[一二三四五六七八九十百零〇]{1,4}"
_LABELS = (
    ("篇", f"第{NUMERAL}篇"),
    ("章", f"第{NUMERAL}章"),
    ("节", f"第{NUMERAL}节"),
    ("条", f"第{NUMERAL}条(?![第款的所、和至规])"),
    ("一", f"{NUMERAL}、"),
    ("（一）", f"（{NUMERAL}）"),
    ("（1）", r"（\d{1,3}）"),
    # Emergency plans: 1.1 编制目的, 3.2.1 信息报告; 3.5 亿元 at the end of a broken line is none.
    ("1.1.1", rf"\d{{1,2}}\.\d{{1,2}}\.\d{{1,2}} *(?={LETTER})"),
    ("1.1", r"\d{1,2}\.\d{1,2} +(?=[^\W\d_a-zA-Z万亿千百倍元吨个家亩公立平])"),
    ("1", r"\d{1,2}(?:、|\.(?!\d)|\.(?=20\d\d年)|．)"),
    ("①", "[①-⑳]"),
)
_LABEL = re.compile("|".join(f"({pattern})" for _, pattern in _LABELS))
# 三、会议要求，: what a numbered paragraph opens with.
PERHAPS_NUMBERED = f"(?:{NUMERAL}、|（{NUMERAL}）|\\d{{1,2}}(?:、|\\.(?!\\d)|．))?"
_CHAPTER = re.compile(r"\d{1,2} *(?=[^\W\d_]{2,12}$)")
# 1.1编制目的, 2.1.3信息报告: only where lines are numbered so throughout.
_CLOSED_UP = re.compile(rf"\d{{1,2}}\.\d{{1,2}}(?P<third>\.\d{{1,2}})?(?=[{HAN}])")
_STYLES = ("", *(style for style, _ in _LABELS))  # by the number of the group
_LABEL_OPENS = frozenset("第（一二三四五六七八九十百零〇0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")

# 二OO九年: a letter for the round zero.
DATE = re.compile(
    r"（?[\d〇○零OoΟО一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日）?"
)
FILE_NUMBER = rf"{LETTER}{{0,12}}[〔\[【（［]\s*(?:19|20)\d\d\s*[〕\]】）］]\s*第?\s*\d+\s*[号期]"
NUMBER = re.compile(rf"{FILE_NUMBER}|第\s*\d+\s*[号期]")
# 3月14日，某高新区召开党工委会议: date, host, and what is held, up to the end of the clause.
MEETING = re.compile(
    r"(?:(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:至\d{1,2}日)?(?:上午|下午|晚上|晚)?(?:，(?:农历|周|星期|正值)[^，。；]{1,10})?|近日|日前|连日来|近期)，?"
    r"(?P<host>[^，。；：]{2,40}?)(?P<how>(?:书记|主任|主持|组织|专门|迅速|及时|第一时间|随即|专题|分别|先后|联合|集中)*)"
    r"(?:召开|举行|举办|开展)了?(?P<form>[^，。；：]{2,60})"
)
# What stands before it in an article by itself: who wrote it, from where.
_DATELINE = (
    "(?:（[^（）]{2,24}）|据[^，。]{2,16}，|[^，。]{0,12}讯(?:（[^（）]{2,24}）)?[ ：，]*)?"
    "(?:[为按根][^。；]{4,120}?，)?"
)
_ON = r"(?:(?:20\d\d ?年 ?)?\d{1,2} ?月 ?\d{1,2} ?日(?![起前内底])|\d{1,2} ?日(?=[上下]午|晚))"
_DAY = f"(?:{_ON}[^，。；：]{{0,9}}|近日|日前|昨日|今日|今天|昨天)，?"
_GATHERING = "(?:会|会议|大会|活动|仪式|培训班|读书班)"
# 3月14日，某高新区党工委会议召开，……; 3月14日，主任某某主持召开……
OPENS_MEETING = re.compile(
    f"{_DATELINE}(?:{MEETING.pattern}|{_DAY}[^，。；：]{{2,40}}{_GATHERING}(?:在[^，。；：]{{2,20}})?(?:召开|举行|举办)[，。]"
    f"|[^，。；：]{{2,40}}{_GATHERING}(?:于)?{_DAY}(?:在[^，。；：]{{2,20}})?(?:召开|举行|举办)[，。]"
    f"|{_DAY}[^，。；：要]{{2,40}}(?:召开|举行)[^，。；：]{{2,60}}[，。]|{_DAY}[^。；：要]{{2,80}}主持召开[^，。；：]{{2,60}}[，。]"
    f"|{_DAY}[^。；：要]{{2,160}}(?:传达学习|集体学习|传达贯彻|专题学习)了"
    "|[^，。；：要]{0,16}，[^，。；：要]{2,40}主持召开[^，。；：]{2,60}[，。]"
    "|[^，。；：要]{2,24}(?:召开|举行)[^，。；：]{0,40}会议?，(?:集体|深入)?(?:传达|学习|听取|研究|部署|贯彻|总结|分析|审议))"
)
# 3月14日，主任某某到某园区调研。 begins an article, too, of which the opening is no meeting.
OPENS_ARTICLE = re.compile(
    f"{_DATELINE}{_DAY}(?:[^。；：要]|(?<=[主重首需])要){{2,200}}?(?:召开|举行|会议|调研|督查|督导|检查|走访|访谈|暗访|考察|慰问|座谈|察看|视察)"
)
# 3月14日，副市长某某带队到某园区现场办公。 does, too, where somebody speaks later or goes about.
TELLS_OF_A_DAY = re.compile(f"{_DATELINE}{_DAY}[^。；：要]{{4,}}")
SPOKEN = re.compile(
    "(?:强调|指出)[，：]|一行(?:先后|首先)?(?:来到|深入|到|前往|赴)|(?:^|[，。；\\s])[\u4e00-\u9fff]{2,3}要求[，：]",
    re.MULTILINE,
)
# What every meeting's date holds, at most so many characters from its start (2026年12月28日); few documents have many.
# A pattern for each character, which finds it ten times as fast as a choice of them would.
_DATED = re.compile(r"日(?:(?<=[\d近连]日)|(?=前))"), re.compile("期(?:(?<=近期)|(?=前))")
_BEFORE_DAY = 10
_MEETING_OPENS = frozenset("近日连")  # or a digit
_BYLINE = re.compile(
    rf"[{HAN}·]{{2,4}}"
    rf"|（?(?:文/|撰文|记者|本报记者|通讯员|责任编辑|编辑|来源)[：\s/]?[{HAN}·、\s]{{2,30}}）?"
)
_LONGEST_BYLINE = 40
# A heading without a number, in the words headings are made of.
_PLAIN_HEADING = re.compile(
    r"[^，。；：]{0,18}(?:工作回顾|总体要求|工作安排|工作任务|主要任务|重点任务|工作重点|保障措施|工作目标|主要目标|发展目标|预期目标"
    r"|基本原则|指导思想|工作要求|工作措施|组织保障|组织实施|主要举措|进度安排|实施步骤|自身建设|存在问题|基本情况|下一步打算"
    r"|有关要求|议定事项|附则|总则)(?:建议|设想|情况)?|(?:专栏|专章|图|表)\s*[\d一二三四五六七八九十]{1,3}[^，。；：]{0,40}"
)
_LONGEST_PLAIN = 60
# How the paragraph begins that says what a document is for.
PREAMBLE = re.compile(
    r"为了?(?:深入|全面|进一步|认真|切实|确保|贯彻|落实|加强|加快|推动|规范|做好)|根据|按照|经[^，]{2,20}同意|现将|为[^。]{2,200}(?:制定|编制|提出)(?:本|如下|以下)"
)
GREETS = ("各位", "同志们", "尊敬的")  # how a greeting opens
_STOPS, _CLOSERS = frozenset("。！？；：…）"), frozenset("”’」』")
_TERMINATED = re.compile(r"[。！？；：…][”’）」』]*$")
UNIT = re.compile(
    rf"[{HAN}（）、\s]{{2,40}}(?:人民政府|政府|委员会|办公室|办公厅|管委会|党工委|国务院|局|厅|部|院|公司|指挥部|领导小组|法院|检察院)"
)


class Label(NamedTuple):
    """A number before a heading or paragraph; ``style`` tells 一、 from （一）, ``end`` is an offset in the line."""

    style: str
    text: str
    end: int


def ends_sentence(text: str) -> bool:
    """Whether a sentence or a clause group ends with a line."""
    last = text[-1:]
    return last in _STOPS or (last in _CLOSERS and _TERMINATED.search(text) is not None)


def is_byline(text: str) -> bool:
    """Whether a line names a writer and nothing else."""
    return len(text) <= _LONGEST_BYLINE and _BYLINE.fullmatch(text) is not None


def is_plain_heading(text: str) -> bool:
    """Whether a line without a number is one by its words."""
    return len(text) <= _LONGEST_PLAIN and _PLAIN_HEADING.fullmatch(text) is not None


def label_of(text: str) -> Label | None:
    """The number a line begins with, if any."""
    first = text[:1]
    match = _LABEL.match(text) if first in _LABEL_OPENS or first.isdecimal() else None
    return Label(_STYLES[match.lastindex or 0], match[0], match.end()) if match else None


def closed_up(text: str) -> Label | None:
    """The number of 1.1编制目的, which may be an amount, too: 3.5亿元."""
    match = _CLOSED_UP.match(text) if text[:1].isdecimal() else None
    return Label("1.1.1" if match["third"] else "1.1", match[0], match.end()) if match else None


def chapter_of(text: str) -> Label | None:
    """The number of 1 总则, which is one where others are numbered 1.1."""
    match = _CHAPTER.match(text) if text[:1].isdecimal() else None
    return Label("0", match[0], match.end()) if match else None


def meetings(text: str) -> Iterator[re.Match[str]]:
    """``MEETING.finditer(text)``, tried only near a date: in most documents there are few."""
    done = 0
    for sign in sorted(sign.start() for dated in _DATED for sign in dated.finditer(text)):
        for start in range(max(done, sign - _BEFORE_DAY), sign + 1):
            opens = text[start] in _MEETING_OPENS or text[start].isdecimal()
            if opens and (match := MEETING.match(text, start)):
                yield match
                done = match.end()
                break
