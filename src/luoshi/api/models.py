"""What lets a program in (tokens), and what it wrote already (answers kept for a repeated request)."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.org.roles import Role


class Scope(models.TextChoices):
    """What a token may do, besides what its post may."""

    READ = "read", _("查看")
    WRITE = "write", _("办理任务")
    INTAKE = "intake", _("交文件、确认入账")


class TokenQuerySet(models.QuerySet["Token"]):
    def visible_to(self, post: Post | None) -> TokenQuerySet:
        """Everyone their own; 安全管理员 the zone's, to take one back."""
        if post and post.role == Role.SECURITY:
            return self.filter(post__in=Post.objects.visible_to(post))
        return self.filter(post__person=post.acting) if post else self.none()

    def in_force(self, day: dt.date) -> TokenQuerySet:
        return self.filter(revoked_at=None, expires__gte=day)


class Token(models.Model):
    """A program acting in a post's name. Only the hash of its secret is kept."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="tokens")
    name = models.CharField(_("用途"), max_length=60)
    scopes = models.JSONField(_("权限"))
    sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("创建"), default=clock.now)
    expires = models.DateField(_("有效期至"))
    last_used_on = models.DateField(_("最近使用"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("作废"), null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("接口令牌")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_labels(self) -> list[str]:
        return [str(Scope(scope).label) for scope in self.scopes]


class WrittenQuerySet(models.QuerySet["Written"]):
    def visible_to(self, _post: Post | None) -> WrittenQuerySet:
        """Nobody: it is asked by the token and key alone."""
        return self.none()


class Written(models.Model):
    """The answer to a write that carried an Idempotency-Key, for whoever asks the same again."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="written")
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField(default=clock.now, db_index=True)

    objects = WrittenQuerySet.as_manager()

    class Meta:
        verbose_name = _("接口写入")
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="key_once_of_a_token")]
