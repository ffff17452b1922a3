"""The lights in words: their mark in a table, and their decision table read out rule by rule."""

from django.utils.translation import gettext as _

from luoshi.records.rag import TABLE, Rule
from luoshi.reports.exporter import Tint

# Shape and word beside the colour, so that a black-and-white print still tells them apart.
MARKS = {"red": "● 红", "yellow": "▲ 黄", "green": "◎ 绿", "blue": "■ 蓝", "grey": "◇ 灰", "none": "－"}
TINTS = (
    ("红", "#9B1C1C", "#FBE0E0"),
    ("黄", "#6B4700", "#FFF0C2"),
    ("绿", "#14532D", "#DDF3E5"),
    ("蓝", "#123C7C", "#DCE8FA"),
    ("灰", "#374151", "#E5E7EB"),
)
MEASURES = {
    "planned": "尚未交办",
    "closed": "已销号",
    "halted": "已中止或撤销",
    "days_late": "超过完成时限的天数",
    "days_left": "距完成时限的天数",
    "working_days_left": "距完成时限的工作日",
    "behind": "实际进度落后序时进度的百分点",
    "always": "其余情形",
}


def mark(colour: str, label: str) -> str:
    """What a light's cell says: shape, colour word, reason."""
    return f"{MARKS[colour]} {label}"


def tints(column: str) -> list[Tint]:
    return [Tint(column, word, text, ground) for word, text, ground in TINTS]


def explained() -> list[tuple[str, str]]:
    """Every rule of the decision table in its order, as (light, condition)."""
    return [
        *((MARKS[rule.colour], f"{number}. {condition(rule)}") for number, rule in enumerate(TABLE, 1)),
        ("先后", _("自上而下，先符合哪一条就亮哪一种灯。")),
        ("序时进度", _("有节点的，为应完成节点的权重占比；没有节点的，为交办至完成时限之间已过工作日的占比。")),
        (
            "实际进度",
            _("依次取：已附佐证节点的权重占比、量化目标完成率、单位自报（标明“自报”）。单位自报不会使灯变好。"),
        ),
    ]


def condition(rule: Rule) -> str:
    bounds = [
        text % figure
        for text, figure in (("＞%g", rule.above), ("≥%g", rule.at_least), ("≤%g", rule.at_most))
        if figure is not None
    ]
    label = rule.label.replace("{figure:.0f}", "N")
    return f"{MEASURES[rule.measure]}{'、'.join(bounds)}，显示“{label}”"
