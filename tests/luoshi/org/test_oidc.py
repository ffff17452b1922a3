"""Signing in by the office's identity provider, against a fake one on loopback with signed tokens."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from people import People, appoint
from provider import CLIENT, SECRET, Provider

from luoshi.core import clock
from luoshi.org.middleware import SINCE_KEY
from luoshi.org.models import AuditEntry, Kind, Person
from luoshi.org.roles import Role

REFUSED = "没有通过核对"


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.server.shutdown()


@pytest.fixture
def provider(server: Provider, settings: Any) -> Provider:
    server.signer, server.algorithm, server.changes = server.key, "RS256", {}
    server.claims = {"sub": "u-1", "preferred_username": "liqiang"}
    settings.OIDC = {
        "issuer": server.issuer,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "claim": "preferred_username",
        "name": "单位统一身份",
    }
    return server


def come(provider: Provider, onward: str = "/ledger/") -> tuple[Client, Any]:
    """To the provider and back."""
    client = Client()
    away = client.get(f"/sign-in/oidc/?next={onward}")
    back = provider.authorize(away.url)
    return client, client.get(f"/sign-in/oidc/return/{back}")


def said(client: Client, answer: Any) -> str:
    assert answer.url == "/sign-in/"
    return client.get(answer.url).content.decode()


def test_the_button_is_there_only_where_a_provider_is_set_up(provider: Provider, settings: Any, people: People) -> None:
    assert "单位统一身份" in Client().get("/sign-in/").content.decode()
    settings.OIDC = None
    assert "/sign-in/oidc/" not in Client().get("/sign-in/").content.decode()


def test_one_comes_back_signed_in_on_the_page_asked_for(provider: Provider, people: People) -> None:
    client, answer = come(provider, "/ledger/?light=red")
    assert answer.url == "/ledger/?light=red"
    assert client.get("/ledger/").context["request"].post == people.li
    entry = AuditEntry.objects.get(kind=Kind.SIGN_IN)
    assert (entry.person, entry.details["way"]) == (people.li.person, "统一身份")


def test_nobody_is_made_up_for_an_identity_without_an_account(provider: Provider, people: People) -> None:
    provider.claims["preferred_username"] = "stranger"
    before = Person.objects.count()
    client, answer = come(provider)
    assert "没有可与之对应的账号" in said(client, answer)
    assert Person.objects.count() == before
    assert AuditEntry.objects.get().kind == Kind.SIGN_IN_REFUSED


def test_the_tie_is_to_the_identity_and_not_to_the_name(provider: Provider, people: People) -> None:
    come(provider)
    provider.claims = {"sub": "u-2", "preferred_username": "liqiang"}
    client, answer = come(provider)
    assert "没有可与之对应的账号" in said(client, answer)
    provider.claims = {"sub": "u-1", "preferred_username": "renamed"}
    assert come(provider)[1].url == "/ledger/"


def test_a_locked_account_stays_locked(provider: Provider, people: People) -> None:
    come(provider)
    Person.objects.filter(pk=people.li.person_id).update(is_active=False)
    client, answer = come(provider)
    assert "已停用" in said(client, answer)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"iss": "http://elsewhere.example"},
        {"aud": "another-client"},
        {"nonce": "another-nonce"},
        {"exp": 1_000_000_000},
        {"sub": None},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_us_now_is_refused(spoilt: dict[str, Any], provider: Provider, people: People) -> None:
    provider.changes = spoilt
    client, answer = come(provider)
    assert REFUSED in said(client, answer)
    assert "_auth_user_id" not in client.session


def test_a_token_signed_by_anyone_else_is_refused(provider: Provider, people: People) -> None:
    provider.signer = provider.stranger
    client, answer = come(provider)
    assert REFUSED in said(client, answer)


@pytest.mark.parametrize("algorithm", ["HS256", "none"])
def test_a_token_without_a_private_keys_signature_is_refused(
    algorithm: str, provider: Provider, people: People
) -> None:
    provider.sign_without_a_private_key(algorithm)
    client, answer = come(provider)
    assert answer.url == "/sign-in/"
    assert "_auth_user_id" not in client.session


def test_a_way_back_nobody_set_out_on_is_refused(provider: Provider, people: People) -> None:
    Client().get("/sign-in/oidc/")
    for query in ("", "?code=the-code&state=guessed", "?error=access_denied", "?code=the-code"):
        client = Client()
        assert REFUSED in said(client, client.get(f"/sign-in/oidc/return/{query}"))


def test_a_provider_that_does_not_answer_is_said(provider: Provider, settings: Any, people: People) -> None:
    settings.OIDC = {**settings.OIDC, "issuer": "http://127.0.0.1:9"}
    client = Client()
    assert "连不上统一身份系统" in said(client, client.get("/sign-in/oidc/"))


def test_an_officer_still_shows_the_second_factor(provider: Provider, people: People) -> None:
    provider.claims = {"sub": "u-9", "preferred_username": "qinlan"}
    client, answer = come(provider, "/grants/")
    assert answer.url == "/sign-in/second-factor/?next=/grants/"
    assert client.get("/grants/").status_code == 302


def test_its_sessions_end_like_any_other(provider: Provider, people: People) -> None:
    client, _answer = come(provider)
    began = dt.datetime.fromtimestamp(client.session[SINCE_KEY], dt.UTC)
    with clock.at(began + dt.timedelta(hours=10, minutes=1)):
        assert client.get("/ledger/").status_code == 302


def test_it_never_leads_to_another_site(provider: Provider, people: People) -> None:
    assert come(provider, "https://elsewhere.example/")[1].url == "/"


def test_a_second_account_of_the_same_identity_is_not_tied(provider: Provider, people: People) -> None:
    come(provider)
    other = appoint("wufan", "吴凡", people.science, Role.OWNER)
    provider.claims["preferred_username"] = "wufan"
    client, _answer = come(provider)
    assert client.get("/ledger/").context["request"].post == people.li
    other.person.refresh_from_db()
    assert other.person.oidc_subject == ""


def test_where_none_is_set_up_there_is_no_such_address_and_no_line(people: People) -> None:
    for address in ("/sign-in/oidc/", "/sign-in/oidc/return/", "/sign-in/oidc/return/?code=x&state=y"):
        assert Client().get(address).status_code == 404
    assert not AuditEntry.objects.exists()


def test_whoever_knocks_on_fills_no_log(provider: Provider, people: People) -> None:
    for _n in range(3):
        Client().get("/sign-in/oidc/return/?code=x&state=y")
    assert not AuditEntry.objects.exists()
    provider.claims["preferred_username"] = "stranger"
    for _n in range(8):
        come(provider)
    assert AuditEntry.objects.count() == 5
    with clock.at(clock.now() + dt.timedelta(minutes=16)):
        come(provider)
    assert AuditEntry.objects.count() == 6
    provider.claims["preferred_username"] = "liqiang"
    assert come(provider)[1].url == "/ledger/"
