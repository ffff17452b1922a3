"""Verifying the ledger (核验): every link made again from the stored rows, the first break of each record named."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.core import chain
from luoshi.core.snapshot import snapshot
from luoshi.org.audit_log import broken_log
from luoshi.org.models import AuditEntry
from luoshi.records.events import chained_content
from luoshi.records.models import Event, Evidence, Record, Seal, Signature, evidence_path
from luoshi.records.parts import facts_of
from luoshi.records.seals import LOG, Sealed, broken_seals, sealed_records

CHUNK = 1000  # events in memory at a time
SHOWN = 40  # characters of a value in a message
# How the parts of an event are called in a message.
PARTS = {
    "record": "所属事项", "seq": "序号", "transition": "动作", "label": "动作名称", "values": "办理后情况",
    "answers": "填报内容", "undo": "撤回依据", "post": "岗位", "signature": "签名（单位、姓名、职务）",
    "evidence": "佐证", "happened_at": "发生时间", "entered_at": "录入时间",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Break:
    """Where the ledger is not what it was, in words for a reader: which record and event, and what differs."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}：{self.what}"


@dataclass(slots=True)
class Count:
    """What a verification went through."""

    records: int = 0
    events: int = 0
    files: int = 0
    erased: int = 0
    seals: int = 0
    log: int = 0


def verify(count: Count, kept: str = "") -> Iterator[Break]:
    """The first break of each record and of the seals, all of one moment. ``count`` grows as the rows go by.

    ``kept`` is the ``mac`` of a seal that somebody wrote down: it must still be among the seals.
    """
    with snapshot():
        seals = list(Seal.objects.order_by("number"))
        count.seals = len(seals)
        yield from (Break(*broken) for broken in broken_seals(seals))
        if kept and kept not in {seal.mac for seal in seals}:
            yield Break(_("封存"), _("留存的校验码 %(mac)s 在库里找不到，那次封存被删除或改动。") % {"mac": kept})
        sealed = sealed_records(seals)
        log = sealed.pop(LOG, None)
        yield from (Break(*broken) for broken in broken_log(log.heads if log else {}))
        count.log = AuditEntry.objects.count()
        try:
            yield from _broken_records(sealed, count)
        except ValueError:
            yield from _unreadable()
            return
        yield from _without_events(sealed)
        yield from _without_record(sealed)
        yield from _adrift()
        for pk, gone in sealed.items():
            told = _("整个事项被删除，封存时有 %(events)d 条办理记录。")
            yield Break(_vanished(pk, gone), told % {"events": gone.last})


def _broken_records(sealed: dict[int, Sealed], count: Count) -> Iterator[Break]:
    """What is verified leaves ``sealed``."""
    for pk, events in groupby(_events(count), key=lambda event: event.record_id):
        count.records += 1
        broken = _first_break(events, sealed.pop(pk, None), count)
        if broken:
            yield broken


def _unreadable() -> Iterator[Break]:
    """Rows that the database holds and nobody can read, such as a thirteenth month: SQLite takes any text."""
    for pk, code, seq in Event.objects.order_by("pk").values_list("pk", "record__code", "seq").iterator():
        try:
            Event.objects.select_related("record").get(pk=pk)
        except ValueError:
            where = _("事项 %(code)s 第 %(seq)s 条") % {"code": code, "seq": seq}
            yield Break(where, _("有一栏的内容无法辨认，核验到此为止，请改正后再核验其余事项。"))


def _events(count: Count) -> Iterator[Event]:
    rows = Event.objects.select_related("record", "signature").prefetch_related("evidence", "record__assignments")
    for event in rows.order_by("record_id", "seq").iterator(chunk_size=CHUNK):
        count.events += 1
        yield event


def _without_events(sealed: dict[int, Sealed]) -> Iterator[Break]:
    for record in Record.objects.filter(~Exists(Event.objects.filter(record=OuterRef("pk")))).iterator():
        sealed.pop(record.pk, None)
        yield Break(_("事项 %(record)s") % {"record": record}, _("办理记录全部被删除。"))


def _without_record(sealed: dict[int, Sealed]) -> Iterator[Break]:
    orphans = Event.objects.filter(~Exists(Record.objects.filter(pk=OuterRef("record_id"))))
    for pk in orphans.order_by("record_id").values_list("record_id", flat=True).distinct():
        yield Break(_vanished(pk, sealed.pop(pk, None)), _("事项被删除，只剩办理记录。"))


def _vanished(pk: int, known: Sealed | None) -> str:
    return _("事项 %(code)s（内部编号 %(pk)d）") % {"code": known.code if known else "？", "pk": pk}


def _adrift() -> Iterator[Break]:
    for row in Evidence.objects.filter(event=None).select_related("record").iterator():
        told = _("佐证“%(name)s”不属于任何一条办理记录。") % {"name": row.name}
        yield Break(_("事项 %(record)s") % {"record": row.record}, told)


def _first_break(events: Iterable[Event], sealed: Sealed | None, count: Count) -> Break | None:
    """Goes along one record's events, which come in order; there is at least one."""
    heads = sealed.heads if sealed else {}
    previous, seq, wording = "", 0, ""
    for event in events:
        seq += 1
        what = _event_break(event, seq, previous, count)
        if not what and heads.get(seq, event.hash) != event.hash:
            what = _("与封存时不是同一条，这条或更早的办理记录被整体改写。")
        if what:
            return Break(_where(event, seq), what)
        previous = event.hash
        if seq == 1:
            wording = event.answers.get("wording") or ""  # most pipelines ask for none
    if sealed and sealed.last > seq:
        told = _("封存时有 %(sealed)d 条办理记录，现在只有 %(left)d 条，后面的被删除。")
        return Break(_where(event), told % {"sealed": sealed.last, "left": seq})
    what = _spine_break(event.record, event, wording)
    return Break(_where(event), what) if what else None


def _where(event: Event, seq: int | None = None) -> str:
    record = _("事项 %(record)s") % {"record": event.record}
    if seq is None:
        return record
    if seq != event.seq:
        return _("%(record)s 第 %(seq)d 条") % {"record": record, "seq": seq}
    day = timezone.localtime(event.happened_at).date()
    return _("%(record)s 第 %(seq)d 条（%(day)s %(label)s）") % {
        "record": record, "seq": seq, "day": day, "label": event.label,
    }  # fmt: skip


def _event_break(event: Event, seq: int, previous: str, count: Count) -> str | None:
    if event.seq != seq:
        return _("缺这一条，后面直接是第 %(next)s 条。") % {"next": event.seq}
    if event.previous != previous:
        return _("与上一条接不上：记下的上一条校验值不是上一条现在的校验值。")
    if event.algorithm not in hashlib.algorithms_available:
        return _("算法 %(name)s 本机不认识，不能核对。") % {"name": event.algorithm}
    if chain.link(event.previous, event.text, event.algorithm) != event.hash:
        return _("留痕原文与校验值不符，二者之一被改动。")
    return _columns_break(event, count) or _files_break(event.evidence.all(), count)


def _columns_break(event: Event, count: Count) -> str | None:
    """The stored columns against the text that was hashed."""
    signature = _signature_of(event)
    evidence = sorted(row.sha256 for row in event.evidence.all())
    if signature:
        signed = chain.salted(signature.text, signature.salt, event.algorithm)
    else:
        count.erased += 1
        signed = _parsed(event.text).get("signature", "")
    try:
        content = chained_content(event, signed, evidence)
        return None if chain.canonical(content) == event.text else _difference(_parsed(event.text), content)
    except (AttributeError, TypeError):  # a time that is none, a text that is bytes: SQLite takes anything
        return _("有一栏的内容无法辨认。")


def _signature_of(event: Event) -> Signature | None:
    """None when it was erased: the row is gone, or nothing is left in it."""
    signature = getattr(event, "signature", None)
    return signature if signature and (signature.salt or signature.person_name) else None


def _parsed(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _difference(was: dict[str, Any], now: dict[str, Any]) -> str:
    """The first part that differs, with both values; hashes say nothing to a reader and are left out."""
    # Through JSON as the text went, so that keys and values compare as they were written.
    now = json.loads(chain.canonical(now))
    name = next((name for name in PARTS if was.get(name) != now.get(name)), None)
    if name is None:
        return _("留痕原文的写法不是系统写出的样子。")
    before, after = was.get(name), now.get(name)
    if name in ("signature", "evidence"):
        return _("%(part)s与办理时不符。") % {"part": PARTS[name]}
    inner = ""
    if isinstance(before, dict) and isinstance(after, dict):
        keys = sorted(before.keys() | after.keys())
        inner = next((key for key in keys if before.get(key) != after.get(key)), "")
        before, after = before.get(inner), after.get(inner)
    return _("%(part)s与留痕原文不符：原为%(before)s，现为%(after)s。") % {
        "part": PARTS[name] + (f"（{inner}）" if inner else ""), "before": _shown(before), "after": _shown(after),
    }  # fmt: skip


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"“{text[:SHOWN]}…”" if len(text) > SHOWN else f"“{text}”"


def _files_break(evidence: Iterable[Evidence], count: Count) -> str | None:
    for row in evidence:
        count.files += 1
        told = _link_or_file_break(row)
        if told:
            return told % {"name": row.name}
    return None


def _link_or_file_break(row: Evidence) -> str | None:
    if row.link:
        return (
            None if hashlib.sha256(row.link.encode()).hexdigest() == row.sha256 else _("佐证“%(name)s”的链接被改动。")
        )
    path = evidence_path(row, row.name)
    if row.file.name != path:
        return _("佐证“%(name)s”指向别的文件。")
    if not default_storage.exists(path):
        return _("佐证“%(name)s”的文件不见了。")
    with default_storage.open(path) as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return None if content == row.sha256 else _("佐证“%(name)s”的内容与交来时不同。")


def _spine_break(record: Record, last: Event, wording: str) -> str | None:
    """The record's own columns against what its events say of them."""
    due: dt.date | None = record.due
    pairs: list[tuple[Any, Any, Any]] = [
        (_("状态"), last.values.get("state"), record.state),
        (_("标题"), last.values.get("title"), record.title),
        (_("完成时限"), last.values.get("due"), due.isoformat() if due else None),
        (_("原句"), wording, record.wording),
        (_("办理次数"), last.seq - 1, record.version),
    ]
    if "parts" in last.values:
        pairs.append((_("分工和签收"), last.values["parts"], facts_of(record)))
    if "parent" in last.values:
        pairs.append((_("上级任务"), last.values["parent"], record.parent_id))
        pairs.append((_("权重"), last.values["weight"], record.weight))
    for name, was, now in pairs:
        if was != now:
            told = _("事项的%(name)s与办理记录不符：记录为%(was)s，现为%(now)s。")
            return told % {"name": name, "was": _shown(was), "now": _shown(now)}
    return None
