import pytest

from gongwen.mentions.organisations import find_organisations, names_units_only


def units(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_organisations(text)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("（责任单位：省经信厅、省发展改革委。列第一位的为牵头单位，下同）", ["省经信厅", "省发展改革委"]),
        (
            "（省市场监管局（省知识产权局）牵头，市财政局、各街道按职责分工负责，12月底前完成）",
            ["省市场监管局（省知识产权局）", "市财政局", "各街道"],
        ),
        ("（商务部、海关总署等有关部门负责）", ["商务部", "海关总署", "有关部门"]),
        ("（文化和旅游部、住房和城乡建设部负责）", ["文化和旅游部", "住房和城乡建设部"]),
        ("（扶贫办、全国总工会等和各省级人民政府负责）", ["扶贫办", "全国总工会", "各省级人民政府"]),
        ("（教育部会同有关部门负责）", ["教育部", "有关部门"]),
        ("（省财政厅，各市、县〔市、区〕政府负责）", ["省财政厅", "各市、县〔市、区〕政府"]),
        ("〔市住房和城乡建设局、市自然资源和规划局，6月底前完成〕", ["市住房和城乡建设局", "市自然资源和规划局"]),
        ("牵头单位：区经济发展局；配合单位：招商服务中心、各园区", ["区经济发展局", "招商服务中心", "各园区"]),
        ("（云川集团、临江大学、区消防救援大队负责）", ["云川集团", "临江大学", "区消防救援大队"]),
        ("（区发展改革局、科技创新局、投资促进一局）", ["区发展改革局", "科技创新局", "投资促进一局"]),
        ("（责任单位：区经发局、各产业园）", ["区经发局", "各产业园"]),
        ("（区科技局、区财政局〔区国资办〕负责）", ["区科技局", "区财政局〔区国资办〕"]),
        ("（高新区应急局、新区应用技术局负责）", ["高新区应急局", "新区应用技术局"]),
        ("由区经济发展局牵头，", ["区经济发展局"]),
        ("由临江街道办事处办理", ["临江街道办事处"]),
        ("由管委会同意", ["管委会"]),
        ("由区财政局、区审计局共同负责", ["区财政局", "区审计局"]),
    ],
)
def test_units_in_a_list(text: str, named: list[str]) -> None:
    assert units(text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("临江省人民政府印发", ["临江省人民政府"]),
        ("市财政局要加强保障", ["市财政局"]),
        ("区党工委管委会研究决定", ["区党工委"]),
        ("各有关部门要落实责任", ["各有关部门"]),
        ("报国务院办公厅", ["国务院办公厅"]),
        ("和平区政府印发", ["和平区政府"]),
        ("提请市人大常委会审议", ["市人大常委会"]),
        ("全面落实自治区政府部署", ["自治区政府"]),
        ("我代表云川市人民政府，", ["云川市人民政府"]),
        ("在省委、省政府和市委的坚强领导下", ["省委", "省政府", "市委"]),
        ("云川高新区党工委召开会议", ["云川高新区党工委"]),
        ("市委、市政府要求", ["市委", "市政府"]),
        ("市政府各部门要带头", ["市政府各部门"]),
        ("③各有关单位要落实责任", ["各有关单位"]),
    ],
)
def test_units_in_a_sentence(text: str, named: list[str]) -> None:
    assert units(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "加快建立数据要素交易平台、人才技能培训中心，",
        "推动形成新发展格局",
        "区域协调发展布局",
        "各级干部要带头",
        "市场主体活力",
        "服务国家发展大局，",
        "坚持一体推进总体部署，",
        "争创全国乡村治理示范村镇。",
        "（扩大）会议",
        "督促各方交办",
        "国家实验室建设",
        "中西部地区",
    ],
)
def test_everyday_words_are_no_units(text: str) -> None:
    assert units(text) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("区财政局、区审计局要在5个工作日内完成审核", ["区财政局", "区审计局"]),
        ("第八条　市级以上人民政府应当公开结果", ["市级以上人民政府"]),
        ("云川供电公司负责编制供电方案", ["云川供电公司"]),
        ("管委会办公室每季度开展督查", ["管委会办公室"]),
        ("请各有关单位于5月10日前报送方案", ["各有关单位"]),
        ("区水利局会同区住建局修订应急预案，", ["区水利局", "区住建局"]),
        ("区卫健局会同疾控中心指导医疗机构，", ["区卫健局", "疾控中心"]),
        ("区住建局对在建工地开展检查，", ["区住建局"]),
        ("区融媒体中心及时发布信息，", ["区融媒体中心"]),
        ("由区委组织部、区经济发展局选派干部，", ["区委组织部", "区经济发展局"]),
        ("救灾资金由区财政局统筹安排，", ["区财政局"]),
        ("各地各有关部门要建立台账，", ["各有关部门"]),
        ("各镇（街道）、各部门要报送进展", ["各镇（街道）", "各部门"]),
        ("区发展改革局、区财政局联合开展检查", ["区发展改革局", "区财政局"]),
    ],
)
def test_the_units_a_sentence_says_are_to_act(text: str, named: list[str]) -> None:
    found = [(text[one.start : one.end], one.rule) for one in find_organisations(text)]
    assert found == [(name, "subject") for name in named]


@pytest.mark.parametrize(
    "text",
    [
        "城乡要统筹发展",
        "特色小镇要做强",
        "重点项目要在年内开工",
        "高标准建设城市部在建",
        "区域中心建设加快推进",
        "区政府投资项目要严格管理",
        "由市场决定资源配置",
        "理由不充分的，",
        "推进区行政审批局完善流程",
    ],
)
def test_what_only_ends_like_a_unit_is_none_to_act(text: str) -> None:
    assert not [one for one in find_organisations(text) if one.rule == "subject"]


def test_a_text_known_to_name_units_is_read_whole() -> None:
    text = "由区发展改革局牵头，临江街道、企业服务中心配合，"
    named = [text[one.start : one.end] for one in find_organisations(text, listed=True)]
    assert named == ["区发展改革局", "临江街道", "企业服务中心"]


def test_a_central_organ_is_known_by_its_short_name() -> None:
    found = next(find_organisations("（工业和信息化部、发展改革委负责）"))
    assert (found.rule, found.value) == ("central_organ", "工业和信息化部")
    assert [one.value for one in find_organisations("（发展改革委负责）")] == ["国家发展和改革委员会"]


def test_a_unit_with_a_second_name_is_valued_by_the_first() -> None:
    assert [one.value for one in find_organisations("（市市场监管局（市知识产权局）负责）")] == ["市市场监管局"]


@pytest.mark.parametrize("inside", ["区财政局、区科技局", "市财政局", "各街道、各园区", "党政办公室"])
def test_a_bracket_of_units_only(inside: str) -> None:
    assert names_units_only(inside)


@pytest.mark.parametrize(
    "inside", ["扩大", "试行", "含医院", "一", "见附件", "市、区", "成立工作专班", "市财政局另行通知"]
)
def test_a_bracket_of_anything_else(inside: str) -> None:
    assert not names_units_only(inside)
