"""What is before a court, a review or an arbitration is not taken in as an opinion, but told its way (信访工作条例)."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.pipelines.opinion.models import Procedure
from luoshi.records.declaration import Answers
from luoshi.records.models import Record

WORDS = re.compile(
    r"(?:正在|已经?|仍在|还在)(?:诉讼|打官司|仲裁|复议|起诉|立案|上诉|开庭|审理|提起诉讼|申请仲裁|申请(?:行政)?复议)"
    r"|法院(?:已|正在|尚未|还没)\w{0,4}(?:受理|审理|立案|判)|(?:一审|二审|再审)(?:中|阶段|判决)?|仲裁(?:委|庭)|行政复议"
)
WAYS = {
    Procedure.SUIT: "所反映的事项正在诉讼，不作为意见建议受理。请向审理该案的人民法院提出。",
    Procedure.REVIEW: "所反映的事项正在行政复议，不作为意见建议受理。请向受理的行政复议机关提出。",
    Procedure.ARBITRATION: "所反映的事项正在仲裁，不作为意见建议受理。请向受理的仲裁机构提出。",
}


def way_to_go(procedure: str) -> str:
    """Why the matter is refused and where it belongs."""
    return WAYS[Procedure(procedure)]


def found_words(text: str) -> list[str]:
    """Words that speak of such a procedure, in order."""
    return list(dict.fromkeys(match.group() for match in WORDS.finditer(text)))


def is_clear(_record: Record, _post: Post, answers: Answers) -> None:
    """Words that speak of a procedure where none is stated are a doubt, which is asked about and answered."""
    words = found_words(f"{answers.get('title')} {answers.get('wording')}")
    if words and answers.get("procedure") == Procedure.NONE and not answers.get("checked"):
        raise Refused(
            _(
                "内容里写有“%(words)s”。请向反映人问清是否正在诉讼、复议或仲裁：是的，改选“是否在法定程序中”；"
                "不是的，在“程序核对”里写明怎样核实的，再登记。"
            )
            % {"words": "”“".join(words)}
        )
