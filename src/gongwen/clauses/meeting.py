"""What a sentence tells of the meeting itself: who met, who spoke, what was heard. Nothing of it is asked of anyone."""

from __future__ import annotations

import re
from typing import Final

from gongwen.clauses.apart import APART, ATTRIBUTION
from gongwen.clauses.view import View
from gongwen.headings import OPENS_MEETING, PERHAPS_NUMBERED
from gongwen.mentions.verbs import verb_end

_PEOPLE = "领导|班子|成员|书记|主任|[省市区县州局院组]长|负责人|负责同志|同志|干部|职工|代表|委员|人员|嘉宾"
_MET_FOR = "(?:会议|大会|活动|学习|座谈会?)"
_THEN_SPOKE = "(?:并[^，。；]{0,12}(?:讲话|发言|总结|部署|主持))?"
_SPOKE = "主持(?:并讲话)?|参会|作?表态发言|交流发言|分别汇报|作了?[^。；，]{0,8}(?:发言|汇报|交流|讲话)"
_ATTENDED: Final = re.compile(
    f"[^。；]{{2,400}}(?:主持|参加|出席|列席)(?:了)?(?:本次)?{_MET_FOR}{_THEN_SPOKE}。"
    f"|[^。；]{{0,60}}(?:{_PEOPLE})[^。；，]{{1,12}}主持{_MET_FOR}[^。；]{{0,200}}。"
    "|(?:随后，|会上，)?[^。；：，]{2,60}(?:通报|宣读|解读)了[^。；]{2,200}。"
    f"|[^。；]{{2,200}}(?:参加|出席|列席){_THEN_SPOKE}。|[^。；]{{0,200}}(?:{_PEOPLE})[^。；要]{{0,200}}(?:{_SPOKE})。"
)
_HELD: Final = re.compile(
    f"{PERHAPS_NUMBERED}"
    "(?:(?:会议|大会|活动|(?:党工委)?(?:理论学习)?中心组|与会[^，。；]{0,8}|根据安排，会议)(?:还|先后|分别|首先|同时|组织|采取|专题)*"
    "(?:传达|学习|听取|审议|审定|审阅|研究|通报|观看|讨论|(?:原则)?(?:同意|通过)|集中|集体|书面|由|宣读|汇报|领学|采取|分析|回顾)"
    "|在?听取(?:了)?[^，。；]{2,80}(?:汇报|介绍)(?:时|后|中)?[，。]"
    "|随后，|会[前后]，(?:集体)?学习|[\u4e00-\u9fff]{2,3}(?:听取了|一行))"
)
_SAYS: Final = ("要求", "强调", "一是要", "纪要如下")
_SAYING: Final = "强调|指出|(?<!批示|有关|工作|相关|任务|部署|精神|目标)要求|提出|表示|认为|明确|决定|直言|议定|号召"
_CALLS_ON: Final = "要求(?=[各区市县]|相关|有关|属地)"
_SAID: Final = re.compile(
    f"(?<!\\w)(?!按|根据|依|对照|围绕|落实)\\w{{0,60}}?(?:{_SAYING})(?:了[^，。；]{{2,16}})?[，：]|{_CALLS_ON}"
    "|会议(?:还|并)?(?:强调|指出|要求|决定|同意|确定|明确|议定)|(?:如下|以下[^，。；：]{0,12}|意见|包括|分别[是为])："
)
_SPEAKER: Final = re.compile(
    "(?:^|(?<=[，。；！\\s])|(?<=书记|主任|同志)|(?<=[省市区县州局厅部院会]长))(?!会议|大会|全会|大家|报告|通知|方案)"
    f"[\u4e00-\u9fff]{{2,3}}(?=(?:同志)?(?:{_SAYING}|说)[，：])"
)
_LEADER: Final = re.compile("(?<!\\w)[\u4e00-\u9fff]{2,3}(?=一行)")
_ASKS: Final = re.compile(
    "(?<![重主需必首纲紧摘次])要(?![素求点件道闻塞害])|必须|应当|务必|力争|计划(?=[招引新建改实完启开投培])"
    f"|^(?!为)[^。]*确保|{_CALLS_ON}|负责(?!人|同志)"
    r"|(?<!必)须(?!知)|(?<!\w)(?:下一步|接下来|今后|[一二三四五六七八九]是)|底前|[前内](?:完成|报送|印发|上报)"
)
# 各县区负责同志参加会议。 after all was said; 随即召集……现场办公。
_WAS_THERE: Final = re.compile(
    "[^。；：]{2,400}(?:参加|出席|列席|陪同|随同|一同|参会)(?:了)?[^，。；：]{0,14}。?$|参加[^，。；：]{2,12}的(?:还?有|是)"
    "|(?:[^，。；：]{2,16}，)?(?:随即|当即|当场)"
)
# 会议审议并同意……，由某局修改后印发。
_ENTRUSTS: Final = re.compile(
    "(?:由|请|责成|授权|委托)[^，。]{2,20}(?:负责|牵头|修改|组织|会同|根据|按|抓紧|尽快|进一步|落实|办理|印发|研究)|按(?:程序|规定|会议)|待"
    "|会后(?:修改|完善|提交|报|印发|以|由|按)|根据会议[^，。]{0,8}意见"
)


class Article:
    """An article that is no entry of a round-up: it tells what was done up to where somebody speaks, if anybody does.

    After that a sentence tells in which who spoke is the subject and says nothing.
    """

    def __init__(self, text: str, start: int) -> None:
        body = text[start:]  # no pattern may look back at the headline, after which nothing parts it
        said = _SAID.search(body)
        self._text, self._first_said = text, start + said.start() if said else len(text)
        spoke = {*_SPEAKER.findall(body), *_LEADER.findall(body)}
        names = "|".join(["[\u4e00-\u9fff]{1,4}一行", *sorted(spoke)])
        self._acts = re.compile(f"(?:(?<!\\w)|(?<=随后|下午|上午))(?:{names})")

    def tells(self, start: int, end: int) -> bool:
        """Whether the sentence ``[start, end)`` tells what was done, and asks nothing."""
        words = self._text[start:end]
        if _ASKS.search(words) or _SAID.search(words) or _ENTRUSTS.search(words):
            return False
        if end <= self._first_said or self._acts.search(words):
            return True
        return _WAS_THERE.match(words) is not None and not verb_end(words, 0)


def meeting(text: str, clauses: list[View], *, opening: bool) -> int:
    """How many of a sentence's clauses tell of the meeting: up to an attribution inside it."""
    start, end = clauses[0].start, clauses[-1].end
    opens = opening and (_ATTENDED.fullmatch(text, start, end) or OPENS_MEETING.match(text, start))
    if not opens and (not _HELD.match(text, start) or any(_ENTRUSTS.match(clause.text) for clause in clauses[1:])):
        return 0
    for number, clause in enumerate(clauses[1:], 1):
        if clause.text.startswith(_SAYS):
            return number
        if clause.phrases & APART and ATTRIBUTION.fullmatch(text[clause.start : clause.end]):
            return number
    return len(clauses)
