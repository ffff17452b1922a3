"""What the text under a heading is: work, goals and principles, or a look back."""

from __future__ import annotations

import re

from gongwen.clauses import Mode

_ASKED_FOR = "报[送告]|通报|上报|反馈|公[开示]|跟踪|掌握|[检督核][查验]|调度"  # 及时上报工作进展情况 is work
_REVIEW = re.compile(
    rf"回顾|工作成效|取得的?成[绩就效]|完成情况|(?:执行|运行)情况$|\A(?!.*(?:{_ASKED_FOR})).*(?:进展|开展|推进|落实|工作)情况$"
    r"|\A(?:20\d\d年|[今去上]年|[上下]半年|过去|前[^，。]{1,3})[^，。]{0,12}总结$"
    r"|基本情况|发展环境|形势|概况$|(?:编制|制定|起草|政策)(?:依据|背景)$|适用范围$|事件分级$|(?:存在|面临)的?[^，。及和与]{0,6}(?:问题|不足|困难)$"
)
_PRINCIPLE = re.compile(
    r"[^，。]{0,20}(?:总体要求|总体思路|指导思想|基本原则|工作原则|重要原则|遵循的原则|指导方针|总要求|工作思路|(?:编制|制定|工作)目的)"
)
_GOALS = re.compile(r"[^，。]{0,20}(?:目标)(?![^，。]*任务)")


def mode_of(heading: str, above: Mode) -> Mode:
    """What ``heading`` says, else as ``above``, the mode of what it stands in."""
    if above == "principle" or _PRINCIPLE.match(heading):
        return "principle"
    if _GOALS.match(heading) and not heading.endswith("情况"):
        return "goals"
    return "review" if _REVIEW.search(heading) else above
