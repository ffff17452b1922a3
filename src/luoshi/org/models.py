"""Units (one tree, a zone is a root), persons and their dated posts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.org.roles import OF_A_UNIT, ZONE_WIDE, Role


def in_force(day: dt.date) -> Q:
    return Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day))


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, post: Post | None) -> UnitQuerySet:
        """Everyone may know the units of their own zone: tasks name them."""
        return self.filter(Q(zone=post.zone) | Q(pk=post.zone.pk)) if post else self.none()

    def in_force(self, day: dt.date) -> UnitQuerySet:
        return self.filter(in_force(day))


class Unit(models.Model):
    """A bureau, office or street (单位). ``zone`` is the root of its tree; the root's own is empty."""

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
        return self.filter(posts__unit__in=Unit.objects.visible_to(post)).distinct() if post else self.none()


class Person(AbstractBaseUser):
    """Someone who signs in. What they may do comes from their posts alone."""

    username = models.CharField(_("账号"), max_length=40, unique=True)
    name = models.CharField(_("姓名"), max_length=40)
    phone = models.CharField(_("电话"), max_length=20, blank=True)
    is_active = models.BooleanField(_("可登录"), default=True)
    is_demo = models.BooleanField(_("演示账号"), default=False)

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


class Post(models.Model):
    """A person in a unit in a role from a day to a day (岗位)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    title = models.CharField(_("职务"), max_length=40, blank=True)
    starts = models.DateField(_("任职"), default=clock.today)
    ends = models.DateField(_("离任"), null=True, blank=True)

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
    def sees_zone(self) -> bool:
        return self.role in ZONE_WIDE

    @property
    def speaks_for_unit(self) -> bool:
        return self.role in OF_A_UNIT
