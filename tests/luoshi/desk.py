"""Signed-in people at their browsers, and the day that all of them live in. Used by the tests that tell a story."""

from __future__ import annotations

import datetime as dt
import re
from contextvars import ContextVar

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from luoshi.core import clock
from luoshi.org.models import Person, Post
from luoshi.supervision.scheduler import tick

PASSWORD = "yun-xi-luo-shi-2026"
COMPUTER, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


class Desk:
    """Each person in a browser of their own, kept open, and what their browsers complained of."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def of(self, post: Post, *, on_phone: bool = False) -> Page:
        """A page of ``post``, signed in with name and password, an officer also with a second factor."""
        let_in(post.person)
        size = PHONE if on_phone else COMPUTER
        context = self.browser.new_context(base_url=self.address, locale="zh-CN", viewport=size)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.goto("/")
        page.get_by_label("账号").fill(post.person.username)
        page.get_by_label("密码").fill(PASSWORD)
        press(page.get_by_role("button", name="登录"))
        if post.is_officer:
            set_up_factor(page)
        expect(page.locator(".bar-account")).to_contain_text(post.person.name)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def let_in(person: Person) -> None:
    person.set_password(PASSWORD)
    person.factor_since = None
    person.save()


def set_up_factor(page: Page) -> None:
    """As with an authenticator: the secret is read off the page, the code of the moment typed in."""
    secret = re.sub(r"\s", "", page.locator(".secret").inner_text())
    page.get_by_label("验证码").fill(pyotp.TOTP(secret).at(clock.now()))
    press(page.get_by_role("button", name="启用"))
    press(page.get_by_text("已记下，继续"))


class Day:
    """What day it is for the test and for the server it looks at, whose pages are made in other threads."""

    def __init__(self, patch: pytest.MonkeyPatch, year: int) -> None:
        self.patch, self.year = patch, year
        self.set(1, 1)

    def set(self, month: int, day: int) -> None:
        moment = dt.datetime(self.year, month, day, 2, tzinfo=dt.UTC)
        self.patch.setattr(clock, "_set", ContextVar("day", default=moment))

    def dawns(self, month: int, day: int) -> None:
        """Ten in the morning of that day (in China), when the jobs of the night and of the morning have run."""
        self.set(month, day)
        tick()


def press(what: Locator) -> None:
    """Press what leads to another page, and go on when that page is there.

    A click alone waits as far as the browser has begun to leave by then: on a busy machine, what is asked at once
    after it (``count``, ``evaluate``, ``url``) is asked of the page that is left.
    """
    with what.page.expect_navigation():
        what.click()


def step(page: Page, name: str, **answers: str) -> None:
    """Take a step on the page of a task or a notice: open its form if it has one, fill it in, press its button."""
    form = page.locator(f"form[action$='/act/{name}/']")
    if form.locator("visible=true").count() == 0:
        unfold(page, name)
    for field, value in answers.items():
        answer(form.locator(f"[name={name}-{field}]"), value)
    press(form.locator("button:not([type=button])").last)


def answer(box: Locator, value: str) -> None:
    """Fill a box in, or choose what is called so."""
    if box.evaluate("element => element.tagName") == "SELECT":
        box.select_option(label=value)
    else:
        box.fill(value)


def unfold(page: Page, name: str) -> None:
    """Open a step's form, and 更多操作 before it where it lies in there."""
    heading = page.locator(f"details#{name} > summary")
    if not heading.is_visible():
        page.locator("details.more-steps > summary").click()
    heading.click()


def bring(page: Page, kind: str, **answers: str) -> str:
    """Fill in the form of a birth; the address of the new record."""
    page.goto(f"/pipelines/{kind}/new/")
    for field, value in answers.items():
        answer(page.locator(f"[name=create-{field}]"), value)
    press(page.locator("main form button.btn-primary"))
    return page.url


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
