"""企业诉求: dispatched within a day, answered in time, rated by the firm, followed up; repeats joined; hot topics."""

import datetime as dt

import pytest
from people import People, browser_of, light_on
from served import at, case, firm

from luoshi.core.refusal import Refused
from luoshi.pipelines.service.cases.page import hours_to_dispatch
from luoshi.pipelines.service.cases.topics import category_of, hot_topics
from luoshi.records.flow import apply_transition, available, take_back
from luoshi.records.models import Record


def handled(people: People, record: Record) -> Record:
    """Registered by the 科技创新局, dispatched to the 产业促进局 and answered by it."""
    apply_transition(record, "dispatch", people.wang, lead=people.industry)
    apply_transition(record, "answer", people.sun, reply="已向供电所申请，下周施工。")
    return record


def test_a_case_goes_its_way_from_the_firm_to_the_firm(people: People) -> None:
    record = case(people, firm(people))
    apply_transition(record, "dispatch", people.li, lead=people.industry)
    assert browser_of(people.sun).get(f"/pipelines/{record.pk}/").status_code == 200
    apply_transition(record, "answer", people.sun, reply="已向供电所申请。")
    apply_transition(record, "rate", people.li, rating="full")
    apply_transition(record, "follow_up", people.li, followed_up="增容已完成，设备运行正常。")
    again = Record.objects.get(pk=record.pk)
    assert (again.state, again.light, again.servicecase.rating) == ("closed", "blue", "full")


def test_the_words_propose_a_category_and_it_gives_the_days(people: People) -> None:
    with at("2026-03-02 10:00"):
        record = case(people, firm(people), "厂房用电增容")
        assert record.servicecase.category == "utility"
        apply_transition(record, "dispatch", people.wang, lead=people.industry)
    assert record.due == dt.date(2026, 3, 9)  # five working days


@pytest.mark.parametrize(
    ("words", "category"),
    [("续贷困难", "finance"), ("招工难", "labour"), ("公交班次少", "living"), ("想喝茶", "other")],
)
def test_what_is_said_is_sorted(words: str, category: str) -> None:
    assert category_of(words) == category


@pytest.mark.parametrize(
    ("registered", "dispatched", "late"),
    [
        ("2026-03-02 10:00", "2026-03-03 10:00", False),
        ("2026-03-02 10:00", "2026-03-03 10:01", True),
        ("2026-03-06 16:00", "2026-03-09 16:00", False),  # a Friday; the days off do not count
        ("2026-03-06 16:00", "2026-03-09 16:01", True),
    ],
)
def test_twenty_four_hours_are_counted_to_the_minute(
    people: People, registered: str, dispatched: str, late: bool
) -> None:
    with at(registered):
        record = case(people, firm(people))
    with at(dispatched):
        apply_transition(record, "dispatch", people.wang, lead=people.industry)
    assert record.servicecase.dispatched_late is late


def test_how_long_it_took_is_on_the_page(people: People) -> None:
    with at("2026-03-02 10:00"):
        record = case(people, firm(people))
    with at("2026-03-02 15:30"):
        apply_transition(record, "dispatch", people.wang, lead=people.industry)
    assert hours_to_dispatch(record) == 5.5
    assert "登记后 5.5 小时分派" in browser_of(people.wang).get(f"/pipelines/{record.pk}/").content.decode()


@pytest.mark.parametrize(
    ("state", "day", "colour", "label"),
    [
        ("registered", "2026-03-02", "green", "正常"),
        ("registered", "2026-03-03", "yellow", "今日到期"),
        ("registered", "2026-03-04", "red", "超24小时未分派"),
        ("handling", "2026-03-03", "green", "正常"),
        ("handling", "2026-03-04", "yellow", "剩3个工作日答复"),
        ("handling", "2026-03-09", "yellow", "今日到期"),
        ("handling", "2026-03-10", "red", "答复逾期1天"),
        ("answered", "2026-03-09", "yellow", "今日到期"),
        ("answered", "2026-03-10", "yellow", "超期1天未评价"),
        ("rated", "2026-03-16", "yellow", "今日到期"),
        ("rated", "2026-03-17", "yellow", "超期1天未回访"),
    ],
)
def test_each_stage_has_its_light(people: People, state: str, day: str, colour: str, label: str) -> None:
    steps = [
        ("handling", "dispatch", people.wang, {"lead": people.industry}),
        ("answered", "answer", people.sun, {"reply": "已办。"}),
        ("rated", "rate", people.wang, {"rating": "fair"}),
    ]
    with at("2026-03-02 10:00"):
        record = case(people, firm(people))
        for target, name, post, answers in steps:
            if record.state != state:
                apply_transition(record, name, post, **answers)
                assert record.state == target
    shown = light_on(record, dt.date.fromisoformat(day))
    assert (shown.colour, shown.label) == (colour, label)


def test_not_content_it_is_done_again_once_with_the_reason(people: People) -> None:
    record = handled(people, case(people, firm(people)))
    with pytest.raises(Refused, match="不满意原因"):
        apply_transition(record, "redo", people.li)
    with pytest.raises(Refused, match="还没有重办过"):
        apply_transition(record, "rate_not", people.li, unsatisfied_because="没动静。")
    apply_transition(record, "redo", people.li, unsatisfied_because="没有给出时间。")
    assert (record.state, record.servicecase.rating) == ("handling", "not")
    apply_transition(record, "answer", people.sun, reply="3月底前完工。")
    with pytest.raises(Refused, match="已退回重办过一次"):
        apply_transition(record, "redo", people.li, unsatisfied_because="太晚。")
    apply_transition(record, "rate_not", people.li, unsatisfied_because="太晚。")
    with pytest.raises(Refused, match="办结说明"):
        apply_transition(record, "follow_up", people.li, followed_up="企业仍嫌慢。")
    apply_transition(
        record, "follow_up", people.li, followed_up="企业仍嫌慢。", conclusion="工期由供电线路定，已当面解释。"
    )
    assert record.state == "closed"


def test_who_answered_does_not_rate_itself(people: People) -> None:
    record = handled(people, case(people, firm(people)))
    assert [step.name for step in available(record, people.sun)] == []
    with pytest.raises(Refused, match="承办单位不记自己的评价"):
        apply_transition(record, "rate", people.sun, rating="full")
    own = case(people, firm(people, "青杉软件有限公司"), "招工难")
    apply_transition(own, "dispatch", people.li, lead=people.science)
    apply_transition(own, "answer", people.li, reply="已办。")
    with pytest.raises(Refused, match="承办单位不记自己的评价"):
        apply_transition(own, "rate", people.li, rating="full")
    apply_transition(own, "rate", people.wang, rating="full")


def test_a_unit_returns_what_is_not_its_own_and_it_is_dispatched_anew(people: People) -> None:
    record = case(people, firm(people))
    apply_transition(record, "dispatch", people.wang, lead=people.industry)
    with pytest.raises(Refused, match="理由"):
        apply_transition(record, "return_dispatch", people.sun)
    apply_transition(record, "return_dispatch", people.sun, reason="属规划建设局职责。")
    assert (record.state, record.servicecase.lead, record.due) == ("registered", people.science, None)
    apply_transition(record, "dispatch", people.li, lead=people.building)
    assert record.servicecase.lead == people.building


def test_what_the_visit_back_finds_unsolved_is_done_again_and_rated_again(people: People) -> None:
    record = handled(people, case(people, firm(people)))
    apply_transition(record, "rate", people.li, rating="full")
    apply_transition(record, "relapse", people.li, followed_up="又停电两次。")
    assert (record.state, record.servicecase.rating) == ("handling", "")


def test_a_due_day_that_has_passed_is_refused(people: People) -> None:
    with pytest.raises(Refused, match="已经过去"):
        apply_transition(
            case(people, firm(people)), "dispatch", people.wang, lead=people.industry, due=dt.date(2020, 1, 1)
        )


def test_a_repeat_of_the_same_firm_is_told_at_once_and_joined_by_one_click(people: People) -> None:
    asked = firm(people)
    first = case(people, asked, "厂房用电增容")
    case(people, firm(people, "青杉软件有限公司"), "厂房用电增容")
    case(people, asked, "招工难")
    second = case(people, asked, "用电增容还没办好")
    browser = browser_of(people.li)
    page = browser.get(f"/pipelines/{second.pk}/").content.decode()
    assert page.count("并入它") == 1
    assert f'value="{first.code}"' in page
    browser.post(f"/pipelines/{second.pk}/act/join/", {"join-version": second.version, "join-main": first.code})
    second.refresh_from_db()
    assert (second.state, second.servicecase.main) == ("joined", first)
    assert "用电增容还没办好" in browser.get(f"/pipelines/{first.pk}/").content.decode()


def test_a_repeat_is_told_before_it_is_registered(people: People) -> None:
    asked = firm(people)
    first = case(people, asked, "厂房用电增容")
    given = {"firm": asked.pk, "title": "用电增容", "wording": "还没办好。", "source": "hotline"}
    said = {f"create-{name}": value for name, value in given.items()} | {"create-version": 0}
    browser = browser_of(people.li)
    answer = browser.post("/pipelines/servicecase/new/", said)
    assert answer.status_code == 422
    assert f"可能已经登记过：{first.code} 厂房用电增容" in answer.content.decode()
    assert browser.post("/pipelines/servicecase/new/", said | {"even_so": "on"}).status_code == 302


def test_what_was_joined_ends_with_its_main_case_and_keeps_its_words(people: People) -> None:
    asked = firm(people)
    first, second = case(people, asked, "厂房用电增容"), case(people, asked, "用电增容还没办好")
    apply_transition(second, "join", people.wang, main=first)
    handled(people, first)
    apply_transition(first, "rate", people.wang, rating="full")
    apply_transition(first, "follow_up", people.wang, followed_up="已完成。")
    second.refresh_from_db()
    assert (second.state, second.servicecase.reply) == ("closed", "已向供电所申请，下周施工。")
    assert second.wording == "用电增容还没办好，请协调解决。"


def test_a_case_joins_only_what_is_open_and_never_itself(people: People) -> None:
    asked = firm(people)
    first, second, third = (case(people, asked, title) for title in ("用电增容", "用电增容慢", "用电增容难"))
    with pytest.raises(Refused, match="它就是本件"):
        apply_transition(first, "join", people.wang, main=first)
    apply_transition(second, "join", people.wang, main=first)
    with pytest.raises(Refused, match="并入他件"):
        apply_transition(third, "join", people.wang, main=second)
    with pytest.raises(Refused, match="反过来"):
        apply_transition(first, "join", people.wang, main=third)
    take_back(second, people.wang)
    assert (second.state, second.servicecase.main) == ("registered", None)


def test_hot_topics_count_the_last_ninety_days_against_the_ninety_before(people: People) -> None:
    one, other = firm(people), firm(people, "青杉软件有限公司")
    with at("2026-01-05 10:00"):
        case(people, one, "招工难")
    for day, of in (("2026-05-06 10:00", one), ("2026-06-01 10:00", other), ("2026-06-02 10:00", one)):
        with at(day):
            case(people, of, "招工难")
    with at("2026-06-02 10:00"):
        case(people, other, "续贷困难")
    with at("2026-06-10 10:00"):
        labour, finance = hot_topics(people.zhao)
        page = browser_of(people.zhao).get("/pipelines/servicecase/").content.decode()
    assert (labour.category, labour.count, labour.before, labour.firms) == ("labour", 3, 1, 2)
    assert (finance.category, finance.count) == ("finance", 1)
    assert "热点诉求" in page
    assert "多 2 件" in page


def test_units_see_the_cases_they_have_a_part_in(people: People) -> None:
    record = case(people, firm(people))
    for post, status in (
        (people.wang, 200),
        (people.zhao, 200),
        (people.li, 200),
        (people.sun, 404),
        (people.zhou, 404),
    ):
        assert browser_of(post).get(f"/pipelines/{record.pk}/").status_code == status


def test_a_leader_reads_and_dispatches_nothing(people: People) -> None:
    with pytest.raises(Refused, match="领导"):
        apply_transition(case(people, firm(people)), "dispatch", people.zhao, lead=people.industry)


def test_correcting_without_naming_the_firm_leaves_the_firm(people: People) -> None:
    record = case(people, firm(people))
    held = record.servicecase.firm
    apply_transition(record, "amend", people.wang, firm=None, title="厂房用电增容问题")
    assert Record.objects.get(pk=record.pk).servicecase.firm == held
