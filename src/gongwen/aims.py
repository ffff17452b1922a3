"""Whether an amount is an aim: not a grant, a condition, or what kind of thing is meant."""

import re
from collections.abc import Sequence

from gongwen.counted import TOGETHER, Line
from gongwen.mentions.quantity import COUNTED
from gongwen.model import Mention
from gongwen.spans import LETTER

# Where it begins and ends, and what it says.
Amount = tuple[int, int, Mention]

_PAID = re.compile(
    "优先支持|给予|补助|奖励|奖补(?!资金)|补贴(?!性|培训|[^，；。]{0,24}(?:覆盖|达标|普及|参保|完成)率)|资助|贴息|罚款|返还|可按|可申请"
)
# After a grant, what it is at most and for whom.
_CEILING = re.compile("最高|上限|单[个家户项]|每[个家户项人名]|同一|一次性|不超过|封顶|^其中")
_WHOM = re.compile("[对按凡](?!接|标|照检)|符合|具有|涉及")
# 企业年销售额达2亿元，奖励10万元.
_PAID_FOR = re.compile("(?:企业|单位|机构|主体|平台|项目|合作社|商户)[^，；。]{0,16}(?:达|超|过|突破|不[低少]于)")
# 产值过1000亿元的企业实现零的突破.
_THOSE_WITH = re.compile(f"的{LETTER}{{2,10}}?(?:实现|要|应|须|可|给予|优先|纳入|不得|全部)")
# 对……固定资产投资超5亿元以上项目，: whom it is for.
_PROJECTS_OVER = re.compile(f"{LETTER}{{2,8}}(?:[，（]|$)")
# 1万名老人以上的街镇, 30户及以上连片村组, 0—3岁幼儿: the amount says which are meant.
_SO_MANY = re.compile(f"{LETTER}{{1,6}}(?<!级)以上的|(?<=及以上){LETTER}")
# 项目建成后年产值10亿元: hoped for, not asked.
_FORESEEN = re.compile("预计|(?:建成|投产|达产|投用)后")
_MOTTO = re.compile(r"[底红主]线(?!\w)")  # 守住两条底线
_AGES = {"岁", "周岁"}
_AGED = re.compile(f"(?:及?以[上下])?{LETTER}")
# 5家年销售收入达500亿元的高新技术企业, but 2个园区总投资超5亿元.
_OF_SUCH = re.compile(f"(?:(?!总|累计|合计|共){LETTER}){{2,10}}")
_REACHING = ("达", "过", "超", "突破")
_FOR_WHOM = ("为", "向", "给")
_PARTED = re.compile("[，,；;。、：:（和及与或]")
_CLASS = re.compile("[十百千万亿]+[元人名台斤亩](?:及?以上)?")
# 110千伏变电站, 12个月的见习: of what grade or how long a thing is, not how many.
_GRADE = {"千伏", "千伏安", "兆伏安"}
_LENGTH = {"年", "个月"}


def pays(asked: Sequence[str]) -> bool:
    """Whether the last of ``asked`` grants something, or goes on about the grant before it."""
    if not asked or _PAID.search(asked[-1]):
        return bool(asked)
    return _CEILING.search(asked[-1]) is not None and pays(asked[:-1])


def is_paid_for(text: str, following: Sequence[Line]) -> bool:
    """Whether a clause says what somebody must reach for what the next one grants."""
    after = next((line.text for line in following if line.role == "measure"), "")
    return _PAID.match(after.lstrip("，可再另")) is not None and _PAID_FOR.search(text) is not None


def without_such(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """``amounts`` without those that say which ones a count before them means."""
    return [
        one
        for before, one in zip((None, *amounts), amounts, strict=False)
        if not (
            before
            and counts(before[2])
            and one[2].text.startswith(_REACHING)
            and _OF_SUCH.fullmatch(text, before[1], one[0])
        )
    ]


def is_aim(text: str, start: int, end: int, mention: Mention, later: int | None) -> bool:
    """Whether the amount ``[start, end)`` is one; ``later`` is where the next begins."""
    unit = mention.value["unit"] if mention.value else ""
    if unit in _GRADE or (unit in _LENGTH and text.startswith("的", end)):
        return False
    if _SO_MANY.match(text, end) or _MOTTO.match(text, end) or (unit in _AGES and _AGED.match(text, end)):
        return False
    if _FORESEEN.search(text, 0, start):
        return False
    return not _is_condition(text, mention, start, end) and not _qualifies(text, mention, start, end, later)


def _is_condition(text: str, mention: Mention, start: int, end: int) -> bool:
    """对…3%以上的企业, …: the amount says whom a measure is for, not its aim."""
    whom = _WHOM.search(text, 0, start)
    if whom is not None and (whom[0] == "涉及" or "的" in text[end:]):
        return True
    over = not counts(mention) and mention.value is not None and mention.value["op"] == ">="
    if whom is not None and over and _PROJECTS_OVER.match(text, end):
        return True
    return not counts(mention) and _THOSE_WITH.match(text, end) is not None


def counts(mention: Mention) -> bool:
    return mention.value is not None and mention.value["unit"] in COUNTED


def _qualifies(text: str, mention: Mention, start: int, end: int, later: int | None) -> bool:
    """10亿元以上项目超120个, 亿元楼宇: the amount says what kind of thing is meant, the next one how many."""
    if later is not None and not _PARTED.search(text, end, later) and not TOGETHER.match(text, end):
        return not counts(mention) or (later > end and not text.endswith(_FOR_WHOM, 0, start))
    return _CLASS.fullmatch(mention.text) is not None
