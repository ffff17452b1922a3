"""历年对比: what becomes of terms, what a zone stresses when; every number opens its sentences."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.urls import reverse
from people import People, browser_of
from python_calamine import CalamineWorkbook

from luoshi.core.refusal import Refused
from luoshi.coverage.time.actions import MOST, find, follow
from luoshi.coverage.time.models import Series
from luoshi.coverage.time.shown import Terms
from luoshi.coverage.time.stressed import Stressed
from luoshi.documents.actions import store
from luoshi.documents.models import Document

FILLING = "推进园区道路改造，完善公共服务。加强安全生产检查，办好民生实事。\n" * 40
EARLY = f"2025年云溪市政府工作报告\n\n一、重点工作\n打造江畔夜间街区。治理黑臭水体。城镇新增就业3万人以上。\n{FILLING}"
LATE = (
    "2026年云溪市政府工作报告\n\n一、重点工作\n打造江畔夜间街区。城镇新增就业3.5万人以上。\n"
    f"培育低空物流园。扶持低空物流园。做强低空物流园。建设低空物流园。用好低空物流园。\n{FILLING}"
)


def page(month: int, *measures: str) -> str:
    met = f"{month}月2日,云溪高新区召开党工委会议,学习会议精神。"
    return f"国家高新区第{month}次学习\n\n云溪高新区 打造创新高地\n\n{met}\n\n会议强调,要{''.join(measures)}\n"


def stored(people: People, *texts: str) -> list[Document]:
    return [store(text, people.wang).document for text in texts]


@pytest.fixture
def series(people: People) -> Series:
    early, late = stored(people, EARLY, LATE)
    return follow({late: dt.date(2026, 2, 1), early: dt.date(2025, 2, 1)}, "市里两年", people.wang)


def seen(people: People, path: str) -> str:
    return browser_of(people.zhao).get(path).content.decode()


def test_newly_said_terms_stand_in_their_list_with_a_number_for_every_year(series: Series, people: People) -> None:
    [new] = [group for group in Terms(series).groups if group.kind == "new"]
    row = next(row for row in new.rows if row.term == "低空物流园")
    assert [(name, one["times"]) for name, one in row.cells] == [("2025", 0), ("2026", 5)]
    assert "低空物流园" in seen(people, f"/coverage/time/{series.pk}/")


def test_a_term_opens_its_sentences_in_the_document(series: Series, people: People) -> None:
    told = seen(people, f"/coverage/time/{series.pk}/?term=低空物流园")
    late = series.chosen.last()
    assert late is not None
    start = late.document.text.index("培育低空物流园。")
    assert f"{reverse('document', args=[late.document_id])}?pieces={start}-{start + 8}#cited" in told
    assert "培育<mark>低空物流园</mark>。" in told


def test_a_term_nobody_says_is_told_so(series: Series, people: People) -> None:
    assert "所选文件都没有提到“飞行汽车”" in seen(people, f"/coverage/time/{series.pk}/?term=飞行汽车")


def test_a_voice_s_themes_targets_and_steps(series: Series, people: People) -> None:
    followed = series.followed.get(voice="云溪市政府工作报告")
    stressed = Stressed(followed)
    [target] = stressed.targets
    assert (target.name, target.told) == ("城镇新增就业", "数字调高")
    assert [said for _name, said, _words in target.cells] == ["3万人以上", "3.5万人以上"]
    [step] = stressed.steps
    assert any(before and before.text == "治理黑臭水体。" for before, _after in step.lists["dropped"])
    assert [before.text for before, _ in step.lists["kept"] if before and "夜间" in before.text] == [
        "打造江畔夜间街区。"
    ]
    path = f"/coverage/time/{series.pk}/voice/?name=云溪市政府工作报告"
    assert "数字调高" in seen(people, path)
    assert "培育低空物流园。" in seen(people, f"{path}&show=new")
    assert "治理黑臭水体。" in seen(people, f"{path}&show=dropped")
    assert "条，占" in seen(people, f"{path}&theme={stressed.themes[0].name}")
    assert browser_of(people.zhao).get(f"{path}&step=999&show=x&page=x").status_code == 200


def test_a_zone_is_followed_over_round_ups_and_a_day_is_asked_where_they_have_none(people: People) -> None:
    first, second = stored(people, page(3, "建设人才驿站。"), page(10, "建设人才驿站。", "办好低空大会。"))
    browser = browser_of(people.wang)
    offered = browser.get("/coverage/time/").content.decode()
    assert "在几次专栏里都出现的区" in offered
    assert f"?documents={second.pk}&amp;documents={first.pk}#begin" in offered
    begun = browser.get(f"/coverage/time/?documents={first.pk}&documents={second.pk}&documents=x").content.decode()
    assert begun.count("checked") == 2
    assert f'name="day_{first.pk}"' in begun
    asked = browser.post("/coverage/time/", {"documents": [first.pk, second.pk]})
    assert asked.status_code == 422
    assert "请填写日期" in asked.content.decode()
    days = {f"day_{first.pk}": "2025-03-20", f"day_{second.pk}": "2025-10-20"}
    made = browser.post("/coverage/time/", {"documents": [first.pk, second.pk], **days}, follow=True)
    assert "云溪高新区的重点" in made.content.decode()
    voice = browser.get(f"/coverage/time/{Series.objects.get().pk}/voice/?name=云溪高新区").content.decode()
    assert "有一次的举措不到 10 条" in voice


def test_who_says_a_term_and_who_speaks_without(people: People) -> None:
    texts = [
        f"2025年{city}政府工作报告\n\n一、重点工作\n{words}\n"
        for city, words in (("甲市", "培育低空物流。"), ("乙市", "办好实事。"))
    ]
    first, second = stored(people, *texts)
    made = follow({first: dt.date(2025, 1, 5), second: dt.date(2026, 1, 5)}, "", people.wang)
    told = seen(people, f"/coverage/time/{made.pk}/?term=低空物流")
    assert "谁先提，谁跟着提" in told
    assert "提到的主体 1/1 → 0/1" in told
    assert "● 1" in told
    assert "○" in told


def test_documents_of_one_day_or_of_another_zone_or_too_many_are_refused(people: People) -> None:
    early, late = stored(people, EARLY, LATE)
    day = dt.date(2025, 2, 1)
    with pytest.raises(Refused, match="不同日期"):
        follow({early: day, late: day}, "", people.wang)
    foreign = store("外区的方案。\n", people.zhou).document
    with pytest.raises(Refused, match="不是本区的文件"):
        follow({early: day, foreign: dt.date(2026, 2, 1)}, "", people.wang)
    many = stored(people, *(f"第{number}份。\n" for number in range(MOST + 1)))
    with pytest.raises(Refused, match="一次最多选"):
        follow({one: day + dt.timedelta(number) for number, one in enumerate(many)}, "", people.wang)
    assert not Series.objects.exists()


def test_a_leader_reads_and_does_not_begin(series: Series, people: People) -> None:
    browser = browser_of(people.zhao)
    assert "开始对比" not in browser.get("/coverage/time/").content.decode()
    assert "市里两年" in browser.get("/coverage/time/").content.decode()
    assert browser.post("/coverage/time/", {}).status_code == 200
    assert Series.objects.count() == 1


def test_finding_again_keeps_what_was_found(series: Series, people: People) -> None:
    before = series.followed.count()
    find(series)
    assert series.followed.count() == 2 * before
    assert [group.kind for group in Terms(series).groups]


def sheet(people: People, path: str) -> list[list[object]]:
    content = browser_of(people.zhao).get(path).content
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_both_sheets_say_what_the_pages_say(series: Series, people: People) -> None:
    rows = sheet(people, reverse("trend_sheet", args=[series.pk]))
    assert rows[2][:6] == ["序号", "提法", "变化", "备注", "2025", "2026"]
    told = next(row for row in rows if row[1] == "低空物流园")
    assert (told[2], told[4], told[5]) == ("新提", 0, 5)
    rows = sheet(people, f"{reverse('emphasis_sheet', args=[series.pk])}?name=云溪市政府工作报告")
    target = next(row for row in rows if row[0] == "目标数")
    assert target[1:] == ["城镇新增就业", "数字调高", "城镇新增就业3万人以上。", "城镇新增就业3.5万人以上。"]
    assert ["2025→2026", "", "没再提", "治理黑臭水体。", ""] in rows


@pytest.mark.parametrize("query", ["", "?name=%00", "?name=" + "长" * 999])
def test_a_voice_that_nobody_is_is_not_found(query: str, series: Series, people: People) -> None:
    assert browser_of(people.zhao).get(f"/coverage/time/{series.pk}/voice/{query}").status_code == 404


@pytest.mark.parametrize("day", ["1025-02-01", "2202-02-01"])
def test_a_day_that_no_document_has_is_refused_and_what_was_chosen_stays(day: str, people: People) -> None:
    undated, other = stored(people, EARLY, LATE)
    form = {"documents": [undated.pk, other.pk], "title": "两年", f"day_{undated.pk}": day, f"day_{other.pk}": day}
    answer = browser_of(people.wang).post("/coverage/time/", form)
    assert answer.status_code == 422
    assert f'value="{day}"' in answer.content.decode()
    assert not Series.objects.exists()
