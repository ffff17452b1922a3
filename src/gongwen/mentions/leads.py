"""What leads up to a number: 不少于, 约, 下降, 由5个增加到; beside it, or with what it is of between."""

import re
from functools import cache
from typing import Final

from gongwen.mentions.apart import EDGE
from gongwen.mentions.broken import GAPS
from gongwen.mentions.quantity import COUNTED, NUMBER, SMALL, UNIT

_CHANGES = "提高 增加 提升 扩大 发展 增长 降低 下降 减少 上升 拓展 扩展 由 翻"
# What stands right before a number, and what it says of it.
LEADS: Final[dict[str, str]] = {
    word: sign
    for sign, words in (
        ("least", "不少于 不低于 不小于 至少 至少有 至少建有 最少 超过 突破 超 过 逾 高于 多于 大于 上 破"),
        ("least", "不得少于 不能少于 不得低于 不能低于"),
        ("most", "不超过 不高于 不多于 不大于 控制在 控制到 至多 最多 最高 上限 上限为 低于 少于 小于"),
        ("most", "不得超过 不能超过 不应超过 不可超过 不得高于 不能高于 不得多于"),
        ("reach", "增至 减至 压减到 压减至 压缩到 压缩至 缩短到 缩短至 降至 降到 升至 达到 达"),
        *(("reach", f"{verb}到 {verb}至 {verb}为") for verb in _CHANGES.split()),
        ("about", "约 大约 近 接近"),
        ("fall", "下降 降低 降价 减少 压减 压缩 缩短 缩减 削减 下浮 减 降"),
        ("growth", "增长 增加 提高 提升 上升 新增 净增 上浮 增"),
    )
    for word in words.split()
}
_LEAD_ENDS = frozenset(word[-1] for word in LEADS)
_REACHED = frozenset("到至为")
_PASSED = "值额模入资量税利收"  # 产值过百亿; 通过2项 is none
_NO_ABOUT = "签履预集节契条合特制"  # 签约
_LONGEST_LEAD = max(map(len, LEADS))
FALLS: Final = tuple(word for word, sign in LEADS.items() if sign == "fall" and len(word) > 1)
_BETWEEN = re.compile(rf"了?{GAPS}\Z")
# What is added, with its name between: 新增上市公司5家、孵化器3个.
_ADDED = re.compile(r"(?:新增|净增|增加)(?:(?!\d[^\W\d]{1,3}、)[\w、“”]){1,24}\Z")
# What is taken off, likewise: 压减会议经费10%. 减少到 and what lasts so long says how much is left.
_TAKEN_OFF = re.compile(r"(?:压减|削减|减少|降低|缩减)(?!至|到|为|率|后)[^，。；、：（）\d的由从至到\0]{2,12}\Z")
_FAR = re.compile(
    rf"(?:(?:(?P<most>不(?:[高多大]于|超过))|(?P<least>不[低少小]于|至少))[^，。；、\d{EDGE}]{{1,20}}"
    rf"|最[高多]可?(?P<up_to>给予|补[助贴]|奖励|资助|支持|贷款|授信)[^，。；、\d{EDGE}]{{0,8}})\Z"
)
_FAR_WORD = re.compile("[不最增减低]|至少")  # what each of them holds
# 道路改造提升3公里 names the work.
_WORK_ENDS = ("改造", "整治", "优化", "修缮", "更新", "综合", "品质", "环境")
# 改造提升两条街区 makes them better, not more.
_IMPROVES = frozenset(f"{verb}{done}" for verb in ("提高", "提升", "上升") for done in ("", "了"))
LOOK_BACK: Final = 30


def led_by(text: str, at: int, unit: str) -> tuple[str | None, int, str | None]:
    """What leads up to the number at ``at``: what it says, where it begins, and the number that is the base."""
    near = max(0, at - LOOK_BACK)
    before = _before(text, near, at)
    last = text[before - 1 : before]
    if last not in _LEAD_ENDS:
        return None, at, None
    start = _lead_start(text, before)
    lead = LEADS.get(text[start:before])
    if lead is None or (text[start:at] in _IMPROVES and (unit in COUNTED or text.endswith(_WORK_ENDS, near, start))):
        lead, start = None, at
    base = _from(text, near, at) if last in _REACHED else None
    return (lead, base.start(), base["base"]) if base else (lead, start, None)


def _from(text: str, near: int, at: int) -> re.Match[str] | None:
    """From what it goes to the number at ``at``: 由5个增加到."""
    said = text.find("由", near, at) >= 0 or text.find("从", near, at) >= 0
    return _base().search(text, near, at) if said else None


@cache
def _base() -> re.Pattern[str]:
    """Asked of few pages, and long to compile."""
    return re.compile(
        rf"[由从][^，。；、由从\d{EDGE}]{{0,14}}?(?:百分之)?(?P<base>{NUMBER}|[{SMALL}])(?:{UNIT})?(?:以[上下内])?[^，。；、由从{EDGE}]{{0,8}}?(?:到|至|为){GAPS}\Z"
    )


def led_from_afar(text: str, at: int, unit: str) -> str | None:
    """不高于合同金额的30%, 至少办1所, 最高补助50万元, 新增上市公司5家, 压减会议经费10%: of what stands between."""
    near = max(0, at - LOOK_BACK)
    if not _FAR_WORD.search(text, near, at):
        return None
    said_at = max(text.rfind(word, near, at) for word in ("不", "最", "至少"))
    if said_at >= 0 and (said := _FAR.match(text, said_at, at)):
        return said.lastgroup
    if unit not in ("%", "倍") and _ADDED.search(text, near, at):
        return "growth"
    return "fall" if _TAKEN_OFF.search(text, near, at) else None


def _before(text: str, near: int, at: int) -> int:
    """Where what stands before the number at ``at`` ends, 了 and blanks left out."""
    beside = text[at - 1 : at]
    if beside.isalnum() and beside != "了":
        return at
    between = _BETWEEN.search(text, near, at)
    return between.start() if between else at


def _lead_start(text: str, end: int) -> int:
    """Where the longest lead begins that ends at ``end``; ``end`` where there is none."""
    for start in range(max(0, end - _LONGEST_LEAD), end):
        if text[start:end] in LEADS and (end - start > 1 or _leads_alone(text, start)):
            return start
    return end


def _leads_alone(text: str, at: int) -> bool:
    """产值过百亿, but not 通过2项; 上百家, but not 以上百家; 约百家, but not 签约百家."""
    if text[at] == "过":
        return text[at - 1] in _PASSED
    if text[at] == "约":
        return text[at - 1] not in _NO_ABOUT
    return text[at] not in "上破" or (text[at + 1] in "百千万亿" and text[at - 1] not in "以之线打")
