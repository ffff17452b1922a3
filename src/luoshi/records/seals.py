"""Seals (封存): where every chain stood at a moment, under a key that is kept outside the database.

A chain alone cannot show that its tail, or the whole record, was deleted; a seal can. Each holds only the heads that
moved since the one before, so that a daily seal costs what the day's work costs.
"""

import datetime as dt
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.core import chain, clock
from luoshi.core.counters import next_number
from luoshi.core.models import Counter
from luoshi.core.refusal import Refused
from luoshi.org import audit_log
from luoshi.records.models import Event, Seal

NUMBERS = "seal"
LOG = 0  # stands for the audit log among the records' ids


@dataclass(slots=True)
class Sealed:
    """What all seals say of one record: its code, and the hash of every event that was ever its head."""

    code: str
    heads: dict[int, str] = field(default_factory=dict)  # seq → hash

    @property
    def last(self) -> int:
        return max(self.heads)


def make_key() -> str | None:
    """The new key, to be shown once and handed to 审计员; None where one lies there already."""
    key = secrets.token_urlsafe(32)
    try:
        handle = os.open(settings.LUOSHI_SEAL_KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return None
    except OSError as error:
        raise Refused(_("不能写入封存密钥 %(path)s：%(why)s。") % _place(error)) from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{key}\n")
    return key


def read_key() -> bytes | None:
    try:
        return settings.LUOSHI_SEAL_KEY.read_bytes().strip() or None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Refused(_("不能读取封存密钥 %(path)s：%(why)s。") % _place(error)) from error


def _place(error: OSError) -> dict[str, str]:
    return {"path": str(settings.LUOSHI_SEAL_KEY), "why": error.strerror or str(error)}


@transaction.atomic
def seal() -> Seal:
    """Seal every head as it stands now. What an earlier seal said stays said: a vanished record is not forgotten."""
    key = read_key()
    if key is None:
        raise Refused(_("找不到封存密钥 %(path)s，没有封存。请由审计员放回原来的密钥。") % _place(FileNotFoundError()))
    number = next_number(NUMBERS)  # until the commit nobody else seals
    before = list(Seal.objects.order_by("number").values_list("heads", flat=True))
    heads = last_heads(before)
    moved = [row for row in _standing_heads() if heads.get(row[0]) != (row[2], row[3])]
    heads |= last_heads([moved])
    made = Seal(
        number=number,
        made_at=clock.now(),
        algorithm=settings.LUOSHI_HASH,
        records=len(heads.keys() - {LOG}),
        events=sum(seq for record, (seq, _hash) in heads.items() if record != LOG),
        heads=moved,
        digest=digest(heads, settings.LUOSHI_HASH),
        previous=Seal.objects.order_by("number").values_list("mac", flat=True).last() or "",
    )
    made.mac = mac(made, key)
    made.save(force_insert=True)
    return made


def _standing_heads() -> Iterator[list]:
    """Of every record, after that of the audit log."""
    log = audit_log.head()
    if log:
        yield [LOG, "", *log]
    last = Event.objects.filter(seq=F("record__version") + 1)  # every change of version writes one event
    yield from map(list, last.order_by("record").values_list("record", "record__code", "seq", "hash").iterator())


def last_heads(seals: Iterable[Iterable[list]]) -> dict[int, tuple[int, str]]:
    """Record id → (seq, hash), after the ``heads`` of all seals in order."""
    return {record: (seq, link) for heads in seals for record, _code, seq, link in heads}


def digest(heads: Mapping[int, tuple[int, str]], algorithm: str) -> str:
    """Hex digest over all heads in the order of the records."""
    running = hashlib.new(algorithm)
    for record, (seq, link) in sorted(heads.items()):
        running.update(f"{record} {seq} {link}\n".encode())
    return running.hexdigest()


def mac(seal: Seal, key: bytes) -> str:
    names = ("number", "algorithm", "records", "events", "heads", "digest", "previous")
    body = {"made_at": seal.made_at.astimezone(dt.UTC).isoformat(), **{name: getattr(seal, name) for name in names}}
    return hmac.new(key, chain.canonical(body).encode(), seal.algorithm).hexdigest()


def sealed_records(seals: Iterable[Seal]) -> dict[int, Sealed]:
    """Record id → what the seals say of it."""
    found: dict[int, Sealed] = {}
    for seal in seals:
        for record, code, seq, link in seal.heads:
            found.setdefault(record, Sealed(code)).heads.setdefault(seq, link)
    return found


def broken_seals(seals: list[Seal]) -> Iterator[tuple[str, str]]:
    """(Which seal, what is wrong with it), seal by seal; nothing where all stand."""
    key = read_key() if seals else None
    if seals and key is None:
        yield _("封存"), _("找不到密钥 %(path)s，不能核对校验码。") % _place(FileNotFoundError())
    previous = ""
    for number, seal in enumerate(seals, 1):
        wrong = _wrong_with(seal, number, previous, key)
        if wrong:
            yield name_of(seal), wrong
            return
        previous = seal.mac
    made = Counter.objects.filter(name=NUMBERS).values_list("value", flat=True).first() or 0
    if made > len(seals):
        told = _("共封存过 %(made)d 次，只剩 %(left)d 次，最后的被删除。")
        yield _("封存"), told % {"made": made, "left": len(seals)}
    elif seals and digest(last_heads(seal.heads for seal in seals), seals[-1].algorithm) != seals[-1].digest:
        yield name_of(seals[-1]), _("各事项的校验值与封存的总值不符。")


def _wrong_with(seal: Seal, number: int, previous: str, key: bytes | None) -> str | None:
    if seal.number != number:
        return _("缺第 %(number)d 次封存。") % {"number": number}
    if seal.previous != previous:
        return _("与上一次封存接不上。")
    if key is not None and (seal.algorithm not in hashlib.algorithms_available or mac(seal, key) != seal.mac):
        return _("校验码不符：封存内容被改动，或密钥不是原来那一份。")
    return None


def name_of(seal: Seal) -> str:
    moment = timezone.localtime(seal.made_at).strftime("%Y-%m-%d %H:%M")
    return _("第 %(number)d 次封存（%(moment)s）") % {"number": seal.number, "moment": moment}
