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
from luoshi.org.actions import deactivate, reactivate, reset_password
from luoshi.org.models import AuditEntry, Kind

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


def test_a_reset_password_and_a_locked_account_end_the_tokens_for_good(people: People) -> None:
    reset, locked, other = Caller(people.li), Caller(people.chen), Caller(people.sun)
    reset_password(people.li.person, people.security)
    deactivate(people.chen.person, people.security)
    reactivate(people.chen.person, people.security)
    assert [one.get("/me").status_code for one in (reset, locked, other)] == [401, 401, 200]
    lines = AuditEntry.objects.filter(kind=Kind.TOKEN_REVOKED).order_by("number")
    told = [(line.person, line.about, line.details["why"]) for line in lines]
    by = people.security.person
    assert told == [(by, people.li.person, "重置密码"), (by, people.chen.person, "停用账号")]


def test_a_password_changed_by_its_owner_ends_their_tokens_and_says_so(people: People) -> None:
    caller = Caller(people.li)
    people.li.person.set_password("old-Words-2026")
    people.li.person.save()
    form = {"old_password": "old-Words-2026", "new_password1": "new-Words-2026", "new_password2": "new-Words-2026"}
    shown = browser_of(people.li).post("/change-password/", form, follow=True).content.decode()
    assert "1 个接口令牌同时作废" in shown
    assert caller.get("/me").status_code == 401


def test_the_security_officer_sees_the_zones_tokens_without_a_secret_and_takes_one_back(people: People) -> None:
    caller, elsewhere = Caller(people.li), Caller(people.zhou)
    officer = browser_of(people.security)
    shown = officer.get("/organisation/tokens/").content.decode()
    assert "李强" in shown
    assert "周宁" not in shown
    assert caller.secret not in shown
    assert caller.token.sha256 not in shown
    assert officer.post(f"/account/tokens/{elsewhere.token.pk}/revoke/").status_code == 404
    officer.post(f"/account/tokens/{caller.token.pk}/revoke/")
    assert caller.get("/me").status_code == 401
    line = AuditEntry.objects.get(kind=Kind.TOKEN_REVOKED)
    assert (line.person, line.about, line.details["what"]) == (people.security.person, people.li.person, "测试")
    assert "作废" in officer.get("/organisation/tokens/").content.decode()
