import threading

import pytest
from django.db import connection, transaction

from luoshi.core.models import Counter
from luoshi.core.snapshot import snapshot


def add(name: str) -> None:
    Counter.objects.create(name=name)
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_not_seen_and_does_not_wait() -> None:
    Counter.objects.create(name="before")
    with snapshot():
        assert Counter.objects.count() == 1
        writer = threading.Thread(target=add, args=["meanwhile"])
        writer.start()
        writer.join(timeout=10)
        assert not writer.is_alive()
        assert Counter.objects.count() == 1
    assert Counter.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_error_inside_leaves_the_connection_usable() -> None:
    with pytest.raises(ZeroDivisionError), snapshot():
        assert Counter.objects.count() / 0
    Counter.objects.create(name="after")
    assert Counter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_it_sees_what_that_wrote() -> None:
    with transaction.atomic():
        Counter.objects.create(name="own")
        with snapshot():
            assert Counter.objects.count() == 1
    assert Counter.objects.count() == 1
