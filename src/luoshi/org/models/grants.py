"""Proposals to give, change or end a post: one officer proposes, another decides."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.org.models.people import Deputy, Person, Post, Unit
from luoshi.org.roles import Role


class GrantKind(models.TextChoices):
    GIVE = "give", _("任命")
    CHANGE = "change", _("变更")
    END = "end", _("离任")
    DEPUTY = "deputy", _("代理")


class GrantState(models.TextChoices):
    OPEN = "open", _("待审批")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("未批准")
    WITHDRAWN = "withdrawn", _("已撤回")
    LAPSED = "lapsed", _("已过期")


class GrantQuerySet(models.QuerySet["Grant"]):
    def visible_to(self, post: Post | None) -> GrantQuerySet:
        """The officers of the zone; whoever is concerned learns of it by the post."""
        return self.filter(zone=post.zone) if post and post.is_officer else self.none()

    def open(self) -> GrantQuerySet:
        return self.filter(state=GrantState.OPEN)


class Grant(models.Model):
    """One change of who may do what. Decided once; every step of it stands in the audit log.

    ``post`` is the one that is changed, ended or stood in for, and after approval the one that was given. ``starts``
    and ``ends`` are its days: of the post, the last day in it, or the deputy's period.
    """

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("事项"), max_length=10, choices=GrantKind.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    title = models.CharField(_("职务"), max_length=40, blank=True)
    in_charge: models.ManyToManyField[Unit, Any] = models.ManyToManyField(
        Unit, verbose_name=_("分管单位"), blank=True, related_name="+"
    )
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="grants")
    deputy = models.OneToOneField(Deputy, models.PROTECT, null=True, blank=True, related_name="grant")
    reason = models.CharField(_("事由"), max_length=200, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=GrantState.choices, default=GrantState.OPEN)
    proposed_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    lapses_on = models.DateField()
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("审批意见"), max_length=200, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("授权")
        ordering = ["-proposed_at", "-id"]

    @property
    def is_open(self) -> bool:
        return self.state == GrantState.OPEN
