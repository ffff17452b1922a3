"""企业 and 经济网格: who is there to be served, and whose part of the zone it is."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.org.models import Post, Unit
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.pipelines.firm_names import firm_key
from luoshi.pipelines.registers import Register, Row, declare
from luoshi.pipelines.service import credit_code
from luoshi.pipelines.service.firm_page import served


class Tier(models.TextChoices):
    """“四上”企业, as the statistics bureaus list them."""

    INDUSTRY = "industry", gettext_lazy("规上工业")
    BUILDING = "building", gettext_lazy("资质建筑业")
    TRADE = "trade", gettext_lazy("限上商贸")
    SERVICE = "service", gettext_lazy("规上服务业")


class Grid(Row):
    """``officer`` is the post that visits the grid's firms, ``unit`` the one that answers for them."""

    name = models.CharField(gettext_lazy("网格"), max_length=60)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=gettext_lazy("责任单位")
    )
    officer = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=gettext_lazy("网格员")
    )
    area = models.TextField(gettext_lazy("范围"), blank=True, help_text=gettext_lazy("道路、园区或楼宇"))

    class Meta:
        verbose_name = gettext_lazy("经济网格")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "name"],
                name="grid_name_once_in_a_zone",
                violation_error_message=gettext_lazy("本区已有同名网格。"),
            )
        ]

    def __str__(self) -> str:
        return self.name


def must_be_a_credit_code(code: str) -> None:
    if not credit_code.is_valid(code):
        raise ValidationError(
            _("“%(code)s”不是有效的统一社会信用代码：应为18位，末位校验码须相符。请对照营业执照核对。"),
            params={"code": code},
        )


class Firm(Row):
    """``contact`` and ``phone`` are personal data: see the register below."""

    name = models.CharField(gettext_lazy("企业名称"), max_length=120)
    code = models.CharField(
        gettext_lazy("统一社会信用代码"), max_length=18, blank=True, validators=[must_be_a_credit_code]
    )
    tier = models.CharField(gettext_lazy("四上类别"), max_length=10, choices=Tier.choices, blank=True)
    grid = models.ForeignKey(
        Grid,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="firms",
        verbose_name=gettext_lazy("所属网格"),
        limit_choices_to={"retired_on": None},
    )
    labels = models.CharField(
        gettext_lazy("标签"), max_length=120, blank=True, help_text=gettext_lazy("用、隔开，如 高新技术企业、专精特新")
    )
    address = models.CharField(gettext_lazy("经营地址"), max_length=200, blank=True)
    contact = models.CharField(gettext_lazy("联系人"), max_length=40, blank=True)
    phone = models.CharField(gettext_lazy("联系电话"), max_length=20, blank=True)

    class Meta:
        verbose_name = gettext_lazy("企业")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "code"],
                condition=~Q(code=""),
                name="firm_code_once_in_a_zone",
                violation_error_message=gettext_lazy("本区已登记过这个统一社会信用代码的企业。"),
            ),
            models.UniqueConstraint(
                fields=["zone", "name"],
                name="firm_name_once_in_a_zone",
                violation_error_message=gettext_lazy("本区已登记过同名企业。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


WORKING = OF_A_UNIT | {Role.SUPERVISOR}

GRIDS = declare(
    Register(
        model=Grid,
        edited=("name", "unit", "officer", "area"),
        listed=("name", "unit", "officer", "area"),
        searched=("name", "area"),
        filters=("unit",),
        note="经济网格化管理",
    )
)
FIRMS = declare(
    Register(
        model=Firm,
        edited=("name", "code", "tier", "grid", "labels", "address", "contact", "phone"),
        listed=("name", "code", "tier", "grid", "labels"),
        searched=("name", "code", "labels", "address"),
        filters=("tier", "grid", "labels"),
        personal=("contact", "phone"),
        editors=WORKING,
        same=(("code",), ("name",)),
        key=firm_key,
        note="“四上”标识、所属网格、服务经过",
        section="service/firm.html",
        context=served,
    )
)
