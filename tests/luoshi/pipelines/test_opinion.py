"""意见建议: every opinion is answered, the person is told and says whether they are content; nothing is lost."""

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from people import People, browser_of, light_on

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.pipelines.opinion.models import Raiser
from luoshi.pipelines.opinion.procedures import found_words
from luoshi.pipelines.opinion.stations import DEPUTIES, LINKS, STATIONS, CongressDeputy, Link, Station
from luoshi.pipelines.registers.keeping import add, retire
from luoshi.pipelines.service.firms import FIRMS
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition, available, take_back
from luoshi.records.models import Record
from luoshi.records.registry import record_type

OPINION = record_type("opinion")
MONDAY = dt.date(2026, 3, 2)
TOLD: dict[str, Any] = {
    "title": "园区东门公交班次太少",
    "wording": "早高峰等车超过四十分钟，建议加密班次。",
    "channel": "station",
    "raiser_kind": "resident",
    "procedure": "none",
}


def raised(people: People, by: str = "wang", **other: Any) -> Record:
    return bring_in(OPINION, getattr(people, by), **{**TOLD, **other})


def handled(people: People, by: str = "wang", **other: Any) -> Record:
    """With the 科技创新局, to be answered within 15 working days."""
    record = raised(people, by, category="traffic", **other)
    apply_transition(record, "transfer", people.wang, lead=people.science)
    return record


def told(people: People, **other: Any) -> Record:
    record = handled(people, **other)
    apply_transition(record, "answer", people.li, reply="四月起早高峰加密到八分钟一班。")
    apply_transition(record, "tell", people.wang, told_how="phone")
    return record


def steps_of(record: Record, people: People, who: str = "wang") -> set[str]:
    return {step.name for step in available(Record.objects.get(pk=record.pk), getattr(people, who))}


def test_an_opinion_goes_from_its_registration_to_a_content_person(people: People) -> None:
    with clock.at(MONDAY):
        record = raised(people)
        assert record.state == "registered"
        apply_transition(record, "classify", people.wang, category="traffic")
        apply_transition(record, "transfer", people.wang, lead=people.science)
        assert record.due == dt.date(2026, 3, 23)
        apply_transition(record, "answer", people.li, reply="已加密。")
        apply_transition(record, "tell", people.wang, told_how="phone")
        apply_transition(record, "rate", people.wang, satisfaction="full")
    assert (record.state, record.opinion.satisfaction, record.opinion.told_on) == ("closed", "full", MONDAY)


def test_an_opinion_that_comes_with_its_category_needs_no_sorting(people: People) -> None:
    assert raised(people, category="traffic").state == "classified"


def test_who_registered_it_goes_on_seeing_it_and_tells_the_person(people: People) -> None:
    record = handled(people, by="sun")
    assert record.opinion.lead == people.science
    assert browser_of(people.sun).get(f"/pipelines/{record.pk}/").status_code == 200
    apply_transition(record, "answer", people.li, reply="已加密。")
    assert {"tell"} <= steps_of(record, people, "sun")


@pytest.mark.parametrize("procedure", ["suit", "review", "arbitration"])
def test_a_matter_in_a_procedure_is_refused_with_the_way_to_go_and_told(procedure: str, people: People) -> None:
    record = raised(people, procedure=procedure)
    assert record.state == "refusing"
    assert "不作为意见建议受理。请向" in record.opinion.refused_because
    apply_transition(record, "tell_refusal", people.wang, told_how="face")
    assert record.state == "refused"
    page = browser_of(people.wang).get("/pipelines/opinion/?state=refused").content.decode()
    assert record.title in page


def test_words_of_a_procedure_are_a_doubt_that_is_asked_about(people: People) -> None:
    words = "工资拖欠，我已经申请仲裁，请督促。"
    with pytest.raises(Refused, match="已经申请仲裁"):
        raised(people, wording=words)
    record = raised(people, wording=words, checked="电话核实：仲裁申请已撤回，正在协商。")
    assert record.state == "registered"
    assert raised(people, wording=words, procedure="arbitration").state == "refusing"


@pytest.mark.parametrize("text", ["这件事正在诉讼", "法院已受理", "正在打官司", "二审判决还没下来", "行政复议了"])
def test_words_that_speak_of_a_procedure_are_found(text: str) -> None:
    assert found_words(text)


@pytest.mark.parametrize("text", ["法院门口停车难", "建议设立仲裁咨询点", "诉讼服务网点太远", "已经立项的道路迟迟不修"])
def test_words_that_only_name_a_court_raise_no_doubt(text: str) -> None:
    assert not found_words(text)


def test_what_turns_out_to_be_before_a_court_is_refused_later_too(people: People) -> None:
    record = raised(people)
    apply_transition(record, "refuse", people.wang, refused_because="已由法院立案，请向法院提出。", procedure="suit")
    assert record.state == "refusing"


def test_who_is_not_content_is_helped_once_more_and_only_once(people: People) -> None:
    record = told(people)
    assert "close_unsatisfied" not in steps_of(record, people)
    apply_transition(record, "redo", people.wang, unsatisfied_because="只加了一班。")
    assert (record.state, record.opinion.satisfaction) == ("handling", "not")
    apply_transition(record, "answer", people.li, reply="再加两班。")
    apply_transition(record, "tell", people.wang, told_how="phone")
    assert {"rate", "close_unsatisfied"} <= steps_of(record, people)
    with pytest.raises(Refused, match="已退回重办过一次"):
        apply_transition(record, "redo", people.wang, unsatisfied_because="还是少。")
    apply_transition(record, "close_unsatisfied", people.wang, unsatisfied_because="还是少。", conclusion="运力所限。")
    assert (record.state, record.opinion.satisfaction) == ("closed", "not")


def test_the_unit_that_answered_does_not_say_who_is_content(people: People) -> None:
    record = told(people)
    assert not {"rate", "redo"} & steps_of(record, people, "li")
    own = told(people, by="sun", title="另一件事")
    assert {"rate", "redo"} <= steps_of(own, people, "sun")


def test_a_unit_hands_back_what_is_not_its_matter(people: People) -> None:
    record = handled(people)
    apply_transition(record, "return_transfer", people.li, reason="公交归规划建设局。")
    assert (record.state, record.due) == ("classified", None)
    apply_transition(record, "transfer", people.wang, lead=people.building)
    assert record.opinion.lead == people.building


def test_repeats_are_joined_and_told_when_the_first_is_answered(people: People) -> None:
    first, again = handled(people), raised(people, title="东门公交班次少")
    page = browser_of(people.wang).get(f"/pipelines/{again.pk}/").content.decode()
    assert "可能是同一件事" in page
    assert first.title in page
    apply_transition(again, "join", people.wang, main=first)
    assert again.state == "joined"
    assert "tell_joined" not in steps_of(again, people)
    apply_transition(first, "answer", people.li, reply="已加密。")
    apply_transition(again, "tell_joined", people.wang, told_how="net")
    assert again.state == "closed"
    assert str(again) in browser_of(people.wang).get(f"/pipelines/{first.pk}/").content.decode()


def test_what_was_joined_to_a_refused_one_is_told_with_it(people: People) -> None:
    first, again = raised(people), raised(people, title="东门公交班次少")
    apply_transition(again, "join", people.wang, main=first)
    apply_transition(first, "refuse", people.wang, refused_because="不属本区职责，请向市交通局反映。")
    assert "tell_joined" not in steps_of(again, people)
    apply_transition(first, "tell_refusal", people.wang, told_how="phone")
    assert "tell_joined" in steps_of(again, people)


def test_what_was_joined_waits_while_the_first_is_answered_anew(people: People) -> None:
    first, again = handled(people), raised(people, title="东门公交班次少")
    apply_transition(again, "join", people.wang, main=first)
    apply_transition(first, "answer", people.li, reply="已加密。")
    apply_transition(first, "send_back", people.wang, reason="没有说从哪天起。")
    assert "tell_joined" not in steps_of(again, people)


def test_an_opinion_is_not_joined_to_itself_nor_to_one_that_is_over(people: People) -> None:
    record = raised(people)
    with pytest.raises(Refused, match="它就是本件"):
        apply_transition(record, "join", people.wang, main=record)
    again = raised(people, title="另一件")
    apply_transition(again, "join", people.wang, main=record)
    with pytest.raises(Refused, match="并入他件"):
        apply_transition(record, "join", people.wang, main=again)
    take_back(again, people.wang)
    assert Record.objects.get(pk=again.pk).opinion.main is None


@pytest.mark.parametrize(
    ("day", "colour"),
    [("2026-03-17", "green"), ("2026-03-18", "yellow"), ("2026-03-23", "yellow"), ("2026-03-24", "red")],
)
def test_the_light_follows_the_day_of_the_answer(people: People, day: str, colour: str) -> None:
    with clock.at(MONDAY):
        record = handled(people)
    assert light_on(record, dt.date.fromisoformat(day)).colour == colour


@pytest.mark.parametrize(("day", "colour"), [("2026-03-04", "green"), ("2026-03-05", "yellow"), ("2026-03-06", "red")])
def test_what_is_not_sorted_within_three_working_days_is_red(people: People, day: str, colour: str) -> None:
    with clock.at(MONDAY):
        record = raised(people)
    assert light_on(record, dt.date.fromisoformat(day)).colour == colour


def test_a_deadline_that_has_passed_is_refused(people: People) -> None:
    record = raised(people, category="traffic")
    with pytest.raises(Refused, match="已经过去"):
        apply_transition(record, "transfer", people.wang, lead=people.science, due=dt.date(2020, 1, 1))


def test_the_person_is_known_to_those_who_must_reach_them_and_stands_in_no_event(people: People) -> None:
    record = handled(people, contact="季知秋", phone="0000-1234567")
    pages = {
        who: browser_of(getattr(people, who)).get(f"/pipelines/{record.pk}/").content.decode()
        for who in ("wang", "li", "zhao")
    }
    assert ["季知秋" in pages[who] for who in ("wang", "li", "zhao")] == [True, True, False]
    assert not [event for event in record.events.all() if "季知秋" in event.text or "1234567" in event.text]
    assert record.events.first().answers["contact_hash"]


def test_the_person_can_be_erased_and_only_the_hash_stays(people: People) -> None:
    record = raised(people, contact="季知秋", phone="0000-1234567")
    apply_transition(record, "erase", people.wang, reason="本人申请。")
    row = Raiser.objects.get(record=record)
    assert (row.contact, row.phone, row.salt) == ("", "", "")
    call_command("verify")
    assert "按规定删除" in browser_of(people.wang).get(f"/pipelines/{record.pk}/").content.decode()
    with pytest.raises(Refused, match="没有留存反映人信息"):
        apply_transition(record, "erase", people.wang, reason="再删一次。")


@pytest.fixture
def station(people: People) -> Station:
    found = add(STATIONS, people.wang, name="望渚代表联络站", unit=people.industry)
    assert isinstance(found, Station)
    return found


def test_a_station_counts_what_came_by_it(people: People, station: Station) -> None:
    deputy = add(DEPUTIES, people.wang, name="岑远", level="district", station=station)
    record = raised(people, station=station, deputy=deputy)
    closed = told(people, station=station, title="另一件")
    apply_transition(closed, "rate", people.wang, satisfaction="fair")
    page = browser_of(people.wang).get(f"/pipelines/registers/station/{station.pk}/").content.decode()
    assert "岑远" in page
    assert "收到 <b>2</b> 件，在办 <b>1</b> 件" in page
    assert "满意和基本满意 <b>1</b> 件" in page
    listed = browser_of(people.wang).get(f"/pipelines/opinion/?station={station.pk}").content.decode()
    assert record.title in listed


def test_a_deputy_keeps_touch_with_firms_and_groups_of_voters(people: People, station: Station) -> None:
    deputy = add(DEPUTIES, people.wang, name="岑远", level="district", station=station, phone="0000-1234567")
    firm = add(FIRMS, people.wang, name="澜洲激光公司")
    add(LINKS, people.li, deputy=deputy, touch="firm", firm=firm)
    add(LINKS, people.li, deputy=deputy, touch="voters", name="东苑三组")
    page = browser_of(people.wang).get(f"/pipelines/registers/congressdeputy/{deputy.pk}/").content.decode()
    assert ["澜洲激光公司" in page, "东苑三组" in page, "1234567" in page] == [True, True, False]
    with pytest.raises(Refused, match="从名册里选"):
        add(LINKS, people.li, deputy=deputy, touch="firm", name="没有选企业")


def test_stations_deputies_and_their_links_are_the_zones_own(people: People, station: Station) -> None:
    deputy = add(DEPUTIES, people.wang, name="岑远", level="district", station=station)
    link = add(LINKS, people.wang, deputy=deputy, touch="voters", name="东苑三组")
    assert str(link) == "岑远 — 东苑三组"
    for model in (Station, CongressDeputy, Link):
        seen = [model.objects.visible_to(post).count() for post in (people.wang, people.li, people.zhou, people.system)]
        assert seen == [1, 1, 0, 0]


def test_a_station_that_was_retired_is_not_offered_any_more(people: People, station: Station) -> None:
    form = browser_of(people.wang).get("/pipelines/opinion/new/").content.decode()
    assert station.name in form
    retire(STATIONS, station, people.wang, "合并")
    assert station.name not in browser_of(people.wang).get("/pipelines/opinion/new/").content.decode()
