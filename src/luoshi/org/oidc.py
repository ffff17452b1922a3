"""Signing in by the office's own OpenID Connect provider: off unless LUOSHI_OIDC_ISSUER names one.

The code flow with PKCE, state and nonce is Authlib's. Here: whom a verified identity is, and nobody is made up for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from joserfc import jws
from joserfc.errors import JoseError
from requests.exceptions import RequestException

from luoshi.core.refusal import Refused
from luoshi.org.models import Person

SECONDS = 10
# Signed with the provider's private key: neither "none" nor a shared secret will do, whatever the provider offers.
ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})


def begin(request: HttpRequest) -> HttpResponse:
    """Off to the provider."""
    try:
        return _client(*_keys(_asked())).authorize_redirect(request, _return_address(request))
    except (RequestException, RuntimeError, ValueError) as error:
        raise Refused(_("连不上统一身份系统，请稍后再试，或用密码登录。")) from error


def claims_of(request: HttpRequest) -> Mapping[str, Any]:
    """What the provider says of whoever came back from it, every signature and claim verified; Refused otherwise."""
    asked = _asked()
    expected = {
        "iss": {"essential": True, "value": asked["issuer"]},
        "aud": {"essential": True, "value": asked["client_id"]},
    }
    try:
        token = _client(*_keys(asked)).authorize_access_token(request, claims_options=expected)
        algorithm = jws.extract_compact(token["id_token"].encode()).headers().get("alg")
    except (OAuthError, JoseError, RequestException, KeyError, RuntimeError, ValueError) as error:
        raise Refused(_("统一身份系统的答复没有通过核对，请重新登录。")) from error
    if algorithm not in ALGORITHMS:
        raise Refused(_("统一身份系统的签名方式不被接受，请联系系统管理员。"))
    found: Mapping[str, Any] = token["userinfo"]
    return found


def account_of(claims: Mapping[str, Any]) -> Person:
    """The account of a verified identity: tied at its first coming to the account of that name, for good.

    An account that is tied is no other identity's, whatever name it comes with.
    """
    subject = hashlib.sha256(f"{claims['iss']} {claims['sub']}".encode()).hexdigest()
    known = Person.objects.filter(oidc_subject=subject).first()
    if known is None:
        name = str(claims.get(_asked()["claim"]) or "")
        if not Person.objects.filter(username=name, oidc_subject="", is_active=True).update(oidc_subject=subject):
            raise Refused(_("统一身份已核对，但本系统没有可与之对应的账号。请联系系统管理员。"))
        known = Person.objects.get(oidc_subject=subject)
    if not known.is_active:
        raise Refused(_("此账号已停用，请联系安全管理员。"))
    return known


def _asked() -> dict[str, str]:
    if not settings.OIDC:
        raise Refused(_("没有启用统一身份登录，请用密码登录。"))
    return settings.OIDC


def _keys(asked: Mapping[str, str]) -> tuple[str, str, str]:
    return asked["issuer"], asked["client_id"], asked["client_secret"]


@lru_cache(maxsize=1)
def _client(issuer: str, client_id: str, client_secret: str) -> Any:
    """Made once: it keeps the provider's addresses and keys."""
    return OAuth().register(
        "provider",
        client_id=client_id,
        client_secret=client_secret,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "default_timeout": SECONDS},
    )


def _return_address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("oidc_return"))
