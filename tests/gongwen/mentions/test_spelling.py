"""A slogan means what its document writes out, in the document's own words, and otherwise nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen import Mention, read
from gongwen.mentions.slogans import slogan_words
from gongwen.spans import words


def slogans(text: str) -> dict[str, Mention]:
    """The last mention of each slogan."""
    return {slogan_words(one.text): one for one in read(text).mentions if one.kind == "slogan"}


def parts(text: str, slogan: str) -> list[str] | None:
    value = slogans(text)[slogan].value
    return value and value["parts"]


@pytest.mark.parametrize(
    ("text", "slogan", "expected"),
    [
        ("推动技术提档、产品提质、服务提速“三提”深度融合。", "三提", ["技术提档", "产品提质", "服务提速"]),
        ("持续深入推进规划、建设和管理“三大环节”提质。", "三大环节", ["规划", "建设", "管理"]),
        ("提升水质、水量、水景，打造河道、湖泊、湿地（统称“三水”）。", "三水", ["河道", "湖泊", "湿地"]),
        ("落实“三提”（即技术提档、产品提质以及服务提速）要求。", "三提", ["技术提档", "产品提质", "服务提速"]),
        ("构建“3+1”产业体系（新能源、新材料、新装备和数字经济）。", "3+1", ["新能源", "新材料", "新装备", "数字经济"]),
        ("建好“两张清单”：权责清单、负面清单。", "两张清单", ["权责清单", "负面清单"]),
        (
            "盘活“两地三房”，即旧地、荒地、厂房、库房、营房，年内见效。",
            "两地三房",
            ["旧地", "荒地", "厂房", "库房", "营房"],
        ),
        ("“三项机制”分别是会商机制、通报机制、回访机制。", "三项机制", ["会商机制", "通报机制", "回访机制"]),
        (
            "实施“三大行动”：一是强基行动，补齐短板；二是提质行动，改造厂房；三是清源行动。",
            "三大行动",
            ["强基行动", "提质行动", "清源行动"],
        ),
        ("推进增量、增效“双增”项目。", "双增", ["增量", "增效"]),
        ("“四良”是指良种、良法、良田、良机四种要素的融合。", "四良", ["良种", "良法", "良田", "良机"]),
        ("用好“两稿”即《收储方案》《配售方案》。", "两稿", ["《收储方案》", "《配售方案》"]),
        ("提高转型能力、转型速度、转型质量“三个转型”水平。", "三个转型", ["转型能力", "转型速度", "转型质量"]),
        ("创建规划好、服务好、生态好的“三好”园区。", "三好", ["规划好", "服务好", "生态好"]),
        ("严格落实停工整改、限期拆除、挂牌公示“三个一律”。", "三个一律", ["停工整改", "限期拆除", "挂牌公示"]),
        (
            "实现“三增”：产量增长一成；产值增长两成；产能增长三成。",
            "三增",
            ["产量增长一成", "产值增长两成", "产能增长三成"],
        ),
        (
            "三清两建：清存量，清增量；清欠账，建台账，建制度。",
            "三清两建",
            ["清存量", "清增量", "清欠账", "建台账", "建制度"],
        ),
    ],
)
def test_a_list_as_long_as_the_slogan_says(text: str, slogan: str, expected: list[str]) -> None:
    assert parts(text, slogan) == expected


@pytest.mark.parametrize(
    ("text", "slogan", "meaning"),
    [
        ("“河长共治”是指由上下游街道轮流牵头，共同巡查的办法。", "河长共治", "由上下游街道轮流牵头，共同巡查的办法"),
        ("推行“码上办”，即扫码提交、当日办结，减少跑动。", "码上办", "扫码提交、当日办结"),
        ("“1+6+N”：即建强1个中心，建成6个站点，带动N个网格。", "1+6+N", "建强1个中心，建成6个站点，带动N个网格"),
        ("“312”：指建好3个中心；办好1个论坛；培育2个基地。", "312", "建好3个中心；办好1个论坛；培育2个基地"),
        ("构建357X产业体系，即三个主导、五个特色、七个新兴。", "357X", "三个主导、五个特色、七个新兴"),
        (
            "构建357X产业体系（三个主导、五个特色、七个新兴、若干未来）。",
            "357X",
            "三个主导、五个特色、七个新兴、若干未来",
        ),
        ("“1+3+N”网络：1个中心，3个分站，N个网点。", "1+3+N", "1个中心，3个分站，N个网点"),
        (
            "“124”思路：一个定位：枢纽；两个抓手：项目、人才；四个重点。",
            "124",
            "一个定位：枢纽；两个抓手：项目、人才；四个重点",
        ),
        ("实施“13”机制，即在街道统筹下，三个社区轮值，按月会商。", "13", "在街道统筹下，三个社区轮值，按月会商"),
        ("“码上办”指扫码提交、当日办结；“随手拍”指群众上报问题。", "码上办", "扫码提交、当日办结"),
        ("落实“1530”标准：1分钟接单，5分钟到场，30分钟办结。", "1530", "1分钟接单，5分钟到场，30分钟办结"),
        ("四燕：“头燕”：村支书；“归燕”：返乡人员。", "归燕", "返乡人员"),
        ("四燕：“头燕”：村支书；“归燕”：返乡人员。", "头燕", "村支书"),
        ("“三违两清”：“三违”指违建；“两清”指清欠。", "三违两清", "“三违”指违建；“两清”指清欠"),
        ("其中，“民声”是指群众的诉求，“键办”是指网上受理。", "民声", "群众的诉求"),
    ],
)
def test_a_sentence_that_says_what_it_means(text: str, slogan: str, meaning: str) -> None:
    value = slogans(text)[slogan].value
    assert (value["meaning"], value["parts"]) == (meaning, [])


@pytest.mark.parametrize(
    ("text", "slogan"),
    [
        ("建立“四本台账”“随手拍”，即立足社区绘制底图，按月更新。", "随手拍"),
        ("“1+3”专班：1个中心牵头，抓好督导。", "1+3"),
        ("推行“码上办”指标体系。", "码上办"),
        ("做实“码上办”：各街道6月底前上线；建成驿站3个。", "码上办"),
        (f"实现“两增”：产量增长；{'产值稳步增长' * 80}。", "两增"),
    ],
)
def test_what_is_said_of_several_or_of_another_thing_is_not_its_meaning(text: str, slogan: str) -> None:
    assert slogans(text)[slogan].value is None


@pytest.mark.parametrize(
    "text",
    [
        "推动“三提”深度融合。",
        "推动技术提档、产品提质“三提”深度融合。",
        "街道和社区“双跃升”见效。",
        "企业数、专利数连续3年“双数字”增长。",
        "推进（数智云川）建设、港城联动、产教融合“三大布局”。",
        "建好“三张底图”：权责清单、负面清单。",
        "落实“三提”，即日起报送进展。",
        "“三提”不是指技术提档、产品提质、服务提速。",
        "推广符合本区发展实际的技术提档、产品提质、服务提速“三提”做法。",
        "实施“三大行动”：一是强基行动；二是提质行动。",
        "落实“三提”（区科技局牵头）。",
        "构建“1+N”体系：总体方案、专项方案。",
        "技术提档、产品提质、服务提速。\n“三提”要融合。",
        "推广“三提”（技术提档、产品提质、服务提速",
    ],
)
def test_what_is_not_written_out_is_not_invented(text: str) -> None:
    assert [one.value for one in slogans(text).values()] == [None]


def test_a_slogan_used_again_means_the_same_in_its_document() -> None:
    text = "推动技术提档、产品提质、服务提速“三提”深度融合。\n要把“三提”落到实处。"
    first, again = (one for one in read(text).mentions if one.kind == "slogan")
    assert again.value == first.value


def test_two_meanings_leave_a_bare_mention_without_one() -> None:
    text = "“三提”：技术、产品、服务。\n“三提”：提气、提神、提效。\n弘扬“三提”。"
    one, two, bare = (one for one in read(text).mentions if one.kind == "slogan")
    assert (one.value["meaning"], two.value["meaning"]) == ("技术、产品、服务", "提气、提神、提效")
    assert (bare.value, bare.doubt) == (None, ("several_meanings",))


def test_a_line_break_inside_the_list_changes_nothing() -> None:
    text = "要抓好落实工作。\n推动技术提档、产品\n提质、服务提速“三提”深度融合。"
    assert parts(text, "三提") == ["技术提档", "产品提质", "服务提速"]


@settings(max_examples=120, deadline=None)
@given(st.text(alphabet="“”三提双3+1N、，。：；（）即是指一二和甲乙丙丁提质\n \ue0001", max_size=60))
def test_a_meaning_is_always_words_of_the_page(text: str) -> None:
    reading = read(text)
    for one in reading.mentions:
        if one.kind == "slogan" and one.value:
            pieces = [tuple(piece) for piece in one.value["pieces"]]
            assert words(reading.text, pieces) == one.value["meaning"]
            assert all(part in one.value["meaning"] for part in one.value["parts"])
