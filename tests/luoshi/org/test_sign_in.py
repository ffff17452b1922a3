import datetime as dt

import pytest
from axes.utils import reset
from django.conf import settings
from django.test import Client
from people import LONG_AGO, People, browser_of

from luoshi.core import clock
from luoshi.org.actions import end_post, give_post, set_password
from luoshi.org.middleware import SINCE_KEY
from luoshi.org.models import AuditEntry, Kind
from luoshi.org.roles import Role

PASSWORD = "zhen-shi-cao-2026"


@pytest.fixture
def known(people: People) -> People:
    set_password(people.li.person, PASSWORD)
    reset()
    return people


def try_password(client: Client, password: str, **extra: str) -> object:
    return client.post("/sign-in/", {"username": "liqiang", "password": password, **extra})


@pytest.mark.usefixtures("known")
def test_after_signing_in_one_is_on_the_page_asked_for() -> None:
    client = Client()
    answer = client.get("/ledger/?light=red")
    assert answer.url == "/sign-in/?next=/ledger/%3Flight%3Dred"
    assert try_password(client, PASSWORD, next="/ledger/?light=red").url == "/ledger/?light=red"


@pytest.mark.usefixtures("known")
def test_signing_in_never_leads_to_another_site() -> None:
    assert try_password(Client(), PASSWORD, next="https://elsewhere.example/").url == "/"


@pytest.mark.usefixtures("known")
def test_a_wrong_password_is_said_without_telling_which_part_was_wrong() -> None:
    client = Client()
    wrong = try_password(client, "wrong")
    unknown = client.post("/sign-in/", {"username": "nobody", "password": PASSWORD})
    assert "账号或密码不对" in wrong.content.decode()
    assert "账号或密码不对" in unknown.content.decode()


@pytest.mark.usefixtures("known")
def test_the_fifth_wrong_password_closes_the_door_and_says_until_when() -> None:
    client = Client()
    with clock.at(dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)):
        answers = [try_password(client, "wrong") for _n in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429]
    assert "请在 09:15 以后再登录" in answers[-1].content.decode()
    assert try_password(client, PASSWORD).status_code == 429


def test_someone_deactivated_cannot_sign_in_and_is_out_at_once(known: People) -> None:
    client = browser_of(known.li)
    assert client.get("/ledger/").status_code == 200
    browser_of(known.security).post(f"/organisation/people/{known.li.person_id}/deactivate/")
    assert client.get("/ledger/").status_code == 302
    assert try_password(Client(), PASSWORD).status_code == 200


def test_a_reset_password_ends_every_session_under_the_old_one(known: People) -> None:
    client = Client()
    try_password(client, PASSWORD)
    answer = browser_of(known.security).post(f"/organisation/people/{known.li.person_id}/reset-password/")
    assert client.get("/ledger/").status_code == 302
    assert try_password(Client(), PASSWORD).status_code == 200
    assert try_password(Client(), answer.context["password"]).status_code == 302


def test_ten_hours_end_a_session_however_busy(people: People) -> None:
    client = browser_of(people.li)
    morning = dt.datetime(2026, 3, 2, 0, 0, tzinfo=dt.UTC)
    with clock.at(morning):
        assert client.get("/ledger/").status_code == 200
    with clock.at(morning + dt.timedelta(hours=9, minutes=59)):
        assert client.get("/ledger/").status_code == 200
    with clock.at(morning + dt.timedelta(hours=10, minutes=1)):
        assert client.get("/ledger/").status_code == 302


@pytest.mark.usefixtures("known")
def test_signing_in_anew_gives_ten_new_hours() -> None:
    client = Client()
    morning = dt.datetime(2026, 3, 2, 0, 0, tzinfo=dt.UTC)
    with clock.at(morning):
        try_password(client, PASSWORD)
    client.post("/sign-out/")
    with clock.at(morning + dt.timedelta(hours=9)):
        try_password(client, PASSWORD)
        assert client.session[SINCE_KEY] == clock.now().timestamp()


def test_reading_a_second_page_writes_nothing(people: People, django_assert_num_queries: object) -> None:
    client = browser_of(people.li)
    client.get("/choose-post/")
    with django_assert_num_queries(4) as seen:  # session, person, posts, what waits
        client.get("/choose-post/")
    assert all(query["sql"].startswith("SELECT") for query in seen.captured_queries)


def test_a_click_after_a_minute_puts_off_the_idle_limit(people: People) -> None:
    client = browser_of(people.li)
    client.get("/choose-post/")
    before = client.session.get_expiry_date()
    with clock.at(clock.now() + dt.timedelta(minutes=2)):
        client.get("/choose-post/")
    assert client.session["seen_at"] > before.timestamp() - settings.SESSION_COOKIE_AGE


def test_signing_out_takes_a_button_not_a_link(people: People) -> None:
    client = browser_of(people.li)
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert client.get("/ledger/").status_code == 302


def test_who_holds_two_posts_chooses_and_keeps_the_choice(people: People) -> None:
    second = give_post(people.li.person, people.industry, Role.OWNER, starts=LONG_AGO)
    client = browser_of(people.li)
    assert "切换岗位" in client.get("/choose-post/").content.decode()
    client.post("/choose-post/", {"post": second.pk})
    assert client.get("/choose-post/").context["request"].post == second


def test_nobody_chooses_the_post_of_someone_else(people: People) -> None:
    client = browser_of(people.li)
    client.post("/choose-post/", {"post": people.wang.pk})
    assert client.get("/choose-post/").context["request"].post == people.li


def test_a_post_that_ended_opens_nothing_any_more_and_says_whom_to_ask(people: People) -> None:
    client = browser_of(people.li)
    end_post(people.li, clock.today() - dt.timedelta(days=1))
    answer = client.get("/ledger/")
    assert answer.status_code == 403
    assert "没有在任岗位" in answer.content.decode()


def test_an_expired_session_met_by_htmx_opens_the_sign_in_page_whole() -> None:
    headers = {"HX-Request": "true", "Referer": "http://testserver/ledger/?page=2"}
    answer = Client().post("/ledger/act/", headers=headers)
    assert answer.headers["HX-Redirect"] == "/sign-in/?next=/ledger/%3Fpage%3D2"


def test_one_changes_ones_own_password(known: People) -> None:
    client = Client()
    try_password(client, PASSWORD)
    fields = {"old_password": PASSWORD, "new_password1": "xin-de-mi-ma-1", "new_password2": "xin-de-mi-ma-1"}
    assert client.post("/change-password/", {**fields, "old_password": "wrong"}).status_code == 200
    assert client.post("/change-password/", fields).status_code == 302
    assert client.get("/ledger/").status_code == 200
    assert try_password(Client(), PASSWORD).status_code == 200


def test_every_sign_in_and_every_refusal_is_kept(known: People) -> None:
    client = Client()
    try_password(client, "wrong")
    client.post("/sign-in/", {"username": "my-secret-password", "password": "x"})
    try_password(client, PASSWORD)
    client.post("/sign-out/")
    rows = AuditEntry.objects.order_by("number")
    assert [(row.kind, row.person, row.about) for row in rows] == [
        (Kind.SIGN_IN_REFUSED, None, known.li.person),
        (Kind.SIGN_IN_REFUSED, None, None),
        (Kind.SIGN_IN, known.li.person, None),
        (Kind.SIGN_OUT, known.li.person, None),
    ]
    assert {row.address for row in rows} == {"127.0.0.1"}
    assert not any("my-secret-password" in row.text for row in rows)


def test_the_door_that_closed_is_opened_by_the_security_officer(known: People) -> None:
    client = Client()
    for _n in range(5):
        try_password(client, "wrong")
    assert try_password(client, PASSWORD).status_code == 429
    browser_of(known.security).post(f"/organisation/people/{known.li.person_id}/reactivate/")
    assert try_password(client, PASSWORD).status_code == 302
