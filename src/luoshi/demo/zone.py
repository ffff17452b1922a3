"""The invented zone: its units, its people, and the accounts that may be signed in as."""

import datetime as dt
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from luoshi.core import clock
from luoshi.org.actions import add_person, add_unit, found_zone, give_post
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import Role

PLAN = Path(__file__).with_name("zone.toml")
SECOND = Path(__file__).with_name("second_zone.toml")
OVERSEER = Path(__file__).with_name("overseer.toml")


@dataclass(frozen=True, slots=True)
class Account:
    login: str
    password: str
    post: Post


@dataclass(slots=True)
class Cast:
    """Who there is, by name."""

    zone: Unit
    units: dict[str, Unit] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    accounts: list[Account] = field(default_factory=list)

    def person(self, name: str) -> Person:
        return self.posts[name].person

    def of_unit(self, unit: Unit, role: Role) -> Post:
        return next(post for post in self.posts.values() if post.unit == unit and post.role == role)


def found(since: dt.date, path: Path = PLAN) -> Cast:
    """Found the zone of ``path`` as it stood on ``since``."""
    plan = tomllib.loads(path.read_text(encoding="utf-8"))
    with clock.at(since):
        cast = Cast(found_zone(plan["name"]))
        for place, row in enumerate(plan.get("unit", ()), 1):
            cast.units[row["name"]] = add_unit(
                cast.units.get(row.get("parent", ""), cast.zone),
                row["name"],
                short_name=row.get("short", ""),
                aliases=row.get("aliases", ""),
                position=place,
            )
        for row in plan["person"]:
            _appoint(cast, row)
    return cast


def _appoint(cast: Cast, row: dict[str, Any]) -> None:
    unit = cast.units.get(row.get("unit", ""), cast.zone)
    if row.get("account"):
        person, password = add_person(row["login"], row["name"], is_demo=True)
    else:
        # No password: hashing one takes a quarter of a second, and nobody signs in as this person.
        person, password = Person.objects.create_user(row["login"], name=row["name"], is_demo=True), ""
    in_charge = [cast.units[name] for name in row.get("in_charge", ())]
    post = give_post(person, unit, Role(row["role"]), row["title"], in_charge=in_charge)
    cast.posts[row["name"]] = post
    if password:
        cast.accounts.append(Account(row["login"], password, post))
