"""Lists without a stop, reports of what was done, and targets that an opening paragraph sets."""

from gongwen import read


def told(page: str) -> list[tuple[str, list[str]]]:
    return [(task.text, [f"{one.name}{one.op}{one.value}" for one in task.targets]) for task in read(page).tasks]


NUMBERED = """2026年云川区实事项目安排
一、实事项目
（一）老有所养
1.*改建护理床位220张
2.*新增1家长者食堂、*3家照护之家
3.优化适老服务流程
（二）服务便民
4.区内新增就业不少于900人
5.*为学校普通教室安装200台空调
"""


def test_numbered_lines_without_a_stop_and_with_nothing_below_them_are_the_work() -> None:
    assert told(NUMBERED) == [
        ("*改建护理床位220张", ["护理床位=220"]),
        ("*新增1家长者食堂、*3家照护之家", ["长者食堂+1", "照护之家+3"]),
        ("优化适老服务流程", []),
        ("区内新增就业不少于900人", ["就业>=900"]),
        ("*为学校普通教室安装200台空调", ["空调=200"]),
    ]
    assert [section.heading for section in read(NUMBERED).sections] == ["实事项目", "老有所养", "服务便民"]


def test_numbered_headings_with_work_below_them_stay_headings() -> None:
    page = "关于绿化的方案\n1.建成公园3个\n6月底前建成。\n2.新增驿站5处\n年底前建成。\n3.改造道路6公里\n年底前完工。\n"
    assert [section.heading for section in read(page).sections] == ["建成公园3个", "新增驿站5处", "改造道路6公里"]


def test_lines_that_end_in_a_figure_each_are_entries_of_a_list() -> None:
    page = (
        "2026年十件实事\n一、交通\n新建公共停车场3处\n打通断头路5条\n改造农村公路12公里\n二、工作要求\n要压实责任。\n"
    )
    assert told(page)[:3] == [
        ("新建公共停车场3处", ["公共停车场=3"]),
        ("打通断头路5条", ["断头路=5"]),
        ("改造农村公路12公里", ["农村公路=12"]),
    ]


def test_a_sentence_broken_after_a_figure_is_one() -> None:
    page = "方案\n一、目标\n全年新建公共停车场3处、\n打通断头路5条，改造农村公路12公里\n以上，新增路灯300盏。\n"
    assert [len(targets) for _, targets in told(page)] == [4]


def test_how_a_plan_was_carried_out_is_no_aim() -> None:
    page = """关于云川区2026年上半年计划执行情况的报告
各位委员：
一、2026年上半年计划执行情况
（一）主要目标完成情况
2026年上半年，全区实现地区生产总值806亿元，同比增长3.2%，低于目标1.8个百分点。
二、下半年工作安排
（一）稳投资。力争全年完成投资300亿元。
"""
    assert told(page) == [("稳投资", ["投资=30000000000"])]


def test_how_far_a_plan_has_come_is_no_aim() -> None:
    page = """关于推进重点项目的通知
一、进展情况
1—10月项目累计完成投资62.9亿元，占年度投资计划的97.2%。
二、工作要求
目前实际已开工20项，完成年度计划的80%。6月底前完成年度任务的60%以上。
"""
    assert told(page) == [("6月底前完成年度任务的60%以上", ["年度任务>=60"])]


def test_targets_of_an_opening_paragraph_are_targets() -> None:
    page = """云川镇2026年度工作计划
2026年是“十五五”规划的开局之年。
2026年经济社会发展主要预期目标是：地区生产总值增长7.6%，固定资产投资增长11%以上。
围绕以上目标，我们将做好以下工作：
（一）壮大工业
引进企业3家。
"""
    assert told(page) == [
        ("地区生产总值增长7.6%", ["地区生产总值+7.6", "固定资产投资>=11"]),
        ("引进企业3家", ["企业=3"]),
    ]


def test_lines_with_bullets_are_an_entry_each_and_no_title() -> None:
    page = (
        "云川区报告摘要\n■ 2026年成绩单\n●产值达到300亿元\n■ 2027年主要预期目标\n●经济增长6%左右\n●新增就业2万人以上\n"
    )
    assert told(page) == [("经济增长6%左右", ["经济~6"]), ("新增就业2万人以上", ["就业>=20000"])]


def test_lines_that_open_with_a_verb_each_are_entries_beside_those_with_figures() -> None:
    page = (
        "云川区2026年实事清单\n新建幼儿园6所，新增托位900个\n建成云川高中\n新组建5个教育集团\n推广公交车80辆以上\n"
        "打造2家研究型医院\n"
    )
    assert told(page) == [
        ("新建幼儿园6所", ["幼儿园=6", "托位+900"]),
        ("建成云川高中", []),
        ("新组建5个教育集团", ["教育集团=5"]),
        ("推广公交车80辆以上", ["公交车>=80"]),
        ("打造2家研究型医院", ["研究型医院=2"]),
    ]


def test_what_was_done_stands_under_a_heading_that_sums_it_up() -> None:
    page = """云川镇2026年工作总结和2027年工作安排
一、2026年工作总结
（一）经济稳中向好。完成投资11亿元，新增规上企业6家。
二、1—10月工作开展情况
新建农田2万亩。
三、2027年工作安排
（一）及时上报工作进展情况。每月25日前报送进度表。
（二）做好全年工作总结。新增规上企业8家。
"""
    assert told(page) == [("及时上报工作进展情况", []), ("做好全年工作总结", ["规上企业+8"])]


def test_what_a_plan_starts_from_is_no_aim() -> None:
    page = """云川区充电设施发展规划
一、发展基础
建成充电站40座。
二、夯实产业发展基础
建成充电站80座。
"""
    assert told(page) == [("建成充电站80座", ["充电站=80"])]


def test_what_an_article_lists_after_a_colon_is_asked_for() -> None:
    page = """1月19日，云川区第六届人民代表大会第三次会议开幕，区长作政府工作报告。
今年将办好民生实事。具体包括：
建设10个口袋公园。
为3万名学生开展健康测评。
"""
    assert told(page) == [("建设10个口袋公园", ["口袋公园=10"]), ("为3万名学生开展健康测评", ["学生=30000"])]


def test_a_line_above_a_list_is_no_part_of_its_first_entry() -> None:
    page = (
        "云川区要点\n一、主要目标\n经济增长保持合理\n研发投入增长7%以上\n受教育年限提高到11.7年\n粮食产量30亿斤左右\n"
    )
    assert [targets for _, targets in told(page) if targets] == [
        ["研发投入>=7"], ["受教育年限=11.7"], ["粮食产量~3000000000"]
    ]  # fmt: skip


def test_goals_set_under_general_requirements_are_targets() -> None:
    page = """云川区政府工作报告
一、2026年工作总体要求
坚持稳中求进工作总基调。
今年发展主要预期目标是：地区生产总值增长5%左右；城镇新增就业2万人以上。
"""
    assert told(page) == [
        ("地区生产总值增长5%左右", ["地区生产总值~5"]),
        ("城镇新增就业2万人以上", ["城镇新增就业>=20000"]),
    ]


def test_what_grew_over_the_year_before_is_no_aim_but_what_is_striven_for_is() -> None:
    page = """关于推进建筑业发展的通知
一、做好四季度工作
前三季度，全区完成产值93亿元，同比增长17%；销售商品房109万平方米。
改造工程是民心工程，目前已进入施工阶段，7月底前力争完成工程任务的50%。
"""
    assert [targets for _, targets in told(page)] == [["工程任务=50"]]
