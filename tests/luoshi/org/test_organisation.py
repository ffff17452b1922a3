import datetime as dt

import pytest
from people import People, appoint, browser_of

from luoshi.core import clock
from luoshi.org.actions import deactivate
from luoshi.org.grants import approve
from luoshi.org.models import Grant, GrantState, Person, Post, Unit
from luoshi.org.roles import Role
from luoshi.org.tree import tree_of

TODAY = {"starts": "2026-01-05"}


def add_person(people: People, **fields: object) -> object:
    given = {"name": "钱进", "username": "qianjin", "unit": people.building.pk, "role": "liaison", **TODAY, **fields}
    return browser_of(people.system).post("/organisation/people/new/", given)


def test_units_stand_in_tree_order_each_followed_by_its_own(people: People) -> None:
    for name, parent in (("创新平台科", people.science), ("成果转化科", people.science)):
        form = {"name": name, "parent": parent.pk, "position": 5}
        assert browser_of(people.system).post("/organisation/units/new/", form).status_code == 302
    lines = [(line.unit.name, line.depth) for line in tree_of(people.zone)]
    assert lines[:5] == [
        ("云溪高新区", 0),
        ("督查室", 1),
        ("科技创新局", 1),
        ("创新平台科", 2),
        ("成果转化科", 2),
    ]


@pytest.mark.parametrize("who", ["wang", "system", "security"])
def test_the_page_names_everyone_in_post_and_nobody_of_another_zone(who: str, people: People) -> None:
    page = browser_of(getattr(people, who)).get("/organisation/").content.decode()
    assert all(name in page for name in ("王敏", "李强", "陈晨", "孙丽", "赵静"))
    assert "周宁" not in page


def test_a_supervisor_looks_people_up_and_changes_nothing(people: People) -> None:
    page = browser_of(people.wang).get("/organisation/").content.decode()
    assert "/organisation/people/" not in page
    assert "/organisation/units/" not in page


def test_a_second_unit_of_the_same_name_is_refused(people: People) -> None:
    client = browser_of(people.system)
    form = {"name": "科技创新局", "parent": people.zone.pk, "position": 9}
    here = "http://testserver/organisation/units/new/"
    answer = client.post("/organisation/units/new/", form, headers={"referer": here}, follow=True)
    assert "本区已有名为“科技创新局”的单位" in answer.content.decode()
    assert Unit.objects.filter(name="科技创新局").count() == 1


def test_a_unit_is_renamed_but_not_to_its_neighbours_name(people: People) -> None:
    client = browser_of(people.system)
    url = f"/organisation/units/{people.science.pk}/"
    client.post(url, {"name": "科技局", "short_name": "", "aliases": "科创局", "position": 2})
    client.post(url, {"name": "督查室", "position": 2})
    unit = Unit.objects.get(pk=people.science.pk)
    assert (unit.name, unit.all_names) == ("科技局", ["科技局", "科创局"])


def test_a_new_person_signs_in_only_after_both_officers_acted(people: People) -> None:
    answer = add_person(people, title="科员", phone="0571-0000")
    person = Person.objects.get(username="qianjin")
    assert answer.url == f"/organisation/people/{person.pk}/"
    assert not person.has_usable_password()
    assert not person.posts.exists()
    shown = browser_of(people.security).post(f"/grants/{Grant.objects.get().pk}/approve/")
    person.refresh_from_db()
    assert shown.context["password"] in shown.content.decode()
    assert person.check_password(shown.context["password"])
    assert (
        "no-store"
        in browser_of(people.security).post(f"/organisation/people/{person.pk}/reset-password/")["Cache-Control"]
    )
    assert (person.phone, person.posts.get().title, person.posts.get().unit) == ("0571-0000", "科员", people.building)


def test_a_taken_account_is_refused_and_nothing_is_kept(people: People) -> None:
    before = Person.objects.count(), Grant.objects.count()
    answer = add_person(people, username="liqiang")
    assert "账号“liqiang”已被使用" in answer.content.decode()
    assert (Person.objects.count(), Grant.objects.count()) == before


def test_a_refused_proposal_leaves_no_person_behind(people: People) -> None:
    answer = add_person(people, role=Role.CHARGE)
    assert "分管领导须写明分管单位" in answer.content.decode()
    assert not Person.objects.filter(username="qianjin").exists()


def test_no_person_is_put_into_a_unit_of_another_zone(people: People) -> None:
    answer = add_person(people, unit=people.other_zone.pk)
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"unit"}


def test_a_post_is_proposed_approved_and_ended_with_a_day(people: People) -> None:
    client, decider = browser_of(people.system), browser_of(people.security)
    form = {"unit": people.industry.pk, "role": "liaison", **TODAY}
    client.post(f"/organisation/people/{people.chen.person_id}/posts/new/", form)
    decider.post(f"/grants/{Grant.objects.get().pk}/approve/")
    post = Post.objects.get(person=people.chen.person, unit=people.industry)
    client.post(f"/organisation/posts/{post.pk}/end/", {"last_day": "2026-01-04"})
    assert Grant.objects.count() == 1
    client.post(f"/organisation/posts/{post.pk}/end/", {"last_day": "2026-06-30"})
    post.refresh_from_db()
    assert post.ends is None
    decider.post(f"/grants/{Grant.objects.first().pk}/approve/")
    assert not Post.objects.in_force(dt.date(2026, 7, 1)).filter(pk=post.pk).exists()
    assert Post.objects.in_force(dt.date(2026, 6, 30)).filter(pk=post.pk).exists()


@pytest.mark.parametrize("who", ["wang", "system", "auditor"])
def test_a_zone_keeps_a_supervisor_and_each_officer(who: str, people: People) -> None:
    post = getattr(people, who)
    url, role = f"/organisation/posts/{post.pk}/end/", post.get_role_display()
    answer = browser_of(people.system).post(url, {"last_day": str(clock.today())})
    assert f"只剩这一位{role}" in answer.content.decode()
    appoint("second", "接任者", people.office, post.role)
    browser_of(people.system).post(url, {"last_day": str(clock.today())})
    approve(Grant.objects.get(), people.security)
    post.refresh_from_db()
    assert post.ends == clock.today()


def test_nobody_locks_themselves_out(people: People) -> None:
    answer = browser_of(people.security).post(f"/organisation/people/{people.security.person_id}/deactivate/")
    assert "不能对自己的账号办理" in answer.content.decode()
    people.security.person.refresh_from_db()
    assert people.security.person.is_active


def test_a_deactivated_person_stays_listed_and_comes_back(people: People) -> None:
    client = browser_of(people.security)
    client.post(f"/organisation/people/{people.li.person_id}/deactivate/")
    assert list(client.get("/organisation/").context["idle"]) == [people.li.person]
    client.post(f"/organisation/people/{people.li.person_id}/reactivate/")
    assert not client.get("/organisation/").context["idle"]


@pytest.mark.parametrize("path", ["", "reset-password/", "deactivate/", "reactivate/", "reset-factor/"])
def test_people_of_another_zone_are_not_found(people: People, path: str) -> None:
    guard = appoint("bieqv", "别区安全员", people.other_zone, Role.SECURITY)
    client = browser_of(guard)
    assert client.post(f"/organisation/people/{people.li.person_id}/{path}").status_code == 404
    people.li.person.refresh_from_db()
    assert people.li.person.is_active


def test_a_person_is_renamed_by_the_keeper_of_accounts_alone(people: People) -> None:
    url, form = f"/organisation/people/{people.li.person_id}/", {"name": "李强强", "phone": "8888"}
    assert browser_of(people.security).post(url, form).status_code == 400
    browser_of(people.system).post(url, form)
    people.li.person.refresh_from_db()
    assert (people.li.person.name, people.li.person.phone) == ("李强强", "8888")


def test_a_locked_account_still_shows_what_was_proposed_for_it(people: People) -> None:
    deactivate(people.li.person, people.security)
    form = {"unit": people.industry.pk, "role": "liaison", **TODAY}
    browser_of(people.system).post(f"/organisation/people/{people.li.person_id}/posts/new/", form)
    page = browser_of(people.system).get(f"/organisation/people/{people.li.person_id}/").content.decode()
    assert "待审批" in page
    assert Grant.objects.get().state == GrantState.OPEN
