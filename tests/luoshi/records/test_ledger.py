"""The ledger's list, as the one who looks through it sees it."""

import datetime as dt
import re
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from people import People, browser_of, draft, task_in

from luoshi.core import clock
from luoshi.documents.models import Document
from luoshi.records.actions import Quote
from luoshi.records.flow import apply_transition
from luoshi.records.queries import SCOPES, LedgerFilter

TODAY = dt.date(2026, 11, 18)  # a Wednesday


@pytest.fixture(autouse=True)
def today() -> Any:
    with clock.at(TODAY):
        yield


def titles(browser: Client, **query: Any) -> list[str]:
    """The lines of the list, in its order."""
    page = browser.get(reverse("ledger"), query).content.decode()
    return re.findall(r'card-line"><a href="[^"]+">([^<]+)</a>', page)


@pytest.fixture
def wang(people: People) -> Client:
    return browser_of(people.wang)


@pytest.fixture
def ledger(people: People) -> dict[str, Any]:
    """One task for each question the filters ask."""
    day = dt.timedelta(days=1)
    return {
        "draft": draft(people, "起草中的任务", lead=None, due=None),
        "late": task_in("working", people, "逾期的任务", due=TODAY - day, support=[people.industry]),
        "soon": task_in("assigned", people, "快到期的任务", due=TODAY + 2 * day, owner=people.chen.person),
        "far": task_in("submitted", people, "时间还早的任务", due=TODAY + 300 * day),
        "closed": task_in("closed", people, "办结的任务", due=TODAY + 5 * day),
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["起草中的任务", "逾期的任务", "快到期的任务", "时间还早的任务", "办结的任务"]),
        ({"state": ["working", "assigned"]}, ["逾期的任务", "快到期的任务"]),
        ({"light": ["red"]}, ["逾期的任务"]),
        ({"light": ["yellow", "blue"]}, ["快到期的任务", "办结的任务"]),
        ({"scope": "open"}, ["逾期的任务", "快到期的任务", "时间还早的任务"]),
        ({"scope": "late"}, ["逾期的任务"]),
        ({"scope": "soon"}, ["快到期的任务"]),
        ({"scope": "pending"}, ["起草中的任务"]),
        ({"scope": "assigned"}, ["快到期的任务"]),
        ({"scope": "in_hand"}, ["逾期的任务"]),
        ({"scope": "to_verify"}, ["时间还早的任务"]),
        ({"scope": "returned"}, []),
        ({"scope": "year"}, ["逾期的任务", "快到期的任务", "办结的任务"]),
        ({"scope": "year_done"}, ["办结的任务"]),
        ({"due_from": "2026-11-18", "due_to": "2026-11-20"}, ["快到期的任务"]),
        ({"q": "到期"}, ["快到期的任务"]),
        ({"q": "到期", "scope": "late"}, []),
        ({"sort": "due"}, ["逾期的任务", "快到期的任务", "办结的任务", "时间还早的任务", "起草中的任务"]),
        ({"sort": "-due"}, ["时间还早的任务", "办结的任务", "快到期的任务", "逾期的任务", "起草中的任务"]),
        ({"sort": "light"}, ["逾期的任务", "快到期的任务", "时间还早的任务", "办结的任务", "起草中的任务"]),
        ({"sort": "-code"}, ["办结的任务", "时间还早的任务", "快到期的任务", "逾期的任务", "起草中的任务"]),
        ({"sort": "password"}, ["起草中的任务", "逾期的任务", "快到期的任务", "时间还早的任务", "办结的任务"]),
    ],
)
def test_filters_and_order(query: dict[str, Any], expected: list[str], ledger: dict[str, Any], wang: Client) -> None:
    found = titles(wang, **query)
    assert found == expected if "sort" in query else sorted(found) == sorted(expected)


def test_by_lead_by_part_and_by_owner(people: People, ledger: dict[str, Any], wang: Client) -> None:
    assert len(titles(wang, lead=people.science.pk)) == 4
    assert titles(wang, lead=people.industry.pk) == []
    assert titles(wang, unit=people.industry.pk) == ["逾期的任务"]
    assert titles(wang, owner=people.chen.person_id) == ["快到期的任务"]


def test_by_source_document(people: People, wang: Client) -> None:
    text = "加快建设概念验证中心。"
    document = Document.objects.create(
        zone=people.zone, title="分工方案", kind="plan", source_sha256="0", text=text, text_sha256="1",
        uploaded_by=people.wang,
    )  # fmt: skip
    draft(people, "有出处的任务", quotes=[Quote(document, [[0, len(text)]], text)])
    draft(people, "手工录入的任务")
    assert titles(wang, document=document.pk) == ["有出处的任务"]


def test_the_list_of_a_past_day_shows_its_lights_and_leads(people: People, wang: Client) -> None:
    with clock.at(dt.date(2026, 9, 1)):
        record = draft(people, "换过牵头单位的任务", due=dt.date(2026, 9, 20))
        task_in("assigned", people, "一直没动的任务", due=dt.date(2026, 9, 20))
    apply_transition(record, "amend", people.wang, lead=people.industry)
    past = {"as_of": "2026-09-30", "lead": people.science.pk}
    assert titles(wang, **past, light="red") == ["一直没动的任务"]
    assert titles(wang, **past, light="none") == ["换过牵头单位的任务"]
    assert "逾期10天" in wang.get(reverse("ledger"), past).content.decode()
    assert titles(wang, as_of="2026-08-31", light="red") == []


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=99999999999999999999", "page=x", "lead=x", "lead=99999999999999999999", "state=x",
     "light=", "due_from=x", "due_from=0001-01-01", "as_of=0001-01-01", "as_of=9999-12-31", "q=%00",
     "q=" + "长" * 999, "scope=x"],
)  # fmt: skip
def test_odd_addresses_are_answered(query: str, ledger: dict[str, Any], wang: Client) -> None:
    assert wang.get(f"{reverse('ledger')}?{query}").status_code == 200


def test_a_value_that_makes_no_sense_is_left_out(people: People, ledger: dict[str, Any]) -> None:
    asked = LedgerFilter(QueryDict("state=x&scope=late"), people.wang)
    assert [record.title for record in asked.queryset()] == ["逾期的任务"]
    assert "state" in asked.errors


def test_links_keep_what_was_asked(people: People) -> None:
    asked = LedgerFilter(QueryDict("light=red&light=yellow&q=建设&page=3"), people.wang)
    kept = QueryDict(asked.query(sort="due", page=None))
    assert dict(kept.lists()) == {"light": ["red", "yellow"], "q": ["建设"], "sort": ["due"]}


def test_the_empty_ledger_says_what_to_do(people: People, wang: Client) -> None:
    assert "台账还是空的" in wang.get(reverse("ledger")).content.decode()
    assert "没有符合条件的任务" in wang.get(reverse("ledger"), {"q": "没有"}).content.decode()


def test_fifty_lines_a_page_in_a_fixed_number_of_queries(
    people: People, wang: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(55):
        draft(people, f"第{n}项任务", support=[people.industry])
    wang.get(reverse("ledger"))
    with django_assert_max_num_queries(17):
        page = wang.get(reverse("ledger")).content.decode()
    assert page.count('name="pick"') == 50
    assert "共 55 条" in page
    assert len(titles(wang, page=2)) == len(titles(wang, page=999)) == 5


def test_every_scope_is_offered_as_a_link(people: People, wang: Client) -> None:
    page = wang.get(reverse("ledger")).content.decode()
    assert [scope.name for scope in SCOPES if f"scope={scope.name}" not in page] == []


def test_a_unit_sees_its_own_handed_out_tasks_only(people: People, ledger: dict[str, Any]) -> None:
    assert len(titles(browser_of(people.li))) == 4
    assert titles(browser_of(people.sun)) == ["逾期的任务"]
    assert titles(browser_of(people.zhou)) == []


def test_titles_are_shown_as_text(people: People, wang: Client) -> None:
    draft(people, "<script>alert(1)</script>")
    assert "<script>alert" not in wang.get(reverse("ledger")).content.decode()
