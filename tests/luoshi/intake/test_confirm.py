"""From proposals to records, each with the words it stands on."""

import datetime as dt
from decimal import Decimal

import pytest
from handed import PAGE, mention, payload_of, proposals, review_of, target
from people import People

from luoshi.core.refusal import Refused
from luoshi.intake import edits
from luoshi.intake.actions import confirm
from luoshi.intake.models import Disposition, Review
from luoshi.intake.showing import review_page
from luoshi.records.models import Record


def test_all_that_is_open_becomes_tasks_and_the_review_ends(people: People, review: Review) -> None:
    edits.drop(proposals(review)[3:], "他区任务", people.wang)
    records = confirm(review, people.wang)
    assert [record.title for record in records] == ["要搭好平台", "9月底前发布技术需求清单50项", "举办四场路演"]
    assert not review.is_open
    assert {row.disposition for row in proposals(review)} == {Disposition.TASK, Disposition.DROPPED}


def test_a_task_holds_its_items_words_and_their_places(people: People, review: Review) -> None:
    first = confirm(review, people.wang)[0]
    text = review.reading.document.text
    citation = first.citations.get()
    assert first.wording == citation.words == "要搭好平台，建设概念验证中心，改造三号中试车间。"
    assert "".join(text[start:end] for start, end in citation.pieces) == citation.words
    assert first.task.steps == "建设概念验证中心\n改造三号中试车间"
    assert first.task.source_note == "各区部署下半年工作"


def test_what_people_filled_in_is_what_the_task_says(people: People, review: Review) -> None:
    edits.set_fields(
        proposals(review)[0], people.wang, title="建好两个平台", lead=people.science, support=[people.industry],
        leader=people.zhao.person, owner=people.chen.person, due=dt.date(2026, 12, 31), due_text="年底前", goal="2个",
    )  # fmt: skip
    record = confirm(review, people.wang)[0]
    task = record.task
    assert (record.title, record.due, task.lead, task.leader, task.owner, task.due_text, task.goal) == (
        "建好两个平台", dt.date(2026, 12, 31), people.science, people.zhao.person, people.chen.person, "年底前", "2个",
    )  # fmt: skip
    assert {row.unit for row in record.assignments.all()} == {people.science, people.industry}


def test_targets_become_numbers_to_reach(people: People) -> None:
    duty = {"mentions": [mention("m1", "c10", "50项")], "targets": [target("m1", "技术需求清单", "50", "项")]}
    second = confirm(review_of(payload_of(PAGE, t2=duty), people), people.wang)[1]
    goal = second.targets.get()
    assert (goal.name, goal.op, goal.value, goal.unit) == ("技术需求清单", ">=", Decimal(50), "项")


@pytest.mark.parametrize(
    ("value", "held"), [("0.00001", None), ("0.0010", Decimal("0.001")), ("9" * 30, None), (None, None)]
)
def test_a_number_the_ledger_has_no_digits_for_stops_nothing(people: People, value: str, held: Decimal | None) -> None:
    duty = {"mentions": [mention("m1", "c10", "50项")], "targets": [target("m1", "技术需求清单", value, "项")]}
    second = confirm(review_of(payload_of(PAGE, t2=duty), people), people.wang)[1]
    assert second.targets.get().value == held


def test_a_merged_one_brings_its_words_steps_and_place(people: People, review: Review) -> None:
    rows = proposals(review)
    edits.merge(rows[1:3], people.wang)
    record = confirm(review, people.wang)[1]
    assert record.wording == "以需求为导向，9月底前发布技术需求清单50项；举办四场路演。"
    assert record.task.steps == "举办四场路演"
    assert proposals(review)[2].record == record


def test_only_the_chosen_become_tasks_and_the_rest_stays_open(people: People, review: Review) -> None:
    rows = proposals(review)
    confirm(review, people.wang, [rows[0].pk, rows[2].pk])
    assert [row.disposition for row in proposals(review)] == ["task", "open", "task", "open"]
    assert review.is_open
    account = review_page(review).account
    assert account.open_ids == [rows[1].pk, rows[3].pk]
    assert account.line.endswith("立为任务 3、并入 0、不列 0、未定 3")


def test_a_review_with_nothing_left_to_make_is_ended(people: People, review: Review) -> None:
    edits.drop(proposals(review), "他区任务", people.wang)
    assert confirm(review, people.wang) == []
    assert not review.is_open


def test_twice_is_refused(people: People, review: Review) -> None:
    confirm(review, people.wang)
    with pytest.raises(Refused, match="已确认入账"):
        confirm(review, people.wang)
    assert Record.objects.count() == 4


def test_two_who_confirm_at_once_make_no_double(people: People, review: Review) -> None:
    seen_by_other = Review.objects.get(pk=review.pk)
    confirm(review, people.wang)
    with pytest.raises(Refused):
        confirm(seen_by_other, people.wang)
    assert Record.objects.count() == 4


def test_nothing_is_made_when_one_cannot_be(people: People, review: Review) -> None:
    review.proposals.filter(order=3).update(title="")
    with pytest.raises(Refused):
        confirm(review, people.wang)
    assert Record.objects.count() == 0
    assert review.proposals.open().count() == 4


def test_after_the_end_nothing_is_edited(people: People, review: Review) -> None:
    edits.drop(proposals(review)[3:], "他区任务", people.wang)
    confirm(review, people.wang)
    for change in (
        lambda: edits.restore(proposals(review)[3], people.wang),
        lambda: edits.add(review, "再加一条", people.wang),
    ):
        with pytest.raises(Refused, match="已确认入账"):
            change()
