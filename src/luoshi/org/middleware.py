from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from luoshi.core import clock
from luoshi.org.models import Post

Next = Callable[[HttpRequest], HttpResponse]
POST_KEY = "post"
SINCE_KEY = "signed_in_at"
SEEN_KEY = "seen_at"
SEEN_EVERY = 60  # seconds


class SessionLimit:
    """Signs a person out after ten hours, however busy; a click puts off the idle limit (Django's own).

    The click is written once a minute, not with every page: reading stays free of database writes.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = clock.now().timestamp()
            if now - request.session.setdefault(SINCE_KEY, now) > settings.SESSION_ABSOLUTE_SECONDS:
                logout(request)
            elif now - request.session.get(SEEN_KEY, 0) > SEEN_EVERY:
                request.session[SEEN_KEY] = now
        return self.get_response(request)


class ActivePost:
    """Sets ``request.post``: the chosen post if still in force, else the person's first one; and all of them."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        posts = self.held_by(request)
        chosen = request.session.get(POST_KEY)
        request.posts = posts  # type: ignore[attr-defined]
        request.post = next((post for post in posts if post.pk == chosen), posts[0] if posts else None)  # type: ignore[attr-defined]
        return self.get_response(request)

    @staticmethod
    def held_by(request: HttpRequest) -> list[Post]:
        if not request.user.is_authenticated:
            return []
        return list(Post.objects.in_force().filter(person_id=request.user.pk).select_related("person", "unit__zone"))
