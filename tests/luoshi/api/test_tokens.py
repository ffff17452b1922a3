"""Who gets in: a token's secret, its scopes, its post and its days."""

import datetime as dt

import pytest
from calling import BASE, Caller, error
from django.test import Client
from people import People, browser_of, draft

from luoshi.api.models import Token
from luoshi.api.tokens import issue, revoke
from luoshi.core import clock
from luoshi.core.refusal import Refused

pytestmark = pytest.mark.django_db


def test_a_token_speaks_for_its_post(people: People) -> None:
    me = Caller(people.li).get("/me").json()
    assert (me["person"], me["role"], me["unit"]["name"]) == ("李强", "liaison", "科技创新局")


@pytest.mark.parametrize("header", ["", "Bearer luoshi_wrong", "Bearer wrong", "Basic bHVvc2hp", "Bearer"])
def test_without_a_token_in_force_nothing_opens(header: str, people: People) -> None:
    draft(people)
    client = Client(headers={"Authorization": header} if header else {})
    for path in ("/me", "/tasks", "/units", "/types", "/documents"):
        assert error(client.get(BASE + path))[:2] == (401, "unauthorized")


def test_a_signed_in_browser_is_no_token(people: People) -> None:
    assert error(browser_of(people.wang).get(BASE + "/tasks"))[0] == 401


def test_the_secret_is_kept_nowhere(people: People) -> None:
    caller = Caller(people.li)
    row = Token.objects.get(pk=caller.token.pk)
    assert caller.secret not in str(vars(row))
    assert len(row.sha256) == 64


def test_a_token_ends_with_its_day_its_post_and_its_revocation(people: People) -> None:
    expired, left, revoked = Caller(people.li), Caller(people.chen), Caller(people.sun)
    Token.objects.filter(pk=expired.token.pk).update(expires=clock.today() - dt.timedelta(days=1))
    people.chen.ends = clock.today() - dt.timedelta(days=1)
    people.chen.save()
    revoke(revoked.token)
    assert [one.get("/me").status_code for one in (expired, left, revoked)] == [401, 401, 401]


def test_a_scope_opens_what_it_says(people: People) -> None:
    record = draft(people)
    reads, writes = Caller(people.wang, "read"), Caller(people.wang, "write")
    step = (f"/tasks/{record.pk}/steps/propose", {"version": record.version})
    assert error(reads.post(*step))[:2] == (403, "forbidden")
    assert error(writes.get("/tasks"))[0] == 403
    assert error(writes.post("/documents", {"text": "建设驿站。"}))[0] == 403
    assert writes.post(*step).status_code == 200


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_token_has_an_end_within_a_year(days: int, people: People) -> None:
    with pytest.raises(Refused, match="有效期"):
        issue(people.li, "测试", ["read"], clock.today() + dt.timedelta(days=days))


def test_the_page_shows_the_secret_once(people: People) -> None:
    browser = browser_of(people.li)
    form = {"name": "数据平台", "scopes": ["read"], "expires": (clock.today() + dt.timedelta(days=9)).isoformat()}
    shown = browser.post("/account/tokens/", form).content.decode()
    secret = shown.partition("luoshi_")[2].partition("<")[0]
    assert Client(headers={"Authorization": f"Bearer luoshi_{secret}"}).get(BASE + "/me").status_code == 200
    assert secret not in browser.get("/account/tokens/").content.decode()


def test_only_ones_own_tokens_are_listed_and_revoked(people: People) -> None:
    theirs = Caller(people.sun).token
    browser = browser_of(people.li)
    assert browser.post(f"/account/tokens/{theirs.pk}/revoke/").status_code == 404
    mine = Caller(people.li).token
    assert browser.post(f"/account/tokens/{mine.pk}/revoke/").status_code == 302
    assert Token.objects.get(pk=mine.pk).revoked_at is not None
