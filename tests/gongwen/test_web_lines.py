"""What a site prints around a document is kept and is none of its text."""

import datetime as dt

import pytest

from gongwen.fold import fold
from gongwen.reader import read
from gongwen.web_lines import is_web

COPIED = """首页 > 新闻中心 > 园区要闻
索引号：| 0012/2026-00031 | 公开方式：| 主动公开 |
文号：| 云高管发〔2026〕8号 | 成文日期：| 2026-03-12 |
发布机构：| 云川高新区管委会 | 发布日期：2026-03-20
云川高新区推进口袋公园建设的措施
一、新建口袋公园
6月底前建成3个口袋公园。
党政办公室 供稿
2026-03-16 09:30:12
记者：温以宁、陆见山
编审：林一舟
编辑：林一舟 责编：沈青禾
（）
3条评论
展开
【打印】 【关闭】
上一篇：云川高新区召开座谈会
"""


def test_what_the_site_prints_is_no_task_and_no_title() -> None:
    reading = read(COPIED)
    assert reading.title == "云川高新区推进口袋公园建设的措施"
    assert [task.text for task in reading.tasks] == ["6月底前建成3个口袋公园"]
    printed = [span.text for span in reading.spans if span.role == "other"]
    assert [line.split()[0] for line in printed] == [
        "首页",
        "索引号：|",
        "文号：|",
        "发布机构：|",
        "党政办公室供稿",
        "2026-03-16",
        "记者：温以宁、陆见山",
        "编审：林一舟",
        "编辑：林一舟责编：沈青禾",
        "（）",
        "3条评论",
        "展开",
        "【打印】【关闭】",
        "上一篇：云川高新区召开座谈会",
    ]


def test_number_issuer_and_date_are_taken_from_it_where_the_document_says_none() -> None:
    reading = read(COPIED)
    assert (reading.number, reading.issuer) == ("云高管发〔2026〕8号", "云川高新区管委会")
    assert reading.date == dt.date(2026, 3, 12)  # its own before that of its publication
    assert reading.tasks[0].deadlines[0].due == dt.date(2026, 6, 30)


def test_what_the_document_says_itself_counts_first() -> None:
    reading = read(f"{COPIED}云川高新区管理委员会\n2026年2月1日\n")
    assert (reading.issuer, reading.date) == ("云川高新区管理委员会", dt.date(2026, 2, 1))


@pytest.mark.parametrize(
    "line",
    [
        "资金来源：区财政",
        "时间：2026年3月16日",
        "首页改版，增设企业专区",
        "关闭散乱污企业12家",
        "发布时间：以文件为准。",
        "分享经济试点",
        "展开宣传月活动",
        "记者：请介绍有关情况",
    ],
)
def test_the_documents_own_words_are_left_alone(line: str) -> None:
    assert not is_web(line, apart=True)


def test_a_button_is_one_only_where_no_sentence_is_open() -> None:
    assert is_web("打印 关闭", apart=True)
    assert not is_web("关闭", apart=False)
    [task] = read("一、管住排放\n企业严禁擅自\n关闭\n排污监测设施，停产检修要报告。").tasks
    assert "企业严禁擅自关闭排污监测设施" in (task.text, *task.steps)


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("云川高新区管理委员会\n", "云川高新区召开第6次主任办公会"),
        ("投资云川 从这里开始\n您现在的位置：首页 > 要闻\n", "云川高新区召开第6次主任办公会"),
        ("当前位置：首页\n", "白榆主持召开主任工作例会"),
    ],
)
def test_the_sites_name_above_the_headline_is_no_title(above: str, title: str) -> None:
    page = f"{above}{title}\n来自： 时间：2026-01-11\n1月10日，云川高新区召开会议。会议强调，要建成3个驿站。"
    reading = read(page)
    assert (reading.title, reading.kind, reading.date) == (title, "other", dt.date(2026, 1, 11))


def test_a_masthead_and_a_title_on_two_lines_stay_one() -> None:
    assert read("云川高新区管理委员会\n关于绿化工作的通知\n各街道：").title == "云川高新区管理委员会关于绿化工作的通知"


@pytest.mark.parametrize(
    "notice",
    [
        "云川网版权与免责声明：\n①凡本网作品，不得转载。",
        "未经许可，不得转载！\n改造3条道路。",
        "往期精彩回顾\n云川改造3条道路",
    ],
)
def test_a_notice_of_copyright_closes_the_document(notice: str) -> None:
    page = f"1月10日，云川高新区召开会议。会议强调，要建成3个驿站。\n{notice}"
    assert [task.text for task in read(page).tasks] == ["建成3个驿站"]


@pytest.mark.parametrize(
    "line",
    [
        "**发布日期**: 2026-03-12",
        "发文字号：云高管发〔2026〕8号",
        "归档时间：2026-11-21",
        "视力保护色：",
        "[公园建设方案.pdf](/files/1.pdf)",
        "公园建设方案.docx",
        "【原文下载】",
        "打印整页 打印内容 分享",
        "加大",
        ">> 走进云川 >> 投资政策",
    ],
)
def test_labels_and_files_of_sites_are_theirs(line: str) -> None:
    assert is_web(fold(line), apart=True)


def test_a_label_without_a_value_does_not_take_the_next_for_who_issued_it() -> None:
    reading = read("发文机构：\n发文日期：\n2026年04月06日\n公园管理规则\n一、每周巡查公园。")
    assert (reading.issuer, reading.date) == (None, dt.date(2026, 4, 6))


def test_when_a_page_was_archived_is_not_the_documents_day() -> None:
    assert read("归档时间：2026-11-21\n公园建设方案\n一、6月底前建成公园3个。").date is None


def test_labels_may_stand_in_brackets_of_every_kind() -> None:
    page = "[ 发文字号 ] 云政发〔2026〕9号 [ 体裁分类 ] 方案\n【发布机构】云川区政府\n"
    page += "[ 成文日期 ] 2026- 3- 18\n云川区公园管护方案\n一、巡查\n每周2次。"
    reading = read(page)
    assert (reading.title, reading.number, reading.date) == (
        "云川区公园管护方案",
        "云政发〔2026〕9号",
        dt.date(2026, 3, 18),
    )


def test_below_its_record_number_and_above_where_its_keeper_sits_a_page_is_the_sites() -> None:
    page = """云川区公园管护方案
一、每周巡查公园2次。
举报电话：
0555-1234 0555-1235
特此通知
云川区城管局
2026年3月1日
主办单位：云川区城管局 联系电话：0555-1234
云ICP备17048463号-1
建议使用分辨率更高的浏览器
"""
    reading = read(page)
    assert [task.text for task in reading.tasks] == ["每周巡查公园2次"]
    assert reading.date == dt.date(2026, 3, 1)
    assert "".join(span.role[0] for span in reading.spans if span.role != "other") == "tmss"
