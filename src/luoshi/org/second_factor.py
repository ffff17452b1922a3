"""The second factor at sign-in: a code of the moment from an authenticator (RFC 6238), or one of the recovery codes."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

import pyotp
import segno
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from luoshi.core import clock
from luoshi.org.audit_log import note
from luoshi.org.codes import random_code
from luoshi.org.models import Kind, Person, Post, SecondFactor, Unit
from luoshi.org.roles import ANYONE, OFFICERS

FACTOR_KEY = "second_factor"
ISSUER = "落实"
RECOVERY_CODES, GROUPS, GROUP = 8, 3, 5
# A clock that is half a minute off still signs its owner in.
NEAR = (0, -1, 1)


def demanded_of(posts: Iterable[Post]) -> bool:
    """The three officers, and the roles that LUOSHI_SECOND_FACTOR names."""
    asked = set(settings.SECOND_FACTOR_ROLES)
    demanding = ANYONE if "all" in asked else OFFICERS | asked
    return any(post.role in demanding for post in posts)


def is_awaited(person: Person, posts: Iterable[Post], session: SessionBase) -> bool:
    """Whether this session has still to show the second factor, or its owner to set one up.

    Demo accounts are not made to: they open on this machine alone, and whoever tries the site has three of them.
    """
    if person.factor_since is None:
        return demanded_of(posts) and not person.is_demo
    return bool(session.get(FACTOR_KEY) != person.factor_since.isoformat())


def remember(person: Person, session: SessionBase) -> None:
    """A factor set up later ends what earlier sessions showed."""
    session[FACTOR_KEY] = person.factor_since.isoformat() if person.factor_since else None


def new_secret() -> str:
    return pyotp.random_base32()


def address_of(person: Person, secret: str) -> str:
    """What the authenticator is told, as its otpauth:// address."""
    return pyotp.TOTP(secret).provisioning_uri(name=person.username, issuer_name=ISSUER)


def picture_of(person: Person, secret: str) -> str:
    """The same as a QR code, an SVG in a data address."""
    return segno.make(address_of(person, secret), micro=False).svg_data_uri(scale=5, border=2)


@transaction.atomic
def set_up(person: Person, secret: str, code: str, current: str = "") -> list[str] | None:
    """Keep ``secret`` once ``code`` shows that the authenticator has it. The recovery codes, seen this once.

    One that is set gives way only to whoever has it: ``current`` is its code, or one of its recovery codes.
    """
    step = step_of(secret, code)
    if step is None or (person.factor_since is not None and not accept(person, current)):
        return None
    # Seventy-four random bits each: a plain hash of them is safe to keep.
    codes = [random_code(GROUPS, GROUP) for _n in range(RECOVERY_CODES)]
    kept = {"secret": secret, "last_step": step, "recovery": [hashed(person, code) for code in codes]}
    SecondFactor.objects.update_or_create(person=person, defaults=kept)
    person.factor_since = clock.now()
    person.save(update_fields=["factor_since"])
    note(Kind.FACTOR_SET, person=person, zone=zone_of(person))
    return codes


@transaction.atomic
def clear(person: Person) -> None:
    """And with it the tie to the identity provider; whoever needs a factor sets one up anew."""
    SecondFactor.objects.filter(person=person).delete()
    Person.objects.filter(pk=person.pk).update(factor_since=None, oidc_subject="")


@transaction.atomic
def accept(person: Person, code: str) -> bool:
    """Whether ``code`` is the moment's, not yet used, or an unused recovery code; either is used up by this."""
    factor = SecondFactor.objects.select_for_update().filter(person=person).first()
    if factor is None:
        return False
    step = step_of(factor.secret, code)
    if step is not None:
        fresh = SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step)
        return bool(fresh.update(last_step=step))
    digest = hashed(person, code.strip().lower())
    if digest not in factor.recovery:
        return False
    factor.recovery.remove(digest)
    factor.save(update_fields=["recovery"])
    return True


def step_of(secret: str, code: str) -> int | None:
    """The time step that ``code`` belongs to, as long as it is near; None where it is no code of ``secret``."""
    given, totp, now = code.replace(" ", ""), pyotp.TOTP(secret), clock.now()
    if not given.isascii():
        return None
    near = [totp.timecode(now) + off for off in NEAR]
    return next((step for step in near if hmac.compare_digest(totp.generate_otp(step), given)), None)


def hashed(person: Person, code: str) -> str:
    return hashlib.sha256(f"{person.pk} {code}".encode()).hexdigest()


def zone_of(person: Person) -> Unit | None:
    """The zone a line of the log about ``person`` belongs to; None for someone without a post."""
    post = Post.objects.filter(person=person).select_related("unit__zone").order_by("-starts").first()
    return post.zone if post else None
