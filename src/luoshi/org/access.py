"""Who may open a page. Every view says so, and a test refuses a route that does not (tests/test_promises.py)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.core.ways import way_back
from luoshi.org.models import Post
from luoshi.org.roles import Role

View = Callable[..., HttpResponseBase]


class PostRequest(HttpRequest):
    """A request behind ``allow``: the active post is known, and all the person holds."""

    post: Post
    posts: list[Post]


def active_post(request: HttpRequest) -> Post | None:
    return cast("Post | None", getattr(request, "post", None))


def held_posts(request: HttpRequest) -> list[Post]:
    return cast("list[Post]", getattr(request, "posts", []))


def allow(*roles: Role) -> Callable[[View], View]:
    """Only signed-in people whose active post has one of ``roles``."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            post = active_post(request)
            if post is None:
                if getattr(request, "awaits_factor", False):
                    return to_second_factor(request)
                if request.user.is_authenticated:
                    raise Refused(_("您目前没有在任岗位，请联系系统管理员登记岗位后再登录。"))
                return to_sign_in(request)
            if post.role not in roles:
                raise Refused(_("您的岗位（%(role)s）不能打开此页。") % {"role": post.get_role_display()})
            return view(request, *args, **kwargs)

        guarded.allowed_roles = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return wrap


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """And afterwards to the page that was asked for, or on which something was to be changed."""
    return whole_page(request, redirect_to_login(page_asked(request)).url)


def to_second_factor(request: HttpRequest) -> HttpResponse:
    """Likewise, for someone who has still to show it."""
    return whole_page(request, to_second_factor_for(page_asked(request)).url)


def to_second_factor_for(onward: str) -> HttpResponseRedirect:
    return redirect_to_login(onward, reverse("second_factor"))


def page_asked(request: HttpRequest) -> str:
    is_page = request.method == "GET" and "HX-Request" not in request.headers
    return request.get_full_path() if is_page else way_back(request) or "/"


def whole_page(request: HttpRequest, url: str) -> HttpResponse:
    """htmx would show the page inside the one it stands on."""
    is_fragment = "HX-Request" in request.headers
    return HttpResponse(headers={"HX-Redirect": url}) if is_fragment else HttpResponseRedirect(url)


def public(view: View) -> View:
    """Open to anyone, signed in or not."""
    view.allowed_roles = None  # type: ignore[attr-defined]
    return view
