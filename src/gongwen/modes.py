"""What the text under a heading is: work, goals and principles, or a look back."""

from __future__ import annotations

import re

from gongwen.clauses import Mode
from gongwen.model import Kind

# 及时上报工作进展情况 and 掌握情况 are work, 督查情况 is what it brought to light.
_ASKED_FOR = (
    "(?:报[送告]|通报|上报|汇报|反[馈映]|(?<!主动)公[开示]|跟踪|掌握|了解|摸清|[检督核][查验]|核实|调度)[^，。]{2,}情况$"
    "|(?:报[送告]|上报|通报|反馈|跟踪|掌握|了解|摸清)情况$"
)
_REVIEW = re.compile(
    r"回顾|工作成效|取得的?成[绩就效]|完成情况|(?:执行|运行)情况$|基本情况|适用范围$|\A(?:(?:20\d\d年|[今去上]年|[上下]半年|过去|前[^，。]{1,3})[^，。]{0,12}|工作)总结$"
    r"|\A(?:规划|产业|工作|主要|现有)?(?:发展)?(?:基础|现状)(?:$|[和与及])"
    "|发展环境|形势|概况$|(?:编制|制定|起草|政策)(?:依据|背景)$|事件分级$|(?:存在|面临)的?[^，。及和与]{0,6}(?:问题|不足|困难)$"
)
# 禁燃时间, 申报条件, 督查情况: what it names asks nothing of anyone, unless a paragraph says so.
_NAMED = re.compile(
    rf"(?![^，。]*(?:{_ASKED_FOR}))[^，。]*情况$"
    "|(?!扩大|明确|拓[宽展]|改善|优化|创造|放宽|把握|规范|确定|落实)[^，。]{0,4}(?:时间|地点|主题|对象|范围|条件|种类|背景|依据|意义)$"
)
_AHEAD = re.compile(
    r"下一?步|下一?阶段|下半年|今后|打算|(?:工作|20\d\d年)[^，。]{0,8}(?:计划|安排|思路|重点|部署|打算)"
    "|(?:主要|重点|目标)任务|工作(?:要求|建议)|对策建议|(?:整改|改进)(?:措施|要求)|努力方向"
)
_PRINCIPLE = re.compile(
    r"[^，。]{0,20}(?:总体(?:目标和)?要求|总体思路|指导思想|基本原则|工作原则|重要原则|遵循的原则|指导方针|总要求|工作思路|(?:编制|制定|工作)目的)"
)
_GOALS = re.compile(r"[^，。]{0,20}(?:目标)(?![^，。]*任务)")
# The title of a document that explains another; of one that tells how far the work has come.
EXPLAINS = re.compile("(?:政策)?解读[：:|丨《]|.*(?:解读|问答|答记者问|(?:起草|编制)说明)(?:（[^（）]*）)?$")
_ACCOUNTS = re.compile("工作总结|(?:执行|完成|进展|落实|开展|运行)情况|情况的?(?:报告|汇报)$|年度[^，。]*报告$")


def mode_of_document(kind: Kind, title: str) -> Mode:
    """What the text under no heading, or under one that says nothing of it, is."""
    if kind == "minutes":
        return "minutes"
    accounts = kind == "report" and _ACCOUNTS.search(title) and not _AHEAD.search(title)
    return "review" if accounts or (kind == "other" and EXPLAINS.match(title)) else "plain"


def mode_of(heading: str, above: Mode) -> Mode:
    """What ``heading`` says, else as ``above``, the mode of what it stands in."""
    if above == "principle" or _PRINCIPLE.match(heading):
        return "principle"
    if _GOALS.match(heading) and not heading.endswith("情况"):
        return "goals"
    if _REVIEW.search(heading):
        return "review"
    if _NAMED.match(heading):
        return "review" if above == "review" else "named"
    return "plain" if above in ("review", "named") and _AHEAD.search(heading) else above
