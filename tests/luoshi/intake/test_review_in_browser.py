"""What needs a browser: both sides light each other, every change is saved as it is made, the phone has two tabs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from handed import PAGE, payload_of, proposals, review_of
from people import People, browser_of
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from luoshi.intake.edits import set_fields
from luoshi.intake.models import Review

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def review(live_server: LiveServer, people: People) -> Review:
    return review_of(payload_of(PAGE), people)


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, people: People, review: Review) -> Iterator[Page]:
    """The review page open before 王敏; a complaint of the browser (CSP, script) fails the test."""
    session = browser_of(people.wang).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(base_url=live_server.url, locale="zh-CN", viewport=DESKTOP)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(f"/intake/{review.pk}/")
    yield page
    context.close()
    assert [said for said in complaints if "422" not in said] == []


def card(page: Page, review: Review, place: int) -> str:
    return f"#p-{proposals(review)[place].pk}"


def test_pointing_at_a_task_lights_its_words_and_back(page: Page, review: Review) -> None:
    first = page.locator(card(page, review, 0))
    first.hover()
    expect(page.locator(".source .lit")).to_have_text(["要搭好平台，", "建设概念验证中心，", "改造三号中试车间。"])
    page.locator("[data-span=c11]").hover()
    expect(page.locator(card(page, review, 2))).to_have_class("proposal is-open lit")
    expect(first).not_to_have_class("proposal is-open lit")


def test_the_keyboard_lights_too(page: Page, review: Review) -> None:
    page.locator("#c10").focus()
    expect(page.locator(card(page, review, 1))).to_have_class("proposal is-open lit")
    page.keyboard.press("Enter")
    expect(page.locator(card(page, review, 1))).to_be_focused()


def test_every_change_is_saved_as_it_is_made(page: Page, review: Review, people: People) -> None:
    where = card(page, review, 0)
    page.locator(where).get_by_role("link", name="修改").click()
    editor = page.locator(f"{where} form.editor")
    editor.get_by_label("牵头单位").select_option(label="科技创新局")
    expect(editor.locator(".editor-saved")).to_contain_text("已保存")
    editor.get_by_label("任务名称").fill("建好两个平台")
    editor.get_by_label("完成时限").fill("2099-12-31")
    editor.get_by_role("checkbox", name="产业促进局").check()
    editor.get_by_role("button", name="完成").click()
    expect(page.locator(where)).to_contain_text("建好两个平台")
    saved = proposals(review)[0]
    assert (saved.title, saved.lead, str(saved.due)) == ("建好两个平台", people.science, "2099-12-31")
    assert list(saved.support.all()) == [people.industry]
    page.reload()
    expect(page.locator(where)).to_contain_text("建好两个平台")


def test_what_a_colleague_changed_meanwhile_is_shown(page: Page, review: Review, people: People) -> None:
    where = card(page, review, 0)
    page.locator(where).get_by_role("link", name="修改").click()
    expect(page.locator(f"{where} form.editor")).to_be_visible()
    set_fields(proposals(review)[0], people.wang, title="同事改的")
    page.locator(f"{where} form.editor").get_by_label("任务名称").fill("我改的")
    page.locator(f"{where} form.editor").get_by_label("量化目标").focus()
    expect(page.locator(where)).to_contain_text("刚刚被他人改过")
    expect(page.locator(where).get_by_label("任务名称")).to_have_value("同事改的")


def test_dropping_moves_the_account_without_a_reload(page: Page, review: Review) -> None:
    where = page.locator(card(page, review, 3))
    where.get_by_text("不列", exact=True).click()
    where.get_by_label("不列理由").fill("他区任务")
    where.get_by_role("button", name="确定不列").click()
    expect(where).to_contain_text("理由：他区任务")
    expect(page.locator(".account-line")).to_contain_text("不列 2、未定 4")


def test_doubts_looked_at_are_gone_without_a_reload(page: Page, review: Review) -> None:
    review.proposals.filter(order=1).update(doubt=[{"about": "due", "words": "年份为推断"}])
    page.reload()
    where = page.locator(card(page, review, 0))
    expect(where).to_contain_text("年份为推断")
    page.evaluate("window.same = true")
    where.get_by_role("button", name="已核对").click()
    expect(where).not_to_contain_text("年份为推断")
    assert page.evaluate("window.same")


def test_a_sentence_in_no_task_is_taken_up_with_a_click(page: Page, review: Review) -> None:
    page.locator("[data-span=c12]").click()
    expect(page.locator("#add-title")).to_have_value("始终保持奋进姿态。")
    page.get_by_role("button", name="添加").click()
    expect(page.locator("article.proposal").last).to_contain_text("始终保持奋进姿态")
    assert proposals(review)[-1].span_ids == ["c12"]


def test_the_bar_comes_when_something_is_ticked(page: Page, review: Review) -> None:
    bar = page.locator("#bulk")
    expect(bar).to_be_hidden()
    page.locator("[data-all]").first.check()
    expect(bar).to_contain_text("选中 3 条")
    bar.get_by_role("button", name="合并").click()
    expect(page.locator("#messages")).to_contain_text("已并入")
    assert [row.disposition for row in proposals(review)] == ["open", "merged", "merged", "open"]


def test_on_a_phone_the_two_sides_are_tabs(page: Page, review: Review) -> None:
    page.set_viewport_size(PHONE)
    expect(page.locator(".source")).to_be_hidden()
    page.locator(card(page, review, 1)).get_by_text("看原文").click()
    expect(page.locator("#c9")).to_be_in_viewport()
    page.locator("[data-span=c16]").click()
    expect(page.locator(card(page, review, 3))).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
