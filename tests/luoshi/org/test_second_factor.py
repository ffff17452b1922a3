"""A code of the moment after the password: obligatory for the three officers."""

import datetime as dt
import re

import pyotp
import pytest
from axes.utils import reset
from django.test import Client
from moments import at_once
from people import People, browser_of, settle

from luoshi.core import clock
from luoshi.org.actions import set_password
from luoshi.org.models import AuditEntry, Kind, Person, SecondFactor
from luoshi.org.second_factor import accept, hashed, new_secret

PASSWORD = "zhen-shi-cao-2026"
NOON = dt.datetime(2026, 3, 2, 4, 0, tzinfo=dt.UTC)
A_WHILE = dt.timedelta(seconds=90)


@pytest.fixture
def known(people: People) -> People:
    """秦岚 has a password and no second factor yet; 李强 a password."""
    reset()
    Person.objects.update(factor_since=None)
    for post in (people.security, people.li):
        post.person.refresh_from_db()
        set_password(post.person, PASSWORD)
    return people


def enter(username: str, onward: str = "/grants/") -> tuple[Client, object]:
    client = Client()
    return client, client.post("/sign-in/", {"username": username, "password": PASSWORD, "next": onward})


def set_up(username: str) -> tuple[str, list[str]]:
    """Signs in at noon and sets the factor up; the secret and the recovery codes."""
    with clock.at(NOON):
        client, _answer = enter(username)
        page = client.get("/sign-in/second-factor/set-up/?next=/grants/").content.decode()
        secret = re.search(r'"secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
        done = client.post("/sign-in/second-factor/set-up/", {"code": code_at(secret, NOON), "next": "/grants/"})
    return secret, done.context["codes"]


def code_at(secret: str, moment: dt.datetime) -> str:
    return pyotp.TOTP(secret).at(moment)


def test_an_officer_gets_nowhere_before_a_second_factor_is_set_up(known: People) -> None:
    client, answer = enter("qinlan")
    assert answer.url == "/sign-in/second-factor/?next=/grants/"
    assert client.get("/grants/").url == "/sign-in/second-factor/?next=/grants/"
    assert client.get(answer.url).url == "/sign-in/second-factor/set-up/?next=/grants/"
    assert client.post(f"/organisation/people/{known.li.person_id}/deactivate/").status_code == 302
    known.li.person.refresh_from_db()
    assert known.li.person.is_active
    assert not AuditEntry.objects.filter(kind=Kind.SIGN_IN).exists()


@pytest.mark.usefixtures("known")
def test_setting_up_shows_a_picture_and_recovery_codes_once_and_lets_in() -> None:
    with clock.at(NOON):
        client, _answer = enter("qinlan")
        page = client.get("/sign-in/second-factor/set-up/")
        assert 'src="data:image/svg+xml' in page.content.decode()
        assert "no-store" in page["Cache-Control"]
        secret = re.search(r'"secret">([A-Z2-7 ]+)<', page.content.decode())[1].replace(" ", "")
        assert client.post("/sign-in/second-factor/set-up/", {"code": "000000"}).status_code == 422
        done = client.post("/sign-in/second-factor/set-up/", {"code": code_at(secret, NOON)})
        assert len(done.context["codes"]) == 8
        assert client.get("/grants/").status_code == 200
    kept = SecondFactor.objects.get()
    assert not set(done.context["codes"]) & set(kept.recovery)
    assert AuditEntry.objects.filter(kind=Kind.SIGN_IN).count() == 1


@pytest.mark.usefixtures("known")
def test_the_code_of_the_moment_opens_the_door_once() -> None:
    secret, _codes = set_up("qinlan")
    later = NOON + A_WHILE
    with clock.at(later):
        for expected in (302, 422):
            client, answer = enter("qinlan")
            assert answer.url.startswith("/sign-in/second-factor/")
            code = {"code": code_at(secret, later), "next": "/grants/"}
            assert client.post("/sign-in/second-factor/", code).status_code == expected
        assert client.get("/grants/").status_code == 302


@pytest.mark.usefixtures("known")
def test_a_code_from_a_clock_half_a_minute_off_is_taken_and_an_old_one_is_not() -> None:
    secret, _codes = set_up("qinlan")
    later = NOON + dt.timedelta(minutes=10)
    with clock.at(later):
        client, _answer = enter("qinlan")
        old = code_at(secret, later - dt.timedelta(minutes=2))
        assert client.post("/sign-in/second-factor/", {"code": old}).status_code == 422
        near = code_at(secret, later - dt.timedelta(seconds=30))
        assert client.post("/sign-in/second-factor/", {"code": near}).status_code == 302


@pytest.mark.usefixtures("known")
def test_each_recovery_code_works_once() -> None:
    _secret, codes = set_up("qinlan")
    with clock.at(NOON + A_WHILE):
        for expected in (302, 422):
            client, _answer = enter("qinlan")
            assert client.post("/sign-in/second-factor/", {"code": codes[0].upper()}).status_code == expected
    assert len(SecondFactor.objects.get().recovery) == 7


@pytest.mark.django_db(transaction=True)
def test_one_code_shown_by_two_at_the_same_moment_opens_one_door() -> None:
    person = settle().security.person
    secret, recovery_code = new_secret(), "abcde-fghjk-mnpqr"
    SecondFactor.objects.create(person=person, secret=secret, recovery=[hashed(person, recovery_code)])
    moment = clock.now()
    for shown in (code_at(secret, moment), recovery_code):
        assert at_once(*[lambda shown=shown: accept(person, shown)] * 3).count(True) == 1


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("odd", ["", "½²³", "１２３４５６", "a" * 5000, "12 34"])
def test_odd_codes_are_wrong_codes(odd: str) -> None:
    set_up("qinlan")
    client, _answer = enter("qinlan")
    assert client.post("/sign-in/second-factor/", {"code": odd}).status_code == 422


@pytest.mark.usefixtures("known")
def test_five_wrong_codes_close_the_door_though_the_password_is_right_each_time() -> None:
    secret, _codes = set_up("qinlan")
    later = NOON + A_WHILE
    with clock.at(later):
        answers = []
        for _n in range(5):
            client, _answer = enter("qinlan")
            answers.append(client.post("/sign-in/second-factor/", {"code": "000000"}).status_code)
        assert answers == [422] * 4 + [429]
        assert client.post("/sign-in/second-factor/", {"code": code_at(secret, later)}).status_code == 429
    assert AuditEntry.objects.filter(kind=Kind.SIGN_IN_REFUSED, about__username="qinlan").count() == 5


def test_a_factor_that_is_set_is_not_replaced_with_the_password_alone(known: People) -> None:
    set_up("qinlan")
    client, _answer = enter("qinlan")
    assert client.get("/sign-in/second-factor/set-up/").url.startswith("/sign-in/second-factor/?")
    secret = SecondFactor.objects.get().secret
    client.post("/sign-in/second-factor/set-up/", {"code": "000000"})
    assert SecondFactor.objects.get().secret == secret


@pytest.mark.usefixtures("known")
def test_whoever_sits_down_at_a_signed_in_machine_cannot_put_their_own_phone_in_place_of_its_owners() -> None:
    old, _codes = set_up("qinlan")
    later = NOON + A_WHILE
    with clock.at(later):
        client, _answer = enter("qinlan")
        client.post("/sign-in/second-factor/", {"code": code_at(old, later)})
        page = client.get("/sign-in/second-factor/set-up/").content.decode()
        assert 'name="current"' in page
        new = re.search(r'"secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
        code = code_at(new, later)
        for current in ("", "000000", code, code_at(old, later)):  # the last one opened the door a moment ago
            answer = client.post("/sign-in/second-factor/set-up/", {"code": code, "current": current})
            assert answer.status_code == 422
            assert "没有更换" in answer.content.decode()
            reset()
        assert SecondFactor.objects.get().secret == old


@pytest.mark.usefixtures("known")
def test_the_owner_moves_to_another_phone_by_the_code_of_the_old_one_and_a_wrong_new_code_uses_up_nothing() -> None:
    old, codes = set_up("qinlan")
    later = NOON + A_WHILE
    with clock.at(later):
        client, _answer = enter("qinlan")
        client.post("/sign-in/second-factor/", {"code": codes[0]})
        page = client.get("/sign-in/second-factor/set-up/").content.decode()
        new = re.search(r'"secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
        for code, expected in (("000000", 422), (code_at(new, later), 200)):
            shown = {"code": code, "current": code_at(old, later)}
            assert client.post("/sign-in/second-factor/set-up/", shown).status_code == expected
        assert SecondFactor.objects.get().secret == new
        assert client.get("/grants/").status_code == 200


def test_others_need_none_until_the_office_asks_for_it(known: People, settings: object) -> None:
    assert enter("liqiang", "/ledger/")[1].url == "/ledger/"
    settings.SECOND_FACTOR_ROLES = ["liaison"]
    assert enter("liqiang", "/ledger/")[1].url.startswith("/sign-in/second-factor/")
    settings.SECOND_FACTOR_ROLES = ["all"]
    assert enter("liqiang", "/ledger/")[1].url.startswith("/sign-in/second-factor/")


def test_whoever_set_one_up_is_asked_for_it(known: People) -> None:
    secret, _codes = set_up("liqiang")
    with clock.at(NOON + A_WHILE):
        client, answer = enter("liqiang", "/ledger/")
        assert answer.url.startswith("/sign-in/second-factor/")
        code = {"code": code_at(secret, NOON + A_WHILE), "next": "/ledger/"}
        assert client.post("/sign-in/second-factor/", code).url == "/ledger/"


def test_who_becomes_an_officer_while_signed_in_is_asked_at_the_next_click(known: People) -> None:
    client = browser_of(known.li)
    assert client.get("/ledger/").status_code == 200
    type(known.li).objects.filter(pk=known.li.pk).update(role="auditor")
    assert client.get("/ledger/").url.startswith("/sign-in/second-factor/")


def test_clearing_it_ends_the_sessions_it_opened(people: People) -> None:
    client = browser_of(people.auditor)
    assert client.get("/audit-log/").status_code == 200
    browser_of(people.security).post(f"/organisation/people/{people.auditor.person_id}/reset-factor/")
    assert client.get("/audit-log/").url.startswith("/sign-in/second-factor/")


def test_the_second_step_never_leads_to_another_site(known: People) -> None:
    secret, _codes = set_up("qinlan")
    with clock.at(NOON + A_WHILE):
        client, _answer = enter("qinlan")
        code = {"code": code_at(secret, NOON + A_WHILE), "next": "https://elsewhere.example/"}
        assert client.post("/sign-in/second-factor/", code).url == "/"
