"""项目: its life, its clocks, and the lights that the rules offices publish ask for."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from people import People, browser_of, light_on

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.pipelines.project.detail import invested, months_of
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition, available, take_back
from luoshi.records.models import Record
from luoshi.records.registry import record_type

PROJECT = record_type("project")
MARCH = dt.date(2026, 3, 15)


@pytest.fixture(autouse=True)
def _in_november() -> Iterator[None]:
    with clock.at(dt.date(2026, 11, 20)):
        yield


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def signed(people: People, planned: dt.date = MARCH, title: str = "激光雷达基地") -> Record:
    """Signed on 2 March 2026 or, where the clock stands earlier, on that day."""
    record = bring_in(PROJECT, people.li, title=title, investment=1_200_000_000_00)
    on = min(day("2026-03-02"), clock.today())
    apply_transition(record, "sign", people.li, planned_start=planned, signed_on=on)
    return record


def started(people: People, on: dt.date = MARCH) -> Record:
    record = signed(people)
    apply_transition(record, "start", people.li, started_on=on)
    return record


def blocked(people: People, record: Record, **answers: Any) -> Record:
    said = {"blocked_by": "land", "blocked_unit": people.building, "blocked_note": "用地指标未落实。", **answers}
    apply_transition(record, "block", people.li, **said)
    return record


def page_of(record: Record, post: Any) -> str:
    return browser_of(post).get(f"/pipelines/{record.pk}/").content.decode()


# Who


def test_who_brings_a_project_in_leads_it(people: People) -> None:
    record = bring_in(PROJECT, people.li, title="激光雷达基地")
    assert record.project.lead == people.science
    assert browser_of(people.li).get(f"/pipelines/{record.pk}/").status_code == 200
    assert browser_of(people.sun).get(f"/pipelines/{record.pk}/").status_code == 404


def test_a_leader_does_not_bring_projects_in(people: People) -> None:
    with pytest.raises(Refused, match="领导"):
        bring_in(PROJECT, people.zhao, title="激光雷达基地")


def test_who_is_named_in_person_sees_it(people: People) -> None:
    record = bring_in(PROJECT, people.wang, title="激光雷达基地", lead=people.industry, owner=people.chen.person)
    assert Record.objects.visible_to(people.chen).filter(pk=record.pk).exists()
    assert not Record.objects.visible_to(people.li).filter(pk=record.pk).exists()


# Stages


def test_a_project_goes_from_plan_to_full_capacity(people: People) -> None:
    record = started(people)
    steps: list[tuple[str, dict[str, Any]]] = [
        ("build", {}),
        ("finish", {"finished_on": day("2026-09-01")}),
        ("enter_finished", {"entered_on": day("2026-09-10")}),
        ("produce", {"producing_on": day("2026-10-01")}),
        ("fill_capacity", {"effective_on": day("2026-11-01")}),
    ]
    for name, answers in steps:
        apply_transition(record, name, people.li, **answers)
    assert (record.state, light_on(record, clock.today()).label) == ("effective", "办结")


def test_entered_while_it_is_built_the_clock_stops_and_it_goes_on_building(people: People) -> None:
    record = started(people)
    apply_transition(record, "build", people.li)
    assert record.light_label == "开工逾8个月未入库"
    apply_transition(record, "enter", people.li, entered_on=day("2026-04-20"))
    assert record.state == "building"
    assert record.light == "green"
    page = page_of(record, people.li)
    assert "开工到入库</small><b>36天" in page


def test_entered_early_it_passes_from_building_to_entered_at_once(people: People) -> None:
    record = started(people)
    apply_transition(record, "enter", people.li, entered_on=day("2026-04-10"))
    assert "finish" not in {step.name for step in available(record, people.li)}
    apply_transition(record, "finish_entered", people.li, finished_on=day("2026-09-01"))
    assert record.state == "entered"


def test_nothing_is_entered_twice(people: People) -> None:
    record = started(people)
    apply_transition(record, "enter", people.li, entered_on=day("2026-04-10"))
    with pytest.raises(Refused, match="已于 2026-04-10 入库"):
        apply_transition(record, "enter", people.li, entered_on=day("2026-04-12"))


def test_no_stage_is_reached_before_the_one_it_follows_or_in_the_future(people: People) -> None:
    record = signed(people)
    with pytest.raises(Refused, match="开工日期 2026-02-01 早于签约日期 2026-03-02"):
        apply_transition(record, "start", people.li, started_on=day("2026-02-01"))
    with pytest.raises(Refused, match="还没有到"):
        apply_transition(record, "start", people.li, started_on=clock.today() + dt.timedelta(days=1))
    with pytest.raises(Refused, match="须填写：开工日期"):
        apply_transition(record, "start", people.li)


def test_what_is_started_already_comes_into_the_ledger_started(people: People) -> None:
    told = {"signed_on": day("2026-01-05"), "started_on": MARCH, "planned_start": MARCH}
    record = bring_in(PROJECT, people.li, title="激光雷达基地", **told)
    assert (record.state, record.since) == ("started", MARCH)
    assert record.events.get().values["state"] == "started"
    with pytest.raises(Refused, match="早于"):
        bring_in(PROJECT, people.li, title="另一个", **{**told, "signed_on": day("2026-04-01")})
    for query, found in (("reached=started", True), ("reached=finished", False)):
        listed = browser_of(people.wang).get(f"/pipelines/project/?{query}").content.decode()
        assert ("激光雷达基地" in listed) == found
    assert "开工" in browser_of(people.wang).get("/pipelines/project/funnel/").content.decode()


# Lights


@pytest.mark.parametrize(
    ("on", "colour"),
    [("2026-03-31", "green"), ("2026-04-01", "yellow"), ("2026-05-31", "yellow"), ("2026-06-01", "red")],
)
def test_not_started_in_its_month_is_yellow_three_months_running_red(people: People, on: str, colour: str) -> None:
    with clock.at(day("2026-03-02")):
        record = signed(people, day("2026-03-10"))
    assert light_on(record, day(on)).colour == colour


@pytest.mark.parametrize("stage", ["started", "building", "finished", "producing"])
@pytest.mark.parametrize(
    ("on", "colour"),
    [("2026-04-15", "green"), ("2026-04-16", "yellow"), ("2026-05-15", "yellow"), ("2026-05-16", "red")],
)
def test_not_entered_a_month_after_the_start_is_yellow_two_red(
    people: People, on: str, colour: str, stage: str
) -> None:
    with clock.at(MARCH):
        record = started(people)
        way: list[tuple[str, dict[str, Any]]] = [("build", {}), ("finish", {"finished_on": MARCH})]
        way.append(("produce", {"producing_on": MARCH}))
        for name, answers in way[: ["started", "building", "finished", "producing"].index(stage)]:
            apply_transition(record, name, people.li, **answers)
    assert record.state == stage
    assert light_on(record, day(on)).colour == colour


@pytest.mark.parametrize(
    ("on", "light"), [("2026-03-20", "受阻0天"), ("2026-04-15", "受阻26天"), ("2026-04-19", "受阻30天")]
)
def test_blocked_is_yellow_and_red_after_thirty_days(people: People, on: str, light: str) -> None:
    with clock.at(day("2026-03-20")):
        record = blocked(people, signed(people, day("2026-08-01")))
    shown = light_on(record, day(on))
    assert (shown.label, shown.colour) == (light, "red" if on == "2026-04-19" else "yellow")


def test_built_past_its_planned_end_is_yellow(people: People) -> None:
    with clock.at(MARCH):
        record = started(people)
        apply_transition(record, "build", people.li)
        apply_transition(record, "enter", people.li, entered_on=MARCH)
        apply_transition(record, "replan", people.wang, due=day("2026-06-30"), reason="按施工合同。")
    assert light_on(record, day("2026-06-30")).colour == "green"
    assert light_on(record, day("2026-07-01")).label == "逾计划竣工1天"


# Plans


def test_a_moved_start_keeps_the_month_first_planned(people: People) -> None:
    record = signed(people)
    apply_transition(record, "replan", people.wang, planned_start=day("2026-06-01"), reason="设计变更。")
    apply_transition(record, "replan", people.wang, planned_start=day("2026-09-01"), reason="再次变更。")
    assert (record.project.planned_start, record.project.original_start) == (day("2026-09-01"), MARCH)


def test_a_unit_does_not_move_its_own_start(people: People) -> None:
    with pytest.raises(Refused, match="不能调整计划"):
        apply_transition(signed(people), "replan", people.li, planned_start=day("2026-06-01"), reason="设计变更。")


def test_a_plan_is_not_adjusted_by_nothing(people: People) -> None:
    with pytest.raises(Refused, match="请填写要调整的项"):
        apply_transition(signed(people), "replan", people.wang, reason="设计变更。")


def test_taking_the_start_back_restores_the_day_it_was_signed(people: People) -> None:
    with clock.at(day("2026-03-02")):
        record = signed(people, day("2026-03-10"))
    before = record.since
    apply_transition(record, "start", people.li, started_on=MARCH)
    browser_of(people.li).post(f"/pipelines/{record.pk}/take-back/", {"version": record.version})
    again = Record.objects.get(pk=record.pk)
    assert (again.state, again.since, again.project.started_on) == ("signed", before, None)


# Investment


WAN = 1_000_000  # 分


def invest(people: People, record: Record, month: str, wan: int, **answers: Any) -> None:
    apply_transition(record, "invest", people.li, month=month, amount=wan * WAN, **answers)


def test_a_month_reported_once_serves_total_year_table_and_picture(people: People) -> None:
    record = started(people)
    apply_transition(record, "plan_year", people.li, plan_year=clock.today().year, year_plan=10_000 * WAN)
    year = clock.today().year
    invest(people, record, f"{year - 1}-12", 500)
    invest(people, record, f"{year}-01", 1_500, progress_note="桩基完成。")
    invest(people, record, f"{year}-02", 1_000)
    assert (record.project.invested, invested([record], year)) == (3_000 * WAN, 2_500 * WAN)
    page = page_of(record, people.li)
    assert "<b>2500万元</b>，计划 1亿元" in page
    assert "<dt>年度计划投资</dt><dd>1亿元</dd>" in page
    assert "<b>3000万元</b>，计划 12亿元" in page
    assert page.count("<rect") == 3
    assert "桩基完成。" in page
    table = browser_of(people.li).get("/pipelines/project/").content.decode()
    assert "累计完成投资合计 <b>3000万元</b>" in table
    assert f"本年完成投资</small><b>{'2500万元'}</b>" in table


def test_a_month_is_not_reported_twice(people: People) -> None:
    record = started(people)
    invest(people, record, "2026-03", 500)
    with pytest.raises(Refused, match=r"2026-03 已报 500万元.*更正月度投资"):
        invest(people, record, "2026-03", 600)


def test_a_month_without_investment_is_a_report_too(people: People) -> None:
    record = started(people)
    invest(people, record, "2026-03", 0)
    assert [row.amount for row in months_of([record])] == [0]


def test_a_corrected_month_counts_once_and_its_first_figure_stays_in_the_history(people: People) -> None:
    record = started(people)
    invest(people, record, "2026-03", 500)
    apply_transition(record, "correct", people.li, reported_month="2026-03", amount=700 * WAN, reason="漏报设备款。")
    assert record.project.invested == 700 * WAN
    page = page_of(record, people.li)
    assert "500万元" in page
    assert "漏报设备款。" in page


def test_taking_back_a_report_and_a_correction_undoes_them(people: People) -> None:
    record = started(people)
    invest(people, record, "2026-03", 500)
    apply_transition(record, "correct", people.li, reported_month="2026-03", amount=700 * WAN, reason="漏报。")
    take_back(record, people.li)
    assert (record.project.invested, invested([record])) == (500 * WAN, 500 * WAN)
    invest(people, record, "2026-04", 100)
    take_back(record, people.li)
    assert (record.project.invested, [row.month.month for row in months_of([record])]) == (500 * WAN, [3])
    invest(people, record, "2026-04", 150)
    assert record.project.invested == 650 * WAN


def test_a_month_to_come_or_that_is_none_is_refused(people: People) -> None:
    record = started(people)
    after = clock.today().replace(day=28) + dt.timedelta(days=7)
    for month, reason in ((f"{after:%Y-%m}", "还没有到"), ("三月", "请写成 2026-03")):
        with pytest.raises(Refused, match=reason):
            invest(people, record, month, 1)


def test_more_than_the_whole_investment_is_taken_for_a_wrong_unit(people: People) -> None:
    record = started(people)
    with pytest.raises(Refused, match="是否为万元"):
        invest(people, record, "2026-03", 120_001)


def test_only_a_reported_month_is_corrected(people: People) -> None:
    record = started(people)
    with pytest.raises(Refused, match="2026-03 还没有报过"):
        apply_transition(record, "correct", people.li, reported_month="2026-03", amount=1, reason="更正。")


# Obstacles


def test_whose_move_it_is_comes_to_see_the_project_and_resolves_it(people: People) -> None:
    builder = people.sun
    record = started(people)
    assert not Record.objects.visible_to(builder).filter(pk=record.pk).exists()
    blocked(people, record, blocked_unit=people.industry)
    assert [step.name for step in available(record, builder)] == ["unblock"]
    assert "受阻" in page_of(record, builder)
    apply_transition(record, "unblock", builder, resolution="指标已调剂到位。")
    assert record.project.blocked_on is None
    page = page_of(record, people.li)
    assert "受阻记录" in page
    assert "指标已调剂到位。" in page


def test_a_unit_that_was_asked_earlier_does_not_resolve_what_another_must(people: People) -> None:
    record = blocked(people, started(people), blocked_unit=people.industry)
    apply_transition(record, "restate", people.li, blocked_note="转规建局办。", blocked_unit=people.building)
    with pytest.raises(Refused, match="不由产业促进局解决"):
        apply_transition(record, "unblock", people.sun, resolution="已办。")


def test_blocked_ones_are_listed_and_counted(people: People) -> None:
    blocked(people, started(people), blocked_by="energy")
    signed(people, title="没有受阻的项目")
    page = browser_of(people.wang).get("/pipelines/project/?scope=blocked").content.decode()
    assert "激光雷达基地" in page
    assert "没有受阻的项目" not in page
    assert "受阻</small><b>1</b>" in page
    by_cause = browser_of(people.wang).get("/pipelines/project/?blocked_by=land").content.decode()
    assert "激光雷达基地" not in by_cause


def test_taking_a_report_of_an_obstacle_back_leaves_no_trace_but_in_the_history(people: People) -> None:
    record = blocked(people, started(people))
    take_back(record, people.li)
    assert record.project.blocked_on is None
    assert "受阻记录" not in page_of(record, people.li)


@pytest.mark.parametrize(
    ("step", "answers", "reason"),
    [
        ("block", {"blocked_by": "land", "blocked_note": "又一个。"}, "更新受阻情况"),
        ("unblock", {"resolution": "好了。", "resolved_on": dt.date(2026, 1, 1)}, "解除日期"),
    ],
)
def test_an_obstacle_is_told_once_and_ends_after_it_began(
    people: People, step: str, answers: dict[str, Any], reason: str
) -> None:
    record = blocked(people, started(people))
    with pytest.raises(Refused, match=reason):
        apply_transition(record, step, people.li, blocked_unit=people.building, **answers)


def test_nothing_blocked_is_nothing_to_resolve(people: People) -> None:
    record = started(people)
    for step, answers in (("unblock", {"resolution": "好了。"}), ("restate", {"blocked_note": "好了。"})):
        with pytest.raises(Refused, match="没有受阻"):
            apply_transition(record, step, people.li, **answers)
    with pytest.raises(Refused, match="还没有到"):
        blocked(people, record, blocked_on=clock.today() + dt.timedelta(days=1))


# Stopping


@pytest.mark.parametrize("state", ["signed", "started"])
def test_a_stopped_project_goes_on_where_it_stopped(people: People, state: str) -> None:
    record = signed(people) if state == "signed" else started(people)
    apply_transition(record, "suspend", people.zhao, reason="用地规划调整。")
    assert light_on(record, clock.today()).colour == "grey"
    assert [step.label for step in available(record, people.zhao)] == ["恢复", "撤销"]
    apply_transition(record, f"resume_{state}", people.zhao, reason="规划已批。")
    assert record.state == state


def test_a_withdrawn_project_is_over(people: People) -> None:
    record = signed(people)
    apply_transition(record, "withdraw", people.wang, reason="投资方退出。")
    assert available(record, people.wang) == []


def test_the_table_sums_what_it_shows(people: People) -> None:
    signed(people, dt.date(2026, 12, 1))
    page = browser_of(people.wang).get("/pipelines/project/?state=signed").content.decode()
    assert "激光雷达基地" in page
    assert "总投资合计 <b>12亿元</b>" in page
