"""The home page: what is due, what is late, whose move it is. Every number is the length of the list it links to."""

import datetime as dt
import re
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from people import LINK, REPORT, People, browser_of, draft, task_in

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.records.flow import apply_transition
from luoshi.records.lights import refresh

TODAY = dt.date(2026, 11, 18)  # a Wednesday


@pytest.fixture(autouse=True)
def today() -> Any:
    cache.clear()
    with clock.at(TODAY):
        yield


@pytest.fixture
def ledger(people: People) -> None:
    """Tasks of several units, ages and lights."""
    with clock.at(dt.date(2026, 9, 7)):
        for n, unit in enumerate((people.science, people.industry, people.building, people.science)):
            draft(people, f"九月的第{n}项任务", lead=unit, due=dt.date(2026, 10, 10 + n), support=[people.science])
        task_in("working", people, "逾期的任务", due=dt.date(2026, 10, 20))
        task_in("closed", people, "办结的任务", due=dt.date(2026, 10, 20))
    task_in("assigned", people, "快到期的任务", due=dt.date(2026, 11, 20), owner=people.chen.person)
    task_in("submitted", people, "待核查的任务", due=dt.date(2027, 3, 1))
    task_in("returned", people, "退回的任务", due=dt.date(2026, 12, 20))
    task_in("suspended", people, "中止的任务")
    record = draft(people, "另一个局的任务", lead=people.industry, due=dt.date(2026, 11, 19))
    apply_transition(record, "assign", people.zhao)
    refresh(TODAY)


def home(post: Post) -> str:
    return browser_of(post).get(reverse("home")).content.decode()


def listed(browser: Client, url: str) -> int:
    page = browser.get(url).content.decode()
    return page.count('name="pick"')


def numbers(page: str) -> list[tuple[str, int]]:
    """(link, number) of everything on the page that counts tasks."""
    patterns = (
        r'<a class="figure[^"]*" href="([^"]+)"><small>[^<]+</small><b>(\d+)</b>',
        r'<b><a href="([^"]+)">(\d+)</a></b>',
        r'<a class="tile[^"]*" href="([^"]+)"[^>]*>\D+?(\d+)</a>',
        r'<a href="([^"]+)">(?:本年应办结|已办结|红灯|黄灯) (\d+)</a>',
        r'<a href="([^"]+)"><title>\S+ (\d+) 件</title>',
    )
    found = [hit for pattern in patterns for hit in re.findall(pattern, page)]
    return [(unescape(url), int(count)) for url, count in found]


@pytest.mark.parametrize(("who", "at_least"), [("wang", 20), ("zhao", 20), ("li", 5), ("chen", 6)])
def test_every_number_is_the_length_of_its_list(who: str, at_least: int, people: People, ledger: None) -> None:
    browser = browser_of(getattr(people, who))
    counted = numbers(home(getattr(people, who)))
    assert len(counted) >= at_least
    assert [(url, count, listed(browser, url)) for url, count in counted if listed(browser, url) != count] == []


def test_what_is_in_hand_late_and_near_due(people: People, ledger: None) -> None:
    page = home(people.wang)
    figures = dict(re.findall(r"<small>([^<]+)</small><b>([^<]+)</b>", page))
    assert figures == {"在办任务": "5", "逾期": "1", "7日内到期": "2", "年度办结率": "16.7%"}
    assert "最长逾期 29 天" in page


def test_whose_move_it_is(people: People, ledger: None) -> None:
    moves = home(people.wang).split("该谁办")[1].split("</section>")[0]
    found = re.findall(r">([^<>]+)</a><b><a [^>]+>(\d+)<", moves)
    assert found == [
        ("待审定", "4"),
        ("待核查", "1"),
        ("延期待批", "0"),
        ("退回重办", "1"),
        ("待签收", "2"),
        ("科技创新局", "1"),
        ("产业促进局", "1"),
    ]


def test_the_worst_comes_first(people: People, ledger: None) -> None:
    lines = re.findall(r'card-line"><a href="[^"]+">([^<]+)</a>', home(people.wang))
    assert lines == ["逾期的任务", "另一个局的任务", "快到期的任务"]


def test_months_show_the_worst_light_of_each_months_end(people: People, ledger: None) -> None:
    row = home(people.wang).split("科技创新局</th>")[1].split("</tr>")[0]
    cells = re.findall(r'<(?:a|span) class="tile (\S+?)"[^>]*>([^<]+)</', row)
    assert cells[:8] == [("tile-none", "·")] * 8
    assert cells[8:] == [("fill-green", "绿1"), ("fill-red", "红1"), ("fill-red", "红1"), ("tile-none", "·")]


def test_a_past_month_does_not_change_when_a_task_moves_on(people: People, ledger: None) -> None:
    before = home(people.wang).split("科技创新局</th>")[1].split("</tr>")[0]
    record = draft(people, "后来的任务", due=dt.date(2026, 11, 1))
    apply_transition(record, "assign", people.zhao)
    cache.clear()
    after = home(people.wang).split("科技创新局</th>")[1].split("</tr>")[0]
    assert before.split("11月")[0] == after.split("11月")[0]
    assert "红2" in after


def test_a_leader_finds_an_instruction_beside_each_red_one(people: People, ledger: None) -> None:
    page = home(people.zhao)
    assert page.index("需要关注的任务") < page.index("各单位月度亮灯")
    assert len(re.findall(r"/act/instruct/", page)) == 3
    assert "批示</a>" in page


def test_a_unit_sees_what_waits_for_it(people: People, ledger: None) -> None:
    page = home(people.li)
    to_do = re.findall(r'card-line"><a href="[^"]+">([^<]+)</a>', page)
    assert to_do == ["逾期的任务", "快到期的任务", "退回的任务"]
    assert "另一个局的任务" not in page
    figures = dict(re.findall(r"<small>([^<]+)</small><b>([^<]+)</b>", home(people.chen)))
    assert figures["我负责的"] == "1"


def test_a_unit_sees_its_milestones_of_the_week_and_the_overdue(people: People) -> None:
    record = task_in("acknowledged", people)
    for title, day in (("上周的", 10), ("周日的", 22), ("下周一的", 23), ("已经做完的", 19)):
        apply_transition(record, "plan", people.li, milestone_title=title, milestone_due=dt.date(2026, 11, day))
    done = record.milestones.get(title="已经做完的")
    apply_transition(record, "reach", people.li, milestone=done, **REPORT, **LINK)
    week = home(people.li).split("本周节点和过期节点")[1].split("</section>")[0]
    assert [title for title in ("上周的", "周日的", "下周一的", "已经做完的") if title in week] == ["上周的", "周日的"]
    assert "已过期" in week


def test_a_unit_reads_the_instructions_on_its_tasks(people: People) -> None:
    record = task_in("working", people)
    apply_transition(record, "instruct", people.zhao, words="请月底前拿出成果。")
    assert "请月底前拿出成果。" in home(people.li)
    assert "请月底前拿出成果。" not in home(people.sun)


def test_the_latest_comes_first(people: People) -> None:
    record = task_in("acknowledged", people)
    apply_transition(record, "report", people.li, **REPORT)
    latest = home(people.wang).split("最新动态")[1]
    assert re.findall(r"<p><b>([^<]+)</b>", latest) == ["报送进展", "签收", "审定交办", "立项"]


@pytest.mark.parametrize("who", ["wang", "zhao", "li", "chen", "zhou"])
def test_an_empty_ledger_has_a_home_page(who: str, people: People) -> None:
    assert browser_of(getattr(people, who)).get(reverse("home")).status_code == 200


def test_another_zone_sees_nothing_of_it(people: People, ledger: None) -> None:
    page = home(people.zhou)
    assert "任务）" not in page
    assert {count for _url, count in numbers(page)} == {0}


def test_the_home_page_takes_a_fixed_number_of_queries(
    people: People, ledger: None, django_assert_max_num_queries: Any
) -> None:
    browser = browser_of(people.wang)
    browser.get(reverse("home"))
    with django_assert_max_num_queries(25):
        browser.get(reverse("home"))


def test_a_leader_sees_first_what_waits_for_their_approval(people: People) -> None:
    assert "待您审定" not in browser_of(people.zhao).get("/").content.decode()
    task_in("pending", people)
    page = browser_of(people.zhao).get("/").content.decode()
    assert "1 项待您审定" in page
    assert "待您审定" not in browser_of(people.wang).get("/").content.decode()
