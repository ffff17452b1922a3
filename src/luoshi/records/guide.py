"""docs/guide/types.md: every type as its declaration has it. Written by tools/types_guide.py, held true by a test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from luoshi.records.declaration import RecordType
from luoshi.records.items.about import columns_told, rules_told, states_told, steps_told
from luoshi.records.items.diagram import edges_of

HEAD = """# 业务类型一览

本页由类型声明生成（`make types`），不手工修改。各区改过的叫法、时限和亮灯规则，见系统里各类业务的“说明”页。
"""


def guide(kinds: Iterable[RecordType]) -> str:
    """The whole file."""
    return "\n".join([HEAD, *(line for kind in kinds for line in _type(kind))])


def _type(kind: RecordType) -> list[str]:
    states = [
        (f"{state.label}" if state.on_path or not kind.path else f"{state.label}（主线之外）", state.phase, state.turn,
         state.limit)
        for state in states_told(kind)
    ]  # fmt: skip
    steps = [(step.label, step.sources, step.target, step.roles, step.asked) for step in steps_told(kind)]
    return [
        f"## {kind.label}",
        "",
        *([f"{kind.note}。".replace("。。", "。"), ""] if kind.note else []),
        *_diagram(kind),
        *_table(("阶段", "性质", "轮到谁", "阶段时限"), states),
        *_table(("步骤", "从", "到", "谁办", "必填"), steps),
        *_table(("灯", "条件（自上而下，先符合哪一条就亮哪一种）"), rules_told(kind, kind.table)),
        *(_columns(kind) if kind.birth else []),
    ]


def _diagram(kind: RecordType) -> list[str]:
    """What many viewers of Markdown draw."""
    lines = [f"  {state.name}: {state.label}" for state in kind.states]
    lines += [f"  {start} --> {end}: {'、'.join(labels)}" for (start, end), labels in edges_of(kind).items()]
    return ["```mermaid", "stateDiagram-v2", "  direction LR", *lines, "```", ""]


def _columns(kind: RecordType) -> list[str]:
    told = (f"{label}（{use}）" if use else label for label, use in columns_told(kind))
    return ["登记的内容：" + "、".join(told) + "。", ""]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [_row(head), _row(["---"] * len(head)), *map(_row, rows), ""]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "｜") or "—" for cell in cells) + " |"
