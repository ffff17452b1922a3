"""Units (one tree, a zone is a root), persons, their dated posts and who stands in for whom."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.org.roles import NAMED, OF_A_UNIT, OFFICERS, ZONE_WIDE, Role


def in_force(day: dt.date) -> Q:
    return Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day))


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, post: Post | None) -> UnitQuerySet:
        """Everyone may know the units of their own zone: tasks name them."""
        return self.filter(Q(zone=post.zone) | Q(pk=post.zone.pk)) if post else self.none()

    def named_to(self, post: Post) -> UnitQuerySet:
        """Those whose names the ledger shows to ``post``: also those of the zones it oversees."""
        seen = [post.zone, *post.overseen]
        return self.filter(Q(zone__in=seen) | Q(pk__in=[zone.pk for zone in seen]))

    def zones(self) -> UnitQuerySet:
        return self.filter(zone=None)

    def in_force(self, day: dt.date) -> UnitQuerySet:
        return self.filter(in_force(day))


class Unit(models.Model):
    """A bureau, office or street (单位). ``zone`` is the root of its tree; the root's own is empty.

    A root's ``parent`` is the zone that oversees it (上级主管), which is a root as well: org/zones.py.
    """

    zone = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(_("名称"), max_length=80)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    aliases = models.CharField(_("别名"), max_length=200, blank=True, help_text=_("文件里的其他叫法，用、隔开"))
    position = models.PositiveSmallIntegerField(_("次序"), default=100)
    starts = models.DateField(_("设立"), default=clock.today)
    ends = models.DateField(_("撤销"), null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("单位")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["zone", "name"], name="unit_name_once_in_a_zone")]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def root(self) -> Unit:
        return self.zone or self

    @property
    def all_names(self) -> list[str]:
        return [name for name in (self.name, self.short_name, *self.aliases.split("、")) if name]


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(username=username, **fields)
        person.set_password(password)
        person.save()
        return person


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, post: Post | None) -> PersonQuerySet:
        """Those with a post in the zone, now or before, and those for whom one was proposed."""
        if post is None:
            return self.none()
        known = Q(posts__unit__in=Unit.objects.visible_to(post)) | Q(grants__zone=post.zone)
        return self.filter(known).distinct()


class Person(AbstractBaseUser):
    """Someone who signs in. What they may do comes from their posts alone."""

    username = models.CharField(_("账号"), max_length=40, unique=True)
    name = models.CharField(_("姓名"), max_length=40)
    phone = models.CharField(_("电话"), max_length=20, blank=True)
    is_active = models.BooleanField(_("可登录"), default=True)
    is_demo = models.BooleanField(_("演示账号"), default=False)
    # When the second factor was confirmed; a session remembers the moment it was asked for (org.middleware).
    factor_since = models.DateTimeField(_("第二重验证"), null=True, blank=True)
    # Who this is at the office's own identity provider; set at the first sign-in from there (org.oidc).
    oidc_subject = models.CharField(max_length=255, blank=True)

    USERNAME_FIELD = "username"
    objects = PersonManager.from_queryset(PersonQuerySet)()

    class Meta:
        verbose_name = _("人员")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, post: Post | None) -> PostQuerySet:
        return self.filter(unit__in=Unit.objects.visible_to(post)) if post else self.none()

    def in_force(self, day: dt.date | None = None) -> PostQuerySet:
        return self.filter(in_force(day or clock.today()), person__is_active=True)

    def business(self) -> PostQuerySet:
        """Posts that tasks may be given to: never an officer's."""
        return self.exclude(role__in=OFFICERS)


class Post(models.Model):
    """A person in a unit in a role from a day to a day (岗位)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    title = models.CharField(_("职务"), max_length=40, blank=True)
    starts = models.DateField(_("任职"), default=clock.today)
    ends = models.DateField(_("离任"), null=True, blank=True)

    in_charge: models.ManyToManyField[Unit, Any] = models.ManyToManyField(
        Unit, verbose_name=_("分管单位"), blank=True, related_name="+"
    )
    # Who acts in the post's name now, where that is not its holder. Set on the post of a request (org.middleware).
    deputy: Deputy | None = None

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("岗位")
        ordering = ["unit__position", "id"]

    def __str__(self) -> str:
        return f"{self.person.name}（{self.unit} {self.get_role_display()}）"

    @property
    def zone(self) -> Unit:
        return self.unit.root

    @property
    def zone_id(self) -> int:
        return self.unit.zone_id or self.unit_id

    @cached_property
    def overseen(self) -> list[Unit]:
        """The zones besides its own whose ledgers it reads, and only reads: 督查员 and 领导 of their overseer."""
        return list(Unit.objects.zones().filter(parent=self.zone_id)) if self.sees_zone else []

    @property
    def acting(self) -> Person:
        """The person at the keyboard."""
        return self.deputy.person if self.deputy else self.person

    @property
    def signed_name(self) -> str:
        """孙丽, or 孙丽（代李强） where she acts in his name."""
        return f"{self.deputy.person.name}（代{self.person.name}）" if self.deputy else self.person.name

    @cached_property
    def role_name(self) -> str:
        """As get_role_display, which makes a table of all roles each time: dear where thousands of events are made."""
        return str(Role(self.role).label)

    @property
    def is_officer(self) -> bool:
        return self.role in OFFICERS

    @property
    def sees_zone(self) -> bool:
        return self.role in ZONE_WIDE

    @property
    def speaks_for_unit(self) -> bool:
        return self.role in OF_A_UNIT

    @property
    def is_named(self) -> bool:
        """Whether tasks may name its holder in person, and are then seen wherever they lie."""
        return self.role in NAMED

    @cached_property
    def own_units(self) -> list[int]:
        """Ids of the units whose tasks it sees: its own, or those in its charge with all that is under them."""
        if self.role != Role.CHARGE:
            return [self.unit_id] if self.speaks_for_unit else []
        found = set(self.in_charge.values_list("pk", flat=True))
        parents = list(Unit.objects.filter(zone=self.zone).values_list("pk", "parent"))
        while under := {pk for pk, parent in parents if parent in found} - found:
            found |= under
        return sorted(found)


class DeputyQuerySet(models.QuerySet["Deputy"]):
    def visible_to(self, post: Post | None) -> DeputyQuerySet:
        return self.filter(post__in=Post.objects.visible_to(post))

    def in_force(self, day: dt.date | None = None) -> DeputyQuerySet:
        today = day or clock.today()
        return self.filter(in_force(today), person__is_active=True, post__in=Post.objects.in_force(today))


class Deputy(models.Model):
    """Someone who acts in a post's name from a day to a day (代理): what they do is signed with both names."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="deputies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="deputyships")
    starts = models.DateField(_("代理自"))
    ends = models.DateField(_("代理至"))

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = _("代理")
        ordering = ["-starts", "id"]

    def __str__(self) -> str:
        return f"{self.person.name}（代{self.post}）"
