from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a post does in the supervision loop. Grants follow roles, never persons."""

    SUPERVISOR = "supervisor", _("督查员")
    LEADER = "leader", _("领导")
    LIAISON = "liaison", _("联络员")
    OWNER = "owner", _("责任人")


# Those who see the whole zone, and those who see what their unit has a part in.
ZONE_WIDE = frozenset({Role.SUPERVISOR, Role.LEADER})
OF_A_UNIT = frozenset({Role.LIAISON, Role.OWNER})
EVERYONE = ZONE_WIDE | OF_A_UNIT
