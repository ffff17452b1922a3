"""What several apps' pages need (docs/develop/pages.md)."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

register = template.Library()

# Colour never alone: a shape and a word go with it.
LIGHTS = {
    "red": ("●", _("逾期")),
    "yellow": ("▲", _("临期")),
    "green": ("●", _("正常")),
    "blue": ("■", _("办结")),
    "grey": ("○", _("停办")),
    "none": ("·", _("未交办")),
}


@register.simple_tag
def light(colour: str, word: str = "") -> SafeString:
    """``{% light "red" "逾期23天" %}``: the shape in its colour, then the word (the colour's own without one)."""
    shape, own_word = LIGHTS[colour]
    return format_html(
        '<span class="light light-{}"><span class="light-shape" aria-hidden="true">{}</span>{}</span>',
        colour,
        shape,
        word or own_word,
    )


@register.inclusion_tag("partials/paged.html", takes_context=True)
def paged(context: Mapping[str, Any], page: Page[Any]) -> dict[str, Any]:
    """``{% paged page %}``: how many rows there are and the links to the other pages, the query kept."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    prefix = f"?{query.urlencode()}&page=" if query else "?page="
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": list(numbers), "query": prefix}
