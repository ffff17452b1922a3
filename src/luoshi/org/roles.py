from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a post does in the supervision loop. Grants follow roles, never persons."""

    SUPERVISOR = "supervisor", _("督查员")
    LEADER = "leader", _("领导")
    CHARGE = "charge", _("分管领导")
    LIAISON = "liaison", _("联络员")
    OWNER = "owner", _("责任人")
    SYSTEM = "system", _("系统管理员")
    SECURITY = "security", _("安全管理员")
    AUDITOR = "auditor", _("审计员")


# Those who see the whole zone, and those who see what their unit has a part in.
ZONE_WIDE = frozenset({Role.SUPERVISOR, Role.LEADER})
OF_A_UNIT = frozenset({Role.LIAISON, Role.OWNER})
# Those a task may name in person: 责任人, 牵头领导.
NAMED = frozenset({Role.OWNER, Role.CHARGE})
# Everyone who works in the ledger. The three officers (三员) keep the system and see no business data.
EVERYONE = ZONE_WIDE | OF_A_UNIT | {Role.CHARGE}
OFFICERS = frozenset({Role.SYSTEM, Role.SECURITY, Role.AUDITOR})
ANYONE = EVERYONE | OFFICERS
