"""The rules of the decision table in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from luoshi.records.rag import Rule

# Shape and word beside the colour, so that a black-and-white print still tells them apart.
MARKS = {"red": "● 红", "yellow": "▲ 黄", "green": "◎ 绿", "blue": "■ 蓝", "grey": "◇ 灰", "none": "－"}
MEASURES = {
    "planned": _("尚未交办"),
    "closed": _("已销号"),
    "halted": _("已中止或撤销"),
    "days_late": _("超过完成时限的天数"),
    "days_left": _("距完成时限的天数"),
    "working_days_left": _("距完成时限的工作日"),
    "behind": _("实际进度落后序时进度的百分点"),
    "always": _("其余情形"),
}
# How a label says its figure to people, and to str.format.
SAID, FORMATTED = "N", "{figure:.0f}"


def condition(rule: Rule) -> str:
    """超过完成时限的天数≥1，显示“逾期N天”"""
    bounds = [
        text % figure
        for text, figure in (("＞%g", rule.above), ("≥%g", rule.at_least), ("≤%g", rule.at_most))
        if figure is not None
    ]
    return f"{MEASURES[rule.measure]}{'、'.join(bounds)}，显示“{said(rule)}”"


def said(rule: Rule) -> str:
    """The rule's label as people read and write it."""
    return rule.label.replace(FORMATTED, SAID)
