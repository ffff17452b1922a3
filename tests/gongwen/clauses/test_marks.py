"""A phrase is only tried on clauses that carry its mark: the mark must never be missing where the phrase fits."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from gongwen.clauses import phrases
from gongwen.clauses.cutting import Cutter
from gongwen.clauses.marks import Phrase, guards
from gongwen.clauses.view import Looker, View
from gongwen.fold import fold

ROOT = Path(__file__).parents[3]
PHRASES = {name: value for name, value in vars(phrases).items() if isinstance(value, Phrase)}
# Clauses of our own for every phrase.
SAID = {
    "MEANS": "要始终以项目建设为总抓手，始终坚持问题导向，与产业升级相结合，紧抓招商不放松，到2030年底，到“十六五”末，"
    "随着新园区投用，其中，对新设的研发企业，",
    "BY_WAY_OF": "要更好地发挥链主企业的引领作用，",
    "WHERE": "从简化审批流程等方面入手，在成果转化方面，",
    "ENUMERATED": "聚焦园区建设、招商引资等重点任务，",
    "CONDITION": "符合入园条件的，项目竣工验收后，",
    "PLACE": "特别是在青云河两岸整治过程中，从企业需求的角度，",
    "ROLE_OF": "青云河片区作为先行区，",
    "ABOUT": "对新设的研发企业，针对外贸下行，",
    "HEAD_OF_STRAND": "要在产业升级上求突破，",
    "POINTED_HEAD": "聚焦开工抓进度，紧盯链条强招引，",
    "GENERAL_WORK": "扎实做好防汛工作，要做足水文章，",
    "SLOGAN": "必须始终坚持“一企一策”，",
    "COMBINED": "要把招商与育商结合起来，",
    "NUMBERED": "一是建好园区，九是管好园区，三要办好展会，",
    "CONDUCT": "创新方式方法，增强宣传的感染力和实效性，",
    "_PLACED": "把政策机遇转化为发展胜势，",
    "_RHYMED": "带头学、跟进学，",
    "_MANNER": "以决战的姿态抓好各项工作，",
    "_MANNERED": "以时不我待的紧迫感真抓快干，以更大力度推动园区工作再上新台阶，",
    "_FIRMLY": "始终向中心看齐，决不搞花架子，",
    "_MEANT": "抓招商就是抓发展，",
    "_BACK": "把落下的进度赶上去，",
    "_EARNED": "用实绩换来认可，",
    "_GUARDS": "以高水平安全护航全区发展，",
    "AT_LARGE": "各级干部要甘当铺路石，",
    "_WELL": "切实做到早谋划、早安排，凝聚各方合力，",
    "RESULT": "不断提升城市治理水平，提升国际合作层次和水平，确保城市运行平稳有序，有效激发市场活力，",
    "_KEPT": "坚持产业出题、科技答题，",
    "_HELD": "兜牢民生底线，筑牢生态安全屏障，",
    "_WISHED": "打造对外开放新高地，产出更多原创成果，为市场创造更多发展空间，",
    "FOR_OTHERS": "为全市发展作出新贡献，以实干实绩为全市大局添彩，",
    "OUTCOME": "不断提升治理水平，形成齐抓共管的良好氛围，",
    "_LETS": "让群众得实惠，使企业安心，",
    "HEADING_FOR": "迈向更高目标，找准发展定位，彰显滨水特色，抢占发展先机，贯彻中央决策，"
    "以高水平开放推动高质量发展，变“流量”为“留量”，",
    "_QUALITY": "推动园区高质量发展，",
    "_AVERTS": "坚决防止返贫，力戒空谈，",
    "_CARRIED_OUT": "推动条例贯彻落实，确保会议精神落地生根，",
    "FACT": "任务已过大半，形势十分复杂且矛盾存在，动能仍然不足，",
    "JUDGED": "改革是破题的关键，",
    "ASIDE": "实际工作中，今后五年，从国际看，实现上述目标，",
    "BANNED": "任何单位不得截留，",
}


def clauses(text: str) -> Iterator[View]:
    held, at, paragraphs = guards().held(text), 0, list[tuple[int, list[str]]]()
    cutter = Cutter(text, held)
    for line in text.split("\n"):
        paragraphs.append((at, cutter.cut(at, at + len(line))))
        at += len(line) + 1
    looker = Looker(text, held, chain.from_iterable(cut for _, cut in paragraphs))
    for start, cut in paragraphs:
        for sentence in looker.sentences(start, cut)[0]:
            yield from sentence


def test_every_phrase_has_its_example() -> None:
    said = {PHRASES[name].mark for name in SAID}
    assert all(any(mark & phrase.mark for mark in said) for phrase in PHRASES.values())


@pytest.mark.parametrize("name", SAID)
def test_each_example_is_the_phrase_it_stands_for(name: str) -> None:
    assert all(clause.says(PHRASES[name]) for clause in clauses(SAID[name]))


@pytest.mark.parametrize(
    "path",
    [*sorted(ROOT.glob("benchmarks/quality/own/*.txt")), *sorted(ROOT.glob("tests/gongwen/cases/*.md"))],
    ids=lambda path: path.stem,
)
def test_no_clause_that_is_a_phrase_lacks_its_mark(path: Path) -> None:
    for clause in clauses(fold(path.read_text(encoding="utf-8"))):
        for name, phrase in PHRASES.items():
            if phrase.fullmatch(clause.text):
                assert clause.phrases & phrase.mark, f"{name}: {clause.text}"
