import threading

import pytest
from django.db import connection, transaction

from luoshi.core.counters import next_number


@pytest.mark.django_db
def test_each_name_counts_for_itself_from_one() -> None:
    assert [next_number("督"), next_number("督"), next_number("通报")] == [1, 2, 1]


@pytest.mark.django_db
def test_a_number_taken_in_a_change_that_failed_is_not_used_up() -> None:
    with transaction.atomic():
        next_number("督")
        transaction.set_rollback(True)
    assert next_number("督") == 1


@pytest.mark.django_db(transaction=True)
def test_no_number_is_given_twice_to_people_working_at_once() -> None:
    given: list[int] = []

    def take() -> None:
        given.extend([next_number("督") for _n in range(5)])
        connection.close()

    threads = [threading.Thread(target=take) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == list(range(1, 21))
