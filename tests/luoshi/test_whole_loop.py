"""The whole loop in a browser: a newspaper page becomes tasks, one is carried to 销号 and leads back to its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from people import People
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from luoshi.intake.models import Review
from luoshi.org.models import Post
from luoshi.records.models import Record

PASSWORD = "yun-xi-luo-shi-2026"


class Desk:
    """Signed-in people, each in a browser of their own, and what their browsers complained of."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.complaints: list[str] = []

    @contextmanager
    def of(self, post: Post) -> Iterator[Page]:
        context = self.browser.new_context(base_url=self.address, locale="zh-CN")
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.goto("/")
        page.get_by_label("账号").fill(post.person.username)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        expect(page.locator(".bar-account")).to_contain_text(post.person.name)
        yield page
        context.close()


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, people: People) -> Desk:
    for post in (people.wang, people.zhao, people.li):
        post.person.set_password(PASSWORD)
        post.person.save()
    return Desk(browser, live_server.url)


def step(page: Page, name: str, **answers: str) -> None:
    """Take a step on a task's page: open its form if it has one, fill it in, press its button."""
    form = page.locator(f"form[action$='/act/{name}/']")
    if form.locator("visible=true").count() == 0:
        page.locator(f"details#{name} > summary").click()
    for field, value in answers.items():
        form.locator(f"[name={name}-{field}]").fill(value)
    form.locator("button:not([type=button])").last.click()
    page.wait_for_load_state()


def hand_in(page: Page, path: Path) -> None:
    page.get_by_role("navigation").get_by_role("link", name="拆解文件").click()
    page.get_by_label("选择文件").set_input_files(path)
    page.get_by_label("成文或刊发日期").fill("2025-03-20")
    page.get_by_role("button", name="读取并拆解").click()
    expect(page.locator("#account")).to_contain_text("每个字都已归类")


def sift_and_confirm(page: Page) -> None:
    """The last zone's tasks are not ours; the others go to one unit by the end of the year."""
    groups = page.locator("details.group")
    groups.last.locator("[data-all]").check()
    page.locator("#bulk [name=reason]").fill("他区任务")
    page.locator("#bulk").get_by_role("button", name="不列").click()
    for at in range(groups.count() - 1):
        groups.nth(at).locator("[data-all]").check()
    page.locator("#bulk [name=lead]").select_option(label="科技创新局")
    page.locator("#bulk [name=due]").fill("2099-12-31")
    page.locator("#bulk").get_by_role("button", name="填写").click()
    page.get_by_role("button", name="确认全部未定").click()
    expect(page.locator("#messages")).to_contain_text("本文件每条举措都有了去向")
    expect(page.locator(".account-line")).to_contain_text("未定 0")


def test_a_page_becomes_tasks_and_a_closed_task_leads_back_to_its_words(
    desk: Desk, people: People, shared: Path
) -> None:
    source = next(shared.glob("pages/000_*.txt"))
    with desk.of(people.wang) as wang:
        hand_in(wang, source)
        sift_and_confirm(wang)
        wang.locator("article.is-task h3 a").first.click()
        expect(wang.locator("main")).to_contain_text("草稿")
        task = re.sub(r"^https?://[^/]+", "", wang.url)
    with desk.of(people.zhao) as zhao:
        zhao.goto(task)
        step(zhao, "assign")
        expect(zhao.locator("main")).to_contain_text("已交办")
    with desk.of(people.li) as li:
        li.goto(task)
        step(li, "acknowledge")
        step(li, "report", progress_note="已对接两所高校。", evidence_link="https://example.org/photo")
        step(li, "submit", summary="全部完成。")
        expect(li.locator("main")).to_contain_text("申请办结")
    with desk.of(people.wang) as wang:
        wang.goto(task)
        step(wang, "verify")
        step(wang, "close", conclusion="现场核查属实。")
        expect(wang.locator("main")).to_contain_text("已销号")
        record = Record.objects.get(pk=int(task.strip("/").rsplit("/", 1)[-1]))
        assert record.state == "closed"
        wang.locator(".quote-from a").first.click()
        cited = wang.locator("mark.cited")
        expect(cited.first).to_be_in_viewport()
        assert "".join("".join(cited.all_inner_texts()).split()) == "".join(record.wording.split())
    assert Review.objects.get().state == "confirmed"
    assert desk.complaints == []
