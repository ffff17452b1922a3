"""Someone leaves: what they hold passes to a successor in one act, or stays visible as left behind."""

import datetime as dt
from typing import Any

import pytest
from handed import PLAN, payload_of, review_of
from people import People, appoint, browser_of, draft, task_in

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.handover import hand_over, unsettled
from luoshi.org.models import AuditEntry, Kind, Post
from luoshi.org.roles import Role
from luoshi.records.audit import Count, verify
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record

DAY = dt.date(2026, 12, 1)


@pytest.fixture
def heir(people: People) -> Post:
    """吴凡, who takes over from 陈晨 in the 科技创新局."""
    return appoint("wufan", "吴凡", people.science, Role.OWNER)


@pytest.fixture
def tasks(people: People) -> list[Record]:
    """陈晨 owns one, has a milestone in another, owns one that is closed, and one of another unit's."""
    owned, with_step = task_in("working", people, "甲", owner=people.chen.person), task_in("working", people, "乙")
    plan: dict[str, Any] = {"milestone_title": "选址", "milestone_due": DAY, "milestone_post": people.chen}
    apply_transition(with_step, "plan", people.li, **plan)
    closed = task_in("closed", people, "丙", owner=people.chen.person)
    elsewhere = draft(people, "丁", lead=people.industry, owner=people.chen.person)
    return [owned, with_step, closed, elsewhere]


def leave(post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(ends=clock.today() - dt.timedelta(days=1))


def test_the_page_lists_what_is_held_and_one_button_passes_it_on(
    tasks: list[Record], heir: Post, people: People
) -> None:
    client, url = browser_of(people.wang), f"/organisation/posts/{people.chen.pk}/hand-over/"
    page = client.get(url).content.decode()
    assert "甲" in page
    assert "选址" in page
    assert "丙" not in page
    client.post(url, {"successor": heir.pk})
    owned, with_step, closed, elsewhere = (Record.objects.get(pk=task.pk) for task in tasks)
    assert owned.task.owner == heir.person
    assert with_step.milestones.get().post == heir
    assert closed.task.owner == people.chen.person
    assert elsewhere.task.owner == people.chen.person
    assert "没有未办结的工作" in client.get(url).content.decode()


def test_each_task_tells_of_it_in_its_history_and_still_verifies(
    tasks: list[Record], heir: Post, people: People
) -> None:
    hand_over(people.chen, heir, people.wang)
    for task in tasks[:2]:
        last = task.events.last()
        assert (last.label, last.post) == ("工作交接", people.wang)
        page = browser_of(people.wang).get(f"/ledger/{task.pk}/").content.decode()
        assert "吴凡（科技创新局 责任人）" in page
    assert tasks[2].events.last().label == "核查通过"
    assert list(verify(Count())) == []
    entry = AuditEntry.objects.get(kind=Kind.HANDED_OVER)
    assert (entry.about, entry.details["moved"]) == (people.chen.person, "任务 2")


@pytest.mark.usefixtures("tasks")
def test_leaving_without_handing_over_is_a_warning_until_it_is_done(heir: Post, people: People) -> None:
    assert unsettled(people.zone) == []
    leave(people.chen)
    for who in ("wang", "system"):
        page = browser_of(getattr(people, who)).get("/organisation/").content.decode()
        assert "陈晨（科技创新局 责任人）：任务 1、节点 1" in page
        assert ("去交接" in page) is (who == "wang")
        assert "甲" not in page.split("<main")[1]
    hand_over(people.chen, heir, people.wang)
    assert unsettled(people.zone) == []


@pytest.mark.usefixtures("tasks")
def test_a_locked_account_is_a_warning_too_and_another_post_in_the_unit_is_none(people: People) -> None:
    Post.objects.create(person=people.chen.person, unit=people.science, role=Role.LIAISON, starts=dt.date(2020, 1, 1))
    leave(people.chen)
    assert [left for _post, left in unsettled(people.zone)] == ["节点 1"]
    people.chen.person.is_active = False
    people.chen.person.save()
    assert "任务 1、节点 1" in [left for _post, left in unsettled(people.zone)]


def test_reviews_that_wait_go_to_another_supervisor(people: People) -> None:
    other = appoint("second", "丁越", people.office, Role.SUPERVISOR)
    review = review_of(payload_of(PLAN), people)
    hand_over(people.wang, other, other)
    review.refresh_from_db()
    assert (review.created_by, review.keeper) == (people.wang, other)
    assert "丁越接手" in browser_of(other).get(f"/intake/{review.pk}/").content.decode()
    with pytest.raises(Refused, match="不用交接"):
        hand_over(people.wang, other, other)


def test_a_leaders_tasks_go_to_another_leader(people: People) -> None:
    task = task_in("working", people, leader=people.zhao.person)
    hand_over(people.zhao, people.he, people.wang)
    task.task.refresh_from_db()
    assert task.task.leader == people.he.person


@pytest.mark.usefixtures("tasks")
@pytest.mark.parametrize("to", ["wang", "he", "auditor", "zhou", "chen"])
def test_work_goes_on_in_a_post_of_the_same_standing_in_the_zone(to: str, people: People) -> None:
    with pytest.raises(Refused, match="不能接手"):
        hand_over(people.chen, getattr(people, to), people.wang)


@pytest.mark.usefixtures("tasks")
@pytest.mark.parametrize("by", ["li", "zhao", "system", "security", "zhou"])
def test_the_supervisor_of_the_zone_hands_over(by: str, heir: Post, people: People) -> None:
    with pytest.raises(Refused, match="由本区督查员办理"):
        hand_over(people.chen, heir, getattr(people, by))
