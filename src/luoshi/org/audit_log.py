"""Writing the audit log, one chain for the whole installation, and finding its first break."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.core import chain, clock
from luoshi.core.counters import next_numbers
from luoshi.core.models import Counter
from luoshi.org.access import active_post
from luoshi.org.models import AuditEntry, Kind, Person, Post, Unit

NUMBERS = "audit log"
AT_ONCE = 500  # rows of one statement
log = logging.getLogger("luoshi.audit")


def note(
    kind: Kind,
    *,
    post: Post | None = None,
    person: Person | None = None,
    zone: Unit | None = None,
    about: Person | None = None,
    address: str = "",
    **details: Any,
) -> AuditEntry:
    """Append a line: who (``post``, or ``person`` without one), about whom, and whatever else says what was done.

    ``details`` hold plain JSON and no name of a person: names are joined in when the log is read.
    """
    said = {"zone": zone or (post.zone if post else None), "person": person or (post.acting if post else None)}
    return _append(kind, [details], post=post, about=about, address=address[:45], **said)[0]


def note_all(kind: Kind, *, post: Post, lines: Sequence[Mapping[str, Any]]) -> list[AuditEntry]:
    """A line for each of ``lines``, the details of what ``post`` did in one go; queries grow by the batch."""
    return _append(kind, lines, post=post, zone=post.zone, person=post.acting)


@transaction.atomic
def _append(kind: Kind, lines: Sequence[Mapping[str, Any]], **said: Any) -> list[AuditEntry]:
    numbers = next_numbers(NUMBERS, len(lines))  # until the commit nobody else appends
    before = AuditEntry.objects.filter(number=numbers[0] - 1) if lines else AuditEntry.objects.none()
    previous = before.values_list("hash", flat=True).first() or ""
    entries, now = [], clock.now()
    for number, details in zip(numbers, lines, strict=True):
        entry = AuditEntry(
            number=number,
            kind=kind,
            at=now,
            details=dict(details),
            algorithm=settings.LUOSHI_HASH,
            previous=previous,
            **said,
        )
        entry.text = chain.canonical(chained_content(entry))
        previous = entry.hash = chain.link(entry.previous, entry.text, entry.algorithm)
        entries.append(entry)
    return AuditEntry.objects.bulk_create(entries, batch_size=AT_ONCE)


def note_request(request: HttpRequest, kind: Kind, **said: Any) -> AuditEntry:
    """As ``note``, by whoever sent ``request``, from where they sent it."""
    post = active_post(request)
    person = request.user if isinstance(request.user, Person) else None
    address = get_client_ip_address(request) or ""
    return note(kind, **{"post": post, "person": person, "address": address, **said})


def note_marked(request: HttpRequest) -> AuditEntry:
    """A marked file was handed in and refused: who and when, never a name or a word of it."""
    entry = note_request(request, Kind.MARKED)
    who = entry.person.username if entry.person else ""
    log.warning("A marked file was refused, handed in by %s at %s.", who, entry.at.isoformat(timespec="seconds"))
    return entry


def chained_content(entry: AuditEntry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "kind": entry.kind,
        "at": entry.at.astimezone(dt.UTC).isoformat(),
        "zone": entry.zone_id,
        "person": entry.person_id,
        "post": entry.post_id,
        "about": entry.about_id,
        "address": entry.address,
        "details": entry.details,
    }


def head() -> tuple[int, str] | None:
    """Number and hash of the last line; None for an empty log."""
    return AuditEntry.objects.order_by("-number").values_list("number", "hash").first()


def broken_log(sealed: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """(Which line, what is wrong with it): the first break; ``sealed`` are number → hash of sealed heads."""
    previous, number = "", 0
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=1000):
        number += 1
        wrong = _wrong_with(entry, number, previous)
        if not wrong and sealed.get(number, entry.hash) != entry.hash:
            wrong = _("与封存时不是同一条，这条或更早的日志被整体改写。")
        if wrong:
            yield _name_of(entry, number), wrong
            return
        previous = entry.hash
    written = Counter.objects.filter(name=NUMBERS).values_list("value", flat=True).first() or 0
    expected = max(written, *sealed, 0) if sealed else written
    if expected > number:
        told = _("共写过 %(written)d 条，只剩 %(left)d 条，最后的被删除。")
        yield _("审计日志"), told % {"written": expected, "left": number}


def _wrong_with(entry: AuditEntry, number: int, previous: str) -> str | None:
    if entry.number != number:
        return _("缺这一条，后面直接是第 %(next)s 条。") % {"next": entry.number}
    if entry.previous != previous:
        return _("与上一条接不上：记下的上一条校验值不是上一条现在的校验值。")
    if entry.algorithm not in hashlib.algorithms_available:
        return _("算法 %(name)s 本机不认识，不能核对。") % {"name": entry.algorithm}
    if chain.link(entry.previous, entry.text, entry.algorithm) != entry.hash:
        return _("日志原文与校验值不符，二者之一被改动。")
    if chain.canonical(chained_content(entry)) != entry.text:
        return _("有一栏的内容与日志原文不符。")
    return None


def _name_of(entry: AuditEntry, number: int) -> str:
    if entry.number != number:
        return _("审计日志 第 %(number)d 条") % {"number": number}
    moment = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M")
    return _("审计日志 第 %(number)d 条（%(moment)s %(kind)s）") % {
        "number": number, "moment": moment, "kind": entry.get_kind_display(),
    }  # fmt: skip
