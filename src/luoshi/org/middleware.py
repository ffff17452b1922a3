from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from luoshi.core import clock
from luoshi.org.models import Deputy, Post
from luoshi.org.second_factor import is_awaited

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
    """Sets ``request.post``: the chosen post if still in force, else the person's first one; and all of them.

    Until a second factor that is asked for has been shown there is none, and ``request.awaits_factor`` is true.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        posts = posts_of(request)
        awaited = request.user.is_authenticated and is_awaited(request.user, posts, request.session)
        posts = [] if awaited else posts
        chosen = request.session.get(POST_KEY)
        request.awaits_factor, request.posts = awaited, posts  # type: ignore[attr-defined]
        request.post = next((post for post in posts if post.pk == chosen), posts[0] if posts else None)  # type: ignore[attr-defined]
        return self.get_response(request)


def posts_of(request: HttpRequest) -> list[Post]:
    """Those the person holds, then those they stand in for, each marked with the deputy; one query for all."""
    person, today = request.user, clock.today()
    if not person.is_authenticated:
        return []
    stands_in = Q(deputies__person=person, deputies__starts__lte=today, deputies__ends__gte=today)
    found = Post.objects.in_force().filter(Q(person=person) | stands_in).distinct()
    posts = list(found.select_related("person", "unit__zone"))
    for post in posts:
        post.deputy = Deputy(post=post, person=person) if post.person_id != person.pk else None
    return sorted(posts, key=lambda post: post.deputy is not None)
