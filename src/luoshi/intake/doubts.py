"""Doubts of a reading in plain words, each with the field that settles it when somebody sets it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Doubt = dict[str, str]
NOT_STATED = "lead_not_stated"  # needs no sentence: the empty field says it
# Code → (the field that settles it, the sentence). Of a task itself; then of a mention, told with its words.
# The codes are gongwen's: docs/develop/gongwen.md.
OF_A_TASK: dict[str, tuple[str, Any]] = {
    "lead_by_position": ("lead", _("牵头单位未写明，按排列次序推定第一家")),
    "lead_from_subject": ("lead", _("牵头单位未写明，按句子主语推定")),
    "leads_differ": ("joint", _("各条牵头单位不同，合为一条后列为共同牵头")),  # ours, of merged proposals
}
OF_A_MENTION: dict[str, tuple[str, Any]] = {
    "year_inferred": ("due", _("“%(words)s”未写年份，推断为%(year)s年")),
    "year_unknown": ("due", _("“%(words)s”未写年份，无从推算，请填写完成时限")),
    "no_such_day": ("due", _("“%(words)s”没有这一天，请核对原文")),
    "day_unknown": ("due", _("“%(words)s”没有写到哪一天，请填写完成时限")),
    "range": ("goal", _("“%(words)s”是一个区间，取其下限")),
    "rounded": ("goal", _("“%(words)s”由分数折算，四舍五入")),
    "unit_inferred": ("goal", _("“%(words)s”未写单位，按元推定")),
    "several_meanings": ("", _("“%(words)s”在文中有不止一种解释，须核对原文")),
    "broken_number": ("", _("“%(words)s”数字残缺，须核对原文")),
}
UNKNOWN = _("“%(words)s”须核对原文")  # of a later gongwen


def doubts_of(codes: list[str], mentions: list[dict[str, Any]]) -> list[Doubt]:
    """The doubts of a task (``codes``) and of the ``mentions`` in it, none twice."""
    said = [_told(*OF_A_TASK[code], {}) for code in codes if code in OF_A_TASK]
    for mention in mentions:
        words = {"words": visible(mention["text"]), "year": _year(mention["value"])}
        said += [_told(*OF_A_MENTION.get(code, ("", UNKNOWN)), words) for code in mention["doubt"]]
    return list({doubt["words"]: doubt for doubt in said}.values())


def unmatched(name: str, about: str) -> Doubt:
    return {"about": about, "words": gettext("未匹配：%(name)s（请在单位中选定，或不选）") % {"name": name}}


def visible(words: str) -> str:
    """Private-use and unreadable characters as a box that a reader sees."""
    return "".join("□" if "\ue000" <= char <= "\uf8ff" or char == "\ufffd" else char for char in words)


def _told(about: str, sentence: Any, words: dict[str, str]) -> Doubt:
    return {"about": about, "words": sentence % words}


def _year(value: Any) -> str:
    day = (value.get("to") or value.get("from")) if isinstance(value, dict) else None
    return str(day or "")[:4]
