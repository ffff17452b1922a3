"""The funnel: how far records came, how many went on, how long it took, and the list behind each number."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.http import QueryDict
from django.test import Client
from people import People, browser_of
from sample import SAMPLE, born, step

from luoshi.core import clock
from luoshi.records import flow, registry
from luoshi.records.columns import column
from luoshi.records.items.asking import ItemFilter
from luoshi.records.items.funnel import Funnel, funnel
from luoshi.records.models import Record

FUNNEL = "/pipelines/sample/funnel/"


def asked(people: People, query: str = "") -> Funnel:
    return funnel(ItemFilter(SAMPLE, QueryDict(query), people.wang), column(SAMPLE, "industry"))


def counts(found: Funnel) -> list[int]:
    return [stage.count for stage in found.stages]


def a_year(people: People) -> None:
    born(people, "只是想法")
    step(born(people, "谈了没成", industry="energy"), "talk", people, "2026-03-12")
    lost = Record.objects.get(title="谈了没成")
    step(lost, "lose", people, "2026-04-01", reason="另选他处。")
    for title, day in (("快的", "2026-03-06"), ("慢的", "2026-03-22")):
        step(step(born(people, title, industry="energy"), "talk", people, day), "deal", people, "2026-05-01")


def test_what_was_lost_counts_for_the_stages_it_reached(people: People) -> None:
    a_year(people)
    found = asked(people)
    assert counts(found) == [4, 3, 2]
    assert [stage.went_on for stage in found.stages] == [None, 75, 67]
    assert [stage.here for stage in found.stages] == [1, 0, 2]
    assert found.through == 50


def test_the_median_of_the_days_between_two_stages(people: People) -> None:
    a_year(people)
    assert [stage.days for stage in asked(people).stages] == [None, 10, 48]


def test_who_skipped_a_stage_reached_it(people: People) -> None:
    step(born(people, "一步到位"), "deal", people, "2026-03-12")
    found = asked(people)
    assert counts(found) == [1, 1, 1]
    assert [stage.days for stage in found.stages] == [None, None, None]


def test_a_step_that_was_taken_back_was_not_reached(people: People) -> None:
    record = step(born(people, "点错了"), "talk", people, "2026-03-12")
    flow.take_back(record, people.li)
    assert counts(asked(people)) == [1, 0, 0]
    assert counts(asked(people, "reached=talk")) == [0, 0, 0]
    step(record, "talk", people, "2026-03-20")
    assert counts(asked(people)) == [1, 1, 0]
    assert asked(people).stages[1].days == 18


def numbers(browser: Client, page: str) -> list[tuple[int, int]]:
    """What each link of the funnel says, and how many its list holds."""
    links = re.findall(r'<a href="(/pipelines/sample/\?[^"]+)">(\d+)</a>', page)
    lists = ((browser.get(url.replace("&amp;", "&")), int(said)) for url, said in links)
    return [(said, answer.context["page"].paginator.count) for answer, said in lists]


def test_a_step_that_is_declared_no_more_still_counts_where_it_led(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    step(born(people, "老办法"), "talk", people, "2026-03-12")
    without = tuple(one for one in SAMPLE.transitions if one.name != "talk")
    monkeypatch.setitem(registry._TYPES, SAMPLE.name, replace(SAMPLE, transitions=without))
    later = registry.record_type(SAMPLE.name)
    for query in ("", "reached=talk"):
        assert counts(funnel(ItemFilter(later, QueryDict(query), people.wang))) == [1, 1, 0]


def test_each_number_opens_a_list_of_as_many(people: People) -> None:
    a_year(people)
    born(people, "上年的", "2025-06-01")
    wang = browser_of(people.wang)
    with clock.at(dt.date(2026, 6, 1)):
        page = wang.get(f"{FUNNEL}?born_from=2026-01-01&group=industry").content.decode()
        found = numbers(wang, page)
    assert [said for said, _held in found] == [4, 1, 3, 2, 2, 3, 3, 2]
    assert all(said == held for said, held in found)


def test_a_period_is_the_days_in_which_records_came_in(people: People) -> None:
    born(people, "上年的", "2025-12-31")
    born(people, "今年的", "2026-01-01")
    with clock.at(dt.date(2026, 6, 1)):
        page = browser_of(people.wang).get(FUNNEL).content.decode()
    assert "born_from=2026-01-01" in page
    assert "born_from=2025-01-01&amp;born_to=2025-12-31" in page
    assert counts(asked(people, "born_from=2026-01-01")) == [1, 0, 0]
    assert counts(asked(people, "born_to=2025-12-31")) == [1, 0, 0]


def test_groups_stand_largest_first_and_what_has_none_is_named(people: People) -> None:
    a_year(people)
    found = [(group.label, [share.count for share in group.shares]) for group in asked(people).groups]
    assert found == [("新能源", [3, 3, 2]), ("未填", [1, 0, 0])]


def test_a_unit_counts_its_own(people: People) -> None:
    a_year(people)
    assert "共 4 件" in browser_of(people.li).get(FUNNEL).content.decode()
    assert "没有符合条件的记录" in browser_of(people.sun).get(FUNNEL).content.decode()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "20026-01-01"])
@pytest.mark.parametrize("name", ["born_from", "born_to", "due_to"])
@pytest.mark.parametrize("page", ["", "board/", "calendar/", "funnel/"])
def test_a_day_that_no_ledger_speaks_of_is_left_out(name: str, day: str, page: str, people: People) -> None:
    answer = browser_of(people.wang).get(f"/pipelines/project/{page}", {name: day})
    assert answer.status_code == 200
