"""Lights over time: they follow the calendar by themselves, and a past day's can be made again."""

import datetime as dt

from people import REPORT, People, draft, light_on, take_to, task_in

from luoshi.core import clock
from luoshi.core.holidays import revise
from luoshi.records.flow import apply_transition
from luoshi.records.lights import refresh, standings_as_of
from luoshi.records.models import Record
from luoshi.supervision.scheduler import tick

MAY, JUNE, JULY = dt.date(2026, 5, 6), dt.date(2026, 6, 10), dt.date(2026, 7, 8)


def lit(record: Record) -> tuple[str, str]:
    fresh = Record.objects.get(pk=record.pk)
    return fresh.light, fresh.light_label


def test_a_light_turns_red_overnight_though_nobody_acts(people: People) -> None:
    with clock.at(MAY):
        record = task_in("assigned", people, due=JUNE)
        assert lit(record) == ("green", "正常")
    with clock.at(JUNE + dt.timedelta(days=1)):
        tick()
    assert lit(record) == ("red", "逾期1天")


def test_the_refresh_runs_once_a_day(people: People) -> None:
    with clock.at(JUNE):
        record = task_in("assigned", people, due=MAY)
        tick()
        Record.objects.update(light="green", light_label="改过")
        tick()
    assert lit(record) == ("green", "改过")


def test_a_refresh_counts_what_it_changed(people: People) -> None:
    with clock.at(MAY):
        task_in("assigned", people, due=JUNE)
        task_in("closed", people, "已经办完的任务", due=JUNE)
    assert refresh(JULY) == 1


def test_last_months_lights_are_made_from_what_was_known_then(people: People) -> None:
    with clock.at(MAY):
        record = task_in("acknowledged", people, due=JUNE)
    with clock.at(JULY):
        apply_transition(record, "report", people.li, **REPORT)
    assert light_on(record, MAY).colour == "green"
    assert light_on(record, JUNE).label == "今日到期"
    assert light_on(record, JUNE + dt.timedelta(days=5)).label == "逾期5天"


def test_what_was_not_yet_in_the_ledger_has_no_light(people: People) -> None:
    with clock.at(JUNE):
        task_in("assigned", people)
    assert standings_as_of(Record.objects.all(), MAY) == {}


def test_an_entry_of_the_evening_counts_for_that_day(people: People) -> None:
    evening = dt.datetime(2026, 5, 31, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    with clock.at(evening):
        record = task_in("assigned", people)
    assert record.pk in standings_as_of(Record.objects.all(), dt.date(2026, 5, 31))
    assert record.pk not in standings_as_of(Record.objects.all(), dt.date(2026, 5, 30))


def test_the_lead_of_a_past_day_is_the_lead_of_then(people: People) -> None:
    with clock.at(MAY):
        record = draft(people)
    with clock.at(JUNE):
        apply_transition(record, "amend", people.wang, lead=people.industry)
    records = Record.objects.all()
    assert standings_as_of(records, MAY)[record.pk].lead == people.science.pk
    assert standings_as_of(records, JULY)[record.pk].lead == people.industry.pk


def test_a_closed_task_stays_blue_for_ever(people: People) -> None:
    with clock.at(MAY):
        record = take_to(draft(people, due=JUNE), "closed", people)
    assert light_on(record, JULY).colour == "blue"


def test_a_holiday_filled_in_later_leaves_the_lights_of_before_as_they_were(people: People) -> None:
    friday, tuesday = dt.date(2026, 6, 5), dt.date(2026, 6, 9)
    with clock.at(MAY):
        record = task_in("assigned", people, due=dt.date(2026, 6, 11))
    with clock.at(dt.date(2026, 6, 8)):
        revise(2026, {tuesday: (False, "本市放假")}, "督查室 王敏 督查员", "市政府通知")
    assert light_on(record, friday).label == "正常"  # four working days as people then knew them
    assert light_on(record, tuesday).label == "剩2个工作日"
