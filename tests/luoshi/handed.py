"""An invented page with its reading made by hand, so that these tests do not hang on how well gongwen reads.

The notation is that of a reading by hand: a letter for the role, a dash for a new item, ``@`` for a new entry.
"""

from __future__ import annotations

import hashlib
from typing import Any

from people import People

from luoshi.documents.models import Document, Reading
from luoshi.intake.actions import start_review
from luoshi.intake.models import Proposal, Review

ROLES = {
    "T": "title", "I": "intro", "Z": "zone", "H": "headline", "L": "meeting", "A": "attribution", "P": "theme",
    "M": "measure", "S": "stance", "F": "frame", "C": "context", "X": "parties", "D": "heading",
}  # fmt: skip
PAGE = """
T 各区部署下半年工作
@
Z 云溪高新区
H 把实验室办到车间旁
L 7月2日，云溪高新区召开党工委会议。
A 会议强调，
P 要搭好平台，
M 建设概念验证中心，
M 改造三号中试车间。
-
F 以需求为导向，
M 9月底前发布技术需求清单50项；
-
M 举办四场路演。
-
S 始终保持奋进姿态。
@
Z 青岭高新区
H 一条河治到底
L 7月3日，青岭高新区召开专题会议。
-
M 整治青岭河排口，
M 新建两座泵站。
"""
PLAN = """
T 云溪高新区下半年任务分工方案
D 一、平台建设
M 建设概念验证中心，
M 10月底前建成。
X （科技创新局牵头，产业局、测试局配合）
-
M 改造中试车间。
D 二、营商服务
M 设立企业服务专员，
M 每月走访100家企业。
"""


def payload_of(notation: str, **duties: dict[str, Any]) -> dict[str, Any]:
    """The JSON of a reading; ``duties`` are ``t1=…``, ``t2=…``: what the tasks hold besides their words."""
    text, spans, entries, sections = "", [], [], []
    item, entry, section = 0, None, None
    for line in notation.strip().splitlines():
        if line == "@":
            entry, item = len(entries), item + 1
            entries.append({"zone": "", "headline": None, "meeting": None, "byline": None})
            continue
        if line == "-":
            item += 1
            continue
        role, words = ROLES[line[0]], line[2:]
        piece = [len(text), len(text) + len(words)]
        text += words if words.endswith(("，", "：")) else f"{words}\n\n"
        if role == "heading":
            section, item = f"s{len(sections) + 1}", item + 1
            sections.append({"id": section, "level": 1, "label": words[:2], "heading": words[2:], "pieces": [piece]})
        if entry is not None and role in ("zone", "headline"):
            entries[entry][role] = words
        spans.append(
            {"id": f"c{len(spans) + 1}", "role": role, "text": words, "pieces": [piece], "entry": entry,
             "section": section, "item": item}
        )  # fmt: skip
    mentions: list[dict[str, Any]] = []
    tasks = list(_tasks(spans))
    for name, duty in duties.items():
        task = next(task for task in tasks if task["id"] == name)
        mentions += duty.pop("mentions", [])
        task.update(duty)
        task["mention_ids"] = [mention["id"] for mention in mentions if mention["span"] in task["span_ids"]]
    return {
        "schema": 1, "text": text, "kind": "other", "title": spans[0]["text"], "entries": entries,
        "sections": sections, "spans": spans, "mentions": mentions, "tasks": tasks,
    }  # fmt: skip


def _tasks(spans: list[dict[str, Any]]) -> Any:
    body = [span for span in spans if span["role"] in ("theme", "measure", "frame", "stance", "parties")]
    number = 0
    for item in dict.fromkeys(span["item"] for span in body):
        held = [span for span in body if span["item"] == item]
        measures = [span["text"].rstrip("，。；") for span in held if span["role"] == "measure"]
        if not measures:
            continue
        number += 1
        theme = next((span["text"].rstrip("，。；") for span in held if span["role"] == "theme"), None)
        yield {
            "id": f"t{number}", "text": theme or measures[0], "theme": theme,
            "steps": measures if theme else measures[1:], "span_ids": [span["id"] for span in held],
            "lead": [], "support": [], "person": None, "doubt": [], "deadlines": [], "targets": [], "mention_ids": [],
        }  # fmt: skip


def mention(name: str, span: str, text: str, doubt: list[str] | None = None, value: Any = None) -> dict[str, Any]:
    return {
        "id": name, "span": span, "kind": "date", "text": text, "pieces": [], "value": value, "rule": "",
        "doubt": doubt or [],
    }  # fmt: skip


def deadline(mention_id: str, due: str | None, label: str = "") -> dict[str, Any]:
    return {"label": label, "due": due, "within": None, "recurring": None, "mention": mention_id}


def target(mention_id: str, name: str, value: str | None, unit: str) -> dict[str, Any]:
    return {"name": name, "op": ">=", "base": None, "value": value, "unit": unit, "due": None, "mention": mention_id}


def review_of(payload: dict[str, Any], people: People) -> Review:
    """The page handed in by 王敏, read as ``payload`` says."""
    text = payload["text"]
    document = Document.objects.create(
        zone=people.zone, title=payload["title"], kind="other", source_sha256="", text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(), uploaded_by=people.wang,
    )  # fmt: skip
    return start_review(Reading.objects.create(document=document, version="test", payload=payload), people.wang)


def proposals(review: Review) -> list[Proposal]:
    return list(review.proposals.all())
