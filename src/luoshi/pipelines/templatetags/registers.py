"""What pages of the ledger show of the registers without knowing of them in their code."""

from collections.abc import Mapping
from typing import Any

from django import template

from luoshi.pipelines.registers.declaration import registers

register = template.Library()


@register.inclusion_tag("registers/_ways.html", takes_context=True)
def register_ways(context: Mapping[str, Any]) -> dict[str, Any]:
    """Every register the post may read, with how many rows are in use."""
    post = context["site"]["post"]
    known = [(one, one.model.objects.visible_to(post).in_use().count()) for one in registers(post)]
    return {"registers": known}
