"""Known people in an invented zone, and the short ways to a task in any state. Used by every test of the site.

王敏 supervises, 李强 is the liaison and 陈晨 the owner in the 科技创新局, 赵静 leads, 何平 has that in charge;
郑洁, 秦岚 and 方圆 are the three officers; 周宁 supervises another zone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.test import Client

from luoshi.org.actions import found_zone, give_post
from luoshi.org.founding import set_overseer
from luoshi.org.middleware import POST_KEY
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import OFFICERS, Role
from luoshi.org.second_factor import remember
from luoshi.records.actions import NewTask, create_task
from luoshi.records.flow import apply_transition
from luoshi.records.lights import standings_as_of
from luoshi.records.models import Record
from luoshi.records.rag import Light

LONG_AGO = dt.date(2020, 1, 1)
SET_UP = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class People:
    """An invented zone (云溪高新区) with its units and posts, and the supervisor of a second one (青岭高新区)."""

    zone: Unit
    office: Unit  # 督查室
    science: Unit  # 科技创新局
    industry: Unit  # 产业促进局
    building: Unit  # 规划建设局
    wang: Post  # 王敏，督查员
    li: Post  # 李强，科技创新局联络员
    chen: Post  # 陈晨，科技创新局责任人
    sun: Post  # 孙丽，产业促进局联络员
    zhao: Post  # 赵静，领导
    he: Post  # 何平，分管科技创新局
    system: Post  # 郑洁，系统管理员
    security: Post  # 秦岚，安全管理员
    auditor: Post  # 方圆，审计员
    other_zone: Unit
    zhou: Post  # 周宁，另一个区的督查员


ZONE, UNITS = "云溪高新区", ("督查室", "科技创新局", "产业促进局", "规划建设局")
OTHER_ZONE, OTHER_UNITS = "青岭高新区", ("督查室",)
Staff = tuple[tuple[str, str, str, str, Role], ...]
# Name of the field, account, name, unit, role.
STAFF: Staff = (
    ("wang", "wangmin", "王敏", "督查室", Role.SUPERVISOR),
    ("li", "liqiang", "李强", "科技创新局", Role.LIAISON),
    ("chen", "chenchen", "陈晨", "科技创新局", Role.OWNER),
    ("sun", "sunli", "孙丽", "产业促进局", Role.LIAISON),
    ("zhao", "zhaojing", "赵静", ZONE, Role.LEADER),
    ("he", "heping", "何平", ZONE, Role.CHARGE),
    ("system", "zhengjie", "郑洁", "督查室", Role.SYSTEM),
    ("security", "qinlan", "秦岚", "督查室", Role.SECURITY),
    ("auditor", "fangyuan", "方圆", "督查室", Role.AUDITOR),
)
OTHER_STAFF: Staff = (("zhou", "zhouning", "周宁", "督查室", Role.SUPERVISOR),)


def settle() -> People:
    """Found both zones. Nobody can sign in by password: hashing one takes longer than most tests.

    Nearly every test begins here, so all rows of a kind are made at once, as the actions make them one by one
    (test_people.py).
    """
    zone, other_zone = Unit.objects.bulk_create([Unit(name=ZONE), Unit(name=OTHER_ZONE)])
    units, others = _units(zone, UNITS), _units(other_zone, OTHER_UNITS)
    Unit.objects.bulk_create(units + others)
    posts = _posts([zone, *units], STAFF) | _posts([other_zone, *others], OTHER_STAFF)
    Person.objects.bulk_create(post.person for post in posts.values())
    Post.objects.bulk_create(posts.values())
    office, science, industry, building = units
    posts["he"].in_charge.set([science])
    return People(zone, office, science, industry, building, other_zone=other_zone, **posts)


def _units(zone: Unit, names: Sequence[str]) -> list[Unit]:
    return [Unit(zone=zone, parent=zone, name=name, position=n) for n, name in enumerate(names, 1)]


def _posts(units: Iterable[Unit], staff: Staff) -> dict[str, Post]:
    """Not saved yet, nor are their persons."""
    named = {unit.name: unit for unit in units}
    return {
        field: Post(person=_person(username, name, role), unit=named[unit], role=role, starts=LONG_AGO)
        for field, username, name, unit, role in staff
    }


def _person(username: str, name: str, role: Role) -> Person:
    """An officer has a second factor, as if it had been set up long ago."""
    person = Person(username=username, name=name, factor_since=SET_UP if role in OFFICERS else None)
    person.set_unusable_password()
    return person


def appoint(username: str, name: str, unit: Unit, role: Role, in_charge: Iterable[Unit] = ()) -> Post:
    person = _person(username, name, role)
    person.save()
    return give_post(person, unit, role, starts=LONG_AGO, in_charge=in_charge)


def oversee(*zones: Unit) -> tuple[Post, Post]:
    """顾言 and 叶青, 督查员 and 领导 of the office that oversees ``zones`` from now on."""
    above = found_zone("省高新区工作处")
    for zone in zones:
        set_overseer(zone, above)
    return appoint("guyan", "顾言", above, Role.SUPERVISOR), appoint("yeqing", "叶青", above, Role.LEADER)


def browser_of(post: Post | None) -> Client:
    """A test client signed in as ``post``; None is someone who is not signed in."""
    client = Client()
    if post is not None:
        client.force_login(post.person, backend=BACKEND)
        session = client.session
        session[POST_KEY] = post.pk
        remember(post.person, session)
        session.save()
    return client


def draft(people: People, title: str = "建设概念验证中心", **fields: Any) -> Record:
    """A draft task led by the 科技创新局, due at the end of 2026 unless ``fields`` (of NewTask) say otherwise."""
    given: dict[str, Any] = {"wording": f"{title}。", "lead": people.science, "due": dt.date(2026, 12, 31), **fields}
    return create_task(NewTask(title=title, **given), people.wang)


# The steps to each state, as (transition, who takes it, answers).
REPORT = {"progress_note": "已完成选址。"}
LINK = {"evidence_link": "https://example.org/photo"}
WAY: dict[str, list[tuple[str, str, dict[str, Any]]]] = {"draft": []}
WAY["pending"] = [("propose", "wang", {})]
WAY["assigned"] = [("assign", "zhao", {})]
WAY["acknowledged"] = [*WAY["assigned"], ("acknowledge", "li", {})]
WAY["working"] = [*WAY["acknowledged"], ("report", "li", {**REPORT, **LINK})]
WAY["submitted"] = [*WAY["working"], ("submit", "li", {"summary": "已全部完成。"})]
WAY["verifying"] = [*WAY["submitted"], ("verify", "wang", {})]
WAY["returned"] = [*WAY["submitted"], ("return", "wang", {"reason": "佐证不足。"})]
WAY["closed"] = [*WAY["verifying"], ("close", "wang", {"conclusion": "现场核查属实。"})]
WAY["suspended"] = [*WAY["working"], ("suspend", "zhao", {"reason": "规划调整。"})]
WAY["withdrawn"] = [("withdraw", "wang", {"reason": "重复立项。"})]


def take_to(record: Record, state: str, people: People) -> Record:
    """Take a fresh draft led by the 科技创新局 to ``state`` by the usual way."""
    for name, who, answers in WAY[state]:
        apply_transition(record, name, getattr(people, who), **answers)
    return record


def task_in(state: str, people: People, title: str = "建设概念验证中心", **fields: Any) -> Record:
    return take_to(draft(people, title, **fields), state, people)


def light_on(record: Record, day: dt.date) -> Light:
    """Its light on the evening of ``day``, from what was known then."""
    return standings_as_of(Record.objects.filter(pk=record.pk), day)[record.pk].light
