from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Begun by hand: a transaction of Django's own would take SQLite's write lock and keep everyone waiting.
BEGIN = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


@contextmanager
def snapshot() -> Iterator[None]:
    """All that is read inside is of one moment, however long it takes; writers go on meanwhile.

    Inside a caller's transaction it adds nothing. Nothing may be written inside.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(BEGIN[connection.vendor])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
