"""What stands before the body, on pages as sites print and offices hand them on."""

import datetime as dt

import pytest

from gongwen.front import kind_of, number_of
from gongwen.reader import read

PRINTED = """云川区人民政府信息公开 | 规划计划
索引号: 00123/2026-00045 组配分类: 规范性文件
发文日期: 2026-04-02 废止时间: 2031-04-02 名称: 云川区人民政府办公室关于印发口袋公园建设办法的通知
发文字号:
云政办发〔2026〕12号
视力保护色:

云川区人民政府办公室
关于印发口袋公园建设办法的通知

各街道办事处,区政府各部门,区属各学校:
现将《口袋公园建设办法》印发给你们,请认真执行。
云川区人民政府办公室
2026年3月30日
口袋公园建设办法
第一条 区住建局应当每年公布口袋公园名单。
"""


def test_what_stands_above_the_title_that_comes_again_is_the_sites() -> None:
    reading = read(PRINTED)
    assert reading.title == "云川区人民政府办公室关于印发口袋公园建设办法的通知"
    assert reading.number == "云政办发〔2026〕12号"
    assert reading.issuer == "云川区人民政府办公室"
    assert reading.addressee == "各街道办事处,区政府各部门,区属各学校"
    assert reading.date == dt.date(2026, 3, 30)  # not the day the page was put up
    assert [task.text for task in reading.tasks] == ["区住建局应当每年公布口袋公园名单"]


def test_a_plan_handed_down_is_not_the_notice_come_again() -> None:
    notice = "关于印发云川区公园建设行动方案的通知\n各街道：\n现印发给你们。\n云川区城管局\n2026年3月1日\n"
    plan = "云川区公园建设行动方案\n一、新建公园\n6月底前建成公园3个。"
    assert read(notice + plan).title == "关于印发云川区公园建设行动方案的通知"


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("云川区关于加强公园管护的通知（云城管〔2026〕8号）", "云城管〔2026〕8号"),
        ("云城管〔2026〕8号《云川区关于加强公园管护的通知》", "云城管〔2026〕8号"),
        ("转发区城管局（云城管〔2026〕8号）文件的通知", None),
        ("园区工作简报（第3期）", None),
    ],
)
def test_a_number_beside_the_title_is_the_documents_own(title: str, number: str | None) -> None:
    assert number_of(title) == number


def test_a_number_beside_the_title_is_no_part_of_it() -> None:
    page = "云城管〔2026〕8号《云川区关于加强公园管护的意见》\n各街道：\n一、加强巡查。每周巡查公园2次。"
    reading = read(page)
    assert (reading.title, reading.number) == ("云川区关于加强公园管护的意见", "云城管〔2026〕8号")
    below = "云川区关于加强公园管护的意见\n（ 云城管〔2026〕9号 ）\n各街道：\n一、加强巡查。每周巡查公园2次。"
    assert read(below).number == "云城管〔2026〕9号"


@pytest.mark.parametrize("written", ["二OO九年七月十六日", "二0一三年八月六日", "二○○九年七月十六日"])
def test_round_zeros_of_every_kind_date_a_document(written: str) -> None:
    day = read(f"云川区关于公园管护的批复\n区城管局：\n一、同意新建公园3个。\n云川区人民政府\n{written}\n").date
    assert day in (dt.date(2009, 7, 16), dt.date(2013, 8, 6))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于印发《公园建设方案》的通知", "plan"),
        ("关于公园建设工作方案（2026—2028年）的批复", "plan"),
        ("关于贯彻落实“十五五”公园发展规划的实施意见", "notice"),
        ("关于做好政府工作报告重点任务落实工作的通知", "notice"),
        ("关于做好公园发展规划编制工作的通知", "notice"),
        ("《公园建设行动方案》政策解读", "other"),
        ("解读《公园建设行动方案》", "other"),
        ("2026年工作总结及2027年工作计划", "report"),
        ("上半年工作情况及下半年打算", "report"),
        ("2026年度工作总结", "report"),
        ("公园建设工作情况汇报", "report"),
        ("关于第12号建议的答复", "notice"),
        ("关于印发公园防汛应急预案的通知", "plan"),
        ("公园管护联席会议制度", "other"),
    ],
)
def test_a_notice_is_a_plan_where_it_hands_one_down(title: str, kind: str) -> None:
    assert kind_of(title) == kind


def test_who_issued_it_may_stand_below_the_title() -> None:
    reading = read("关于公园管护问题的通知\n区财政局、区城管局\n为加强管护，现通知如下：\n一、管护经费每年拨付。")
    assert (reading.title, reading.issuer) == ("关于公园管护问题的通知", "区财政局、区城管局")


def test_a_long_list_of_a_sites_pages_is_its_own_up_to_where_one_is() -> None:
    page = """我的法规 最新法规 资料下载
热点专题
公园条例汇编（2015）
绿化案例选编
城市更新
道路养护
路灯管理
停车专题
首页 > 城市管理 > 公园 >
发文标题: 云川区人民政府关于公园管护的通知
发文文号: 云政发[2026]9号
发文时间: 2026-3-18
页面功能:

各街道办事处,区政府各部门:
  一、每周巡查公园2次。
"""
    reading = read(page)
    assert reading.title == "云川区人民政府关于公园管护的通知"
    assert (reading.number, reading.date) == ("云政发[2026]9号", dt.date(2026, 3, 18))
    assert (reading.kind, reading.addressee) == ("notice", "各街道办事处,区政府各部门")


def test_a_brackets_end_is_part_of_who_is_addressed() -> None:
    assert read("关于公园管护的通知\n各村（社区）：\n一、每周巡查公园2次。").addressee == "各村（社区）"


def test_of_many_that_sign_the_first_issued_it() -> None:
    units = ["云川区科学技术局", "云川区发展和改革局", "云川区教育局", "云川区财政局", "云川区住建局"]
    page = "关于公园管护的通知\n各街道：\n一、每周巡查公园2次。\n附件：公园名单\n" + "\n".join(units) + "\n2026年3月1日"
    assert read(page).issuer == units[0]


def test_a_title_over_many_lines_and_its_number_are_found_below_the_sites() -> None:
    page = """云川区人民政府办公室关于印发《云川区落实〈关于公园建设的若干措施〉实施方案》的通知
发布时间:2026-03-15 09:28
YCQR-2026-01005
云政办发〔2026〕9号
云川区人民政府办公室
关于印发《云川区落实〈关于公园建设
的若干措施〉实施
方案》的通知
各街道:
一、6月底前建成公园3个。
"""
    reading = read(page)
    assert reading.title == "云川区人民政府办公室关于印发《云川区落实〈关于公园建设的若干措施〉实施方案》的通知"
    assert reading.number == "云政办发〔2026〕9号"


def test_a_table_of_what_the_site_says_gives_the_title_where_the_document_has_none() -> None:
    page = """发布机构: | 云川区政府（办公室） | 主题分类: | 综合政务 / 通知 |
标 题: | 云川区人民政府办公室关于印发重点任务分解表的通知 | ||
政策咨询机关: | 政策咨询电话: |
各街道办事处:
现将《重点任务分解表》印发给你们。
一、压实责任。各街道每月报送进展。
"""
    reading = read(page)
    assert (reading.title, reading.kind) == ("云川区人民政府办公室关于印发重点任务分解表的通知", "plan")
    assert reading.issuer == "云川区人民政府办公室"


def test_buttons_above_a_title_are_no_part_of_it() -> None:
    assert (
        read("播放\n语速\n2026年云川区政府工作报告\n各位代表：\n一、建成公园3个。").title == "2026年云川区政府工作报告"
    )
    assert read("云川区\n2026年政府工作报告\n各位代表：\n一、建成公园3个。").title == "云川区2026年政府工作报告"


def test_what_hands_something_over_is_a_notice_though_it_bears_no_title() -> None:
    assert read("各街道：\n现将《重点任务》印发给你们。各街道每月报送进展。\n云川区政府\n2026年3月1日").kind == "notice"


def test_a_title_set_in_marks_as_a_whole_goes_without_them() -> None:
    title = "云川区关于印发〈公园管护要点〉的通知"
    assert read(f"《{title}》\n云政发〔2026〕9号\n各街道：\n一、每周巡查公园2次。").title == title
    assert read("《公园管护要点》解读\n一、目标\n建成公园。").title == "《公园管护要点》解读"


def test_the_occasion_of_a_report_may_stand_on_two_lines_over_who_gives_it() -> None:
    page = """关于云川区上半年预算执行情况的报告
——2026年7月30日在云川区人民代表大会
常务委员会第九次会议上
云川区人民政府
区人大常委会：
一、收入情况
完成收入3亿元。
"""
    reading = read(page)
    assert (reading.issuer, reading.addressee) == ("云川区人民政府", "区人大常委会")
    assert (reading.date, reading.tasks) == (dt.date(2026, 7, 30), ())


def test_numbers_of_the_last_century_and_labels_in_brackets_count_too() -> None:
    page = "【发布日期】1985-05-04\n【所属类别】地方法规\n"
    page += "云川区关于公园管护的通知\n（1985年5月4日云政〔1985〕38号）\n各街道：\n一、每周巡查公园2次。"
    reading = read(page)
    assert (reading.number, reading.date) == ("1985年5月4日云政〔1985〕38号", dt.date(1985, 5, 4))


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("《公园管护规则》已经会议通过，现予印发。", "notice"),
        ("为加强公园管护，现将有关事项通告如下：", "notice"),
        ("你街道来函收悉，现将办理情况函复如下：", "notice"),
        ("3月1日会议研究公园管护，现将议定事项纪要如下：", "minutes"),
    ],
)
def test_a_document_without_a_title_says_in_its_opening_what_it_is(opening: str, kind: str) -> None:
    assert read(f"各街道：\n{opening}\n一、每周巡查公园2次。").kind == kind


@pytest.mark.parametrize(
    "addressee",
    ["各镇、各村、广大农牧民", "区属各单位，区机关各处室", "各区人民政府，各开发区管委会", "林一舟代表", "区人大"],
)
def test_whom_a_document_is_addressed_to(addressee: str) -> None:
    assert read(f"关于公园管护的通告\n{addressee}：\n一、每周巡查公园2次。").addressee == addressee


def test_a_title_goes_on_below_the_name_of_the_plan_it_hands_down() -> None:
    page = "关于印发云川区公园管护三年行动计划\n（2026—2028年）的通知\n各街道：\n一、每周巡查公园2次。"
    assert read(page).title == "关于印发云川区公园管护三年行动计划（2026—2028年）的通知"


def test_a_unit_below_all_else_signed_though_no_day_stands_under_it() -> None:
    page = "文章播报\n转发区政府办公室关于加强\n公园管护的通知\n各街道：\n一、每周巡查公园2次。\n云川区城管局"
    reading = read(page)
    assert (reading.title, reading.issuer) == ("转发区政府办公室关于加强公园管护的通知", "云川区城管局")
    assert reading.spans[-1].role == "signature"


def test_a_reply_to_a_suggestion_is_no_plan_and_tells_first_what_was_found() -> None:
    page = """关于管护公园的建议的回复
林一舟代表：
您提出的建议收悉，现答复如下：
我局认为，该建议很好，并安排了研究。经了解，该公园由街道管护。我局将新建公园1个。
云川区城管局
2026年3月1日
"""
    reading = read(page)
    assert reading.kind == "notice"
    assert [task.text for task in reading.tasks] == ["我局将新建公园1个"]
    assert kind_of("对区人大督办重点建议的") == "other"


def test_a_sites_lead_between_two_titles_ends_no_front() -> None:
    page = """云川区印发公园管护方案的通知
导读：加强公园管护，意义重大。
云政发〔2026〕9号
云川区印发公园
管护方案的通知
各街道：
一、每周巡查公园2次。
"""
    reading = read(page)
    assert (reading.title, reading.number) == ("云川区印发公园管护方案的通知", "云政发〔2026〕9号")
    assert reading.addressee == "各街道"


def test_who_is_asked_for_an_opinion_by_a_day_has_a_task() -> None:
    page = """关于征求公园管护意见建议的通告
各有关单位及社会各界人士：
现公开征求意见，欢迎各单位提出意见，并于2026年8月31日前反馈至区城管局。
一、来电请拨打0555-1234。
"""
    reading = read(page)
    assert (reading.kind, reading.addressee) == ("notice", "各有关单位及社会各界人士")
    assert reading.tasks[0].deadlines[0].due == dt.date(2026, 8, 31)
