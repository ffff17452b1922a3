"""Numbers of a campaign's page."""

from collections.abc import Sequence
from typing import Any

from django import template

from luoshi.pipelines.campaign.picture import plainly

register = template.Library()
register.filter("plainly", plainly)


@register.filter
def nth(items: Sequence[Any], place: int) -> Any:
    return items[place]
