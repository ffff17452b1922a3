"""The level above the zones: it reads what they have handed out, compares results, and changes nothing."""

import datetime as dt
import re
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse
from handed import PLAN, payload_of, review_of
from people import REPORT, People, browser_of, draft, oversee, task_in
from workbook import rows_of
from workbook import tasks_of as tasks_in

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.documents.models import Document
from luoshi.intake.models import Review
from luoshi.org.models import Person, Post, Unit
from luoshi.records import flow
from luoshi.records.actions import NewTask, Quote, create_task
from luoshi.records.comparison import Comparison
from luoshi.records.models import Record
from luoshi.records.queries import LedgerFilter, tasks_of
from luoshi.supervision.issuing import NewNotice, issue
from luoshi.supervision.models import Level


@pytest.fixture
def above(people: People) -> tuple[Post, Post]:
    return oversee(people.zone, people.other_zone)


def test_the_overseer_reads_what_its_zones_handed_out_and_no_draft(people: People, above: tuple[Post, Post]) -> None:
    open_one, hidden = task_in("assigned", people), draft(people, "未交办")
    for post in above:
        assert list(Record.objects.visible_to(post)) == [open_one]
    assert hidden in Record.objects.visible_to(people.wang)


def test_it_reads_cited_documents_and_nothing_of_people_or_of_the_sifting(
    people: People, above: tuple[Post, Post]
) -> None:
    document = review_of(payload_of(PLAN), people).reading.document
    quotes = [Quote(document, [[0, 4]], document.text[:4])]
    assert not Document.objects.visible_to(above[0]).exists()
    task_in("assigned", people, quotes=quotes)
    task_in("assigned", people, "又一项", quotes=quotes)
    assert list(Document.objects.visible_to(above[0])) == [document]
    assert not Review.objects.visible_to(above[0]).exists()
    assert people.li.person not in Person.objects.visible_to(above[0])
    assert people.science not in Unit.objects.visible_to(above[0])


def test_a_zone_does_not_see_its_overseer_nor_its_sisters(people: People, above: tuple[Post, Post]) -> None:
    own = create_task(NewTask(title="省里的任务", wording="。"), above[0])
    task = task_in("assigned", people)
    assert own not in Record.objects.visible_to(people.wang)
    assert not Record.objects.visible_to(people.zhou).exists()
    assert set(Record.objects.visible_to(above[0])) == {own, task}


@pytest.mark.parametrize("state", ["assigned", "working", "submitted", "verifying", "suspended", "closed"])
def test_the_overseer_takes_no_step_but_an_instruction(state: str, people: People, above: tuple[Post, Post]) -> None:
    supervisor, leader = above
    task = task_in(state, people)
    assert flow.available(task, supervisor) == []
    assert {step.name for step in flow.available(task, leader)} <= {"instruct"}
    for step in ("suspend", "withdraw", "close", "report"):
        with pytest.raises(Refused, match=r"由云溪高新区办理，上级主管只查看|没有这项操作"):
            flow.apply_transition(task, step, supervisor, **REPORT, reason="。", conclusion="。")


def test_an_instruction_from_above_stands_in_the_tasks_history(people: People, above: tuple[Post, Post]) -> None:
    task = task_in("working", people)
    event = flow.apply_transition(task, "instruct", above[1], words="年底前必须见效。")
    assert event.signature.unit_name == "省高新区工作处"
    assert Record.objects.get(type="instruction").zone == people.zone  # it lies before the zone's own 督查室
    page = browser_of(people.wang).get(reverse("record", args=[task.pk])).content.decode()
    assert "年底前必须见效" in page
    assert "省高新区工作处 叶青" in page


def test_it_issues_no_notice_about_a_zones_task(people: People, above: tuple[Post, Post]) -> None:
    task = task_in("working", people)
    with pytest.raises(Refused, match="上级主管只查看"):
        issue([task], NewNotice(Level.REMINDER, "进度滞后。", "重点任务", "限期赶上。", 3), above[0])
    assert not Record.objects.filter(type="notice").exists()


def closed(people: People, title: str, due: dt.date) -> Record:
    return task_in("closed", people, title, due=due)


def test_the_home_page_compares_by_results_and_each_figure_is_its_list(
    people: People, above: tuple[Post, Post]
) -> None:
    today = clock.today()
    this_year = dt.date(today.year, 12, 31)
    closed(people, "按期的", this_year)
    closed(people, "迟了的", dt.date(today.year, 1, 1))
    task_in("working", people, "逾期的", due=today - dt.timedelta(days=1))
    task_in("working", people, "在办的", due=this_year)
    [line, other] = Comparison(above[0]).lines
    counts = {name: figure.count for name, figure in line.figures.items()}
    late_this_year = 1 if (today - dt.timedelta(days=1)).year == today.year else 0
    assert counts == {
        "year": 3 + late_this_year, "year_done": 2, "on_time": 1, "extended": 0, "late": 1, "open": 2,
    }  # fmt: skip
    assert (line.on_time_rate, line.longest_late, other.rate) == (50.0, 1, None)
    browser = browser_of(above[0])
    page = browser.get(reverse("home")).content.decode()
    for figure in line.figures.values():
        assert figure.url.replace("&", "&amp;") in page
        listed = browser.get(figure.url).context["page"].paginator.count
        assert listed == figure.count, figure.url


def test_the_ledger_names_the_zone_and_is_filtered_by_it(people: People, above: tuple[Post, Post]) -> None:
    task_in("assigned", people)
    page = browser_of(above[0]).get(reverse("ledger")).content.decode()
    assert re.search(r'class="zone-of">云溪高新区', page)
    assert "云溪高新区 · 科技创新局" in page  # in the list of units
    asked = browser_of(above[0]).get(reverse("ledger"), {"zone": people.other_zone.pk})
    assert asked.context["page"].paginator.count == 0
    own = browser_of(people.wang).get(reverse("ledger")).content.decode()
    assert "zone-of" not in own
    assert 'name="zone"' not in own


def test_a_zone_cannot_ask_for_anothers_by_the_address(people: People, above: tuple[Post, Post]) -> None:
    task_in("assigned", people)
    assert browser_of(people.zhou).get(reverse("ledger"), {"zone": people.zone.pk}).context["page"].paginator.count == 0
    assert "zone" not in LedgerFilter(QueryDict(f"zone={people.zone.pk}"), people.zhou).fields


def test_the_sheet_says_which_zone_a_task_is_of(people: People, above: tuple[Post, Post]) -> None:
    task_in("assigned", people)
    book = browser_of(above[0]).get(reverse("task_sheet")).content
    assert rows_of(book)[0][0] == "省高新区工作处及所辖各区重点工作任务分解表"
    assert [line["高新区"] for line in tasks_in(book)] == ["云溪高新区"]
    one = browser_of(above[0]).get(reverse("task_sheet"), {"zone": people.zone.pk}).content
    assert rows_of(one)[0][0] == "云溪高新区重点工作任务分解表"


def test_once_it_is_no_longer_the_overseer_it_sees_nothing(people: People, above: tuple[Post, Post]) -> None:
    task_in("assigned", people)
    Unit.objects.filter(pk=people.zone.pk).update(parent=None)
    fresh: Any = Post.objects.get(pk=above[0].pk)
    assert not tasks_of(fresh).exists()
