import datetime as dt

import pytest

from gongwen import Reading, Task, read

ISSUED = dt.date(2026, 3, 20)
PLAN = """云川高新区2026年营商环境提升行动方案

一、重点任务
（一）提升审批效能。推行一窗受理，6月底前上线并联审批系统。建设3个企业服务驿站。（区行政审批局牵头，区财政局、各街道按职责分工负责）
（二）降低用工成本。组织30场招聘会，发布用工地图。（责任单位：区人力社保局、区总工会。列第一位的为牵头单位，下同）
（三）做优项目服务。建立重大项目清单。（责任单位：区发展改革局、区住建局）
"""


def plan() -> Reading:
    return read(PLAN, published=ISSUED)


def task_of(reading: Reading, words: str) -> Task:
    texts = {span.id: span.text for span in reading.spans}
    return next(task for task in reading.tasks if any(words in texts[name] for name in task.span_ids))


def test_a_bracket_speaks_for_its_paragraph() -> None:
    task = task_of(plan(), "企业服务驿站")
    assert (task.lead, task.support) == (("区行政审批局",), ("区财政局", "各街道"))
    assert "lead_by_position" not in task.doubt


def test_the_rule_of_the_first_unit_holds_from_where_it_is_said() -> None:
    reading = plan()
    assert task_of(reading, "招聘会").doubt == ()
    later = task_of(reading, "重大项目清单")
    assert (later.lead, later.support, later.doubt) == (("区发展改革局",), ("区住建局",), ())


def test_without_the_rule_the_first_unit_is_only_proposed() -> None:
    reading = read(PLAN.replace("。列第一位的为牵头单位，下同", ""), published=ISSUED)
    assert "lead_by_position" in task_of(reading, "重大项目清单").doubt


def test_deadlines_and_targets_come_with_the_task() -> None:
    reading = plan()
    online = task_of(reading, "并联审批系统")
    assert [(one.label, one.due) for one in online.deadlines] == [("上线", dt.date(2026, 6, 30))]
    fairs = task_of(reading, "招聘会")
    assert [(one.name, one.value, one.unit) for one in fairs.targets] == [("招聘会", "30", "场")]


def test_every_measure_is_in_exactly_one_task() -> None:
    reading = plan()
    held = [name for task in reading.tasks for name in task.span_ids]
    for span in reading.spans:
        if span.role == "measure":
            assert held.count(span.id) == 1


def test_ids_of_a_task_are_ids_of_the_reading() -> None:
    reading = plan()
    spans, mentions = {span.id for span in reading.spans}, {mention.id for mention in reading.mentions}
    for task in reading.tasks:
        assert set(task.span_ids) <= spans
        assert set(task.mention_ids) <= mentions
        assert {one.mention for one in (*task.deadlines, *task.targets)} <= set(task.mention_ids)


def test_units_are_words_of_the_page() -> None:
    assert all(unit in PLAN for task in plan().tasks for unit in (*task.lead, *task.support))


def test_lines_of_their_own_speak_for_the_section_above() -> None:
    text = (
        "云川高新区行动方案\n\n（一）建设人才社区。\n建成人才公寓500套。\n牵头单位：区住建局\n责任单位：区财政局\n"
        "（二）办好双创大赛。\n举办12场路演。\n牵头单位：区科技局\n"
    )
    reading = read(text, published=ISSUED)
    assert (task_of(reading, "人才公寓").lead, task_of(reading, "人才公寓").support) == (("区住建局",), ("区财政局",))
    assert task_of(reading, "路演").lead == ("区科技局",)


def test_several_brackets_in_one_paragraph_are_several_tasks() -> None:
    text = "云川高新区行动方案\n\n1. 建设中试基地。（区科技局负责）发布场景清单。（区商务局负责）\n"
    reading = read(text, published=ISSUED)
    assert task_of(reading, "中试基地").lead == ("区科技局",)
    assert task_of(reading, "场景清单").lead == ("区商务局",)


def test_units_named_before_the_work_lead_what_follows_them() -> None:
    text = (
        "云川高新区主任办公会议纪要\n\n会议议定：由区住建局牵头，区财政局配合，9月底前完成管网施工图审查；"
        "由区商务局牵头，年底前落实入驻企业10家以上。\n"
    )
    reading = read(text, published=ISSUED)
    first, second = task_of(reading, "施工图审查"), task_of(reading, "入驻企业")
    assert (first.lead, first.support) == (("区住建局",), ("区财政局",))
    assert (second.lead, second.support) == (("区商务局",), ())
    assert first is not second


def test_units_that_help_belong_to_the_sentence_they_stand_in() -> None:
    text = "云川高新区主任办公会议纪要\n\n会议议定：经济发展局负责制定产业目录，投资促进局配合，9月底前印发。\n"
    (task,) = read(text, published=ISSUED).tasks
    assert (task.lead, task.support, task.doubt) == (
        ("经济发展局",), ("投资促进局",), ("lead_from_subject", "year_inferred"),
    )  # fmt: skip
    assert task.steps == ("9月底前印发",)


def test_units_at_the_end_of_a_line_need_no_full_stop() -> None:
    text = (
        "云川高新区工作要点\n\n一、重点任务\n（一）建设载体。新建厂房30万平方米。责任单位：规划建设局、各园区\n"
        "管委会办公室要每月通报进展。\n"
    )
    first, second = read(text, published=ISSUED).tasks
    assert (first.lead, first.support) == (("规划建设局",), ("各园区",))
    assert second.lead == ("管委会办公室",)


def test_who_leads_is_no_task() -> None:
    text = "云川高新区主任办公会议纪要\n\n会议议定：由企业服务中心牵头，财政金融局配合，9月底前兑现奖补资金。\n"
    (task,) = read(text, published=ISSUED).tasks
    assert (task.text, task.lead, task.support) == ("9月底前兑现奖补资金", ("企业服务中心",), ("财政金融局",))


def test_the_unit_that_is_to_act_is_proposed_and_doubted() -> None:
    text = "云川高新区工作方案\n\n一、重点任务\n区财政局要在5个工作日内拨付首批资金。\n各街道每月5日前报送进展情况。\n"
    first, second = read(text, published=ISSUED).tasks
    assert (first.lead, first.doubt) == (("区财政局",), ("lead_from_subject",))
    assert second.lead == ("各街道",)


def test_a_thing_that_is_to_act_is_no_unit() -> None:
    text = "云川高新区工作方案\n\n一、重点任务\n重点项目要在6月底前开工。\n全体干部要走访企业200家。\n"
    assert {task.lead for task in read(text, published=ISSUED).tasks} == {()}


TABLE = (
    "云川高新区重点任务分解表\n\n序号\t工作任务\t牵头单位\t责任单位\t完成时限\n"
    "1\t建成智算中心\t区数据局\t区住建局、区供电公司\t2026年12月底\n"
    "2\t发放算力券2000万元\t区科技局\t区财政局\t9月30日\n"
    "3\t按月更新项目库\t区投资促进局\t各镇街\t持续推进\n"
)


def test_the_columns_of_a_table_say_who_leads() -> None:
    tasks = read(TABLE, published=ISSUED).tasks
    assert [(task.text, task.lead, task.support) for task in tasks] == [
        ("建成智算中心", ("区数据局",), ("区住建局", "区供电公司")),
        ("发放算力券2000万元", ("区科技局",), ("区财政局",)),
        ("按月更新项目库", ("区投资促进局",), ("各镇街",)),
    ]
    assert not any("lead_by_position" in task.doubt for task in tasks)
    assert [one.recurring for one in tasks[2].deadlines] == ["按月", "持续推进"]


def test_a_table_without_a_head_has_its_lead_by_position() -> None:
    headless = "".join(line for line in TABLE.splitlines(keepends=True) if not line.startswith("序号"))
    task = task_of(read(headless, published=ISSUED), "算力券")
    assert (task.lead, task.support) == (("区科技局",), ("区财政局",))
    assert "lead_by_position" in task.doubt


def test_a_numbered_line_of_one_sentence_is_a_task_with_its_bracket() -> None:
    text = "云川高新区行动方案\n\n1. 建设中试基地。（区科技局负责，12月底前完成）\n2. 发布场景清单。（区商务局负责）\n"
    first, second = read(text, published=ISSUED).tasks
    assert (first.text, first.lead, first.deadlines[0].due) == ("建设中试基地", ("区科技局",), dt.date(2026, 12, 31))
    assert (second.text, second.lead) == ("发布场景清单", ("区商务局",))


def test_a_text_without_measures_makes_no_task() -> None:
    assert read("关于召开座谈会的通知").tasks == ()
    assert read("").tasks == ()


def test_a_theme_is_the_task_and_the_measures_its_steps() -> None:
    text = "会议强调，要办好民生实事，新建3所幼儿园，改造12个老旧小区。"
    (task,) = read(text).tasks
    assert task.text in text
    assert all(step in text for step in task.steps)
    assert "改造12个老旧小区" in (task.text, *task.steps)


@pytest.mark.parametrize(
    "opening", ["要", "还要", "同时要", "一是", "（二）", "(3)", "第四、", "5.", "６、", "⑦", "八是要", "第九条 "]
)
def test_a_task_is_worded_without_its_number_and_the_asking(opening: str) -> None:
    (task,) = read(f"云川高新区工作要点\n\n会议强调，{opening}建设中试基地。").tasks
    assert task.text == "建设中试基地"


@pytest.mark.parametrize("words", ["要素市场建设方案要印发", "百家企业走访要开展", "1.5万平方米厂房要交付"])
def test_words_that_only_look_like_a_number_stay(words: str) -> None:
    (task,) = read(f"云川高新区工作要点\n\n会议强调，{words}。").tasks
    assert task.text == words


@pytest.mark.parametrize(
    ("bracket", "lead", "support"),
    [
        ("（市水务局会同市财政局）", ("市水务局",), ("市财政局",)),
        ("（由市水务局牵头，会同市财政局落实）", ("市水务局",), ("市财政局",)),
        ("（市水务局指导，各区县落实）", ("各区县",), ("市水务局",)),
        ("（市水务局、江城城投公司，8月底前完成备案）", ("市水务局",), ("江城城投公司",)),
        ("（市水务局、市财政局等，持续推进）", ("市水务局",), ("市财政局",)),
    ],
)
def test_a_bracket_says_who_joins_and_by_when(bracket: str, lead: tuple[str, ...], support: tuple[str, ...]) -> None:
    (task,) = read(f"关于河道的方案\n一、任务\n（一）修复河道。完成修复5公里。{bracket}").tasks
    assert (task.lead, task.support) == (lead, support)


def test_who_is_joined_stands_with_the_work() -> None:
    (task,) = read("关于河道的方案\n一、任务\n由市水务局牵头，会同市财政局、市审计局建立台账。").tasks
    assert (task.lead, task.support) == (("市水务局",), ("市财政局", "市审计局"))


def test_the_head_of_a_table_says_that_a_cell_holds_units() -> None:
    page = "任务清单\n序号\t任务内容\t牵头单位\t配合单位\t完成时限\n1\t开展对接活动\t市财政局\t各合作银行\t6月底前清零"
    (task,) = read(page, published=dt.date(2026, 3, 2)).tasks
    assert (task.lead, task.support) == (("市财政局",), ("各合作银行",))
    assert [one.due for one in task.deadlines] == [dt.date(2026, 6, 30)]


def test_a_note_of_issue_is_no_issuer() -> None:
    reading = read("关于河道的方案\n（2026年1月22日印发）\n一、任务\n修复河道5公里。")
    assert (reading.issuer, reading.date) == (None, dt.date(2026, 1, 22))


@pytest.mark.parametrize(
    ("bracket", "lead", "support"),
    [
        ("〔区住建局，各园区〕", ["区住建局"], ["各园区"]),
        ("【牵头单位：区住建局，配合单位：区水务局】", ["区住建局"], ["区水务局"]),
        ("［区住建局、区水务局］。", ["区住建局"], ["区水务局"]),
        ("（牵头单位为区住建局，责任单位为区水务局）", ["区住建局"], ["区水务局"]),
        ("（区住建局（牵头）、区水务局、区财政局）", ["区住建局"], ["区水务局", "区财政局"]),
        ("（区住建局、区水务局，列首位的为牵头单位，下同）", ["区住建局"], ["区水务局"]),
        ("（区住建局。列第一位者为牵头单位，下同）", ["区住建局"], []),
        ("（区住建局，区内各银行机构，供暖等专营单位）", ["区住建局"], ["区内各银行机构", "供暖等专营单位"]),
        ("（松浦城投集团、松浦水务集团）", ["松浦城投集团"], ["松浦水务集团"]),
        ("（区安委会办公室，各园区、街道）", ["区安委会办公室"], ["各园区、街道"]),
        ("（区住建局牵头，其他有关部门配合）", ["区住建局"], ["其他有关部门"]),
        ("（区住建局、区水务局，正在推进）", ["区住建局"], ["区水务局"]),
        ("（区住建局主办，区水务局协办）", ["区住建局"], ["区水务局"]),
        ("\n责任单位：区住建局（牵头）、区水务局", ["区住建局"], ["区水务局"]),
    ],
)
def test_units_are_named_in_many_forms(bracket: str, lead: list[str], support: list[str]) -> None:
    work = read(f"松浦区重点任务分工方案\n\n一、城建\n\n1.改造小区25个。{bracket}\n\n2.建设绿地3处。（区园林局负责）\n")
    assert len(work.tasks) == 2
    assert ([*work.tasks[0].lead], [*work.tasks[0].support]) == (lead, support)


def test_a_bracket_before_the_stop_names_units_but_not_after_a_word_for_one() -> None:
    said = "改造小区25个（区住建局、区水务局）。会同有关部门（区财政局、区审计局）核定资金。"
    first, second = read(f"松浦区重点任务方案\n\n一、城建\n\n{said}\n").tasks
    assert (first.lead, first.support) == (("区住建局",), ("区水务局",))
    assert second.text == "会同有关部门（区财政局、区审计局）核定资金"


def test_a_bracket_at_a_paragraphs_end_speaks_of_no_paragraph_above() -> None:
    first, second = read(
        "松浦区任务方案\n\n一、城建\n\n（一）改造小区，惠及居民。\n\n（二）整治积水点（区水务局牵头）。\n"
    ).tasks
    assert (first.lead, second.lead) == ((), ("区水务局",))


@pytest.mark.parametrize("bracket", ["（区残联、区妇联）", "［区民政局、区妇联］", "（牵头：区残联；配合：区妇联）"])
def test_a_numbered_sentence_with_its_units_is_the_task(bracket: str) -> None:
    (task,) = read(f"松浦区任务方案\n\n一、民生\n\n（一）实施助残行动，新建托位90个。提供上门服务。{bracket}\n").tasks
    assert task.lead
    assert task.support == ("区妇联",)


@pytest.mark.parametrize(
    "bracket", ["（责任单位：区经信局、区科技局）", "〔区经信局，区科技局〕", "。（区经信局、区科技局负责）"]
)
def test_units_named_in_a_heading_are_those_of_the_work_below(bracket: str) -> None:
    below = "1.新建厂房20万平方米。\n\n2.引进企业15家。（区投促局负责）"
    first, second = read(f"松浦区任务清单\n\n一、工业\n\n（一）推进提质{bracket}\n\n{below}\n\n二、农业\n").tasks
    assert (first.text, first.lead, first.support) == ("新建厂房20万平方米", ("区经信局",), ("区科技局",))
    assert second.lead == ("区投促局",)


def test_units_named_in_a_run_in_heading_are_those_of_its_paragraph() -> None:
    (task,) = read(
        "松浦区任务清单\n\n一、工业\n\n（一）支持研发（责任单位：区科技局）。对企业给予补助，加快兑现。\n"
    ).tasks
    assert (task.theme, task.lead) == ("支持研发", ("区科技局",))


def test_the_year_ahead_is_no_review_however_its_chapter_is_called() -> None:
    page = (
        "云溪市政府工作报告\n\n2024年工作回顾\n\n建成概念验证中心3家。\n\n2025年工作安排建议\n\n新建概念验证中心5家。\n"
    )
    assert [task.text for task in read(page).tasks] == ["新建概念验证中心5家"]


def test_a_numbered_line_over_nothing_but_its_units_is_the_task() -> None:
    text = (
        "云川高新区任务责任分解方案\n\n一、主要预期目标\n（一）地区生产总值增长7%以上\n责任单位：区发展和改革局\n"
        "（二）工业投资增长12%以上\n牵头单位：区经信局\n配合单位：区统计局\n二、重点任务\n（一）壮大产业\n责任单位：区经信局\n"
        "1.新引进企业30家。\n"
    )
    first, second, third = read(text, published=ISSUED).tasks
    assert (first.text, first.lead, [one.value for one in first.targets]) == (
        "地区生产总值增长7%以上", ("区发展和改革局",), ["7"],
    )  # fmt: skip
    assert (second.lead, second.support) == (("区经信局",), ("区统计局",))
    assert third.text == "新引进企业30家"


def test_what_a_table_remarks_or_names_a_person_for_is_no_task() -> None:
    rows = (
        "序号\t重点工作\t责任领导\t责任单位\t计划完成时间\t备注\n"
        "1\t新建2座人行天桥。\t沈青禾\t区住建局\t9月投入使用\t区民生实事\n"
        "2\t改造棚户区300户。\t陆见山\t区住建局、各街道\t全年\t市民生实事\n"
    )
    first, second = read(f"云川区2026年民生实事任务分解表\n{rows}", published=ISSUED).tasks
    assert (first.lead, [(one.label, one.due) for one in first.deadlines]) == (
        ("区住建局",), [("投入使用", dt.date(2026, 9, 30))],
    )  # fmt: skip
    assert (second.lead, second.support, second.text) == (("区住建局",), ("各街道",), "改造棚户区300户")


MINUTES = """云溪高新区管委会主任办公会议纪要

2026年3月2日上午，管委会主任周明主持召开主任办公会议。现纪要如下：

一、会议听取了区国资公司关于人才公寓建设情况的汇报。会议议定，区国资公司4月15日前完成选址。

二、会议审议并原则同意《科技创新券管理办法》，由区科技局修改完善后，按程序印发。

三、会议强调，要压实安全生产责任。区应急局牵头开展厂房仓库专项检查，每半个月报告一次。

四、会议研究了其他事项。
"""


def test_what_minutes_number_is_told_asked_or_handed_on_and_no_heading() -> None:
    reading = read(MINUTES, published=ISSUED)
    told = [span.text for span in reading.spans if span.role in ("meeting", "attribution")]
    assert told[2:] == [
        "一、会议听取了区国资公司关于人才公寓建设情况的汇报。",
        "会议议定，",
        "三、会议强调，",
        "四、会议研究了其他事项。",
    ]
    assert [(task.text, task.lead) for task in reading.tasks] == [
        ("区国资公司4月15日前完成选址", ("区国资公司",)),
        ("会议审议并原则同意《科技创新券管理办法》", ("区科技局",)),
        ("压实安全生产责任", ()),
        ("区应急局牵头开展厂房仓库专项检查", ("区应急局",)),
    ]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("未按期整改的，一律停产。", "未按期整改的，一律停产"),
        ("具备条件的园区，要在6月底前开工。", "具备条件的园区，要在6月底前开工"),
        ("对具备条件的，要在6月底前开工。", "对具备条件的，要在6月底前开工"),
        ("确需延期的，经区政府批准后，可延长30日。", "确需延期的，经区政府批准后，可延长30日"),
        ("除法律另有规定外，各窗口不得要求企业提交证明。", "除法律另有规定外，各窗口不得要求企业提交证明"),
        ("一旦发现险情，要立即转移群众200人。", "一旦发现险情，要立即转移群众200人"),
        ("以项目为抓手，新建厂房3栋。", "新建厂房3栋"),
        ("对标先进园区，新建厂房3栋。", "新建厂房3栋"),
    ],
)
def test_a_task_keeps_the_condition_it_hangs_on(sentence: str, text: str) -> None:
    (task,) = read(f"云川高新区工作方案\n\n一、重点任务\n{sentence}\n").tasks
    assert text in (task.text, *task.steps)


def test_a_step_keeps_its_condition_and_the_next_sentence_does_not() -> None:
    work = "（一）排查隐患。建立台账300本；对整改不到位的，限期30日关停；走访企业200家。（区应急局负责）"
    text = f"云川高新区工作方案\n\n一、重点任务\n{work}\n"
    (task,) = read(text).tasks
    assert task.steps[-2:] == ("对整改不到位的，限期30日关停", "走访企业200家")


def test_who_is_no_unit_and_what_is_forbidden_stay_in_the_words() -> None:
    first = "一、任何单位和个人未经批准严禁在绿地内搭建棚屋。违者限期3日拆除。"
    text = f"云川高新区通知\n\n{first}\n二、全体镇村干部要走访农户200户。\n"
    words = [step for task in read(text).tasks for step in (task.text, *task.steps)]
    assert "任何单位和个人未经批准严禁在绿地内搭建棚屋" in words
    assert "全体镇村干部要走访农户200户" in words


def test_an_opening_sentence_that_calls_on_somebody_is_a_task_not_a_heading() -> None:
    first = "一、各镇街要逐户排查危房，严防倒塌。发现险情立即转移群众。"
    words = [step for task in read(f"云川高新区通知\n\n{first}\n").tasks for step in (task.text, *task.steps)]
    assert words[0] == "各镇街要逐户排查危房，严防倒塌"


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("6月底前", "2026-06-30"),
        ("年底前", "2026-12-31"),
        ("今年年底前", "2026-12-31"),
        ("月底前", "2026-03-31"),
        ("近期", ""),
    ],
)
def test_a_day_by_itself_names_no_task(day: str, due: str) -> None:
    page = f"云川区工作方案\n\n一、工作任务\n{day}，各街道要集中开展排查，建立台账。\n\n云川区政府\n2026年3月2日\n"
    [task] = read(page).tasks
    assert (task.text, task.lead) == ("各街道要集中开展排查", ("各街道",))
    assert [str(one.due) for one in task.deadlines] == list(filter(None, [due]))


@pytest.mark.parametrize(
    "work",
    [
        "完成公网安备案变更。",
        "督促企业办理ICP备案。",
        "设立企业服务热线：各街道6月底前开通。",
        "开通投诉热线：各部门要24小时受理。",
    ],
)
def test_work_on_what_sites_and_notes_hold_is_work_and_ends_no_document(work: str) -> None:
    page = f"云川区工作方案\n\n一、工作任务\n（一）规范管理。{work}\n{work}\n（二）建设平台。新建平台2个。\n"
    tasks = [task.text for task in read(page).tasks]
    assert tasks[0] == "规范管理"
    assert len(tasks) == 3
    assert tasks[-1] == "建设平台"


def test_a_heading_that_only_names_something_holds_work_where_a_paragraph_asks_for_it() -> None:
    page = "云川区工作方案\n\n一、自查情况\n已查点位30处。\n各部门要开展自查。\n二、改造范围\n50个小区。\n"
    assert [task.text for task in read(page).tasks] == ["各部门要开展自查"]
