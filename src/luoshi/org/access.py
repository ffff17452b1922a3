"""Who may open a page. Every view says so, and a test refuses a route that does not (tests/test_promises.py)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
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
                if request.user.is_authenticated:
                    raise Refused(_("您目前没有在任岗位，请联系督查室登记岗位后再登录。"))
                return to_sign_in(request)
            if post.role not in roles:
                raise Refused(_("您的岗位（%(role)s）不能打开此页。") % {"role": post.get_role_display()})
            return view(request, *args, **kwargs)

        guarded.allowed_roles = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return wrap


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """And afterwards to the page that was asked for, or on which something was to be changed."""
    is_fragment = "HX-Request" in request.headers
    is_page = request.method == "GET" and not is_fragment
    redirect = redirect_to_login(request.get_full_path() if is_page else way_back(request) or "/")
    # htmx would show the sign-in page inside the page it stands on.
    return HttpResponse(headers={"HX-Redirect": redirect.url}) if is_fragment else redirect


def public(view: View) -> View:
    """Open to anyone, signed in or not."""
    view.allowed_roles = None  # type: ignore[attr-defined]
    return view
