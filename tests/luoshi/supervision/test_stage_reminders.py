"""Reminders of stages, for every pipeline: to whose move it is, once, gone when the record moves on."""

import datetime as dt

import pytest
from people import People, browser_of
from sample import SAMPLE, born, step

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.records import lights, registry
from luoshi.records.models import Record
from luoshi.supervision.inbox import lines_of
from luoshi.supervision.models import Reminder
from luoshi.supervision.reminding import remind, standing, waiting_count
from luoshi.supervision.waiting import waiting_for


@pytest.fixture(autouse=True)
def sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry._TYPES, SAMPLE.name, SAMPLE)


@pytest.fixture
def talked(people: People) -> Record:
    """In talks since Monday the first of June: for ten days, till Thursday the eleventh."""
    return step(born(people, "储能电池"), "talk", people, "2026-06-01")


def reminded(post: Post, day: str) -> list[str]:
    """What stands for the post after the morning's run of ``day``."""
    with clock.at(dt.date.fromisoformat(day)):
        lights.refresh(clock.today())
        remind()
        return [row.rule for row in standing(post).order_by("id")]


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        ("2026-06-05", []),  # four working days ahead
        ("2026-06-08", ["stage_soon"]),
        ("2026-06-11", ["stage_today"]),
        ("2026-06-12", ["stage_late"]),
        ("2026-06-13", []),  # a Saturday
    ],
)
def test_the_lead_unit_is_reminded_before_on_and_after_the_day(
    talked: Record, people: People, day: str, rules: list[str]
) -> None:
    assert reminded(people.li, day) == rules
    assert Reminder.objects.filter(post__in=[people.sun, people.zhao, people.zhou]).count() == 0


def test_supervisors_hear_of_it_when_it_is_red(talked: Record, people: People) -> None:
    assert reminded(people.wang, "2026-06-11") == []
    assert reminded(people.wang, "2026-06-12") == ["stage_red"]


def test_nothing_is_sent_twice(talked: Record, people: People) -> None:
    for day in ("2026-06-12", "2026-06-12", "2026-06-15"):
        assert reminded(people.li, day) == ["stage_late"]
    assert Reminder.objects.count() == 2, "one for the unit, one for the supervisor"


def test_what_moved_on_is_no_more_to_be_done(talked: Record, people: People) -> None:
    assert reminded(people.li, "2026-06-12") == ["stage_late"]
    step(talked, "deal", people, "2026-06-12")
    assert not standing(people.li).exists()
    assert not standing(people.wang).exists()
    assert waiting_count(people.li) == 0


def test_without_a_lead_unit_the_supervisors_are_told(people: People) -> None:
    record = step(born(people, "储能电池"), "talk", people, "2026-06-01")
    type(record.project).objects.filter(pk=record.pk).update(lead=None)
    assert reminded(people.wang, "2026-06-08") == ["stage_soon"]


def test_the_inbox_leads_to_the_record_and_answers_with_the_step_that_moves_it_on(
    talked: Record, people: People
) -> None:
    reminded(people.li, "2026-06-12")
    with clock.at(dt.date(2026, 6, 12)):
        [line] = lines_of(waiting_for(people.li), people.li)
        page = browser_of(people.li).get("/inbox/").content.decode()
        assert f'href="/pipelines/{talked.pk}/"' in page
        assert "科技创新局" in page
        assert "阶段已超期" in page
        assert line.answer is not None
        assert line.answer.name == "deal"
        answered = browser_of(people.li).post(f"/inbox/{line.reminder.pk}/", {"deal-version": talked.version})
    assert answered.status_code == 302
    assert Record.objects.get(pk=talked.pk).state == "deal"


def test_the_supervisors_line_leads_to_the_record(talked: Record, people: People) -> None:
    reminded(people.wang, "2026-06-12")
    with clock.at(dt.date(2026, 6, 12)):
        assert [line.reminder.rule for line in lines_of(waiting_for(people.wang), people.wang)] == ["stage_red"]


def test_many_lines_take_no_more_queries_than_one(people: People, django_assert_max_num_queries: object) -> None:
    for n in range(4):
        step(born(people, f"第{n}个"), "talk", people, "2026-06-01")
    reminded(people.li, "2026-06-12")
    with clock.at(dt.date(2026, 6, 12)), django_assert_max_num_queries(8):  # type: ignore[operator]
        assert len(lines_of(waiting_for(people.li), people.li)) == 4


def test_a_record_that_nobody_leads_yet_is_told_without_a_unit(talked: Record, people: People) -> None:
    detail = talked.project
    detail.lead = None
    detail.save()
    reminded(people.wang, "2026-06-12")
    with clock.at(dt.date(2026, 6, 12)):
        page = browser_of(people.wang).get("/inbox/").content.decode()
    assert talked.title in page
    assert "None" not in page
