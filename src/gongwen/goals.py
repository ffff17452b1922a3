"""By when and to what measure: a clause's dates as deadlines, its amounts as targets."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from gongwen.aims import Amount, counts, is_aim, is_paid_for, pays, without_such
from gongwen.counted import AGAINST, TOTAL, Line, counted
from gongwen.model import Deadline, Mention, Target
from gongwen.spans import LETTER

# What a date can be the date of.
_MILESTONE = re.compile(
    "(?<![行活推带联劳自运流])动工(?![作业程会资])|开工|竣工验收|竣工|完工|主体封顶|封顶|建成投产|建成投用|建成|投产|投用|投运|启用|试运营|投入使用|投入运营|试运行|运营|开业|开园|开馆|开放|通车"
    "|验收|完成(?!情况)|办结|启动|上线|达产|达效|见效|挂牌|揭牌|签约|落地|供地|入库|出台|印发|制定|编制|公布|发布|报送|上报|报备|提交|交付|取得|实现|达到|形成|召开|举办"
)
DEFAULT_LABEL = "完成"
# 每年不超过50万元 is how much at a time, not how often.
_RATE = re.compile("(?:每(?![半年月季旬周日天])|(?:累计|合计)?(?:最[高多]|不超过|给予|补[助贴]|奖励))")
# What is asked of this year is due when it ends; 今年的, 今年是 only say which year is spoken of.
# 预计今年… and what the year is like are said, not asked.
_THIS_YEAR = frozenset(("今年", "全年", "本年", "本年度"))
_OF_THE_YEAR = re.compile(
    "[的是第系已《]|重点工作|国务院|党中央|[市区县省]《|各?项?目标任务|各项|以来|工作|全国|召开|我国|经济社会发展任务|高校毕业生"
)
# 2026年城东区将新增…: asked of the year.
_WILL = re.compile(f"{LETTER}{{0,8}}?(?:将(?![来是])|计划|拟)")
# 2000年底前建成的小区: the day says which ones are meant.
_SUCH_AS = re.compile(
    "(?:建成|竣工|开工|投产|投用|注册|成立|设立|签订|签约|购买|登记|取得|入库|认定|发生|形成)的(?!目标)"
)
# “年初建账、年底交账”: a saying, not a day.
_EDGE_OF_YEAR = frozenset(("年底", "年末", "年中"))
# 力争明年上半年…; 2026年， before what is asked.
_FIRM = ("力争", "确保", "争取", "力争在", "确保在", "务必")
_FROM_TO = re.compile("[月日][—–\\-－~～至到]")
# 同比分别增长9.4%和8.5%: what grows was named before.
_EACH = re.compile("(?:预计|将|年均|均|同比|比上年)*分别")
_SO_FAR = re.compile(r"1月?[-—–~～至到]+\d{1,2}月|前[一二三]季度")
_PLACES = re.compile(rf"[到至]?\d{{4}}年|[今本明]年|{_SO_FAR.pattern}")  # when it was or is to be
_AS_OF = ("截", "截止")  # 至2025年底 is the day's own
_ASKS = frozenset(("measure", "theme", "stance"))
_NUMBERED = 4  # characters before what a clause opens with: （一）
_REACH, _NEAR = 14, 7  # characters from a date to the word for what happens by it


def deadlines(lines: Sequence[Line]) -> Iterator[Deadline]:
    """Dates that say by when; a plain date counts in a bracket of units or where something is done by it.

    全年 is due at the year's end only where no last day is named; a day said twice for the same is one.
    """
    found = [
        (line, end, mention)
        for line in lines
        for start, end, mention in line.mentions
        if mention.kind == "date" and line.role != "context" and _is_deadline(line, start, end, mention)
    ]
    named = any(mention.rule == "by" for _, _, mention in found)
    said = dict[tuple[dt.date | None, str | None, str | None], set[str]]()
    for one in found:
        if named and one[2].text in _THIS_YEAR:
            continue
        made = _deadline(*one)
        before = said.setdefault((made.due, made.within, made.recurring), set())
        if not before or (made.label != DEFAULT_LABEL and made.label not in before):
            yield made
        before.add(made.label)


def asked_now(lines: Sequence[Line], day: dt.date | None) -> Iterator[Line]:
    """``lines`` without those that tell of what was before ``day``, the document's: 2025年，全区实现……，同比增长……."""
    past = False
    for line in lines:
        said = next((one for one in line.mentions if one[2].kind == "date" and _PLACES.match(one[2].text)), None)
        if said and (last := full_date((said[2].value or {}).get("to"))):
            past = day is not None and _tells_of(line, said[0], said[2].text, last, day)
        if not past:
            yield line


def _tells_of(line: Line, start: int, words: str, last: dt.date, day: dt.date) -> bool:
    """Whether a line is of a year gone by, or of how far things had come: 截至2025年底，; 1—6月份完成投资3亿元."""
    if _SO_FAR.match(words) or line.text.endswith(_AS_OF, 0, start):
        return start <= _NUMBERED and last < day
    alone = line.role == "frame" and line.text.strip("，") == words
    return alone and last.year < day.year


def announced(lines: Sequence[Line]) -> tuple[Deadline, ...]:
    """Dates that a line says once for all it announces: 以下任务6月底前完成：; 动员部署阶段（3月—4月）."""
    return tuple(
        _deadline(line, end, mention)
        for line in lines
        for start, end, mention in line.mentions
        if mention.kind == "date"
        and (mention.rule == "by" or mention.text in _THIS_YEAR or (line.role == "heading" and _within_a_year(mention)))
    )


def targets(lines: Sequence[Line]) -> Iterator[Target]:
    """Amounts of measures and themes, with what they count and the last day named before them."""
    due: dt.date | None = None
    asked: list[str] = []
    names: list[str] = []
    for number, line in enumerate(lines):
        asks = line.role in _ASKS
        if asks:
            asked.append(line.text)
        if not line.mentions:
            continue
        due = _last_day(line) or due
        amounts = [one for one in line.mentions if one[2].kind == "amount"] if asks else []
        if not amounts or pays(asked) or is_paid_for(line.text, lines[number + 1 :]):
            continue
        amounts = without_such(line.text, amounts)
        said = asked[-2] if len(asked) > 1 else ""
        before, end_before, last = "", -1, 0
        each = names[-len(amounts) :] if len(names) >= len(amounts) and _EACH.match(line.text) else []
        for nth, (start, end, mention) in enumerate(amounts, 1):
            last = _last_alike(line.text, amounts, max(last, nth - 1))
            later = amounts[last + 1][0] if last + 1 < len(amounts) else None
            if end_before < start and is_aim(line.text, start, amounts[last][1], mention, later):
                value = mention.value or {"op": "=", "value": None, "unit": ""}
                # 惠及群众3200户、8000人: counted twice over.
                named = each[nth - 1] if each else counted(line, start, end, value["unit"], "" if before else said)
                # 新增专精特新企业15家、总数达到60家.
                before = before if before and TOTAL.fullmatch(named) else named or before
                names.append(before)
                yield Target(before, value["op"], value.get("base"), value["value"], value["unit"], due, mention.id)
            # 4座110千伏变电站: the second says of what kind.
            end_before = end if counts(mention) else -1


def _last_alike(text: str, amounts: Sequence[Amount], at: int) -> int:
    """突破1亿元、5亿元企业分别新增8家、2家: what follows the last of several in one unit is said of each."""
    while at + 1 < len(amounts):
        (_, end, one), (start, _, other) = amounts[at : at + 2]
        if text[end:start] != "、" or not one.value or not other.value or one.value["unit"] != other.value["unit"]:
            break
        at += 1
    return at


def _is_deadline(line: Line, start: int, end: int, mention: Mention) -> bool:
    if mention.rule == "since" or (mention.value is None and mention.rule == "period"):
        return False
    if _SUCH_AS.match(line.text, end) or (mention.text in _EDGE_OF_YEAR and _in_quotes(line.text, start)):
        return False
    if mention.rule == "recurring" and _RATE.match(line.text, end):
        return False
    if mention.rule == "period" and _FROM_TO.search(mention.text):
        return _within_a_year(mention)
    if mention.rule == "within" and line.text.startswith("的", end):  # 12个月以内的培训
        return False
    if line.role == "parties" or mention.rule != "period":
        return True
    if _in_bracket(line.text, start, end):
        return _within_a_year(mention)
    if mention.text in _THIS_YEAR and line.role in ("measure", "theme", "frame"):
        return _within_a_year(mention) and not (
            _OF_THE_YEAR.match(line.text, end) or line.text.endswith("预计", 0, start)
        )
    firm = (
        (line.text.endswith(_FIRM, 0, start) and not _OF_THE_YEAR.match(line.text, end))
        or (line.role == "frame" and line.text.strip("，") == mention.text)
        or (start <= _NUMBERED and line.role == "measure" and _WILL.match(line.text, end) is not None)
    )
    return _within_a_year(mention) and (firm or _milestone(line, end, _NEAR) is not None)


def _in_bracket(text: str, start: int, end: int) -> bool:
    """召开动员会（5月）: a month or quarter alone in a bracket."""
    return text.endswith("（", 0, start) and text.startswith("）", end) and not text.endswith("年", 0, end)


def _in_quotes(text: str, at: int) -> bool:
    return text.rfind("“", 0, at) > text.rfind("”", 0, at)


def _deadline(line: Line, end: int, mention: Mention) -> Deadline:
    value = mention.value or {}
    label = _milestone(line, end) or DEFAULT_LABEL
    return Deadline(label, full_date(value.get("to")), value.get("within"), value.get("recurring"), mention.id)


def _within_a_year(mention: Mention) -> bool:
    """上半年 or 今年 can be when a thing is to be done; 十五五时期 only sets the scene."""
    first, last = (full_date((mention.value or {}).get(end)) for end in ("from", "to"))
    return first is not None and last is not None and (last - first).days < 366


def _milestone(line: Line, end: int, reach: int = _REACH) -> str | None:
    """What happens by the date: the first milestone word shortly after it, before another date begins."""
    later = [start for start, _, mention in line.mentions if mention.kind == "date" and start >= end]
    match = _MILESTONE.search(line.text, end, min([end + reach, len(line.text), *later]))
    return match[0] if match else None


def full_date(written: str | None) -> dt.date | None:
    """A date with its year, else None."""
    return dt.date.fromisoformat(written) if written and not written.startswith("--") else None


def _last_day(line: Line) -> dt.date | None:
    days = [
        mention.value
        for start, _, mention in line.mentions
        if mention.kind == "date" and mention.value and not AGAINST.search(line.text, 0, start)
    ]
    return full_date(days[0].get("to")) if days else None
