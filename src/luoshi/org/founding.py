"""Founding a zone in the installation, and saying which zone oversees it (上级主管)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org.actions import add_person, add_unit, found_zone, give_post
from luoshi.org.audit_log import note
from luoshi.org.models import Kind, Post, Unit
from luoshi.org.officers import Account, appoint_officers
from luoshi.org.roles import Role


@dataclass(frozen=True, slots=True)
class NewZone:
    """``office`` is where its first 督查员 sits: ``person`` with the account ``username``."""

    name: str
    username: str
    person: str
    office: str = "督查室"
    short_name: str = ""
    overseer: Unit | None = None


@transaction.atomic
def found(new: NewZone) -> list[Account]:
    """The zone with its first 督查员 and its three officers; every password is in the answer and nowhere else."""
    zone = found_zone(new.name, short_name=new.short_name)
    person, password = add_person(new.username, new.person)
    give_post(person, add_unit(zone, new.office, position=1), Role.SUPERVISOR)
    role = str(Role.SUPERVISOR.label)
    note(Kind.FOUNDED, zone=zone, about=person, what=str(_("建库")), role=role)
    if new.overseer:
        set_overseer(zone, new.overseer)
    return [Account(role, new.username, password), *appoint_officers(zone)]


def keeps_installation(post: Post) -> bool:
    """Whether the post is of the zone founded first, whose officers keep what all share."""
    first = Unit.objects.zones().order_by("pk").first()
    return first is not None and first.pk == post.zone_id


def zone_named(name: str) -> Unit:
    zone = Unit.objects.zones().filter(name=name).first()
    if zone is None:
        raise Refused(_("没有名为“%(name)s”的高新区或上级主管单位，请写全称。") % {"name": name})
    return zone


@transaction.atomic
def set_overseer(zone: Unit, overseer: Unit | None) -> None:
    """From now on 督查员 and 领导 of ``overseer`` read what ``zone`` has handed out; None ends it.

    Written into the log of all that are concerned. Raises Refused where one would oversee itself.
    """
    before = zone.parent
    if overseer and (overseer.pk == zone.pk or overseer.parent_id == zone.pk):
        told = {"zone": zone.name, "overseer": overseer.name}
        raise Refused(_("%(overseer)s不能作%(zone)s的上级主管：两者是同一单位，或前者由后者主管。") % told)
    if before == overseer:
        raise Refused(_("%(zone)s的上级主管没有变化。") % {"zone": zone.name})
    zone.parent = overseer
    zone.save(update_fields=["parent"])
    what = _("上级主管：%(before)s → %(after)s") % {"before": _named(before), "after": _named(overseer)}
    for concerned in filter(None, (zone, before, overseer)):
        note(Kind.UNIT, zone=concerned, what=what, unit=zone.name)


def _named(zone: Unit | None) -> str:
    return zone.name if zone else _("无")
