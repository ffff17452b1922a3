"""The industries a zone counts its firms, prospects and projects by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Industry(models.TextChoices):
    EQUIPMENT = "equipment", _("装备制造")
    ELECTRONIC = "electronic", _("电子信息")
    MEDICINE = "medicine", _("生物医药")
    MATERIAL = "material", _("新材料")
    ENERGY = "energy", _("新能源")
    SERVICE = "service", _("现代服务")
    OTHER = "other", _("其他")
