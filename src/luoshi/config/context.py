"""What every page's frame shows: the zone, the active post, the ways open to it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _

from luoshi.org.access import active_post, held_posts
from luoshi.org.models import Post
from luoshi.supervision.reminding import waiting_count

# Route name and label, in the order of the bar; who sees an entry is what its view allows.
NAVIGATION = (
    ("home", _("总览")),
    ("inbox", _("待办")),
    ("ledger", _("任务台账")),
    ("notices", _("督办")),
    ("instructions", _("批示件")),
    ("pipelines", _("业务")),
    ("weeks", _("周计划")),
    ("intake", _("拆解文件")),
    ("documents", _("文件")),
    ("comparisons", _("对标对表")),
    ("organisation", _("单位人员")),
    ("audit_log", _("审计日志")),
    ("seals", _("封存")),
    ("grants", _("授权审批")),
    ("all_tokens", _("接口令牌")),
)
# In the menu under the person's name.
MENU = (("jobs", _("定时任务")), ("types", _("类型设置")))
Routes = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    label: Any
    url: str
    current: bool
    count: int = 0  # of what waits for the person


def navigation(post: Post, path: str) -> list[Entry]:
    """An officer's home is the first of the officer's own pages: it has no entry besides."""
    entries = tuple((name, label) for name, label in NAVIGATION if name != "home" or not post.is_officer)
    ways = open_ways(post, entries)
    # The longest matching way is the current one; every path begins with the home page's, which is itself alone.
    known = ways | open_ways(post, MENU)
    current = max((url for url in known if path == url or (url != "/" and path.startswith(url))), key=len, default="")
    inbox = reverse("inbox")
    waiting = waiting_count(post) if inbox in ways else 0
    return [Entry(label, url, url == current, waiting if url == inbox else 0) for url, label in ways.items()]


def open_ways(post: Post, routes: Routes) -> dict[str, Any]:
    """Address → label, of those whose view lets the post in."""
    return {url: label for name, label in routes if post.role in allowed_roles(url := reverse(name))}


def allowed_roles(path: str) -> frozenset[str]:
    return resolve(path).func.allowed_roles  # type: ignore[attr-defined]


def site(request: HttpRequest) -> dict[str, Any]:
    """``site`` in every template: post, zone, nav, menu, several_posts, is_demo; empty for someone not signed in."""
    post = active_post(request)
    return {
        "site": {
            "post": post,
            "zone": post.zone if post else None,
            "nav": navigation(post, request.path) if post else [],
            "menu": open_ways(post, MENU) if post else {},
            "several_posts": len(held_posts(request)) > 1,
            "is_demo": bool(post and post.person.is_demo),
        }
    }
