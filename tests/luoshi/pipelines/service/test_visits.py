"""企业走访: planned fairly, seen by whom it names, every demand carried on; what was done with a firm on its page."""

import datetime as dt

import pytest
from people import People, browser_of, light_on
from served import at, case, firm, visit, visited

from luoshi.core.refusal import Refused
from luoshi.pipelines.registers import keeping
from luoshi.pipelines.service.firms import GRIDS, Firm, Grid
from luoshi.pipelines.service.visits.model import Demand, Visit
from luoshi.pipelines.service.visits.planning import AT_ONCE, firms_seen, plan, quarter_of
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition, available, take_back
from luoshi.records.models import Record
from luoshi.records.registry import record_type


def grid(people: People, name: str = "软件园网格") -> Grid:
    made = keeping.add(GRIDS, people.wang, name=name, unit=people.science, officer=people.chen)
    assert isinstance(made, Grid)
    return made


def planned_names(people: People) -> list[str]:
    return [one.firm.name for proposed in plan(people.wang).rounds for one in proposed.proposed]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [("2026-01-01", "2026-01-01", "2026-03-31"), ("2026-12-31", "2026-10-01", "2026-12-31")],
)
def test_a_quarter_has_three_months(day: str, first: str, last: str) -> None:
    assert [one.isoformat() for one in quarter_of(dt.date.fromisoformat(day))] == [first, last]


def test_who_was_never_seen_comes_first_then_who_was_not_seen_longest(people: People) -> None:
    of = grid(people)
    lately, long_ago, never, big = (firm(people, f"{name}公司", grid=of, tier=tier) for name, tier in
        (("近", ""), ("久", ""), ("没去", ""), ("没去规上", "industry")))  # fmt: skip
    visited(people, lately, "2026-03-06")
    visited(people, long_ago, "2025-08-06")
    with at("2026-06-01 10:00"):
        assert planned_names(people) == [big.name, never.name, long_ago.name, lately.name]
        shown = plan(people.zhao)
        assert {one.firm for one in shown.never} == {never, big}
        assert [(one.firm, one.days) for one in shown.long] == [(long_ago, 299)]


def test_a_grid_is_proposed_a_handful_and_the_rest_is_counted(people: People) -> None:
    of = grid(people)
    for number in range(AT_ONCE + 2):
        firm(people, f"第{number}公司", grid=of)
    firm(people, "没有网格的公司")
    [proposed] = plan(people.wang).rounds
    assert (len(proposed.proposed), proposed.left, plan(people.wang).homeless) == (AT_ONCE, 2, 1)
    assert plan(people.sun).rounds == []  # not the 产业促进局's grid


def test_what_is_planned_or_seen_often_enough_is_not_proposed(people: People) -> None:
    of = grid(people)
    planned, often, free = (firm(people, f"{name}公司", grid=of) for name in ("已排", "常去", "可去"))
    with at("2026-03-02 10:00"):
        visit(people, planned)
    visited(people, often, "2026-02-03")
    visited(people, often, "2026-03-01")
    with at("2026-03-02 10:00"):
        assert planned_names(people) == [free.name]
        assert [one.firm for one in plan(people.wang).often] == [often]
    with at("2026-05-06 10:00"):  # a new quarter
        assert often.name in planned_names(people)


@pytest.mark.parametrize(("day", "is_proposed"), [("2026-05-05", False), ("2026-05-06", True)])
def test_who_was_seen_lately_is_left_in_peace(people: People, day: str, is_proposed: bool) -> None:
    seen = firm(people, grid=grid(people))
    visited(people, seen, "2026-03-06")
    with at(f"{day} 10:00"):
        assert (planned_names(people) == [seen.name]) is is_proposed


def test_a_third_visit_in_a_quarter_is_refused_with_the_two_there_are(people: People) -> None:
    seen = firm(people)
    visited(people, seen, "2026-02-03")
    with at("2026-03-02 10:00"):
        second = visit(people, seen, "2026-03-20", by=people.sun)
        with pytest.raises(Refused, match=r"已安排2次走访（.*2月3日 科技创新局.*3月20日 产业促进局）") as refused:
            visit(people, seen, "2026-03-25")
        assert second.code in refused.value.reason
        visit(people, seen, "2026-04-01")  # the next quarter
        assert visit(people, seen, "2026-03-25", despite="企业来函请去").visit.despite == "企业来函请去"


def test_a_visit_is_not_moved_into_a_full_quarter_either(people: People) -> None:
    seen = firm(people)
    visited(people, seen, "2026-02-03")
    visited(people, seen, "2026-02-10")
    with at("2026-03-02 10:00"):
        later = visit(people, seen, "2026-04-08")
        with pytest.raises(Refused, match="不超过2次"):
            apply_transition(later, "move", people.li, due=dt.date(2026, 3, 30))
        apply_transition(later, "move", people.li, due=dt.date(2026, 4, 9))
    assert later.due == dt.date(2026, 4, 9)


def test_units_that_go_together_count_once(people: People) -> None:
    seen = firm(people)
    with at("2026-03-02 10:00"):
        first, second = visit(people, seen, "2026-03-10"), visit(people, seen, "2026-03-12", by=people.sun)
        apply_transition(second, "merge", people.sun, main=first)
        assert (second.state, second.visit.main) == ("merged", first)
        assert browser_of(people.sun).get(f"/pipelines/{first.pk}/").status_code == 200
        [one] = firms_seen(people.wang)
        assert one.times == 1
        visit(people, seen, "2026-03-20", by=people.sun)  # there is room for another
    assert [event.transition for event in first.events.order_by("seq")] == ["create", "take_along"]


def test_merging_is_offered_only_where_somebody_else_goes_too(people: People) -> None:
    alone = visit(people, firm(people), "2026-03-10")
    assert "merge" not in [step.name for step in available(alone, people.li)]


def test_a_tick_plans_the_visit_for_the_officer_and_the_unit_of_the_grid(people: People) -> None:
    seen = firm(people, grid=grid(people))
    browser = browser_of(people.wang)
    assert f'value="{seen.pk}" checked' in browser.get("/pipelines/visit/plan/").content.decode()
    answer = browser.post("/pipelines/visit/plan/", {"pick": [seen.pk], "due": "2026-12-01"})
    assert answer["Location"] == "/pipelines/visit/"
    made = Visit.objects.get()
    assert (made.firm, made.officer, made.lead, made.record.due) == (
        seen,
        people.chen,
        people.science,
        dt.date(2026, 12, 1),
    )
    assert made.record.title == "走访云溪光电有限公司"
    assert browser.post("/pipelines/visit/plan/", {"due": "2026-12-01"}).status_code == 422


def test_a_leader_sees_the_plan_and_makes_none(people: People) -> None:
    seen = firm(people, grid=grid(people))
    browser = browser_of(people.zhao)
    assert "软件园网格" in browser.get("/pipelines/visit/plan/").content.decode()
    browser.post("/pipelines/visit/plan/", {"pick": [seen.pk], "due": "2026-12-01"})
    assert not Visit.objects.exists()


def test_whom_a_visit_names_sees_it_wherever_it_lies(people: People) -> None:
    record = bring_in(
        record_type("visit"), people.wang, firm=firm(people), due=dt.date(2026, 3, 10), lead=people.industry,
        officer=people.chen,
    )  # fmt: skip
    assert browser_of(people.chen).get(f"/pipelines/{record.pk}/").status_code == 200
    assert browser_of(people.li).get(f"/pipelines/{record.pk}/").status_code == 404


def test_each_demand_becomes_a_case_in_one_click_with_its_words(people: People) -> None:
    seen = firm(people)
    record = visited(people, seen, "2026-03-10", "车间用电不够，想增容。\n\n周边公寓太少，员工住宿难。")
    browser = browser_of(people.li)
    page = browser.get(f"/pipelines/{record.pk}/").content.decode()
    assert page.count("转为诉求件</button>") >= 2
    first, second = Demand.objects.order_by("pk")
    said = {"raise_case-version": record.version, "raise_case-demand": first.pk, "raise_case-category": "utility"}
    browser.post(f"/pipelines/{record.pk}/act/raise_case/", said)
    made = Record.objects.get(type="servicecase")
    assert (made.title, made.wording) == ("车间用电不够，想增容。", "车间用电不够，想增容。")
    assert (made.servicecase.firm, made.servicecase.source, made.servicecase.category) == (seen, "visit", "utility")
    assert "走访云溪光电有限公司" in browser.get(f"/pipelines/{made.pk}/").content.decode()
    assert made.code in browser.get(f"/pipelines/{record.pk}/").content.decode()
    record.refresh_from_db()
    with pytest.raises(Refused, match="已经转办或答复过"):
        apply_transition(record, "raise_case", people.li, demand=first)
    with pytest.raises(Refused, match="还有1条诉求"):
        apply_transition(record, "finish", people.li)
    apply_transition(record, "settle", people.li, demand=second, settled="已告知人才公寓申请办法。")
    apply_transition(record, "finish", people.li)
    assert record.state == "done"


def test_what_was_not_asked_for_needs_no_further_step(people: People) -> None:
    assert visited(people, firm(people), "2026-03-10").state == "done"


def test_taking_the_visit_back_takes_its_demands_back(people: People) -> None:
    record = visited(people, firm(people), "2026-03-10", "想增容。")
    take_back(record, people.li)
    assert (record.state, record.visit.visited_on) == ("planned", None)
    assert not Demand.objects.standing().exists()


def test_a_visit_that_has_not_been_made_yet_is_refused(people: People) -> None:
    record = visit(people, firm(people))
    with at("2026-03-09 10:00"), pytest.raises(Refused, match="还没有到"):
        apply_transition(record, "make_plain", people.li, said="好。", visited_on=dt.date(2026, 3, 10))


@pytest.mark.parametrize(
    ("day", "colour"),
    [("2026-03-10", "green"), ("2026-03-11", "yellow"), ("2026-03-17", "yellow"), ("2026-03-18", "red")],
)
def test_a_plan_that_passes_is_yellow_after_a_week_red(people: People, day: str, colour: str) -> None:
    with at("2026-03-02 10:00"):
        record = visit(people, firm(people), "2026-03-10")
    assert light_on(record, dt.date.fromisoformat(day)).colour == colour


@pytest.mark.parametrize(("day", "colour"), [("2026-03-13", "green"), ("2026-03-16", "yellow")])
def test_demands_that_lie_are_yellow_after_three_working_days(people: People, day: str, colour: str) -> None:
    record = visited(people, firm(people), "2026-03-10", "想增容。")
    assert light_on(record, dt.date.fromisoformat(day)).colour == colour


def test_the_firms_page_tells_what_was_done_with_it(people: People) -> None:
    seen = firm(people)
    visited(people, seen, "2026-03-10")
    with at("2026-03-12 06:30"):  # still the day before in Greenwich
        asked = case(people, seen, "厂房用电增容")
    bring_in(record_type("project"), people.li, title="激光雷达基地", investor=seen.name)
    case(people, firm(people, "青杉软件有限公司"), "招工难")
    page = browser_of(people.zhao).get(f"/pipelines/registers/firm/{seen.pk}/").content.decode()
    for words in ("走访云溪光电有限公司", asked.title, "激光雷达基地", "最近 2026-03-10", "在办 1 件", "2026-03-12"):
        assert words in page
    assert "招工难" not in page
    assert (
        "另有 3 项由其他单位办理"
        in browser_of(people.sun).get(f"/pipelines/registers/firm/{seen.pk}/").content.decode()
    )


def test_a_case_is_registered_from_the_firms_page(people: People) -> None:
    seen = firm(people)
    page = browser_of(people.li).get(f"/pipelines/registers/firm/{seen.pk}/").content.decode()
    assert f'href="/pipelines/servicecase/new/?firm={seen.pk}"' in page
    form = browser_of(people.li).get(f"/pipelines/servicecase/new/?firm={seen.pk}").content.decode()
    assert f'<option value="{seen.pk}" selected>' in form


def test_another_zones_firm_cannot_be_named(people: People) -> None:
    stranger = keeping.add(GRIDS, people.zhou, name="别区网格")
    page = browser_of(people.wang).get("/pipelines/visit/new/").content.decode()
    assert str(stranger) not in page
    assert Firm.objects.visible_to(people.zhou).count() == 0
