"""节假日: everyone looks, one office edits, and every save is a version."""

import datetime as dt
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse
from people import People, browser_of, task_in

from luoshi.core import clock
from luoshi.core.holidays import holidays_of, revise, seed_holidays
from luoshi.core.models import HolidayYear
from luoshi.core.workdays import each_day
from luoshi.org.models import AuditEntry, Kind, Post
from luoshi.records.models import Record

NEW_YEAR, SUNDAY = dt.date(2027, 1, 1), dt.date(2027, 1, 3)
WEEKENDS = [day for day in each_day(NEW_YEAR, dt.date(2027, 12, 31)) if day.weekday() > 4]


def page(post: Post, year: int = 2027) -> str:
    return browser_of(post).get(reverse("holidays", args=[year])).content.decode()


def save(post: Post, free: list[dt.date | str], **given: Any) -> HttpResponse:
    answers: dict[str, Any] = {
        "version": 0,
        "label": "元旦",
        "reason": "放假通知",
        "free": [str(day) for day in free],
        **given,
    }
    return browser_of(post).post(reverse("holidays", args=[2027]), answers, follow=True)


def test_an_unfilled_year_says_so_where_working_days_are_counted(people: People) -> None:
    assert "2027 年还没有填报，暂按周一至周五计算工作日。" in page(people.li)
    record = task_in("assigned", people, due=dt.date(2027, 1, 15))
    revise(clock.today().year, {}, "系统", "照常")
    words = "2027 年的节假日还没有填报，暂按周一至周五计算工作日。"
    assert words in browser_of(people.li).get(reverse("record", args=[record.pk])).content.decode()
    save(people.system, WEEKENDS)
    assert words not in browser_of(people.li).get(reverse("record", args=[record.pk])).content.decode()


def test_days_are_ticked_free_and_named(people: People) -> None:
    answer = save(people.system, [NEW_YEAR, *(day for day in WEEKENDS if day != SUNDAY)])
    assert "已保存 2027 年的放假安排" in answer.content.decode()
    assert holidays_of(2027) == {NEW_YEAR: (False, "元旦"), SUNDAY: (True, "元旦")}
    shown = page(people.li)
    assert "督查室 郑洁 系统管理员" in shown
    logged = AuditEntry.objects.get(kind=Kind.SETTING)
    assert (logged.post, logged.details["year"], logged.details["reason"]) == (people.system, 2027, "放假通知")
    assert "放假通知" in shown


def test_a_later_edit_keeps_the_names_of_the_days_it_leaves(people: People) -> None:
    save(people.system, [NEW_YEAR, *WEEKENDS])
    save(people.system, [NEW_YEAR, dt.date(2027, 5, 3), *WEEKENDS], version=1, label="劳动节")
    assert holidays_of(2027)[NEW_YEAR] == (False, "元旦")
    assert "2027-05-03：上班 → 放假（劳动节）" in page(people.system)


def test_todays_lights_follow_at_once(people: People) -> None:
    with clock.at(dt.date(2027, 4, 26)):
        record = task_in("assigned", people, due=dt.date(2027, 5, 3))
        assert Record.objects.get(pk=record.pk).light_label == "正常"
        off = each_day(dt.date(2027, 4, 27), dt.date(2027, 4, 29))
        save(people.system, [*off, *WEEKENDS])
    assert Record.objects.get(pk=record.pk).light_label == "剩2个工作日"


def test_the_states_table_is_filled_in_by_one_click(people: People) -> None:
    answer = browser_of(people.system).post(reverse("holidays", args=[2026]), {"published": "1"}, follow=True)
    assert "国务院公布的放假安排" in answer.content.decode()
    assert not holidays_of(2026)[dt.date(2026, 10, 1)][0]
    assert "还没有 2090 年的公布数据" in browser_of(people.system).post(
        reverse("holidays", args=[2090]), {"published": "1"}, follow=True
    ).content.decode()  # fmt: skip


def test_two_people_never_overwrite_each_other(people: People) -> None:
    save(people.system, [NEW_YEAR, *WEEKENDS])
    assert "刚刚被他人改过" in save(people.system, WEEKENDS, version=0).content.decode()
    assert HolidayYear.objects.filter(year=2027).count() == 1


@pytest.mark.parametrize("who", ["li", "chen", "zhao"])
def test_others_look_but_do_not_edit(who: str, people: People) -> None:
    post = getattr(people, who)
    assert 'type="checkbox"' not in page(post)
    assert "由系统管理员或督查员填报" in save(post, WEEKENDS).content.decode()
    assert not HolidayYear.objects.exists()


def test_where_there_is_no_system_officer_the_supervisor_edits(people: People) -> None:
    assert "节假日由系统管理员填报，全系统共用。" in save(people.wang, WEEKENDS).content.decode()
    people.system.ends = dt.date(2026, 1, 31)
    people.system.save()
    save(people.wang, [NEW_YEAR, *WEEKENDS])
    assert HolidayYear.objects.get().author == "督查室 王敏 督查员"


def test_a_save_without_a_reason_or_with_an_odd_day_changes_nothing(people: People) -> None:
    assert save(people.system, WEEKENDS, reason="").status_code == 422
    assert "提交的日期无法识别" in save(people.system, ["2027-13-01"]).content.decode()
    assert not HolidayYear.objects.exists()


def test_a_year_far_off_is_the_nearest_one(people: People) -> None:
    seed_holidays()
    assert browser_of(people.li).get("/holidays/99999/").status_code == 200
    assert "2100 年节假日" in page(people.li, 99999)
