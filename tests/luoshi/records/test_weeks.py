"""周计划: the zone by unit, a unit by person, one's own list; every cell what is due then, with its light."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from desk import press
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from people import LINK, REPORT, People, appoint, browser_of, draft, oversee, take_to, task_in
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records import weeks
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record

MONDAY = dt.date(2026, 11, 16)
NOW = MONDAY + dt.timedelta(days=2)
LEFT, THIS, NEXT, THIRD, FOURTH = range(5)


@pytest.fixture(autouse=True)
def _a_wednesday() -> Any:
    with clock.at(NOW):
        yield


def planned(
    people: People, title: str, *milestones: tuple[str, int], post: Post | None = None, **fields: Any
) -> Record:
    """A task in hand whose milestones lie so many days after the Monday."""
    with clock.at(dt.date(2026, 3, 2)):
        record = take_to(draft(people, title, **fields), "assigned", people)
        for name, days in milestones:
            day = MONDAY + dt.timedelta(days=days)
            apply_transition(
                record, "plan", people.wang, milestone_title=name, milestone_due=day, milestone_post=post
            )  # fmt: skip
        if record.task.lead_id == people.science.pk:
            apply_transition(record, "acknowledge", people.li)
    return record


def page_of(post: Post, **asked: Any) -> str:
    return browser_of(post).get(reverse("weeks"), asked).content.decode()


def table(post: Post, **asked: Any) -> dict[str, list[list[str]]]:
    """Line → its cells → the milestones in them, as the page shows them."""
    found = {}
    for row in re.findall(r"<tr>\s*(<td.*?)</tr>", page_of(post, **asked), re.DOTALL):
        cells = re.findall(r"<td([^>]*)>(.*?)</td>", row, re.DOTALL)
        who = [re.sub(r"<[^>]+>", "", text).strip() for attributes, text in cells if "card-line" in attributes]
        weeks = [re.findall(r"<b>([^<]+)</b>", text) for attributes, text in cells if "card-line" not in attributes]
        found[who[0] if who else "我"] = weeks
    return found


def test_a_leader_sees_the_zone_by_unit_week_by_week(people: People) -> None:
    planned(people, "建设概念验证中心", ("选址", -3), ("装修", 0), ("挂牌", 6), ("招商", 7), ("验收", 27), ("以后", 28))
    planned(people, "培育产业集群", ("签约", 14), lead=people.industry)
    assert table(people.zhao) == {
        "科技创新局": [["选址"], ["装修", "挂牌"], ["招商"], [], ["验收"]],
        "产业促进局": [[], [], [], ["签约"], []],
    }


def test_a_liaison_sees_the_own_unit_by_person_and_an_owner_the_own_list(people: People) -> None:
    planned(people, "建设概念验证中心", ("选址", 1), post=people.chen)
    planned(people, "举办路演", ("场地", 2), post=people.li)
    planned(people, "没有定人的", ("摸底", 3))
    planned(people, "别人的", ("签约", 1), lead=people.industry, support=[people.science])
    assert table(people.li) == {
        "李强": [[], ["场地"], [], [], []],
        "陈晨": [[], ["选址"], [], [], []],
        "未定责任人": [[], ["摸底"], [], [], []],
    }
    assert table(people.chen) == {"我": [[], ["选址"], [], [], []]}


def test_a_milestone_of_a_supporting_units_post_stands_with_that_unit(people: People) -> None:
    planned(people, "建设概念验证中心", ("提供用地", 1), post=people.sun, support=[people.industry])
    assert table(people.zhao) == {"产业促进局": [[], ["提供用地"], [], [], []]}
    assert table(people.sun) == {"孙丽": [[], ["提供用地"], [], [], []]}


def test_a_task_without_a_milestone_on_its_deadline_stands_with_the_deadline(people: People) -> None:
    saturday = MONDAY + dt.timedelta(days=5)
    planned(people, "没有节点的", due=NOW)
    planned(people, "周五有节点的", ("收尾", 4), due=saturday)
    planned(people, "只有早的节点的", ("启动", 0), due=saturday)
    assert table(people.zhao)["科技创新局"][THIS] == ["启动", "完成时限", "收尾", "完成时限"]


def test_what_is_evidenced_is_done_and_leaves_no_leftover(people: People) -> None:
    record = planned(people, "建设概念验证中心", ("选址", -3), ("装修", 1))
    for milestone in record.milestones.all():
        apply_transition(record, "reach", people.li, milestone=milestone, **REPORT, **LINK)
    assert table(people.zhao)["科技创新局"][:2] == [[], ["装修"]]
    page = page_of(people.zhao)
    assert "佐证1份" in page
    assert "以前未完成 0 项，本周 1 项、已完成 1 项" in page


def test_each_has_the_calendars_light(people: People) -> None:
    planned(people, "建设概念验证中心", ("早该完成", -3), ("今天", 2), ("周五", 4), ("下周五", 11))
    lights = re.findall(r'light-shape" aria-hidden="true">.</span>([^<]+)</span> <span', page_of(people.zhao))
    assert lights == ["逾期5天", "今日到期", "剩2个工作日", "正常"]


def test_filters_stand_in_the_address(people: People) -> None:
    planned(people, "建设概念验证中心", ("选址", 1), ("装修", 3), post=people.chen)
    record = planned(people, "培育产业集群", ("签约", 1), lead=people.industry)
    done = planned(people, "举办路演", ("场地", 2), post=people.li)
    apply_transition(done, "reach", people.li, milestone=done.milestones.get(), **REPORT, **LINK)
    assert set(table(people.zhao, unit=people.industry.pk)) == {"未定责任人"}
    assert table(people.zhao, person=people.chen.person_id)["陈晨"][THIS] == ["选址", "装修"]
    assert table(people.zhao, show="done")["科技创新局"][THIS] == ["场地"]
    assert table(people.zhao, by="person")["李强"][THIS] == ["场地"]
    assert table(people.zhao, week="2026-11-27")["科技创新局"][LEFT] == ["选址", "装修"]
    assert record.title in page_of(people.zhao, unit="无", week="昨天", by="?", show="?", person="9" * 30)


def test_what_is_not_handed_out_or_withdrawn_is_not_due(people: People) -> None:
    record = draft(people, due=NOW)
    apply_transition(record, "plan", people.wang, milestone_title="选址", milestone_due=NOW)
    task_in("withdrawn", people, "已撤销", due=NOW)
    assert table(people.wang) == {}


def test_a_unit_does_not_see_what_it_has_no_part_in(people: People) -> None:
    planned(people, "建设概念验证中心", ("选址", 1))
    assert table(people.sun) == {}
    assert table(people.zhou) == {}


def test_a_milestone_is_reported_from_the_week_as_one_entry_for_all_tables(people: People) -> None:
    record = planned(people, "建设概念验证中心", ("选址", 1))
    browser = browser_of(people.li)
    page = browser.get(reverse("weeks"), {"show": "open"}).content.decode()
    address = re.search(r'<a class="no-print" href="([^"]+)">报送', page)
    assert address
    form = browser.get(address[1].replace("&amp;", "&")).content.decode()
    milestone = record.milestones.get()
    assert f'<option value="{milestone.pk}" selected>选址</option>' in form
    record.refresh_from_db()
    answers = {
        "reach-version": record.version, "reach-milestone": milestone.pk, "reach-progress_note": "选址已定。",
        "reach-problem": "指标不足", "reach-next_step": "报请调剂", "reach-evidence_link": LINK["evidence_link"],
        "back": "show=open",
    }  # fmt: skip
    answer = browser.post(reverse("act", args=[record.pk, "reach"]), answers)
    assert answer["Location"] == f"{reverse('weeks')}?show=open"
    task = Record.objects.get(pk=record.pk).task
    assert (task.progress_note, task.problem, task.next_step) == ("选址已定。", "指标不足", "报请调剂")
    assert record.evidence.get().milestone == milestone


def test_only_who_may_report_is_offered_it(people: People) -> None:
    planned(people, "建设概念验证中心", ("选址", 1), support=[people.industry], post=people.sun)
    assert "报送</a>" in page_of(people.wang)
    assert "报送</a>" not in page_of(people.zhao)
    assert "报送</a>" not in page_of(people.sun)


def test_a_long_cell_is_cut_with_a_link_to_the_rest(people: People) -> None:
    planned(people, "建设概念验证中心", *((f"第{n}步", 1) for n in range(9)))
    assert len(table(people.zhao)["科技创新局"][THIS]) == 6
    assert "还有 3 项" in page_of(people.zhao)


def test_the_number_of_queries_does_not_grow_with_the_list(people: People) -> None:
    browser = browser_of(people.zhao)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert browser.get(reverse("weeks")).status_code == 200
        return len(counted)

    planned(people, "第一项", ("选址", 1))
    queries()
    few = queries()
    for number in range(5):
        planned(
            people,
            f"第{number}批",
            ("选址", 1),
            ("装修", 8),
            post=appoint(f"p{number}", f"人{number}", people.science, Role.OWNER),
        )
    assert queries() == few


@pytest.mark.parametrize(("paper", "said"), [("a4", "paper-a4.css"), ("a3", "paper-a3.css"), ("a5", None)])
def test_the_paper_is_chosen_in_the_address(paper: str, said: str | None, people: People) -> None:
    assert re.findall(r"paper-\w+\.css", page_of(people.zhao, paper=paper)) == ([said] if said else [])


def test_many_left_over_never_hide_this_week_and_the_cut_is_said(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weeks, "MOST", 2)
    planned(people, "建设概念验证中心", ("一", -9), ("二", -8), ("三", -7), ("本周的", 1))
    assert table(people.zhao)["科技创新局"][:2] == [["一", "二"], ["本周的"]]
    assert "节点太多，没有全部列出" in page_of(people.zhao)


def test_on_a_phone_a_milestone_is_reported_with_a_file(
    browser: Browser, live_server: LiveServer, people: People, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    record = planned(people, "建设概念验证中心", ("选址", 1))
    session = browser_of(people.li).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(base_url=live_server.url, locale="zh-CN", viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto("/weeks/?week=2026-11-16&show=open")
    press(page.get_by_role("link", name="报送"))
    page.get_by_label("进展情况").fill("选址已定，四至明确。")
    page.get_by_label("佐证材料").set_input_files(
        {"name": "选址意见书.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    )
    press(page.get_by_role("button", name="完成节点"))
    assert page.url == f"{live_server.url}/weeks/?week=2026-11-16&show=open"
    page.goto("/weeks/?week=2026-11-16&show=done")
    assert "佐证1份" in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints == []
    context.close()
    assert record.evidence.get().name == "选址意见书.pdf"


def test_an_overseer_is_offered_nothing_that_the_zone_does_itself(people: People) -> None:
    record = task_in("working", people, due=clock.today() + dt.timedelta(days=3))
    above, _leader = oversee(people.zone)
    for path in (reverse("weeks"), reverse("record", args=[record.pk])):
        own, shown = (browser_of(post).get(path).content.decode() for post in (people.wang, above))
        assert record.title in shown
        assert f"/ledger/{record.pk}/act/report/" in own
        assert f"/ledger/{record.pk}/act/" not in shown
        assert "添加子任务" not in shown
