"""Doubts of a reading in plain words, each with the field that settles it when somebody sets it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

Doubt = dict[str, str]
ABOUT = {
    "lead_by_position": "lead",
    "leads_differ": "joint",
    "year_inferred": "due",
    "year_unknown": "due",
    "no_such_day": "due",
    "range": "goal",
    "broken_number": "",
}


# Doubts of a task itself; its other codes are those of its mentions and are told with their words. That no lead is
# stated (lead_not_stated) needs no sentence: the empty field says it.
OF_A_TASK = frozenset({"lead_by_position", "leads_differ"})


def doubts_of(codes: list[str], mentions: list[dict[str, Any]]) -> list[Doubt]:
    """The doubts of a task (``codes``) and of the ``mentions`` in it, none twice."""
    said = [_sentence(code, "") for code in codes if code in OF_A_TASK]
    said += [_sentence(code, visible(mention["text"]), mention) for mention in mentions for code in mention["doubt"]]
    return list({doubt["words"]: doubt for doubt in said}.values())


def unmatched(name: str, about: str) -> Doubt:
    return {"about": about, "words": _("未匹配：%(name)s（请在单位中选定，或不选）") % {"name": name}}


def visible(words: str) -> str:
    """Private-use and unreadable characters as a box that a reader sees."""
    return "".join("□" if "\ue000" <= char <= "\uf8ff" or char == "\ufffd" else char for char in words)


def _sentence(code: str, words: str, mention: dict[str, Any] | None = None) -> Doubt:
    value = mention["value"] if mention else None
    told = {
        "lead_by_position": _("牵头单位未写明，按排列次序推定第一家"),
        "leads_differ": _("各条牵头单位不同，合为一条后列为共同牵头"),
        "year_inferred": _("“%(words)s”未写年份，推断为%(year)s年"),
        "year_unknown": _("“%(words)s”未写年份，无从推算，请填写完成时限"),
        "no_such_day": _("“%(words)s”没有这一天，请核对原文"),
        "range": _("“%(words)s”是一个区间，取其下限"),
        "broken_number": _("“%(words)s”数字残缺，须核对原文"),
    }.get(code, _("“%(words)s”须核对原文") if words else _("须核对原文"))
    return {"about": ABOUT.get(code, ""), "words": told % {"words": words, "year": _year(value)}}


def _year(value: Any) -> str:
    day = (value.get("to") or value.get("from")) if isinstance(value, dict) else None
    return str(day or "")[:4]
