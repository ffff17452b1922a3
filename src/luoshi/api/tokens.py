"""Giving out, taking back and recognising tokens."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable

from django.utils.translation import gettext as _

from luoshi.api.models import Scope, Token
from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.audit_log import note
from luoshi.org.models import Kind, Person, Post

PREFIX = "luoshi_"
LONGEST = dt.timedelta(days=366)
MOST = 20  # in force, of one person


def issue(post: Post, name: str, scopes: Iterable[str], expires: dt.date) -> tuple[Token, str]:
    """A new token and its secret, which is told this once."""
    if post.deputy:
        raise Refused(_("代理期间不能以他人岗位建令牌，请切换到自己的岗位。"))
    today = clock.today()
    if not today < expires <= today + LONGEST:
        raise Refused(_("有效期应在明天到一年之内。"))
    if Token.objects.visible_to(post).in_force(today).count() >= MOST:
        raise Refused(_("有效的令牌已有 %(most)d 个，请先作废不用的。") % {"most": MOST})
    secret = PREFIX + secrets.token_urlsafe(32)
    wanted = [scope.value for scope in Scope if scope in set(scopes)]
    token = Token.objects.create(post=post, name=name, scopes=wanted, sha256=_hashed(secret), expires=expires)
    return token, secret


def revoke(token: Token) -> bool:
    """From now on it opens nothing; what it did stays in the history of the records. Whether it was open until now."""
    return bool(Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now()))


def revoke_all_of(person: Person, why: str, by: Post | None) -> int:
    """``person``'s tokens in force, as org.keys asks; how many there were."""
    found = Token.objects.in_force(clock.today()).filter(post__person=person).select_related("post__unit__zone")
    revoked = [token for token in found if revoke(token)]
    for token in revoked:
        note(Kind.TOKEN_REVOKED, post=by, zone=token.post.zone, about=person, what=token.name, why=why)
    return len(revoked)


def token_of(secret: str) -> Token | None:
    """The token in force with that secret, its post in force too."""
    if not secret.startswith(PREFIX):
        return None
    today = clock.today()
    token = (
        Token.objects.in_force(today)
        .filter(sha256=_hashed(secret), post__in=Post.objects.in_force(today))
        .select_related("post__person", "post__unit__zone")
        .first()
    )
    if token and token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)
    return token


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
