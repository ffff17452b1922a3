from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from luoshi.core import clock
from luoshi.org.models import Post

Next = Callable[[HttpRequest], HttpResponse]
POST_KEY = "post"
SINCE_KEY = "signed_in_at"


class SessionLimit:
    """Signs a person out after ten hours, however busy (the idle limit is Django's own)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = clock.now().timestamp()
            if now - request.session.setdefault(SINCE_KEY, now) > settings.SESSION_ABSOLUTE_SECONDS:
                logout(request)
        return self.get_response(request)


class ActivePost:
    """Sets ``request.post``: the chosen post if still in force, else the person's first one."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.post = self.find(request) if request.user.is_authenticated else None  # type: ignore[attr-defined]
        return self.get_response(request)

    @staticmethod
    def find(request: HttpRequest) -> Post | None:
        held = Post.objects.in_force().filter(person_id=request.user.pk).select_related("person", "unit__zone")
        posts = {post.pk: post for post in held}
        chosen = posts.get(request.session.get(POST_KEY, 0))
        return chosen or next(iter(posts.values()), None)
