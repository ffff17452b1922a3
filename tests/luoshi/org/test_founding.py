"""More zones in one installation, and the level above them."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from people import People, appoint

from luoshi.core.refusal import Refused
from luoshi.org.actions import found_zone
from luoshi.org.founding import keeps_installation, set_overseer
from luoshi.org.models import AuditEntry, Kind, Person, Post, Unit
from luoshi.org.roles import OFFICERS, Role

SECOND = {"zone": "松谷高新区", "username": "tanglan", "name": "唐岚"}


def test_a_second_zone_is_founded_by_one_command_with_its_own_officers(people: People) -> None:
    said = StringIO()
    call_command("found", **SECOND, stdout=said)
    zone = Unit.objects.get(name="松谷高新区")
    posts = Post.objects.filter(unit__zone=zone) | Post.objects.filter(unit=zone)
    assert {post.role for post in posts} == OFFICERS | {Role.SUPERVISOR}
    assert said.getvalue().count("密码 ") == 4
    password = said.getvalue().split("账号 tanglan  密码 ")[1].split()[0]
    assert Person.objects.get(username="tanglan").check_password(password)
    assert AuditEntry.objects.filter(zone=zone, kind=Kind.FOUNDED).count() == 4


def test_a_name_that_is_taken_founds_nothing(people: People) -> None:
    with pytest.raises(CommandError, match="已有名为“云溪高新区”的高新区"):
        call_command("found", **{**SECOND, "zone": "云溪高新区"})
    with pytest.raises(CommandError, match="账号“wangmin”已被使用"):
        call_command("found", **{**SECOND, "username": "wangmin"})
    assert not Unit.objects.filter(name="松谷高新区").exists()


def test_an_overseer_is_named_and_ended_by_command_and_both_logs_say_so(people: People) -> None:
    above = found_zone("省高新区工作处")
    call_command("oversee", zone="云溪高新区", overseer="省高新区工作处", stdout=StringIO())
    people.zone.refresh_from_db()
    assert people.zone.parent == above
    assert {entry.zone for entry in AuditEntry.objects.filter(kind=Kind.UNIT)} == {people.zone, above}
    call_command("oversee", zone="云溪高新区", end=True, stdout=StringIO())
    people.zone.refresh_from_db()
    assert people.zone.parent is None


def test_nobody_oversees_itself_or_its_own_overseer(people: People) -> None:
    with pytest.raises(Refused, match="是同一单位"):
        set_overseer(people.zone, people.zone)
    set_overseer(people.zone, people.other_zone)
    with pytest.raises(Refused, match="前者由后者主管"):
        set_overseer(people.other_zone, people.zone)
    with pytest.raises(CommandError, match="没有名为“云溪”"):
        call_command("oversee", zone="云溪", end=True)


def test_the_zone_founded_first_keeps_the_installation(people: People) -> None:
    assert keeps_installation(people.system)
    assert not keeps_installation(appoint("taoran", "陶然", people.other_zone, Role.SYSTEM))
