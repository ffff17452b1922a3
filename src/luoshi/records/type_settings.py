"""Revising a zone's settings of a type: a new version, in force from now on, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.core.refusal import Refused
from luoshi.org.models import Post, Unit
from luoshi.org.roles import Role
from luoshi.records.declaration import Limit, RecordType
from luoshi.records.settled import SHELF, Extra, extra_from
from luoshi.records.type_setting import TypeSetting

SETTLING = frozenset({Role.SUPERVISOR, Role.SYSTEM})
LONGEST, MOST_EXTRA, MOST_COUNT = 20, 20, 999
UNITS = {"days": gettext_lazy("天"), "working_days": gettext_lazy("个工作日"), "months": gettext_lazy("个月")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Settings as a person asks for them: by ``state.signed`` and the like, by state, and the zone's own fields."""

    labels: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, Limit | None] = field(default_factory=dict)
    extra: tuple[Extra, ...] = ()


def in_force(post: Post, kind: RecordType) -> TypeSetting | None:
    return TypeSetting.objects.filter(zone=post.zone, type=kind.name).last()


def seen_as(version: TypeSetting | None) -> str:
    """A version as a page sends it back."""
    return str(version.pk) if version else "0"


def extras(version: TypeSetting | None) -> list[Extra]:
    return [extra_from(row) for row in version.extra] if version else []


@transaction.atomic
def revise(post: Post, kind: RecordType, wanted: Wanted, reason: str, seen: str | None = None) -> TypeSetting:
    """A new version of the settings of ``kind``, the declared type. What is as declared is not kept.

    ``seen`` is the version (``seen_as``) that the page was made from, where there was one. Raises Refused without a
    reason, for what does not hold, where nothing would change, or somebody else revised it in between.
    """
    if post.role not in SETTLING:
        raise Refused(_("类型设置由督查员或系统管理员修改。"))
    if not reason.strip():
        raise Refused(_("请写明修改理由。"))
    Unit.objects.select_for_update(no_key=True).get(pk=post.zone.pk)  # two at once: one after the other
    before = in_force(post, kind)
    if seen is not None and seen != seen_as(before):
        raise Refused(_("设置刚刚被他人改过，请重新打开本页，看过最新设置再改。"))
    made = TypeSetting(
        zone=post.zone,
        type=kind.name,
        labels=_labels(kind, wanted.labels),
        limits=_limits(kind, wanted.limits),
        extra=[asdict(one) for one in _extra(kind, extras(before), wanted.extra)],
        reason=reason.strip()[:200],
        made_by=post,
    )
    # As JSON gives it back: tuples are lists there.
    made.extra = [{**row, "choices": list(row["choices"])} for row in made.extra]
    if made.said() == (before.said() if before else TypeSetting().said()):
        raise Refused(_("设置没有变化，不用保存。"))
    made.save()
    transaction.on_commit(SHELF.forget)
    SHELF.forget()
    return made


def declared(kind: RecordType) -> dict[str, str]:
    """Everything that can be called otherwise, with what the declaration calls it."""
    states = {f"state.{state.name}": state.label for state in kind.states}
    steps = {f"step.{step.name}": step.label for step in kind.transitions if step.offered}
    return states | steps | {f"field.{one.name}": str(one.label) for one in kind.fields}


def _labels(kind: RecordType, wanted: Mapping[str, str]) -> dict[str, str]:
    usual = declared(kind)
    chosen = {name: label.strip() for name, label in wanted.items() if name in usual}
    for name, label in chosen.items():
        if not label or len(label) > LONGEST:
            raise Refused(_("“%(label)s”改名须在1到%(most)d个字之间。") % {"label": usual[name], "most": LONGEST})
    states = [chosen.get(f"state.{state.name}", state.label) for state in kind.states]
    twice = {label for label in states if states.count(label) > 1}
    if twice:
        raise Refused(_("两个阶段不能都叫“%(label)s”。") % {"label": "、".join(sorted(twice))})
    return {name: label for name, label in chosen.items() if label != usual[name]}


def _limits(kind: RecordType, wanted: Mapping[str, Limit | None]) -> dict[str, Any]:
    """Only what differs; a stage whose day a plan says has no limit to set."""
    kept = {}
    for state in kind.states:
        if state.name not in wanted or state.due or state.phase in ("closed", "halted"):
            continue
        limit = wanted[state.name]
        if limit and not 0 < limit.count <= MOST_COUNT:
            raise Refused(_("“%(state)s”的时限应在1到%(most)d之间。") % {"state": state.label, "most": MOST_COUNT})
        if limit != state.limit:
            kept[state.name] = [limit.count, limit.unit] if limit else [0, ""]
    return kept


def _extra(kind: RecordType, before: Iterable[Extra], wanted: Iterable[Extra]) -> list[Extra]:
    """Those there were stay, at most retired: records hold what was written in them. New ones get the next name."""
    asked = {one.name: one for one in wanted if one.name}
    kept = [_kept(one, asked.get(one.name, one)) for one in before]
    new = [one for one in wanted if not one.name]
    found = kept + [Extra(**{**asdict(one), "name": f"x_{len(kept) + n}"}) for n, one in enumerate(new, 1)]
    _told_apart(kind, found)
    if len(found) > MOST_EXTRA:
        raise Refused(_("自定义字段不能超过%(most)d个。") % {"most": MOST_EXTRA})
    for one in found:
        if not one.label.strip() or len(one.label) > LONGEST:
            raise Refused(_("自定义字段的名称须在1到%(most)d个字之间。") % {"most": LONGEST})
        if one.kind == "choice" and len(one.choices) < 2:
            raise Refused(_("“%(label)s”是单选，请至少写两个选项。") % {"label": one.label})
    return found


def _told_apart(kind: RecordType, found: Iterable[Extra]) -> None:
    """Lists and sheets head their columns by these names, and sheets are read back by them."""
    own = [str(one.label) for one in kind.fields]
    asked = [one.label.strip() for one in found if not one.retired]
    twice = {label for label in asked if (own + asked).count(label) > 1}
    if twice:
        raise Refused(_("已有叫“%(label)s”的填报项，自定义字段请另取名称。") % {"label": "、".join(sorted(twice))})


def _kept(before: Extra, wanted: Extra) -> Extra:
    if wanted.kind != before.kind:
        raise Refused(_("“%(label)s”已在使用，种类不能改；可以停用后另加一个。") % {"label": before.label})
    return wanted


def told(kind: RecordType, version: TypeSetting) -> list[str]:
    """What a version sets otherwise than declared, a line each."""
    usual = declared(kind)
    states = {state.name: state.label for state in kind.states}
    named = [f"“{usual[name]}”叫“{label}”" for name, label in version.labels.items() if name in usual]
    limited = [f"{states[name]}：{_limit_told(*limit)}" for name, limit in version.limits.items() if name in states]
    return [*named, *limited, *(_extra_told(one) for one in extras(version))]


def _limit_told(count: int, unit: str) -> str:
    return f"{count}{UNITS[unit]}" if count else _("不设时限")


def _extra_told(one: Extra) -> str:
    words = _("停用字段“%(label)s”") if one.retired else _("字段“%(label)s”")
    return words % {"label": one.label}
