"""换位跑一次: steps as they were met, every pain point mended and checked or explained, figures before and after."""

import datetime as dt
from typing import Any

import pytest
from people import People, browser_of, light_on
from served import at

from luoshi.core.refusal import Refused
from luoshi.pipelines.service.walks.steps import pain_points, steps_of
from luoshi.pipelines.service.walks.totals import totals
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition, available, take_back
from luoshi.records.models import Record
from luoshi.records.registry import record_type

QUEUE = {
    "what": "取号排队",
    "channel": "window",
    "place": "大厅3号窗口",
    "materials": "身份证\n\n租赁合同",
    "waited": 40,
}
UPLOAD = {"what": "网上填表", "channel": "online", "waited": 15, "sent_back": 2, "materials": "身份证"}


def walk(people: People, *steps: dict[str, Any]) -> Record:
    """李强 walks a procedure of the 产业促进局."""
    record = bring_in(record_type("walk"), people.li, title="食品经营许可（新办）", owner=people.industry)
    for step in steps:
        apply_transition(record, "note_step", people.li, **step)
    return record


def pain(people: People, record: Record, title: str = "同一材料交两次", due: str = "2099-03-31") -> Record:
    given = {"pain": title, "pain_unit": people.industry, "due": dt.date.fromisoformat(due)}
    apply_transition(record, "note_pain", people.li, **given)
    found = pain_points(record).last()
    assert found is not None
    return found


def names(record: Record, post: Any) -> list[str]:
    return [step.name for step in available(Record.objects.get(pk=record.pk), post)]


def test_whoever_begins_walks_and_the_steps_are_told_in_figures(people: People) -> None:
    record = walk(people, QUEUE, {**QUEUE, "what": "再次取号"}, UPLOAD)
    assert record.walk.walker == people.li
    told = {total.label: (total.before, total.after) for total in totals(steps_of(record))}
    assert told == {
        "步骤": (3, None),
        "跑的地方": (1, None),
        "材料": (5, None),
        "分钟": (95, None),
        "被退回": (2, None),
    }
    page = browser_of(people.li).get(f"/pipelines/{record.pk}/").content.decode()
    for words in ("取号排队", "身份证、租赁合同", "大厅3号窗口"):
        assert words in page
    assert ">online<" not in page


def test_a_step_that_is_taken_back_is_not_counted(people: People) -> None:
    record = walk(people, QUEUE, UPLOAD)
    take_back(record, people.li)
    assert [step.what for step in steps_of(record)] == ["取号排队"]


def test_what_was_not_walked_is_not_finished(people: People) -> None:
    record = walk(people)
    with pytest.raises(Refused, match="还没有记下一步"):
        apply_transition(record, "finish_clean", people.li, finding="顺利。")
    apply_transition(record, "note_step", people.li, **UPLOAD)
    with pytest.raises(Refused, match="没有记痛点"):
        apply_transition(record, "finish", people.li, finding="顺利。")
    apply_transition(record, "finish_clean", people.li, finding="一次办成。")
    assert record.state == "closed"


def test_a_pain_point_is_a_record_of_the_unit_that_mends_it(people: People) -> None:
    record = walk(people, QUEUE)
    found = pain(people, record)
    assert (found.type, found.painpoint.lead, found.due) == ("painpoint", people.industry, dt.date(2099, 3, 31))
    for post, status in ((people.sun, 200), (people.li, 200), (people.zhao, 200), (people.zhou, 404)):
        assert browser_of(post).get(f"/pipelines/{found.pk}/").status_code == status
    assert browser_of(people.sun).get(f"/pipelines/{record.pk}/").status_code == 404
    with pytest.raises(Refused, match="记了痛点"):
        apply_transition(record, "finish_clean", people.li, finding="顺利。")


def test_a_walk_ends_only_when_all_its_pain_points_are_mended_or_explained(people: People) -> None:
    record = walk(people, QUEUE, UPLOAD)
    first, second = pain(people, record), pain(people, record, "要跑两个窗口")
    apply_transition(record, "finish", people.li, finding="材料重复、窗口分散。")
    with pytest.raises(Refused, match=r"还有2个痛点.*产业促进局"):
        apply_transition(record, "close", people.li, effect="好多了。")
    apply_transition(first, "fix", people.sun, measure="身份证改为共享核验。")
    apply_transition(first, "confirm", people.li)
    apply_transition(second, "explain", people.sun, explained="现场核验是规定动作，已改为同一天。")
    with pytest.raises(Refused, match="还有1个痛点"):
        apply_transition(record, "close", people.li, effect="好多了。")
    apply_transition(second, "accept", people.li)
    apply_transition(record, "note_step", people.li, **{**QUEUE, "materials": "租赁合同", "waited": 20})
    apply_transition(record, "close", people.li, effect="少交一份，少等二十分钟。")
    told = {total.label: (total.before, total.after, total.saved) for total in totals(steps_of(record))}
    assert told["材料"] == (3, 1, 2)
    assert told["分钟"] == (55, 20, 35)
    page = browser_of(people.zhao).get(f"/pipelines/{record.pk}/").content.decode()
    assert "55 → 20" in page
    assert "少 35" in page
    assert "2 / 2 有着落" in page


def test_who_mends_does_not_check_itself(people: People) -> None:
    found = pain(people, walk(people, QUEUE))
    apply_transition(found, "fix", people.sun, measure="已改。")
    assert names(found, people.sun) == []
    with pytest.raises(Refused, match="整改单位不核自己的"):
        apply_transition(found, "confirm", people.sun)
    assert "confirm" in names(found, people.li)


def test_what_is_not_mended_goes_back_with_the_reason(people: People) -> None:
    found = pain(people, walk(people, QUEUE))
    apply_transition(found, "fix", people.sun, measure="已改。")
    with pytest.raises(Refused, match="理由"):
        apply_transition(found, "send_back", people.li)
    apply_transition(found, "send_back", people.li, reason="窗口仍要复印件。", due=dt.date(2099, 4, 30))
    assert (found.state, found.due) == ("open", dt.date(2099, 4, 30))
    apply_transition(found, "explain", people.sun, explained="规定如此。")
    apply_transition(found, "send_back", people.wang, reason="没有写依据。")
    assert found.state == "open"


def test_the_supervisor_moves_a_day_or_a_unit_with_a_reason(people: People) -> None:
    found = pain(people, walk(people, QUEUE))
    with pytest.raises(Refused, match="已经过去"):
        apply_transition(found, "move", people.wang, due=dt.date(2020, 1, 1), reason="改派。")
    apply_transition(found, "move", people.wang, due=dt.date(2099, 5, 1), reason="改派。", lead=people.building)
    assert (found.painpoint.lead, found.due) == (people.building, dt.date(2099, 5, 1))
    assert browser_of(people.li).get(f"/pipelines/{found.pk}/").status_code == 200  # who walked still sees it


@pytest.mark.parametrize(
    ("day", "colour", "label"),
    [
        ("2026-03-25", "green", "正常"),
        ("2026-03-26", "yellow", "剩3个工作日"),
        ("2026-03-31", "yellow", "今日到期"),
        ("2026-04-01", "red", "整改逾期1天"),
    ],
)
def test_a_pain_point_is_lit_by_its_day(people: People, day: str, colour: str, label: str) -> None:
    with at("2026-03-02 10:00"):
        found = pain(people, walk(people, QUEUE), due="2026-03-31")
    shown = light_on(found, dt.date.fromisoformat(day))
    assert (shown.colour, shown.label) == (colour, label)


@pytest.mark.parametrize(
    ("state", "day", "colour"),
    [
        ("walking", "2026-03-16", "green"),
        ("walking", "2026-03-17", "yellow"),
        ("improving", "2026-05-27", "green"),
        ("improving", "2026-05-28", "yellow"),
        ("improving", "2026-06-03", "red"),
    ],
)
def test_a_walk_is_lit_by_its_stage(people: People, state: str, day: str, colour: str) -> None:
    with at("2026-03-02 10:00"):
        record = walk(people, QUEUE)
        if state == "improving":
            pain(people, record)
            apply_transition(record, "finish", people.li, finding="材料重复。")
    assert light_on(record, dt.date.fromisoformat(day)).colour == colour


def test_a_pain_point_is_also_registered_by_itself_for_an_open_walk(people: People) -> None:
    record, over = walk(people, QUEUE), walk(people, UPLOAD)
    apply_transition(over, "finish_clean", people.li, finding="顺利。")
    page = browser_of(people.li).get("/pipelines/painpoint/new/").content.decode()
    assert str(record) in page
    assert str(over) not in page
