"""The audit log (审计日志): who signed in, was given what, took out or looked at what. Append-only and chained."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.core.refusal import Refused
from luoshi.org.models.people import Person, Post, Unit
from luoshi.org.roles import Role


class Kind(models.TextChoices):
    FOUNDED = "founded", _("建库")
    SIGN_IN = "sign_in", _("登录")
    SIGN_IN_REFUSED = "sign_in_refused", _("登录被拒")
    SIGN_OUT = "sign_out", _("退出")
    PASSWORD_CHANGED = "password_changed", _("修改密码")
    PASSWORD_RESET = "password_reset", _("重置密码")
    FACTOR_SET = "factor_set", _("设置第二重验证")
    FACTOR_RESET = "factor_reset", _("清除第二重验证")
    LOCKED = "locked", _("停用账号")
    UNLOCKED = "unlocked", _("恢复账号")
    UNIT = "unit", _("单位变动")
    PERSON = "person", _("人员变动")
    GRANT_PROPOSED = "grant_proposed", _("提请授权")
    GRANT_APPROVED = "grant_approved", _("批准授权")
    GRANT_REFUSED = "grant_refused", _("不批准授权")
    GRANT_WITHDRAWN = "grant_withdrawn", _("撤回授权")
    GRANT_LAPSED = "grant_lapsed", _("授权过期")
    HANDED_OVER = "handed_over", _("工作交接")
    SETTING = "setting", _("设置变动")
    REGISTER = "register", _("名册变动")
    TOKEN_MADE = "token_made", _("建接口令牌")
    TOKEN_REVOKED = "token_revoked", _("作废接口令牌")
    MARKED = "marked", _("拒收涉密标志文件")
    EXPORT = "export", _("导出")
    DOWNLOAD = "download", _("下载附件")
    LOOK = "look", _("查看个人信息")
    ERASED = "erased", _("删除个人信息")


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def visible_to(self, post: Post | None) -> AuditEntryQuerySet:
        """审计员 alone: their zone's, and what belongs to no zone, such as a try with an account nobody has."""
        if post is None or post.role != Role.AUDITOR:
            return self.none()
        return self.filter(models.Q(zone=post.zone) | models.Q(zone=None))

    def about_or_by(self, person: Person) -> AuditEntryQuerySet:
        return self.filter(models.Q(person=person) | models.Q(about=person))

    def update(self, **_kwargs: Any) -> int:
        raise Refused(str(_("审计日志只能追加，不能修改。")))

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Refused(str(_("审计日志只能追加，不能删除。")))


class AuditEntry(models.Model):
    """One line of the log. ``text`` is the canonical text that ``hash`` links to the line before (org.audit_log).

    Persons stand in it by id alone, so that a name can be erased and the chain still verifies.
    """

    number = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(_("事项"), max_length=20, choices=Kind.choices)
    at = models.DateTimeField(_("时间"))
    zone = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    about = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    address = models.CharField(_("来源地址"), max_length=45, blank=True)
    details = models.JSONField(default=dict)
    algorithm = models.CharField(max_length=10)
    previous = models.CharField(max_length=64, blank=True)
    text = models.TextField()
    hash = models.CharField(max_length=64)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("审计日志")
        ordering = ["-number"]
        indexes = [models.Index(fields=["zone", "-number"]), models.Index(fields=["zone", "kind", "-number"])]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Refused(str(_("审计日志只能追加，不能修改。")))
        super().save(*args, **kwargs)
