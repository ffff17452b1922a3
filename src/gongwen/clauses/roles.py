"""What a clause of the body does: theme, measure, stance, frame or context.

A clause is looked at once: what stands before its verb, which verb leads it, which listed words it holds. Then the
first rule of ``RULES`` that answers decides; a clause no rule knows is a measure, since a measure lost is worse than
one too many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongwen.clauses.cutting import Cut, at_enumeration
from gongwen.clauses.lexicon import Tag, Word
from gongwen.model import Role


@dataclass(frozen=True, slots=True)
class View:
    """A clause without its end punctuation, and what its words say.

    ``lead`` is where the leading verb should stand, past subject, 要 and adverbs (an offset in ``text``);
    ``verb`` the tags of the word found there; ``tags`` those of all words.
    """

    text: str
    lead: int
    verb: int
    after: int
    tags: int
    modal: bool
    asked: bool
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """Where a clause stands between two full stops or semicolons, and whether the text after spells it out.

    ``prose``: unnumbered paragraphs of a report or a plan, whose sentences open with their theme.
    """

    index: int
    following: int
    spelled_out: bool
    prose: bool = False


_MANNER = re.compile(r"以[^，]{1,16}的[^，的]{1,8}?(?=[\u4e00-\u9fff]{2})")
_OWN = re.compile(r"[^，]{0,14}(?:区|园|城|上下|全区|全市)要|我们要|同时要|还要|也要")
_COUNTED = re.compile(r"\d+(?:\.\d+)?\s*(?:[万亿]?元|%|个|家|户|项|人|名|日|月|天|条|公里|亩|平方米)")
_ISH = re.compile(r"[\u4e00-\u9fff]{1,2}化(?=[\u4e00-\u9fff]{3})")
_ACTING = Tag.VERB | Tag.SHARED


def view(text: str, start: int, end: int, words: Sequence[Word]) -> View:
    """The clause ``[start, end)`` of the folded flow; ``words`` are the listed words in it."""
    clause = text[start:end].rstrip("，；。：！？ \n")
    near = tuple((first - start, last - start, tags) for first, last, tags in words)
    tags = 0
    for _, _, tag in near:
        tags |= tag
    lead, modal = 0, False
    if tags & Tag.MODAL:
        for first, last, tag in near:
            if tag & Tag.MODAL and first <= 24:
                lead, modal = last, True
                break
    # 要…… with nobody, or only the meeting's own zone, before it.
    asked = modal and clause[lead - 1] == "要" and (lead <= 2 or bool(_OWN.match(clause, 0, lead)))
    lead, verb, after = _lead(clause, lead, near)
    return View(clause, lead, verb, after, tags, modal, asked, near)


def _lead(clause: str, at: int, words: Sequence[Word]) -> tuple[int, int, int]:
    """Past connectives and adverbs to the word that leads: its start, tags and end."""
    best = (at, 0, at)
    for first, last, tag in words:
        if first < at:
            continue
        if first > at and not (first - at <= 3 and _ISH.match(clause, at, first + 3)):
            break
        if tag & (_ACTING | Tag.LOOKING):
            best = (first, tag, last)
            if not tag & Tag.ADVERB:
                break
        elif not tag & (Tag.ADVERB | Tag.LINK | Tag.MODAL):
            best = best if best[1] else (first, tag, last)
            break
        else:
            best = (last, 0, last) if not best[1] else best
        at = last
    return best


Rule = Callable[[View, Strand], Role | None]

_ENDS_OF_MEANS = (
    "牵引|根本|核心|重点|主线|导向|抓手|基础|目标|指导|契机|引领|支撑|遵循|动力|载体|突破口|主题|主体|依托|纽带|中心|统领|目的|保障"
    "|原则|宗旨|标准|手段|途径|关键|切入点|着力点|出发点|落脚点|总抓手|主抓手|龙头|先导|标杆|参照|前提|先|本|要|基|媒|笔|帆|桥|主|辅|补充|试点|节点|支点|平台|阵地|战场|单元|单位|轴|圆心"
)
_METHOD = "理念|方法|工作法|原则|导向|思维|方针|思路|模式|要求|精神|规律|基调|总基调|战略|规定|办法|标准|部署|路径|相结合|并重|并举|观念|方式|底线|方向|立场|主线|路子"
_MEANS = re.compile(
    rf"(?:要|必须)?(?:始终)?以[^，]{{1,40}}为[^，]{{0,14}}?(?:{_ENDS_OF_MEANS})"
    rf"|(?:要|必须|始终|继续|坚决|牢固|自觉)*(?:坚持|秉持|秉承|本着|遵循|按照|按|根据|依据|依照|树立|树牢|践行)[^，]{{1,60}}(?:{_METHOD})”?"
    r"|(?:并|要)?(?:与|同|和)[^，]{2,80}(?:结合|结合起来|贯通起来|统一起来|衔接|统筹起来)"
    r"|[^，]{2,40}(?:不放松|不动摇|不懈怠|不松劲|不停步|不偏离)"
    r"|(?:到|截至|自|从|力争到|争取到|在)?(?:\d{2,4}年|今年|明年|年内|“[^”]{2,4}五”)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上半年|下半年|[一二三四]季度)?"
    r"(?:底|末|初|前|起|至\d[\d年月日]*|之前|以前|期间|时期|以来|内)*"
    r"|(?:随着|鉴于|除|经(?![济过营验办贸常费典纪])|当(?![好前地代作年])|自(?![主然觉由身动治贸我信愿]))[^，]{2,60}"
    r"|(?:到|在|截至)“[^”]{2,5}”(?:期末|末|时期|期间|初期)"
    r"|其中|同时|此外|另外|为此|对此|当前|目前|当前和今后一个时期|下一步|总之|具体来说|在此基础上|在此期间"
    r"|(?:凡|凡是|如(?![期何实])|若(?!干)|对(?![外接口标表内])|对于|针对|关于|就(?![业地近医学])|根据|按|按照|遵循|依照|参照|通过|利用|运用|借助|在)[^，]{2,70}(?:的|者|问题|情况下|时|后|方式|形式|办法|机制|渠道|途径|要求|规定|原则|企业|项目|人员|对象|单位|地区|群体"
    r"|标准|比例|程序|顺序|分工|情况|需要|实际|成效|进度)"
)
_BY_WAY_OF = re.compile(r"(?:要|更好|充分|有效|切实|积极|进一步)*发挥[^，]{1,40}(?:作用|优势)")
_CONDITION = re.compile(r"[^，]{4,}(?:的|后|时|的情况下|的前提下)")
_PLACE = re.compile(
    r"(?:并|要|特别是|尤其是|首先|其次)?(?:在|从|于)[^，]{1,60}(?:上|中|下|方面|领域|期间|过程中|的同时|基础上|前提下|进程中|层面|环节|角度|之际|里|内|间|时)"
)
_ROLE_OF = re.compile(r"(?!把|将|要把|要将|使)[^，]{0,20}作为[^，]{2,60}")
_HEAD_OF_STRAND = re.compile(
    r"(?:要|必须)?(?:更加)?(?:在|于)[^，]{1,24}?(?:上|中|方面)(?:再)?[求见出有下显谋抓聚用做展争创作当走实][^，]{1,16}"
)
_GENERAL_WORK = re.compile(
    r"(?:统筹|扎实|认真|切实|全力|突出|科学|着力)*(?:做好|抓好|推进)[^，]{1,12}(?:工作|编制|落实)"
)
_SLOGAN = re.compile(r"(?:要|必须)?(?:始终)?坚持“[^”]{2,40}”")
_COMBINED = re.compile(r"(?:要|必须|坚持)?(?:把|将)[^，]{2,80}(?:结合|结合起来|贯通起来|统一起来)")
_NUMBERED = re.compile(r"[一二三四五六七八九十]是|[一二三四五六七八九十]要")
_FOR_OTHERS = re.compile(
    r"(?:更好|切实|努力|不断)?为[^，]{2,60}(?:贡献|力量|动力|保障|支撑|服务|添彩|助力|支持|基础|条件|谋篇布局|开局|动能|样板|示范|经验|方案|环境|作为|良好氛围|增光|赋能)"
)
_OUTCOME = re.compile(
    r"(?:不断|持续|进一步|切实|全面|着力|有效|更加|努力|大力)*(?:提升|提高|增强|突出|强化|形成|展现|彰显|体现|保持)[^，]{0,24}(?:水平|能力|本领|素质|意识|自觉|信心|决心|性|感|度|力|合力|势头|态势|劲头|氛围|局面|作为|发展)"
)
_HEADING_FOR = re.compile(
    r"[^，]{0,16}(?:迈向|迈进|走向|奔向|奋进)[^，]+"
    r"|[^，]{0,8}(?:明确|找准|锚定|清晰|确定|校准|把握)[^，]{0,14}(?:方向|路径|定位|方位|坐标|使命|优势)"
    r"|[^，]{0,4}(?:确保|推动)[^，]{0,10}(?:部署|要求|决策)[^，]*"
    r"|[^，]{0,8}(?:抢占|赢得|把握|掌握)[^，]{0,12}(?:先机|主动|主动权|制高点)"
    r"|[^，]{0,8}(?:落实|贯彻)[^，]{0,24}(?:部署|要求|决策|战略任务)"
    r"|[^，]{0,20}变“[^”]+”为“[^”]+”"
)
_QUALITY = re.compile(
    r"(?:推动|推进|引领|促进|实现|服务|助推|保障|赋能)(?:[^，]{0,8}经济社会|[^，]{0,6}发展)?(?:持续健康|更|实现)?高质量发展[^，]{0,6}"
)
_FACILITY = re.compile(r"[^”](?:站|平台|中心|机制|制度|清单|台账|基地|项目|活动|方案|办法|体系建设方案)$")
_FACT = re.compile(
    r"已经?(?!有)|[^\u4e00-\u9fff]是|(?<![于但就都还也只凡要若总正而可不一二三四五六七八九十])是(?!否)|存在|面临|取得|在即|仍然|仍有|日益|显著|逐步形成|过半|成为|呈现|十分繁重|任务艰巨|较快增长|本[^，]{1,8}自[^，]*(?:施行|实施|执行|生效)|作出了|提出了|部署了|明确了|指明了|提供了|形成了|离不开|不够|不足$|不高$|不强$"
)
_BANNED = re.compile(r"[^，]{0,30}(?:不得|严禁|禁止|不准|不再|不予|不应|不能)")
_PROSE_SENTENCE, _PROSE_CLAUSE = 20, 14
_GENERAL_END = re.compile(
    r"(?:升级|水平|能力|布局|生态|模式|场景|投资|发展|增收|实效|制度|改革|结构|质量|消费|开放|融合|增效|环境|体系)$"
)
_AVERTS = re.compile(r"(?:坚决|切实|严格|有效)?(?:防止|不搞|不刻意|避免|力戒|克服)")
_FOR_SOMEONE = re.compile(r"为[^，]{0,24}(?:企业|群众|居民|人才|者|人员|家庭|儿童|学生|农户)提供")
_CARRIED_OUT = re.compile(r"[^，]{0,4}(?:推动|确保|抓好)[^，]{0,18}(?:贯彻落实|落到实处|深入开展)")
_YEARS = re.compile(r"\d{4}年|“[^”]{2,5}”")
_COUNT = re.compile(r"\d")
_EVIDENT = re.compile(
    r"(?:推出|制定|出台|印发|编制|建立|建成|新建|举办|召开|完成|启动|开展|实施|组建|设立|修订|引进|培育|落实好|办好|打通|健全|完善)"
)


def _theme(clause: View, strand: Strand) -> Role | None:
    """The first clause of a strand that the clauses after it spell out."""
    text = clause.text
    if "坚持“" in text and _SLOGAN.fullmatch(text):
        return "theme" if strand.index == 0 else "frame"
    if strand.index or not (strand.following or strand.spelled_out):
        return None
    if strand.following and _HEAD_OF_STRAND.fullmatch(text):
        return "theme"
    if strand.following > 1 and _GENERAL_WORK.fullmatch(text):
        return "theme"
    if strand.prose and _opens_prose(clause, strand):
        return "theme"
    if _COMBINED.fullmatch(text) or _NUMBERED.match(text):
        return "theme"
    return None


def _opens_prose(clause: View, strand: Strand) -> bool:
    """积极扩大有效投资。 alone before its sentences, or 优化产业布局， before its clauses."""
    if not clause.verb & _ACTING or clause.modal or clause.tags & Tag.STANCE or _COUNT.search(clause.text):
        return False
    if strand.spelled_out:
        return len(clause.text) <= _PROSE_SENTENCE
    return strand.following > 1 and len(clause.text) <= _PROSE_CLAUSE and bool(_GENERAL_END.search(clause.text))


def _required(clause: View, strand: Strand) -> Role | None:
    """要…… at the head, spelled out by what follows; an action on one named thing stays a measure."""
    if strand.index or not clause.asked or clause.tags & Tag.STANCE or _COUNTED.search(clause.text):
        return None
    if strand.following and not _FACILITY.search(clause.text):
        return "theme"
    return "theme" if strand.spelled_out and not strand.following else None


def _frame(clause: View, strand: Strand) -> Role | None:
    text = clause.text
    if _MEANS.fullmatch(text):
        return "frame"
    if clause.tags & Tag.STANCE:
        return None
    if _PLACE.fullmatch(text) and not _acts_after(clause, 0):
        return "frame"
    if not strand.following:
        return None
    if ("作为" in text and _ROLE_OF.fullmatch(text)) or ("发挥" in text and _BY_WAY_OF.fullmatch(text)):
        return "frame"
    if not clause.modal and text.endswith(("的", "后", "时", "下")) and _CONDITION.fullmatch(text):
        return "frame"
    if clause.verb & Tag.LOOKING and not _acts_after(clause, clause.after):
        return "frame"
    return "frame" if _topic(clause) or _COMBINED.fullmatch(text) else None


def _topic(clause: View) -> bool:
    """A noun phrase put first: 综合保税区内新设的研发企业, 新材料产业, 对……的企业."""
    text = clause.text
    if clause.modal or _COUNT.search(text):
        return False
    at = text.rfind("的") + 1
    verbs = [first for first, _, tags in clause.words if first >= at and tags & _ACTING and not tags & Tag.NOUNLIKE]
    if text.startswith(("对", "对于", "针对")):
        return at > 0 and not verbs
    if clause.verb & (_ACTING | Tag.LOOKING) or verbs or text.startswith(("把", "将", "让", "使")):
        return False
    return at > 1 or (len(text) <= 8 and text.endswith(("产业", "领域", "方面", "环节", "行业")))


_ENDS_OBJECT = frozenset(
    ["领域", "方向", "目标", "机遇", "需求", "重点", "环节", "平台", "优势", "场景", "行业", "特点", "实际"]
)


def _acts_after(clause: View, at: int) -> bool:
    """Whether a verb that is not part of the object stands after ``at`` (瞄准……加快布局, 根据……给予补助)."""
    previous = 0
    for first, last, tags in clause.words:
        if first > at and tags & _ACTING and not tags & Tag.ADVERB:
            led = previous == first
            firm = not tags & Tag.NOUNLIKE or clause.text[first - 2 : first] in _ENDS_OBJECT
            if led or (first > at + 1 and firm and clause.text[first - 1] not in "、“" and len(clause.text) - last > 1):
                return True
        previous = last if tags & Tag.ADVERB else 0
    return False


def _stance(clause: View, strand: Strand) -> Role | None:
    text, tags = clause.text, clause.tags
    if tags & Tag.STANCE or text.startswith(("让", "使")) or _AVERTS.match(text) or _CARRIED_OUT.fullmatch(text):
        return "stance"
    if "为" in text and _FOR_OTHERS.fullmatch(text) and not _FOR_SOMEONE.search(text):
        return "stance"
    on_thing = tags & Tag.THING and clause.verb & _ACTING
    if tags & Tag.WEAK_STANCE and not on_thing and not _COUNT.search(text):
        return "stance"
    if not tags & Tag.THING and not _COUNT.search(text) and (_OUTCOME.fullmatch(text) or _QUALITY.search(text)):
        return "stance"
    if not clause.modal and _HEADING_FOR.fullmatch(text):
        return "stance"
    return None


def _banned(clause: View, strand: Strand) -> Role | None:
    return "measure" if _BANNED.match(clause.text) and not clause.text.startswith("除") else None


def _context(clause: View, strand: Strand) -> Role | None:
    """A fact with its own subject."""
    if clause.modal or clause.verb & (_ACTING | Tag.LOOKING) or clause.text.startswith(("把", "将", "对")):
        return None
    return "context" if _FACT.search(clause.text) else None


RULES: tuple[Rule, ...] = (_theme, _banned, _frame, _stance, _required, _context)


def role_of(clause: View, strand: Strand) -> Role:
    """The role of a clause of plain body text."""
    for rule in RULES:
        role = rule(clause, strand)
        if role:
            return role
    return "measure"


def goal_role(clause: View, strand: Strand) -> Role:
    """Under 发展目标 an indicator with a number is a measure, as is an action on a thing; an outcome is a stance."""
    if clause.text.startswith("——"):
        return "theme"
    if _frame(clause, strand):
        return "frame"
    acts = clause.verb & _ACTING and clause.tags & Tag.THING and not _OUTCOME.fullmatch(clause.text)
    return "measure" if _COUNT.search(_YEARS.sub("", clause.text)) or acts else "stance"


def principle_role(clause: View, strand: Strand) -> Role:
    """Under 总体要求 nothing is asked of anyone yet."""
    return "frame" if _frame(clause, strand) else "stance"


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
    nested = any(first == part.after and tags & _ACTING and not tags & Tag.NOUNLIKE for first, _, tags in part.words)
    return bool(plain) and len(rest) >= 2 and not rest.startswith(("的", "化")) and not nested
