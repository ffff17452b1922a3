"""By when a task is due: days said once for many, in headings, and by the document's own day."""

import datetime as dt

from gongwen import read

ISSUED = dt.date(2026, 3, 20)


def test_a_day_said_once_for_a_list_is_every_items() -> None:
    page = (
        "关于汛前准备的通知\n2026年3月2日\n一、排查整治\n以下任务4月底前完成：\n1.疏通河道12处。（区水务局负责）\n"
        "2.备足沙袋，3月底前入库。（区应急局负责）\n二、值班值守\n各街道要加强夜间巡查。"
    )
    days = [[one.due for one in task.deadlines] for task in read(page).tasks]
    assert days == [[dt.date(2026, 4, 30)], [dt.date(2026, 3, 31)], []]


def test_a_document_of_a_month_places_dates_without_a_year() -> None:
    reading = read("松浦区任务清单\n\n（2026年3月）\n\n一、城建\n\n1.改造小区25个，6月底前完工。（区住建局）\n")
    assert reading.date is None
    assert [one.due for one in reading.tasks[0].deadlines] == [dt.date(2026, 6, 30)]


def test_goals_announced_for_the_year_are_all_of_that_year() -> None:
    text = "云川区政府工作安排\n\n今年主要预期目标是：地区生产总值增长5%；制造业投资增长8%。抓好安全生产检查。\n"
    first, second, third = read(text, published=ISSUED).tasks
    assert [[one.due for one in task.deadlines] for task in (first, second, third)] == [
        [dt.date(2026, 12, 31)], [dt.date(2026, 12, 31)], [],
    ]  # fmt: skip


def test_the_days_a_phase_is_given_in_its_heading_hold_for_what_stands_under_it() -> None:
    reading = read(
        "关于开展专项整治的通知\n2026年3月2日\n一、实施步骤\n"
        "（一）动员部署阶段（2026年3月—4月）。制定方案，召开动员会。\n"
        "（二）排查整治阶段（5月至9月底）。建立台账。6月底前完成首轮排查。\n"
        "（三）巩固提升。总结推广经验（每年一次）。\n"
    )
    due = [[str(one.due) for one in task.deadlines if one.due] for task in reading.tasks]
    assert due == [["2026-04-30"], ["2026-09-30"], ["2026-06-30"], []]


def test_a_day_said_twice_for_the_same_is_one_deadline_and_for_another_milestone_two() -> None:
    reading = read(
        "年度任务分解表\n2026年3月2日\n1.改造管网12公里，11月底前完成。（区城管局牵头，11月底前）\n"
        "2.建设公园2个，6月底前完成设计，6月底前开工。\n"
    )
    assert [[(one.label, str(one.due)) for one in task.deadlines] for task in reading.tasks] == [
        [("完成", "2026-11-30")],
        [("完成", "2026-06-30"), ("开工", "2026-06-30")],
    ]


def test_a_date_in_characters_with_a_round_zero_signs_a_notice() -> None:
    text = "云川高新区管委会关于开展检查的通知\n\n各街道：\n请报送方案。\n\n云川高新区管委会\n二○二六年四月四日\n"
    assert read(text).date == dt.date(2026, 4, 4)


def test_days_of_a_notice_signed_in_characters_have_its_year() -> None:
    text = "云川高新区管委会关于开展检查的通知\n\n各街道：\n请于4月15日前报送。\n\n云川管委会\n二〇二四年三月二十一日\n"
    (task,) = read(text).tasks
    assert [one.due for one in task.deadlines] == [dt.date(2024, 4, 15)]


def test_a_phase_whose_heading_stands_alone_gives_its_days_to_what_stands_under_it() -> None:
    reading = read(
        "关于开展专项整治的通知\n2026年3月2日\n一、实施步骤\n（一）动员部署阶段（4月）\n各镇街制定方案。\n"
        "（二）排查整治阶段（2026年10月8日—2027年1月5日）\n建立台账。限期整改问题。\n"
    )
    assert [str(one.due) for task in reading.tasks for one in task.deadlines] == [
        "2026-04-30", "2027-01-05", "2027-01-05",
    ]  # fmt: skip


def test_numbered_work_with_its_month_in_a_bracket_is_work_and_no_heading() -> None:
    reading = read("关于开展专项整治的通知\n2026年3月2日\n一、安排\n1.召开动员会（4月）\n2.开展检查（6月至7月）\n")
    assert [(task.text, str(task.deadlines[0].due)) for task in reading.tasks] == [
        ("召开动员会（4月）", "2026-04-30"), ("开展检查（6月至7月）", "2026-07-31"),
    ]  # fmt: skip
