"""One step on many records of a pipeline at once."""

import pytest
from django import forms
from django.test import Client
from people import People, browser_of
from sample import born, step

from luoshi.records import picking
from luoshi.records.declaration import Field
from luoshi.records.many import are_words
from luoshi.records.models import Record

MANY = "/pipelines/sample/many/"


def pick(*records: Record) -> list[str]:
    return [f"{record.pk}-{record.version}" for record in records]


def seen(browser: Client, *records: Record, **asked: str) -> str:
    return browser.get(MANY, {"pick": pick(*records), **asked}).content.decode()


def states() -> dict[str, str]:
    return dict(Record.objects.values_list("title", "state"))


def test_the_table_lets_lines_be_ticked(people: People) -> None:
    record = born(people, "储能电池")
    page = browser_of(people.li).get("/pipelines/sample/?industry=").content.decode()
    assert f'name="pick" value="{record.pk}-{record.version}"' in page
    assert 'action="/pipelines/sample/many/"' in page
    assert "办理筛选出的全部 1 项" in page


def test_each_step_says_how_many_allow_it_and_none_of_other_types(people: People) -> None:
    idea, talked = born(people, "甲"), step(born(people, "乙"), "talk", people, "2026-03-05")
    page = seen(browser_of(people.li), idea, talked)
    assert "批量办理样例：2 项" in page
    assert "能办 2 项" in page.split('value="deal">')[1].split("</button>")[0]
    assert "不能办 1 项" in page.split('value="talk">')[1].split("</button>")[0]
    assert 'value="amend"' not in page, "it would change nothing"
    assert "发督办" not in page


def test_what_is_refused_is_seen_first_and_the_rest_is_done(people: People) -> None:
    idea, talked = born(people, "甲"), step(born(people, "乙"), "talk", people, "2026-03-05")
    li = browser_of(people.li)
    page = seen(li, idea, talked, action="talk")
    assert "“乙”现为洽谈，不能开始洽谈。" in page
    assert states() == {"甲": "idea", "乙": "talk"}
    data = {"pick": pick(idea, talked), "action": "talk", "talk-planned_start": "2026-12-01"}
    done = li.post(MANY, data).content.decode()
    assert "开始洽谈：1 项已办理" in done
    assert states() == {"甲": "talk", "乙": "talk"}
    assert str(Record.objects.get(title="甲").project.planned_start) == "2026-12-01"


def test_all_that_a_filter_finds_are_picked_and_the_way_leads_back(people: People) -> None:
    born(people, "储能电池", industry="energy")
    born(people, "激光雷达", industry="material")
    page = seen(browser_of(people.li), all="1", back="industry=energy")
    assert "储能电池" in page
    assert "激光雷达" not in page
    assert 'href="/pipelines/sample/?industry=energy"' in page


def test_more_than_can_be_looked_through_is_refused(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picking, "MOST_AT_ONCE", 1)
    records = [born(people, "甲"), born(people, "乙")]
    assert "一次最多办 1 项" in seen(browser_of(people.li), *records)


def test_nobody_picks_what_they_do_not_see_nor_records_of_another_type(people: People) -> None:
    record = born(people, "甲")
    assert "没有选中" in seen(browser_of(people.sun), record)
    Record.objects.filter(pk=record.pk).update(type="project")
    assert "没有选中" in seen(browser_of(people.li), record)


def test_a_guard_that_looks_at_more_than_words_is_not_asked_beforehand() -> None:
    words = Field("reason", "理由")
    own = Field("main", "并入哪一件", "line", make=lambda _record, _post: forms.CharField())
    assert are_words(words)
    assert not are_words(own), "what it makes of the text may be a record"
    assert not are_words(Field("due", "完成时限", "date"))
