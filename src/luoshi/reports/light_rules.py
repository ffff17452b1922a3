"""The lights in words: their mark in a table, and their decision table read out rule by rule."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from luoshi.records.declaration import RecordType
from luoshi.records.rag import Rule
from luoshi.records.rule_words import MARKS, condition
from luoshi.reports.exporter import Tint

TINTS = (
    ("红", "#9B1C1C", "#FBE0E0"),
    ("黄", "#6B4700", "#FFF0C2"),
    ("绿", "#14532D", "#DDF3E5"),
    ("蓝", "#123C7C", "#DCE8FA"),
    ("灰", "#374151", "#E5E7EB"),
)


def mark(colour: str, label: str) -> str:
    """What a light's cell says: shape, colour word, reason."""
    return f"{MARKS[colour]} {label}"


def tints(column: str) -> list[Tint]:
    return [Tint(column, word, text, ground) for word, text, ground in TINTS]


def explained(rules: Sequence[Rule], kind: RecordType) -> list[tuple[str, str]]:
    """Every rule of a decision table in its order, as (light, condition), and what its measures mean."""
    stages = kind.state_labels
    told = [(MARKS[rule.colour], f"{number}. {condition(rule, stages)}") for number, rule in enumerate(rules, 1)]
    by_progress = any(rule.measure == "behind" for rule in rules)
    return [*told, ("先后", _("自上而下，先符合哪一条就亮哪一种灯。")), *(_progress() if by_progress else ())]


def _progress() -> list[tuple[str, str]]:
    return [
        ("序时进度", _("有节点的，为应完成节点的权重占比；没有节点的，为交办至完成时限之间已过工作日的占比。")),
        (
            "实际进度",
            _("依次取：已附佐证节点的权重占比、量化目标完成率、单位自报（标明“自报”）。单位自报不会使灯变好。"),
        ),
    ]
