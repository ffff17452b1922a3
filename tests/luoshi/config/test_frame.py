"""What stands around every page."""

import re
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from people import People, browser_of

from luoshi.org.models import Person

SOURCES = Path(__file__).resolve().parents[3] / "src" / "luoshi"
TEMPLATES = sorted(SOURCES.glob("*/templates/**/*.html"))


def bar_of(people: People, name: str) -> str:
    page = browser_of(getattr(people, name)).get("/ledger/").content.decode()
    return page[page.index('<header class="bar">') : page.index("</header>")]


def test_the_bar_shows_zone_post_and_name_and_the_ways_open_to_the_post(people: People) -> None:
    bar = bar_of(people, "wang")
    assert all(word in bar for word in ("云溪高新区", "督查室 · 督查员", "王敏", "总览", "拆解文件", "单位人员"))
    assert "单位人员" not in bar_of(people, "li")
    assert "拆解文件" not in bar_of(people, "li")


def test_the_bar_marks_where_one_is(people: People) -> None:
    assert re.findall(r'aria-current="page">(\w+)<', bar_of(people, "wang")) == ["任务台账"]


def test_a_demo_account_is_told_so_on_every_page(people: People) -> None:
    assert "演示账号" not in browser_of(people.wang).get("/ledger/").content.decode()
    Person.objects.filter(pk=people.wang.person_id).update(is_demo=True)
    assert "演示账号" in browser_of(people.wang).get("/ledger/").content.decode()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_what_the_browser_is_told_to_refuse(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:|<script(?![^>]*\ssrc=)", text)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', text)


STYLESHEETS = [path for path in SOURCES.glob("*/static/**/*.css") if "vendor" not in path.parts]
# What Chromium learned after version 90, which the government builds stand on.
TOO_NEW = re.compile(
    r":has\(|color-mix\(|oklch\(|light-dark\(|@layer|@container|\d[dsl]v[hw]\b|subgrid|@scope|^\s*&", re.MULTILINE
)


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_no_stylesheet_needs_a_newer_browser_than_offices_have(path: Path) -> None:
    assert TOO_NEW.findall(path.read_text(encoding="utf-8")) == []


POST_FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL | re.IGNORECASE)


def test_every_form_that_changes_something_carries_its_token() -> None:
    for path in TEMPLATES:
        for form in POST_FORM.findall(path.read_text(encoding="utf-8")):
            assert "csrf_token" in form, path


def rendered(source: str, **context: object) -> str:
    return Template("{% load luoshi %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("colour", "shape", "word"),
    [("red", "●", "逾期"), ("yellow", "▲", "临期"), ("blue", "■", "办结"), ("grey", "○", "停办")],
)
def test_a_light_is_a_colour_a_shape_and_a_word(colour: str, shape: str, word: str) -> None:
    shown = rendered("{% light colour %}", colour=colour)
    assert f"light-{colour}" in shown
    assert shape in shown
    assert word in shown


def test_a_lights_own_word_is_escaped() -> None:
    assert "&lt;b&gt;" in rendered("{% light 'red' word %}", word="<b>")


def test_links_to_other_pages_keep_the_query() -> None:
    request = RequestFactory().get("/ledger/?light=red&page=2")
    page = Paginator(range(95), 10).get_page(2)
    shown = rendered("{% paged page %}", request=request, page=page)
    assert "第 11–20 条，共 95 条" in shown
    assert 'href="?light=red&amp;page=3" rel="next"' in shown


def test_a_page_that_has_no_way_in_the_bar_marks_none(people: People) -> None:
    assert (
        'aria-current="page"' not in browser_of(people.wang).get("/search/").content.decode().partition("</header>")[0]
    )
