"""The whole loop in a browser: a newspaper page becomes tasks, one is carried to 销号 and leads back to its words."""

from __future__ import annotations

import re
from pathlib import Path

from desk import Desk, press, step
from people import People
from playwright.sync_api import Page, expect

from luoshi.intake.models import Review
from luoshi.records.models import Record


def hand_in(page: Page, path: Path) -> None:
    press(page.get_by_role("navigation").get_by_role("link", name="拆解文件"))
    page.get_by_label("选择文件").set_input_files(path)
    page.get_by_label("成文或刊发日期").fill("2025-03-20")
    press(page.get_by_role("button", name="读取并拆解"))
    expect(page.locator("#account")).to_contain_text("每个字都已归类")


def sift_and_confirm(page: Page) -> None:
    """The last zone's tasks are not ours; the others go to one unit by the end of the year."""
    groups = page.locator("details.group")
    groups.last.locator("[data-all]").check()
    page.locator("#bulk [name=reason]").fill("他区任务")
    press(page.locator("#bulk").get_by_role("button", name="不列"))
    for at in range(groups.count() - 1):
        groups.nth(at).locator("[data-all]").check()
    page.locator("#bulk [name=lead]").select_option(label="科技创新局")
    page.locator("#bulk [name=due]").fill("2099-12-31")
    press(page.locator("#bulk").get_by_role("button", name="填写"))
    press(page.get_by_role("button", name="确认全部未定"))
    expect(page.locator("#messages")).to_contain_text("本文件每条举措都有了去向")
    expect(page.locator(".account-line")).to_contain_text("未定 0")


def test_a_page_becomes_tasks_and_a_closed_task_leads_back_to_its_words(
    desk: Desk, people: People, shared: Path
) -> None:
    source = next(shared.glob("pages/000_*.txt"))
    wang, zhao, li = desk.of(people.wang), desk.of(people.zhao), desk.of(people.li)
    hand_in(wang, source)
    sift_and_confirm(wang)
    press(wang.locator("article.is-task h3 a").first)
    expect(wang.locator("main")).to_contain_text("草稿")
    task = re.sub(r"^https?://[^/]+", "", wang.url)
    zhao.goto(task)
    step(zhao, "assign")
    expect(zhao.locator("main")).to_contain_text("已交办")
    li.goto(task)
    step(li, "acknowledge")
    step(li, "report", progress_note="已对接两所高校。", evidence_link="https://example.org/photo")
    step(li, "submit", summary="全部完成。")
    expect(li.locator("main")).to_contain_text("申请办结")
    wang.goto(task)
    step(wang, "verify")
    step(wang, "close", conclusion="现场核查属实。")
    expect(wang.locator("main")).to_contain_text("已销号")
    record = Record.objects.get(pk=int(task.strip("/").rsplit("/", 1)[-1]))
    assert record.state == "closed"
    press(wang.locator(".quote-from a").first)
    cited = wang.locator("mark.cited")
    expect(cited.first).to_be_in_viewport()
    assert "".join("".join(cited.all_inner_texts()).split()) == "".join(record.wording.split())
    assert Review.objects.get().state == "confirmed"
    assert desk.complaints == []
