"""人大代表联络站, 人大代表 and 双联系: which voters, firms and communities a deputy keeps touch with."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.org.models import Post, Unit
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.pipelines.registers import Register, Row, declare
from luoshi.pipelines.service.firms import Firm
from luoshi.records.models import Record

IN_USE = {"retired_on": None}


class Station(Row):
    name = models.CharField(gettext_lazy("联络站"), max_length=60)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=gettext_lazy("所属单位")
    )
    place = models.CharField(gettext_lazy("地址"), max_length=120, blank=True)
    hours = models.CharField(
        gettext_lazy("接待时间"), max_length=60, blank=True, help_text=gettext_lazy("如 每月15日上午")
    )

    class Meta:
        verbose_name = gettext_lazy("代表联络站")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "name"],
                name="station_name_once_in_a_zone",
                violation_error_message=gettext_lazy("本区已有同名联络站。"),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Level(models.TextChoices):
    NATION = "nation", gettext_lazy("全国")
    PROVINCE = "province", gettext_lazy("省")
    CITY = "city", gettext_lazy("市")
    DISTRICT = "district", gettext_lazy("区县")
    TOWN = "town", gettext_lazy("乡镇")


class CongressDeputy(Row):
    """人大代表. Not to be taken for org.Deputy, who acts in a post's name (代理)."""

    name = models.CharField(gettext_lazy("代表"), max_length=40)
    level = models.CharField(gettext_lazy("代表层级"), max_length=10, choices=Level.choices)
    station = models.ForeignKey(
        Station,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deputies",
        verbose_name=gettext_lazy("联络站"),
        limit_choices_to=IN_USE,
    )
    work = models.CharField(gettext_lazy("工作单位及职务"), max_length=120, blank=True)
    phone = models.CharField(gettext_lazy("联系电话"), max_length=20, blank=True)

    class Meta:
        verbose_name = gettext_lazy("人大代表")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Touch(models.TextChoices):
    VOTERS = "voters", gettext_lazy("选民小组")
    FIRM = "firm", gettext_lazy("企业")
    COMMUNITY = "community", gettext_lazy("社区")


class Link(Row):
    """A deputy's tie to a group of voters, a firm of the register or a community; never to a voter by name."""

    deputy = models.ForeignKey(
        CongressDeputy, models.PROTECT, related_name="links", verbose_name=gettext_lazy("代表"), limit_choices_to=IN_USE
    )
    touch = models.CharField(gettext_lazy("联系对象类别"), max_length=10, choices=Touch.choices)
    firm = models.ForeignKey(
        Firm,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deputy_links",
        verbose_name=gettext_lazy("企业"),
        limit_choices_to=IN_USE,
        help_text=gettext_lazy("联系企业的，从企业名册里选"),
    )
    name = models.CharField(
        gettext_lazy("小组或社区"), max_length=80, blank=True, help_text=gettext_lazy("写小组、社区名，不写选民姓名")
    )
    since = models.DateField(gettext_lazy("联系自"), null=True, blank=True)

    class Meta:
        verbose_name = gettext_lazy("双联系")
        ordering = ["deputy__name", "pk"]

    def __str__(self) -> str:
        return f"{self.deputy} — {self.firm or self.name}"

    def clean(self) -> None:
        if (self.touch == Touch.FIRM) != bool(self.firm) or bool(self.firm) == bool(self.name):
            raise ValidationError(
                {"touch": _("联系企业的选“企业”并从名册里选；联系选民小组、社区的写名称，不选企业。")}
            )


def opinions_at(row: Station | CongressDeputy, post: Post) -> dict[str, Any]:
    """What came by a station or a deputy, counted from the opinions themselves."""
    name = "station" if isinstance(row, Station) else "deputy"
    came = Record.objects.visible_to(post).filter(type="opinion", **{f"opinion__{name}": row})
    rated = Q(opinion__satisfaction__in=("full", "fair"))
    counted = came.order_by().aggregate(
        all=Count("pk"),
        open=Count("pk", filter=~Q(state__in=("closed", "refused"))),
        refused=Count("pk", filter=Q(state__in=("refusing", "refused"))),
        content=Count("pk", filter=rated),
        said=Count("pk", filter=rated | Q(opinion__satisfaction="not")),
    )
    return {"counted": counted, "opinions": came.order_by("-code")[:10]}


def of_station(row: Station, post: Post) -> dict[str, Any]:
    return {"deputies": row.deputies.in_use(), **opinions_at(row, post)}


def of_deputy(row: CongressDeputy, post: Post) -> dict[str, Any]:
    return {"links": row.links.in_use().select_related("firm"), **opinions_at(row, post)}


WORKING = OF_A_UNIT | {Role.SUPERVISOR}
SECTION = "pipelines/came_by.html"
STATIONS = declare(
    Register(
        model=Station,
        edited=("name", "unit", "place", "hours"),
        listed=("name", "unit", "place", "hours"),
        searched=("name", "place"),
        filters=("unit",),
        note="接待选民、收集意见的地方",
        section=SECTION,
        context=of_station,
    )
)
DEPUTIES = declare(
    Register(
        model=CongressDeputy,
        edited=("name", "level", "station", "work", "phone"),
        listed=("name", "level", "station", "work"),
        searched=("name", "work"),
        filters=("level", "station"),
        personal=("phone",),
        personal_to=frozenset({Role.SUPERVISOR}),
        same=(("name", "level"),),
        note="编入联络站，联系选民和企业",
        section=SECTION,
        context=of_deputy,
    )
)
LINKS = declare(
    Register(
        model=Link,
        edited=("deputy", "touch", "firm", "name", "since"),
        listed=("deputy", "touch", "firm", "name", "since"),
        searched=("name", "firm__name", "deputy__name"),
        filters=("deputy", "touch"),
        same=(("deputy", "firm"), ("deputy", "touch", "name")),
        note="代表联系选民小组、企业、社区",
        editors=WORKING,
    )
)
