"""What every page's frame shows: the zone, the active post, the ways open to it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _

from luoshi.org.access import active_post, held_posts
from luoshi.org.models import Post

# Route name and label, in the order of the bar; who sees an entry is what its view allows.
NAVIGATION = (
    ("home", _("总览")),
    ("ledger", _("任务台账")),
    ("weeks", _("周计划")),
    ("intake", _("拆解文件")),
    ("documents", _("文件")),
    ("organisation", _("单位人员")),
    ("audit_log", _("审计日志")),
    ("seals", _("封存")),
    ("grants", _("授权审批")),
)


@dataclass(frozen=True, slots=True)
class Entry:
    label: Any
    url: str
    current: bool


def navigation(post: Post, path: str) -> list[Entry]:
    """An officer's home is the first of the officer's own pages: it has no entry besides."""
    entries = [(name, label) for name, label in NAVIGATION if name != "home" or not post.is_officer]
    open_ways = [(label, reverse(name)) for name, label in entries if post.role in allowed_roles(reverse(name))]
    # The longest matching way is the current one: every path begins with the home page's.
    current = max((url for _label, url in open_ways if path.startswith(url)), key=len, default="")
    return [Entry(label, url, url == current) for label, url in open_ways]


def allowed_roles(path: str) -> frozenset[str]:
    return resolve(path).func.allowed_roles  # type: ignore[attr-defined]


def site(request: HttpRequest) -> dict[str, Any]:
    """``site`` in every template: post, zone, nav, several_posts, is_demo; empty for someone not signed in."""
    post = active_post(request)
    return {
        "site": {
            "post": post,
            "zone": post.zone if post else None,
            "nav": navigation(post, request.path) if post else [],
            "several_posts": len(held_posts(request)) > 1,
            "is_demo": bool(post and post.person.is_demo),
        }
    }
