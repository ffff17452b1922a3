"""Words for how far a task is, in the words of many offices, as a state of ours."""

from __future__ import annotations

import re

from luoshi.records.types.task import TASK

# In order, first match wins: 未完成 holds 完成, 未启动 holds 启动.
WORDS = (
    ("assigned", r"未启动|未开始|未开展|尚未|待启动|未动工|未实施|待办|未办理"),
    ("suspended", r"暂停|暂缓|中止|搁置|停工"),
    ("withdrawn", r"撤销|取消|终止|不再实施|作废"),
    ("working", r"未完成|未办结|未销号|部分完成|基本完成|进行|推进|正在|办理中|在办|^否$"),
    ("working", r"滞后|落后|逾期|超期|超时|启动|序时|进度|开展|实施中|建设中|持续|长期"),
    ("submitted", r"申请办结|申请销号|待核查|待验收"),
    ("closed", r"完成|办结|销号|落实|达标|达到|竣工|结束|完结|^是$|√|✓"),
)  # fmt: skip
PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*[%％]")
LABELS = {state.label: state.name for state in TASK.states}


def state_of(words: str) -> str | None:
    """The state's name, or None where the words say nothing known. Our own labels come first."""
    own = LABELS.get(words)
    return own or next((state for state, pattern in WORDS if re.search(pattern, words)), None)


def percent_of(cell: object) -> int | None:
    """0-100 of 60%, 0.6 or 60; None where there is no such number."""
    if isinstance(cell, int | float):
        share = cell * 100 if isinstance(cell, float) and cell <= 1 else cell
        return round(share) if 0 <= share <= 100 else None
    found = PERCENT.search(str(cell))
    return round(float(found[1])) if found and float(found[1]) <= 100 else None
