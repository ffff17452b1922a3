import datetime as dt

import pytest
from people import People, browser_of

from luoshi.core import clock
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import Role
from luoshi.org.tree import tree_of

TODAY = {"starts": "2026-01-05"}


def add_person(people: People, **fields: object) -> object:
    given = {"name": "钱进", "username": "qianjin", "unit": people.building.pk, "role": "liaison", **TODAY, **fields}
    return browser_of(people.wang).post("/organisation/people/new/", given)


def messages_of(answer: object) -> str:
    return "".join(str(message) for message in answer.context["messages"])


def test_units_stand_in_tree_order_each_followed_by_its_own(people: People) -> None:
    for name, parent in (("创新平台科", people.science), ("成果转化科", people.science)):
        form = {"name": name, "parent": parent.pk, "position": 5}
        assert browser_of(people.wang).post("/organisation/units/new/", form).status_code == 302
    lines = [(line.unit.name, line.depth) for line in tree_of(people.zone)]
    assert lines[:5] == [
        ("云溪高新区", 0),
        ("督查室", 1),
        ("科技创新局", 1),
        ("创新平台科", 2),
        ("成果转化科", 2),
    ]


def test_the_page_names_everyone_in_post_and_nobody_of_another_zone(people: People) -> None:
    page = browser_of(people.wang).get("/organisation/").content.decode()
    assert all(name in page for name in ("王敏", "李强", "陈晨", "孙丽", "赵静"))
    assert "周宁" not in page


def test_a_second_unit_of_the_same_name_is_refused(people: People) -> None:
    client = browser_of(people.wang)
    form = {"name": "科技创新局", "parent": people.zone.pk, "position": 9}
    here = "http://testserver/organisation/units/new/"
    answer = client.post("/organisation/units/new/", form, headers={"referer": here}, follow=True)
    assert "本区已有名为“科技创新局”的单位" in answer.content.decode()
    assert Unit.objects.filter(name="科技创新局").count() == 1


def test_a_unit_is_renamed_but_not_to_its_neighbours_name(people: People) -> None:
    client = browser_of(people.wang)
    url = f"/organisation/units/{people.science.pk}/"
    client.post(url, {"name": "科技局", "short_name": "", "aliases": "科创局", "position": 2})
    client.post(url, {"name": "督查室", "position": 2})
    unit = Unit.objects.get(pk=people.science.pk)
    assert (unit.name, unit.all_names) == ("科技局", ["科技局", "科创局"])


def test_a_new_person_gets_a_password_that_is_shown_once_and_works(people: People) -> None:
    answer = add_person(people, title="科员", phone="0571-0000")
    password = answer.context["password"]
    person = Person.objects.get(username="qianjin")
    assert password in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert person.check_password(password)
    assert (person.phone, person.posts.get().title, person.posts.get().unit) == ("0571-0000", "科员", people.building)


def test_a_taken_account_is_refused_and_nothing_is_kept(people: People) -> None:
    before = Person.objects.count(), Post.objects.count()
    answer = add_person(people, username="liqiang")
    assert "账号“liqiang”已被使用" in answer.content.decode()
    assert (Person.objects.count(), Post.objects.count()) == before


def test_no_person_is_put_into_a_unit_of_another_zone(people: People) -> None:
    answer = add_person(people, unit=people.other_zone.pk)
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"unit"}


def test_a_post_is_given_once_and_ended_with_a_day(people: People) -> None:
    client = browser_of(people.wang)
    form = {"unit": people.industry.pk, "role": "liaison", **TODAY}
    url = f"/organisation/people/{people.chen.person_id}/posts/new/"
    client.post(url, form)
    client.post(url, form)
    post = Post.objects.get(person=people.chen.person, unit=people.industry)
    client.post(f"/organisation/posts/{post.pk}/end/", {"last_day": "2026-01-04"})
    post.refresh_from_db()
    assert post.ends is None
    client.post(f"/organisation/posts/{post.pk}/end/", {"last_day": "2026-06-30"})
    assert not Post.objects.in_force(dt.date(2026, 7, 1)).filter(pk=post.pk).exists()
    assert Post.objects.in_force(dt.date(2026, 6, 30)).filter(pk=post.pk).exists()


def test_a_zone_keeps_a_supervisor(people: People) -> None:
    client = browser_of(people.wang)
    url = f"/organisation/posts/{people.wang.pk}/end/"
    answer = client.post(url, {"last_day": str(clock.today())})
    assert "只剩这一位督查员" in answer.content.decode()
    add_person(people, role=Role.SUPERVISOR, unit=people.office.pk)
    client.post(url, {"last_day": str(clock.today())})
    people.wang.refresh_from_db()
    assert people.wang.ends == clock.today()


def test_nobody_locks_themselves_out(people: People) -> None:
    answer = browser_of(people.wang).post(f"/organisation/people/{people.wang.person_id}/deactivate/")
    assert "不能停用自己的账号" in answer.content.decode()
    people.wang.person.refresh_from_db()
    assert people.wang.person.is_active


def test_a_deactivated_person_stays_listed_and_comes_back(people: People) -> None:
    client = browser_of(people.wang)
    client.post(f"/organisation/people/{people.li.person_id}/deactivate/")
    assert list(client.get("/organisation/").context["idle"]) == [people.li.person]
    client.post(f"/organisation/people/{people.li.person_id}/reactivate/")
    assert not client.get("/organisation/").context["idle"]


@pytest.mark.parametrize("path", ["", "reset-password/", "deactivate/", "reactivate/"])
def test_people_of_another_zone_are_not_found(people: People, path: str) -> None:
    client = browser_of(people.zhou)
    assert client.post(f"/organisation/people/{people.li.person_id}/{path}").status_code == 404
    people.li.person.refresh_from_db()
    assert people.li.person.is_active


def test_a_person_is_renamed(people: People) -> None:
    browser_of(people.wang).post(f"/organisation/people/{people.li.person_id}/", {"name": "李强强", "phone": "8888"})
    people.li.person.refresh_from_db()
    assert (people.li.person.name, people.li.person.phone) == ("李强强", "8888")
