"""Reviews that wait for whoever began them, for whoever takes over (org.handover)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luoshi.intake.models import Review, ReviewState
from luoshi.org.handover import Held, Holding
from luoshi.org.models import Post


def waiting(*posts: Post) -> QuerySet[Review]:
    """Open ones kept by one of ``posts``: who began it, until it was handed over."""
    kept = Q(keeper__in=posts) | Q(keeper=None, created_by__in=posts)
    return Review.objects.filter(kept, state=ReviewState.OPEN)


def find(post: Post) -> list[Held]:
    return [Held(review.title, reverse("review", args=[review.pk])) for review in waiting(post)]


def counts(posts: Iterable[Post]) -> Counter[int]:
    return Counter(review.keeper_id or review.created_by_id for review in waiting(*posts))


def move(leaving: Post, successor: Post, _by: Post) -> int:
    return Review.objects.filter(pk__in=[review.pk for review in waiting(leaving)]).update(keeper=successor)


REVIEWS = Holding(_("待审阅文件"), find, counts, move)
