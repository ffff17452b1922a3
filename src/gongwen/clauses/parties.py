"""Brackets, lines and clauses that only name units and dates: （省经信厅牵头）, 责任单位：……, 完成时限：……."""

from __future__ import annotations

import re

from gongwen.mentions.organisations import names_units_only

_OPENING, _CLOSING = frozenset("（〔【"), frozenset("）〕】")
_LABEL = re.compile(
    r"（?(?:牵头|责任|主责|配合|参与|参加|承办|主办|协办|实施|落实|督办|督导|包保|分管)(?:单位|部门|领导|人|处室|科室)(?:及配合单位)?[：:]"
    r"|（?(?:完成|办结|整改|落实)?(?:时限|时间|期限)(?:要求|节点)?[：:]"
)
_CHARGED = re.compile(
    r"（[^。]{2,300}?(?:负责|牵头|配合|协办|分工负责|负责落实|组织实施|列第一位.{0,12})(?:[^。（）]{0,24})(?:。[^（）]{0,40})?）"
)


_IN_CHARGE = re.compile(r"由?(?P<units>[^，；。：]{2,60}?)(?:牵头负责|牵头组织|牵头|负责|配合|协同配合|协助|参与)")
_CHARGES = ("牵头，", "负责，", "组织，", "配合，", "协助，", "参与，")


def names_parties(words: str) -> bool:
    """Whether ``words`` (a clause) only names units."""
    if words.endswith(_CHARGES):
        charged = _IN_CHARGE.fullmatch(words, 0, len(words) - 1)
        return charged is not None and names_units_only(charged["units"], bodies=True)
    bare = words.rstrip("，；。：")
    if "：" in bare and _LABEL.match(bare):
        return True
    if bare[:1] not in _OPENING or bare[-1:] not in _CLOSING:
        return False
    return bool(_CHARGED.fullmatch(bare)) or names_units_only(bare[1:-1])
