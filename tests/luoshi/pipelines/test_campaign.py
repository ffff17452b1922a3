"""攻坚: numbers come from the records themselves, on any day of it the same; nobody fills in a form for it."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from people import People, browser_of, light_on, oversee, task_in

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.pipelines.campaign.counting import counts
from luoshi.pipelines.campaign.picture import picture
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition, take_back
from luoshi.records.models import Record
from luoshi.records.registry import record_type

CAMPAIGN, OPINION, PROJECT = record_type("campaign"), record_type("opinion"), record_type("project")
FIRST, LAST = dt.date(2026, 3, 2), dt.date(2026, 6, 9)  # a hundred days
RAISED = {"wording": "请修。", "channel": "phone", "raiser_kind": "resident", "procedure": "none"}


def on(day: int) -> Any:
    """Ten in the morning of the campaign's ``day``, the first being 1."""
    return clock.at(FIRST + dt.timedelta(days=day - 1))


def planned(people: People, *targets: dict[str, Any], **other: Any) -> Record:
    with on(-3):
        record = bring_in(CAMPAIGN, people.wang, **{"title": "百日攻坚", "starts": FIRST, "due": LAST, **other})
        for target in targets:
            apply_transition(record, "add_target", people.wang, **target)
        if targets:
            apply_transition(record, "begin", people.wang)
    return record


CLOSED_TASKS = {"target_name": "销号任务", "what": "task:closed", "target_value": Decimal(10)}
HANDED_OVER = {"target_name": "转办意见", "what": "opinion:handling", "target_value": Decimal(4)}


def raised(people: People, title: str = "路灯不亮", **other: Any) -> Record:
    return bring_in(OPINION, people.wang, title=title, **{**RAISED, "category": "living", **other})


def handed(people: People, title: str = "路灯不亮", **other: Any) -> Record:
    record = raised(people, title, **other)
    apply_transition(record, "transfer", people.wang, lead=people.science)
    return record


def numbers(record: Record, day: int) -> list[Decimal]:
    return [one.now for one in counts(record, FIRST + dt.timedelta(days=day - 1))]


def page_of(record: Record, post: Post, path: str = "") -> str:
    return browser_of(post).get(f"/pipelines/{record.pk}/{path}").content.decode()


def test_what_comes_to_the_state_within_the_days_counts_and_goes_on_counting(people: People) -> None:
    with on(-1):
        handed(people, "早就转办")
        early = raised(people, "之前登记")
    record = planned(people, HANDED_OVER)
    with on(3):
        apply_transition(early, "transfer", people.wang, lead=people.science)
    with on(5):
        apply_transition(early, "answer", people.li, reply="已修。")
        handed(people, "第二件")
    assert [numbers(record, day) for day in (1, 3, 5, 50)] == [[0], [1], [2], [2]]


def test_what_comes_after_the_last_day_no_longer_counts(people: People) -> None:
    record = planned(people, HANDED_OVER)
    with on(101):
        handed(people)
    assert numbers(record, 120) == [0]


def test_a_step_that_is_taken_back_counts_until_then_and_past_days_stay_as_they_were(people: People) -> None:
    record = planned(people, HANDED_OVER)
    with on(2):
        again = raised(people)
        apply_transition(again, "transfer", people.wang, lead=people.science)
    with on(4):
        take_back(again, people.wang)
    with on(6):
        apply_transition(again, "transfer", people.wang, lead=people.building)
    assert [numbers(record, day)[0] for day in (1, 2, 3, 4, 5, 6)] == [0, 1, 1, 0, 0, 1]
    [count] = counts(record, FIRST + dt.timedelta(days=9))
    assert [int(number) for number in count.reached] == [0, 1, 1, 0, 0, 1, 1, 1, 1, 1]
    assert dict(count.by_unit) == {people.building.pk: 1}


def test_tasks_count_like_any_other_type(people: People) -> None:
    record = planned(people, CLOSED_TASKS)
    with on(2):
        task_in("closed", people)
    assert numbers(record, 2) == [1]
    assert "/ledger/?" in page_of(record, people.wang)


def test_a_target_is_narrowed_as_its_list_is(people: People) -> None:
    traffic = {
        **HANDED_OVER,
        "query": "https://zone.example/pipelines/opinion/?q=&state=handling&category=traffic&page=2",
    }
    record = planned(people, traffic)
    with on(2):
        handed(people, "公交", category="traffic")
        handed(people, "路灯")
    assert record.campaign_targets.get().query == "category=traffic"
    assert numbers(record, 2) == [1]


def test_a_target_may_count_only_what_is_tied_to_the_campaign(people: People) -> None:
    record = planned(people, {**HANDED_OVER, "tied": True})
    with on(2):
        tied = handed(people, "公交")
        handed(people, "路灯")
        apply_transition(record, "tie", people.wang, kind="opinion", number=tied.code)
    assert numbers(record, 2) == [1]
    assert tied.title in page_of(record, people.wang)


def test_money_is_summed_as_it_was_on_the_day(people: People) -> None:
    total = {
        "target_name": "签约",
        "what": "project:",
        "measure": "project:investment",
        "target_value": Decimal(50_000),
    }
    record = planned(people, total)
    with on(2):
        project = bring_in(PROJECT, people.li, title="激光雷达基地", investment=2_000_000_000_00)
    with on(5):
        apply_transition(project, "replan", people.wang, investment=3_000_000_000_00, reason="增资。")
    assert [numbers(record, day)[0] for day in (1, 2, 4, 5)] == [0, 200_000, 200_000, 300_000]
    [count] = counts(record, FIRST + dt.timedelta(days=5))
    assert [int(number) for number in count.reached] == [0, 200_000, 200_000, 200_000, 300_000, 300_000]


def test_what_was_there_before_and_is_only_entered_now_does_not_count_by_state_but_by_its_day(people: People) -> None:
    signed = {"target_name": "签约", "what": "project:signed", "target_value": Decimal(3)}
    by_day = {"target_name": "开工", "what": "project:@started_on", "target_value": Decimal(3)}
    record = planned(people, signed, by_day)
    with on(2):
        bring_in(PROJECT, people.li, title="早已开工", started_on=FIRST - dt.timedelta(days=9))
        bring_in(PROJECT, people.li, title="昨天开工", started_on=FIRST)
        fresh = bring_in(PROJECT, people.li, title="谋划中")
    with on(4):
        apply_transition(fresh, "sign", people.li, planned_start=LAST)
        apply_transition(fresh, "start", people.li, started_on=FIRST + dt.timedelta(days=3))
    with on(6):
        take_back(fresh, people.li)
    assert [numbers(record, day) for day in (1, 2, 4, 6)] == [[0, 0], [0, 1], [1, 2], [1, 1]]
    assert [int(number) for number in counts(record, FIRST + dt.timedelta(days=6))[1].reached] == [
        0,
        1,
        1,
        2,
        2,
        1,
        1,
    ]


def test_who_skips_a_state_has_reached_it(people: People) -> None:
    finished = {"target_name": "建设", "what": "project:building", "target_value": Decimal(3)}
    record = planned(people, finished)
    with on(2):
        project = bring_in(PROJECT, people.li, title="激光雷达基地", started_on=FIRST)
        apply_transition(project, "finish", people.li, finished_on=FIRST)
    assert numbers(record, 2) == [1]


def test_all_who_see_the_campaign_see_the_same_numbers_and_only_their_own_records(people: People) -> None:
    record = planned(people, {**HANDED_OVER, "query": f"lead={people.science.pk}"}, lead=people.industry)
    above, _leader = oversee(people.zone)
    with on(2):
        handed(people, "公交班次")
        elsewhere = raised(people, "别家的")
        apply_transition(elsewhere, "transfer", people.wang, lead=people.building)
        assert numbers(record, 2) == [1]
        pages = [page_of(record, post) for post in (people.wang, people.sun, above)]
    assert ["<b>1</b> / 4 件" in page for page in pages] == [True, True, True]
    assert ["公交班次" in page for page in pages] == [True, False, True]


def test_the_page_counts_down_and_says_who_lags(people: People) -> None:
    record = planned(people, HANDED_OVER)
    with on(51):
        handed(people)
        page = page_of(record, people.zhao)
    assert "剩49天" in page
    assert "时间过了 51%" in page
    assert "<b>1</b> / 4 件" in page
    assert "落后序时 1 件" in page
    assert "<svg" in page


def test_a_past_day_is_shown_as_it_was(people: People) -> None:
    record = planned(people, HANDED_OVER)
    with on(10):
        handed(people)
    with on(20):
        apply_transition(record, "extend", people.wang, due=LAST + dt.timedelta(days=30), reason="加一个月。")
    with on(30):
        before, after = (page_of(record, people.wang, f"day/?day={day}") for day in ("2026-03-10", "2026-03-21"))
        assert page_of(record, people.wang, "day/?day=2099-01-01").count("2026年3月31日") >= 1
    assert "<b>0</b> / 4 件" in before
    assert "剩91天" in before
    assert "<b>1</b> / 4 件" in after
    assert "剩110天" in after


def test_a_target_that_is_dropped_stays_on_the_days_before(people: People) -> None:
    record = planned(people, HANDED_OVER, CLOSED_TASKS)
    with on(5):
        target = record.campaign_targets.get(name="销号任务")
        apply_transition(record, "drop_target", people.wang, target=target, reason="另有考核。")
        apply_transition(record, "add_target", people.wang, **{**HANDED_OVER, "target_name": "后加的"})
    names = [[one.target.name for one in counts(record, FIRST + dt.timedelta(days=n))] for n in (1, 6)]
    assert names == [["转办意见", "销号任务"], ["转办意见", "后加的"]]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"measure": "project:investment"}, "合计的是别的业务"),
        ({"target_value": Decimal(0)}, "大于零"),
        ({"query": "colour=red"}, "colour"),
        ({"query": "category=nonsense"}, "category"),
    ],
)
def test_a_target_that_makes_no_sense_is_refused(wrong: dict[str, Any], told: str, people: People) -> None:
    record = planned(people)
    with pytest.raises(Refused, match=told):
        apply_transition(record, "add_target", people.wang, **{**HANDED_OVER, **wrong})


def test_a_campaign_begins_with_a_target_and_ends_after_it_begins(people: People) -> None:
    with pytest.raises(Refused, match="早于开始日期"):
        planned(people, due=FIRST - dt.timedelta(days=1))
    record = planned(people)
    with pytest.raises(Refused, match="还没有目标"):
        apply_transition(record, "begin", people.wang)


def test_the_end_writes_down_what_was_reached(people: People) -> None:
    record = planned(people, HANDED_OVER)
    with on(7):
        handed(people)
    with on(101):
        apply_transition(record, "sum_up", people.wang)
        event = apply_transition(record, "close", people.wang, summary="完成过半。")
        page = page_of(record, people.wang)
    assert ["已到期" in page, "差 3 件" in page] == [True, True]
    assert event.answers["result"] == "转办意见 1/4件"
    assert "转办意见 1/4件" in page_of(record, people.zhao)


@pytest.mark.parametrize(
    ("day", "colour"),
    [("2026-05-29", "green"), ("2026-05-30", "yellow"), ("2026-06-09", "yellow"), ("2026-06-10", "red")],
)
def test_the_light_counts_the_last_ten_days(people: People, day: str, colour: str) -> None:
    record = planned(people, HANDED_OVER)
    assert light_on(record, dt.date.fromisoformat(day)).colour == colour


def test_the_picture_draws_what_each_day_brought_and_what_was_asked(people: People) -> None:
    days = [FIRST + dt.timedelta(days=n) for n in range(4)]
    drawn = picture("转办", Decimal(4), days, [Decimal(n) for n in (0, 1, 1, 3)], FIRST + dt.timedelta(days=7))
    assert drawn is not None
    assert [bar.told for bar in drawn.bars] == ["2026-03-03 +1", "2026-03-05 +2"]
    assert drawn.plan == "8,150.0 412.0,16.0"
    assert drawn.end == (210.0, 49.5)
    assert picture("转办", Decimal(4), [], [], LAST) is None
