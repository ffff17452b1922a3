"""节点安排: the proposal beside its words, accepted, changed or refused in one form."""

import datetime as dt
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse
from people import LINK, REPORT, People, browser_of, draft, task_in

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record

MARCH = dt.date(2026, 3, 2)
WORDS = "中试基地6月底前完工，12月底前通过验收。"


@pytest.fixture(autouse=True)
def _in_march() -> Any:
    with clock.at(MARCH):
        yield


def task_page(record: Record, post: Post) -> str:
    return browser_of(post).get(reverse("record", args=[record.pk])).content.decode()


def plan_page(record: Record, post: Post) -> str:
    return browser_of(post).get(reverse("milestones", args=[record.pk])).content.decode()


def answers_of(page: str) -> dict[str, str]:
    """What a browser would send back of the plan's form, unchanged."""
    fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    unticked = set(re.findall(r'type="checkbox" name="([^"]+)"[^>]*', page)) - set(
        re.findall(r'type="checkbox" name="([^"]+)"[^>]*checked', page)
    )
    ticked = dict.fromkeys(re.findall(r'type="checkbox" name="([^"]+)"[^>]*checked', page), "on")
    chosen = {
        name: (re.findall(r'<option value="(\d*)" selected', body) or [""])[0]
        for name, body in re.findall(r'<select name="([^"]+)"(.*?)</select>', page, re.DOTALL)
    }
    return {name: value for name, value in {**fields, **chosen, **ticked}.items() if name not in unticked}


def save(record: Record, post: Post, **changes: str) -> HttpResponse:
    sent = {name: value for name, value in {**answers_of(plan_page(record, post)), **changes}.items() if value != "-"}
    return browser_of(post).post(reverse("milestones", args=[record.pk]), sent, follow=True)


def plan(record: Record) -> list[tuple[str, str]]:
    return [(m.title, m.due.isoformat()) for m in record.milestones.all()]


@pytest.mark.parametrize(("state", "who"), [("draft", "wang"), ("assigned", "li"), ("acknowledged", "chen")])
def test_the_proposal_stands_on_the_task_page_with_its_grounds(state: str, who: str, people: People) -> None:
    page = task_page(task_in(state, people, wording=WORDS), getattr(people, who))
    assert "建议节点" in page
    assert page.count("原文“6月底前”") == 1
    assert "按建议设节点" in page


@pytest.mark.parametrize(("state", "who"), [("draft", "zhao"), ("submitted", "li"), ("closed", "wang")])
def test_who_cannot_plan_is_shown_no_proposal(state: str, who: str, people: People) -> None:
    assert "建议节点" not in task_page(task_in(state, people, wording=WORDS), getattr(people, who))


def test_one_click_takes_it_as_it_is(people: People) -> None:
    record = task_in("assigned", people, wording=WORDS)
    address = reverse("act", args=[record.pk, "adopt_plan"])
    browser_of(people.li).post(address, {"adopt_plan-version": record.version})
    assert plan(record) == [("中试基地完工", "2026-06-30"), ("通过验收", "2026-12-31")]
    assert "建议节点" not in task_page(record, people.li)


def test_it_is_changed_before_it_is_taken(people: People) -> None:
    record = task_in("assigned", people, wording=WORDS)
    changes = {
        "line-0-title": "主体完工",
        "line-0-due": "2026-06-26",
        "line-2-title": "选址",
        "line-2-due": "2026-04-30",
    }
    answer = save(record, people.li, **changes)
    assert "节点安排已保存。" in answer.content.decode()
    assert plan(record) == [("选址", "2026-04-30"), ("主体完工", "2026-06-26"), ("通过验收", "2026-12-31")]
    assert record.milestones.get(title="主体完工").because == "原文“6月底前”"
    assert {str(m.post) for m in record.milestones.exclude(title="选址")} == {str(people.chen)}


def test_a_line_that_is_not_ticked_is_not_taken(people: People) -> None:
    record = task_in("assigned", people, wording=WORDS)
    save(record, people.li, **{"line-0-take": "-"})
    assert plan(record) == [("通过验收", "2026-12-31")]


def test_it_is_refused_with_a_reason_and_not_proposed_again(people: People) -> None:
    record = task_in("assigned", people, wording=WORDS)
    nothing = {"line-0-take": "-", "line-1-take": "-"}
    assert "都要说明原因" in save(record, people.li, **nothing).content.decode()
    save(record, people.li, **nothing, reason="事项单一，按时限办结")
    page = task_page(record, people.li)
    assert plan(record) == []
    assert "建议节点" not in page
    assert "不分节点" in page
    assert "事项单一，按时限办结" in page


def test_a_doubtful_line_is_shown_unticked(people: People) -> None:
    page = plan_page(draft(people, wording="6月底前完工，2027年6月底前验收。"), people.wang)
    assert "晚于完成时限" in page
    boxes = re.findall(r'<input type="checkbox" name="line-\d-take"[^>]*>.*?value="([^"]*)"', page, re.DOTALL)
    unticked = re.findall(
        r'<input type="checkbox" name="line-\d-take"(?![^>]*checked)[^>]*>.*?value="([^"]*)"', page, re.DOTALL
    )
    assert ("验收" in boxes, unticked) == (True, ["验收"])


def test_what_has_evidence_is_read_only_and_kept(people: People) -> None:
    record = task_in("acknowledged", people, wording=WORDS)
    apply_transition(record, "adopt_plan", people.li)
    apply_transition(record, "reach", people.li, milestone=record.milestones.first(), **REPORT, **LINK)
    assert "已佐证" in plan_page(record, people.li)
    save(record, people.li, **{"line-1-due": "2026-11-30"}, reason="提前")
    assert plan(record) == [("中试基地完工", "2026-06-30"), ("通过验收", "2026-11-30")]


def test_a_mistake_comes_back_as_it_was_typed(people: People) -> None:
    record = task_in("assigned", people, wording=WORDS)
    answer = save(record, people.li, **{"line-0-due": "2027-02-30", "line-0-title": "主体封顶"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "第1行“日期”" in page
    assert "主体封顶" in page
    assert plan(record) == []


def test_a_stale_page_is_refused(people: People) -> None:
    record = task_in("assigned", people, wording=WORDS)
    old = str(record.version)
    apply_transition(record, "acknowledge", people.li)
    assert "刚刚被他人更新" in save(record, people.li, version=old).content.decode()


def test_a_day_of_rest_typed_by_hand_is_marked(people: People) -> None:
    record = draft(people)
    apply_transition(record, "plan", people.wang, milestone_title="路演", milestone_due=dt.date(2026, 6, 6))
    assert "休息日" in plan_page(record, people.wang)
