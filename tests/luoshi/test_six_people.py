"""A year of one task in six people's browsers: handed out, helped, extended, urged, sent back, closed, looked at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from desk import PHONE, Day, Desk, press, step, unfold
from django.core.management import call_command
from people import People
from playwright.sync_api import Page, expect

from luoshi.records.seals import make_key

PLAN = """云溪高新区管理委员会办公室文件

云高新管办〔2026〕7号

关于印发《云溪高新区2026年重点工作任务分工方案》的通知

各局（办）：

《云溪高新区2026年重点工作任务分工方案》已经主任办公会议审议通过，现印发给你们，请认真组织实施。

云溪高新区管理委员会办公室

2026年3月2日

云溪高新区2026年重点工作任务分工方案

一、提升科技创新能力

（一）建设新型显示概念验证中心。完成场地改造和首批设备安装，遴选概念验证项目12个以上，10月底前建成运行。\
（科技创新局、产业促进局共同牵头，规划建设局配合）
"""
TITLE = "建设新型显示概念验证中心"
PHOTO = {"name": "设备安装照片.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0"}


@dataclass(frozen=True, slots=True)
class Pages:
    """王敏, 李强 and 孙丽 at their desks, 赵静 and 陈晨 on their phones."""

    wang: Page
    zhao: Page
    li: Page
    chen: Page
    sun: Page


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Day:
    """A year in which nobody is signed out by its length."""
    settings.MEDIA_ROOT, settings.LUOSHI_SEAL_KEY = tmp_path, tmp_path / "seal.key"
    settings.SESSION_ABSOLUTE_SECONDS = 400 * 24 * 60 * 60
    day = Day(monkeypatch, 2026)
    make_key()
    return day


def go(page: Page, entry: str) -> None:
    """By the bar, as anyone goes anywhere."""
    press(page.get_by_role("navigation", name="主导航").get_by_role("link", name=entry))


def open_task(page: Page) -> None:
    """From the person's first page, where the task stands because something is to be done."""
    page.goto("/")
    press(page.get_by_role("link", name=TITLE).first)


def says(page: Page, *words: str) -> None:
    for word in words:
        expect(page.locator("main")).to_contain_text(word)


def taken_to_the_ledger(wang: Page) -> None:
    go(wang, "拆解文件")
    wang.get_by_label("或粘贴文字").fill(PLAN)
    press(wang.get_by_role("button", name="读取并拆解"))
    says(wang, "牵头科技创新局", "共同牵头产业促进局", "责任规划建设局")
    press(wang.get_by_role("button", name="确认全部未定 1 条入账"))
    press(wang.locator("article.is-task h3 a"))
    step(wang, "propose")


def handed_out_and_signed(they: Pages) -> None:
    """Each unit signs for itself; the one without an account tells 王敏, who says so."""
    open_task(they.zhao)
    step(they.zhao, "assign")
    open_task(they.li)
    step(they.li, "acknowledge")
    press(they.li.get_by_role("button", name="按建议设节点"))
    says(they.li, "2026-05-29", "2026-08-31", "2026-10-30")
    open_task(they.sun)
    step(they.sun, "acknowledge_part")
    open_task(they.wang)
    unfold(they.wang, "acknowledge_part")
    they.wang.get_by_label("代哪个单位").first.select_option(label="规划建设局")
    step(they.wang, "acknowledge_part", happened_on="2026-03-02", told_by="周立电话告知")
    says(they.wang, "2026-03-02 孙丽", "2026-03-02 王敏代填")


def answered_where_it_is_asked(chen: Page) -> None:
    go(chen, "待办")
    says(chen, "节点将到期")
    chen.locator(".reminders summary").click()
    chen.get_by_label("进展情况").fill("首批设备全部装好。")
    chen.get_by_label("佐证材料").set_input_files(PHOTO)
    press(chen.get_by_role("button", name="完成节点"))
    says(chen, "没有要提醒您的事")
    assert chen.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def reported_from_the_week(li: Page) -> None:
    go(li, "周计划")
    press(li.get_by_role("link", name="报送").first)
    li.get_by_label("进展情况").fill("遴选出概念验证项目12个。")
    li.get_by_label("佐证链接").fill("https://example.org/list")
    press(li.get_by_role("button", name="完成节点"))
    says(li, "佐证1份")


def instructed_from_the_phone(they: Pages) -> None:
    go(they.zhao, "任务台账")
    press(they.zhao.get_by_role("link", name=TITLE).first)
    step(they.zhao, "instruct", words="把企业需求带进来。")
    they.li.goto("/")
    says(they.li, "把企业需求带进来。")


def extended(they: Pages) -> None:
    open_task(they.li)
    step(they.li, "ask_extension", new_due="2026-11-30", reason="进口设备到港推迟一个月。")
    go(they.wang, "总览")
    press(they.wang.get_by_role("link", name="延期待批"))
    press(they.wang.get_by_role("link", name=TITLE))
    says(they.wang, "申请延至 2026-11-30，待审批")
    step(they.wang, "grant_extension")
    says(they.wang, "完成时限 2026-11-30（原时限 2026-10-31，延期1次）")


def urged_and_answered(they: Pages) -> None:
    """The deadline is over: 督办单, received, answered, concluded."""
    open_task(they.wang)
    press(they.wang.get_by_role("link", name="发督办"))
    they.wang.get_by_label("种类").select_option(label="督办单")
    press(they.wang.get_by_role("button", name="发出"))
    go(they.li, "督办")
    press(they.li.get_by_role("link", name=TITLE))
    step(they.li, "receive")
    step(they.li, "reply", reply="设备11月28日到港，12月2日装好。")
    they.wang.reload()
    step(they.wang, "conclude", conclusion="已核实到港单据。")
    says(they.wang, "已办结")


def asked_to_be_closed(they: Pages) -> None:
    """Not over the head of the joint lead; what was written is not written again."""
    open_task(they.li)
    step(they.li, "submit", summary="三项节点全部完成。")
    says(they.li, "产业促进局（共同牵头）还没有答复")
    open_task(they.sun)
    step(they.sun, "answer_part", part_note="带来17家企业的需求。", evidence_link="https://example.org/firms")
    step(they.li, "submit")
    says(they.li, "刚刚被他人更新，请看过最新情况再办")
    step(they.li, "submit")
    says(they.li, "“申请办结”已办好", "三项节点全部完成。")


def sent_back_and_closed(they: Pages) -> None:
    open_task(they.wang)
    step(they.wang, "verify")
    step(they.wang, "return", reason="缺验收意见。")
    open_task(they.li)
    says(they.li, "退回重办", "缺验收意见。")
    step(they.li, "report", progress_note="验收意见已补齐。", evidence_link="https://example.org/check")
    step(they.li, "submit", summary="验收意见已补齐。")
    they.wang.reload()
    step(they.wang, "verify")
    step(they.wang, "close", conclusion="现场核查属实。")
    says(they.wang, "已销号", "原时限 2026-10-31")


def led_back_to_its_words(wang: Page) -> None:
    press(wang.locator(".quote-from a").first)
    cited = wang.locator("mark.cited")
    expect(cited.first).to_be_in_viewport()
    assert "遴选概念验证项目12个以上" in "".join(cited.all_inner_texts())


def looked_at_by_the_auditor(fang: Page) -> None:
    """Who signed in and what was sealed, and nothing of the task."""
    fang.goto("/audit-log/")
    says(fang, "登录", "王敏")
    fang.goto("/seals/")
    says(fang, "办理记录")
    expect(fang.locator("body")).not_to_contain_text(TITLE)


def test_a_year_of_one_task_in_six_browsers(day: Day, desk: Desk, people: People) -> None:
    day.dawns(3, 2)
    they = Pages(
        wang=desk.of(people.wang),
        zhao=desk.of(people.zhao, on_phone=True),
        li=desk.of(people.li),
        chen=desk.of(people.chen, on_phone=True),
        sun=desk.of(people.sun),
    )
    taken_to_the_ledger(they.wang)
    handed_out_and_signed(they)
    day.dawns(5, 26)
    answered_where_it_is_asked(they.chen)
    day.dawns(8, 26)
    reported_from_the_week(they.li)
    instructed_from_the_phone(they)
    day.dawns(10, 20)
    extended(they)
    day.dawns(12, 2)
    urged_and_answered(they)
    asked_to_be_closed(they)
    sent_back_and_closed(they)
    led_back_to_its_words(they.wang)
    day.dawns(12, 3)
    looked_at_by_the_auditor(desk.of(people.auditor))
    desk.close()
    call_command("verify")
    assert [said for said in desk.complaints if "422" not in said] == []
