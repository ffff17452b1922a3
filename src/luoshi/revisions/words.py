"""How the site names what gongwen.changes found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

KINDS = {
    "reworded": _("改写"),
    "split": _("拆分"),
    "joined": _("合并"),
    "added": _("新增"),
    "removed": _("删去"),
    "moved": _("移动"),
    "same": _("未变"),
}
MATTERS = {
    "number": _("数量"),
    "date": _("时间"),
    "unit": _("单位"),
    "negation": _("禁止性要求"),
    "obligation": _("约束程度"),
    "place": _("地方"),
}
TYPESETTING = {"renumbered": _("只改了序号"), "width": _("只改了全角半角"), "punctuation": _("只改了标点")}
MOST = 3


def difference_in_words(difference: Mapping[str, Any]) -> str:
    """时间：12月底前→10月底前"""
    old, new = (difference[side] or _now("（无）") for side in ("old", "new"))
    return f"{MATTERS[difference['matter']]}：{old}→{new}"


def changes_in_words(rows: Iterable[Mapping[str, Any]]) -> str:
    """What of substance changed, or that it was taken out or only reworded; the first few."""
    told: list[str] = []
    for row in rows:
        said = [difference_in_words(one) for one in row["differences"]]
        told += said or [_now("原句已删去") if row["kind"] == "removed" else _now("文字有改动")]
    told = list(dict.fromkeys(told))
    return "；".join(told[:MOST]) + (_now("等%(count)d处") % {"count": len(told)} if len(told) > MOST else "")
