"""The rules of the decision table in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi.records.rag import CALLED, Rule
from luoshi.records.registry import all_types

# Shape and word beside the colour, so that a black-and-white print still tells them apart.
MARKS = {"red": "● 红", "yellow": "▲ 黄", "green": "◎ 绿", "blue": "■ 蓝", "grey": "◇ 灰", "none": "－"}
MEASURES = {
    "planned": _("尚未交办"),
    "closed": _("已销号"),
    "halted": _("已停办"),
    "days_late": _("超过完成时限的天数"),
    "days_left": _("距完成时限的天数"),
    "working_days_left": _("距完成时限的工作日"),
    "behind": _("实际进度落后序时进度的百分点"),
    "stage_days_late": _("超过阶段期限的天数"),
    "stage_months_late": _("超过阶段期限的月数"),
    "stage_days_left": _("距阶段期限的天数"),
    "stage_working_days_left": _("距阶段期限的工作日"),
    "always": _("其余情形"),
}
# How a label says its figure to people, and to str.format.
SAID, FORMATTED = "N", "{figure:.0f}"


def words_of(measure: str) -> Any:
    """What a rule asks about, in words; a type's own clock as its type calls it."""
    clocks = {f"since_{name}": words for kind in all_types() for name, words in kind.clocks.items()}
    return MEASURES.get(measure) or clocks.get(measure, measure)


def condition(rule: Rule, stages: Mapping[str, str] | None = None) -> str:
    """签约阶段，超过阶段期限的月数≥3，显示“连续N个月未开工”. ``stages`` says what the type's states are called."""
    bounds = [
        text % figure
        for text, figure in (("＞%g", rule.above), ("≥%g", rule.at_least), ("≤%g", rule.at_most))
        if figure is not None
    ]
    where = _("%(stage)s阶段，") % {"stage": (stages or {}).get(rule.stage, rule.stage)} if rule.stage else ""
    measured = "" if rule.stage and rule.measure == "always" else f"{words_of(rule.measure)}{'、'.join(bounds)}，"
    return f"{where}{measured}" + gettext("显示“%(label)s”") % {"label": said(rule)}


def said(rule: Rule) -> str:
    """The rule's label as people read and write it."""
    return rule.label.replace(FORMATTED, SAID).replace(CALLED, gettext("（阶段名称）"))
