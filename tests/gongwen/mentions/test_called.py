import pytest

from gongwen.mentions.called import called


@pytest.mark.parametrize(
    ("clause", "named"),
    [
        ("各施工单位与项目方要补足人手，", ["各施工单位", "项目方"]),
        ("镇水利站、派出所须24小时值守，", ["镇水利站", "派出所"]),
        ("河湖专班负责制定巡查表，", ["河湖专班"]),
        ("综合执法大队要清理占道摊位，", ["综合执法大队"]),
        ("巡查组要交回记录，", ["巡查组"]),
        ("项目负责人、监理单位要到场验槽，", ["监理单位"]),
        ("水务、园林等部门要补种行道树，", ["水务", "园林"]),
        ("各科室主要负责同志一定要签字，", ["各科室"]),
        ("自然资源和规划局、项目方要到场，", ["自然资源和规划局", "项目方"]),
        ("企业和承建单位要备足材料，", ["承建单位"]),
        ("第一书记和工作队要入户，", ["工作队"]),
        ("组织部门要把关，", ["组织部门"]),
    ],
)
def test_a_body_is_told_by_how_its_name_ends_and_what_calls_on_it(clause: str, named: list[str]) -> None:
    assert [one.value for one in called(clause, 0)] == named


@pytest.mark.parametrize(
    "clause",
    [
        "变电站要在6月底前建成，",
        "幼儿园要纳入配建清单，",
        "推动项目单位要素到位，",
        "督促各承建单位要履约，",
        "全市要一盘棋，",
        "广大干部要下沉，",
        "推进会要开出实效，",
        "所需资金由区财政列支，",
        "工程量要核实，",
        "各施工单位和材料要到位，",
        "加强部门配合，",
        "市县要联动，",
    ],
)
def test_things_places_people_and_objects_are_no_body(clause: str) -> None:
    assert called(clause, 0) == []
