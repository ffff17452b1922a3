"""A document, its newer version, and tasks on its words."""

from __future__ import annotations

from people import People, draft, take_to

from luoshi.documents.models import Document, Replacement
from luoshi.records.actions import Quote
from luoshi.records.models import Record
from luoshi.revisions.models import Affected

OLD = """云溪高新区创新提升行动方案（征求意见稿）
云高办〔2026〕3号

一、重点任务
（一）建设创新平台。2026年12月底前建成3个概念验证中心。（牵头单位：科技创新局）
（二）做强主导产业。引进光电企业30家，不得新增落后产能。
（三）优化营商环境。推行政务服务事项并联审批。
（四）集聚青年人才。新建人才驿站2处。
"""
NEW = """云溪高新区创新提升行动方案
云高办〔2026〕9号

一、重点任务
（一）建设创新平台。2026年10月底前建成5个概念验证中心。（牵头单位：科技创新局）
（二）优化营商环境。推行政务服务事项并联审批。
（三）做强主导产业。引进光电企业30家。
（四）举办低空经济大会。办好首届低空经济产业大会。
"""
CENTRES = "2026年12月底前建成3个概念验证中心。"
PERMITS, HOSTELS = "推行政务服务事项并联审批。", "新建人才驿站2处。"


def task(people: People, document: Document, words: str, state: str = "working") -> Record:
    start = document.text.index(words)
    quote = Quote(document, [[start, start + len(words)]], words)
    return take_to(draft(people, words.rstrip("。")[:40], quotes=[quote], wording=words), state, people)


def the(made: Replacement, kind: str) -> Affected:
    return made.affected.get(kind=kind)
