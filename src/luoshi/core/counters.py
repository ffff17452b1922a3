from django.db import transaction
from django.db.models import F

from luoshi.core.models import Counter


def next_number(name: str) -> int:
    """The next of the running numbers called ``name``, from 1. Inside a transaction it is held until commit."""
    return next_numbers(name, 1)[0]


def next_numbers(name: str, count: int) -> range:
    """The next ``count`` of them, in one go."""
    with transaction.atomic():
        Counter.objects.get_or_create(name=name)
        Counter.objects.filter(name=name).update(value=F("value") + count)
        last = Counter.objects.values_list("value", flat=True).get(name=name)
    return range(last - count + 1, last + 1)
