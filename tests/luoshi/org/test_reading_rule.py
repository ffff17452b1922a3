"""Who sees which rows: the three officers none of the business, 分管领导 their units', 责任人 what names them."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from handed import PLAN, payload_of, review_of
from ledgers import task, workbook
from people import People, appoint, browser_of, draft, task_in

from luoshi.documents.models import Document
from luoshi.intake.ledger_import.actions import take_in
from luoshi.org.actions import add_unit, appoint_deputy
from luoshi.org.models import Deputy, Post
from luoshi.org.roles import OFFICERS, Role
from luoshi.records.actions import Quote
from luoshi.records.choices import people_of
from luoshi.records.flow import apply_transition
from luoshi.records.models import Evidence, Record

# What is no business data: who there is, and what the officers themselves keep.
OF_THE_OFFICES = {"Unit", "Person", "Post", "Deputy", "Grant", "AuditEntry", "Seal"}


def models_with_a_reading_rule() -> list[type[Model]]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("luoshi.")]
    return [model for model in ours if hasattr(model._default_manager.all(), "visible_to")]


@pytest.fixture
def full(people: People, settings: Any, tmp_path: Any) -> People:
    """Something of everything."""
    settings.MEDIA_ROOT = tmp_path
    record = task_in("working", people)
    day = dt.date(2026, 12, 1)
    apply_transition(
        record, "plan", people.li, milestone_title="完成选址", milestone_due=day, milestone_post=people.chen
    )
    review_of(payload_of(PLAN), people)
    take_in(workbook([task("建设中试基地")]), "台账.xlsx", people.wang)
    return people


def test_there_is_something_to_see(full: People) -> None:
    for model in (Record, Evidence, Document):
        assert model.objects.visible_to(full.wang).exists()


@pytest.mark.parametrize("role", sorted(OFFICERS))
def test_the_officers_see_no_business_data(role: str, full: People) -> None:
    post = {"system": full.system, "security": full.security, "auditor": full.auditor}[role]
    seen = {model.__name__ for model in models_with_a_reading_rule() if model.objects.visible_to(post).exists()}
    assert seen <= OF_THE_OFFICES


def test_nobody_signed_in_sees_nothing_at_all(full: People) -> None:
    assert [m for m in models_with_a_reading_rule() if m.objects.visible_to(None).exists()] == []


def test_who_is_in_charge_sees_the_tasks_of_their_units_and_of_those_under_them(people: People) -> None:
    below = add_unit(people.science, "成果转化科")
    mine, under = task_in("assigned", people, "甲"), draft(people, "乙", lead=below)
    apply_transition(under, "assign", people.zhao)
    other = draft(people, "丙", lead=people.industry)
    apply_transition(other, "assign", people.zhao)
    hidden = draft(people, "丁")
    assert set(Record.objects.visible_to(people.he)) == {mine, under}
    assert hidden not in Record.objects.visible_to(people.he)


def test_who_is_in_charge_sees_a_task_that_names_them_and_its_document(people: People) -> None:
    review = review_of(payload_of(PLAN), people)
    document = review.reading.document
    quote = Quote(document, [[0, 4]], document.text[:4])
    record = draft(people, "丙", lead=people.industry, leader=people.he.person, quotes=[quote])
    assert not Document.objects.visible_to(people.he).exists()
    apply_transition(record, "assign", people.zhao)
    assert list(Record.objects.visible_to(people.he)) == [record]
    assert list(Document.objects.visible_to(people.he)) == [document]


def test_an_owner_sees_what_names_them_wherever_it_lies(people: People) -> None:
    elsewhere = appoint("wufan", "吴凡", people.building, Role.OWNER)
    by_name = draft(people, "甲", owner=elsewhere.person)
    by_step = draft(people, "乙")
    draft_of_theirs = draft(people, "丙", owner=elsewhere.person)
    for record in (by_name, by_step):
        apply_transition(record, "assign", people.zhao)
    assert list(Record.objects.visible_to(elsewhere)) == [by_name]
    day = dt.date(2026, 12, 1)
    apply_transition(by_step, "plan", people.wang, milestone_title="选址", milestone_due=day, milestone_post=elsewhere)
    assert set(Record.objects.visible_to(elsewhere)) == {by_name, by_step}
    assert draft_of_theirs not in Record.objects.visible_to(elsewhere)


def test_a_deputy_signs_with_both_names_and_the_signature_is_the_deputys(people: People) -> None:
    record = task_in("assigned", people)
    appoint_deputy(people.li, people.sun.person, dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    post = Post.objects.get(pk=people.li.pk)
    post.deputy = Deputy(post=post, person=people.sun.person)
    event = apply_transition(record, "acknowledge", post)
    assert (event.post, event.signature.person) == (people.li, people.sun.person)
    assert event.signature.who == "科技创新局 孙丽（代李强）"


def test_no_task_can_be_given_to_an_officer(people: People) -> None:
    assert not people_of(people.wang).filter(posts__role__in=OFFICERS).exists()
    page = browser_of(people.wang).get(f"/ledger/{draft(people).pk}/").content.decode()
    assert "陈晨" in page
    assert not any(name in page for name in ("郑洁", "秦岚", "方圆"))
