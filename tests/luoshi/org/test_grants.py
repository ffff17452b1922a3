"""Two officers to every grant, three persons for three officers."""

import datetime as dt

import pytest
from moments import at_once
from people import LONG_AGO, People, appoint, browser_of, settle

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org import grants
from luoshi.org.actions import appoint_deputy, give_post
from luoshi.org.models import AuditEntry, Grant, GrantState, Kind, Person, Post
from luoshi.org.roles import OFFICERS, Role

TODAY = dt.date(2026, 3, 2)
LATER = dt.date(2026, 3, 20)


def proposed(people: People, role: str = Role.LIAISON, **said: object) -> Grant:
    """钱进 for the 规划建设局."""
    person, _new = Person.objects.get_or_create(username="qianjin", defaults={"name": "钱进"})
    return grants.propose_post(people.system, person, people.building, role, **said)


def states() -> list[str]:
    return list(Grant.objects.values_list("state", flat=True))


def test_nothing_changes_until_the_other_officer_approves(people: People) -> None:
    grant = proposed(people)
    assert not grant.person.posts.exists()
    grants.approve(grant, people.security)
    assert grant.person.posts.get().role == Role.LIAISON
    assert states() == [GrantState.APPROVED]


@pytest.mark.parametrize("who", ["system", "auditor", "wang", "zhao"])
def test_only_the_security_officer_decides(who: str, people: People) -> None:
    grant = proposed(people)
    with pytest.raises(Refused, match="由安全管理员审批"):
        grants.approve(grant, getattr(people, who))
    assert not grant.person.posts.exists()


@pytest.mark.parametrize("who", ["security", "auditor", "wang"])
def test_only_the_system_officer_proposes(who: str, people: People) -> None:
    with pytest.raises(Refused, match="由系统管理员提请"):
        grants.propose_end(getattr(people, who), people.li, clock.today())


def test_nobody_decides_about_themselves(people: People) -> None:
    appoint("second", "接任者", people.office, Role.SECURITY)
    grant = grants.propose_end(people.system, people.security, clock.today())
    with pytest.raises(Refused, match="涉及自己"):
        grants.approve(grant, people.security)


def test_who_proposed_does_not_decide_even_in_another_office(people: People) -> None:
    """The separation keeps one person out of both offices; the door is closed for itself besides."""
    grant = proposed(people)
    both = Post.objects.create(person=people.system.person, unit=people.office, role=Role.SECURITY)
    with pytest.raises(Refused, match="自己提请"):
        grants.approve(grant, both)


def test_who_proposed_as_a_deputy_does_not_decide_as_the_next_security_officer(people: People) -> None:
    with clock.at(TODAY):
        deputy = appoint("second", "接任者", people.office, Role.SYSTEM)
        Post.objects.filter(pk=deputy.pk).update(ends=TODAY)
        appoint_deputy(people.system, deputy.person, TODAY, TODAY)
        grant = proposed(people)
    with clock.at(TODAY + dt.timedelta(days=1)):
        security = give_post(deputy.person, people.office, Role.SECURITY)
        with pytest.raises(Refused, match="自己提请"):
            grants.approve(grant, security)


def test_a_deputy_does_not_decide_about_the_officer_they_stand_in_for(people: People) -> None:
    second = appoint("second", "接任者", people.office, Role.SECURITY)
    grant = grants.propose_end(people.system, people.security, clock.today())
    people.security.deputy = appoint_deputy(people.security, second.person, clock.today(), clock.today())
    with pytest.raises(Refused, match="涉及自己"):
        grants.approve(grant, people.security)
    grants.approve(grant, second)


def test_a_proposal_is_decided_once(people: People) -> None:
    grant = proposed(people)
    grants.refuse(grant, people.security, "材料不全")
    with pytest.raises(Refused, match="已办结"):
        grants.approve(grant, people.security)
    assert not grant.person.posts.exists()


@pytest.mark.django_db(transaction=True)
def test_decided_by_two_at_the_same_moment_it_takes_effect_once() -> None:
    people = settle()
    second = appoint("second", "接任者", people.office, Role.SECURITY)
    grant = proposed(people)
    officers = (people.security, second, people.security)
    acts = [lambda by=by: grants.approve(Grant.objects.get(pk=grant.pk), by) for by in officers]
    found = at_once(*acts)
    assert [type(one) for one in found].count(Post) == 1
    assert sum("已办结" in one for one in found if isinstance(one, str)) == 2
    assert grant.person.posts.count() == 1
    assert AuditEntry.objects.filter(kind=Kind.GRANT_APPROVED).count() == 1


def test_a_refusal_says_why(people: People) -> None:
    with pytest.raises(Refused, match="须写明理由"):
        grants.refuse(proposed(people), people.security, "  ")
    assert states() == [GrantState.OPEN]


def test_what_nobody_decides_in_a_week_lapses(people: People) -> None:
    with clock.at(TODAY):
        grant = proposed(people)
    with clock.at(TODAY + dt.timedelta(days=7)):
        assert grants.standing(people.zone).count() == 1
    with clock.at(TODAY + dt.timedelta(days=8)):
        with pytest.raises(Refused, match="过期"):
            grants.approve(grant, people.security)
        page = browser_of(people.security).get("/grants/").content.decode()
    assert "已过期" in page
    assert AuditEntry.objects.filter(kind=Kind.GRANT_LAPSED, about=grant.person).count() == 1


def test_the_same_is_not_proposed_twice(people: People) -> None:
    proposed(people)
    with pytest.raises(Refused, match="已提请"):
        proposed(people)


def test_what_was_right_a_week_ago_is_looked_at_again(people: People) -> None:
    grant = proposed(people, Role.AUDITOR)
    give_post(grant.person, people.building, Role.LIAISON)
    with pytest.raises(Refused, match="不兼任业务岗位"):
        grants.approve(grant, people.security)
    assert states() == [GrantState.OPEN]


@pytest.mark.parametrize("held", sorted(OFFICERS))
@pytest.mark.parametrize("role", sorted(OFFICERS))
def test_the_three_officers_are_three_persons(held: str, role: str, people: People) -> None:
    person = {"system": people.system, "security": people.security, "auditor": people.auditor}[held].person
    if held == role:
        assert give_post(person, people.zone, Role(role))
        return
    with pytest.raises(Refused, match="须由三人分任"):
        give_post(person, people.zone, Role(role))
    with pytest.raises(Refused, match="须由三人分任"):
        grants.propose_post(people.system, person, people.zone, role)


def test_an_officer_holds_no_post_in_the_ledger_nor_the_other_way_round(people: People) -> None:
    with pytest.raises(Refused, match="不兼任业务岗位"):
        give_post(people.system.person, people.science, Role.LIAISON)
    with pytest.raises(Refused, match="不兼任业务岗位"):
        give_post(people.li.person, people.zone, Role.AUDITOR)


def test_one_office_after_the_other_is_allowed(people: People) -> None:
    appoint("second", "接任者", people.office, Role.SYSTEM)
    Post.objects.filter(pk=people.system.pk).update(ends=TODAY)
    assert give_post(people.system.person, people.zone, Role.AUDITOR, starts=TODAY + dt.timedelta(days=1))
    with pytest.raises(Refused, match="须由三人分任"):
        give_post(people.system.person, people.zone, Role.SECURITY, starts=TODAY)


def test_standing_in_for_an_officer_counts_as_holding_the_office(people: People) -> None:
    for post in (people.security, people.auditor):
        with pytest.raises(Refused, match="须由三人分任"):
            appoint_deputy(post, people.system.person, TODAY, LATER)
    with pytest.raises(Refused, match="不兼任业务岗位"):
        appoint_deputy(people.auditor, people.li.person, TODAY, LATER)


def test_a_change_gives_other_units_in_charge(people: People) -> None:
    grant = grants.propose_change(people.system, people.he, "副主任", [people.industry])
    assert people.he.own_units == [people.science.pk]
    grants.approve(grant, people.security)
    he = Post.objects.get(pk=people.he.pk)
    assert (he.title, he.own_units) == ("副主任", [people.industry.pk])


def test_a_change_that_changes_nothing_is_refused(people: People) -> None:
    with pytest.raises(Refused, match="没有改动"):
        grants.propose_change(people.system, people.he, "", [people.science])


def test_only_those_in_charge_have_units_in_charge(people: People) -> None:
    with pytest.raises(Refused, match="只有分管领导"):
        proposed(people, Role.LIAISON, in_charge=[people.science])
    with pytest.raises(Refused, match="至少一个"):
        proposed(people, Role.CHARGE)


def test_every_step_stands_in_the_log_with_who_and_about_whom_and_no_name(people: People) -> None:
    grant = proposed(people, reason="云人〔2026〕3号")
    grants.withdraw(grant, people.system)
    grants.refuse(proposed(people), people.security, "材料不全")
    grants.approve(proposed(people), people.security, "同意")
    rows = AuditEntry.objects.order_by("number")
    assert [(row.kind, row.post, row.about) for row in rows] == [
        (kind, post, grant.person)
        for kind, post in (
            (Kind.GRANT_PROPOSED, people.system),
            (Kind.GRANT_WITHDRAWN, people.system),
            (Kind.GRANT_PROPOSED, people.system),
            (Kind.GRANT_REFUSED, people.security),
            (Kind.GRANT_PROPOSED, people.system),
            (Kind.GRANT_APPROVED, people.security),
        )
    ]
    assert not any("钱进" in row.text for row in rows)


def test_a_deputy_acts_in_the_posts_name_for_the_days_agreed(people: People) -> None:
    grant = grants.propose_deputy(people.system, people.li, people.sun.person, TODAY, LATER, "出差")
    grants.approve(grant, people.security)
    client = browser_of(people.sun)
    with clock.at(LATER):
        assert {post.pk for post in client.get("/choose-post/").context["posts"]} == {people.li.pk, people.sun.pk}
        page = client.post("/choose-post/", {"post": people.li.pk}, follow=True).content.decode()
        assert "孙丽（代李强）" in page
    with clock.at(LATER + dt.timedelta(days=1)):
        assert {post.pk for post in browser_of(people.sun).get("/choose-post/").context["posts"]} == {people.sun.pk}


def test_two_do_not_stand_in_for_one_post_at_a_time(people: People) -> None:
    appoint_deputy(people.li, people.sun.person, TODAY, LATER)
    with pytest.raises(Refused, match="已代理这个岗位"):
        appoint_deputy(people.li, people.chen.person, LATER, LATER)
    with pytest.raises(Refused, match="不能代理自己"):
        appoint_deputy(people.li, people.li.person, TODAY, LATER)
    with pytest.raises(Refused, match="任职期间"):
        appoint_deputy(people.li, people.chen.person, LONG_AGO - dt.timedelta(days=1), LONG_AGO)


def test_proposals_of_another_zone_are_not_found(people: People) -> None:
    guard = appoint("bieqv", "别区安全员", people.other_zone, Role.SECURITY)
    grant = proposed(people)
    assert browser_of(guard).post(f"/grants/{grant.pk}/approve/").status_code == 404
    assert states() == [GrantState.OPEN]
