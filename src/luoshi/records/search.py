"""Finding records by words. One index table, written by us, in each database's own full-text form."""

from collections.abc import Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from luoshi.core.bigrams import tokens
from luoshi.records.models import Record, RecordQuerySet

TABLE = "records_search"


def index(record: Record) -> None:
    """Write ``record``'s words into the index, in place of those that were there."""
    index_all([record])


def index_all(records: Sequence[Record]) -> None:
    words = [(record.pk, tokens(f"{record.code} {record.title} {record.wording}")) for record in records]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(pk,) for pk, _found in words])  # noqa: S608 - a constant
            rows = [(pk, " ".join(found)) for pk, found in words]
            cursor.executemany(f"INSERT INTO {TABLE} (rowid, words) VALUES (%s, %s)", rows)  # noqa: S608
        else:
            cursor.executemany(
                f"INSERT INTO {TABLE} (record_id, words) VALUES (%s, array_to_tsvector(%s))"  # noqa: S608
                " ON CONFLICT (record_id) DO UPDATE SET words = EXCLUDED.words",
                [(pk, sorted(set(found))) for pk, found in words],
            )


def matching(records: RecordQuerySet, query: str) -> RecordQuerySet:
    """Those of ``records`` that hold every word of ``query``; a single character is looked for as a substring."""
    wanted = tokens(query)
    for word in [w for w in wanted if len(w) == 1]:
        records = records.filter(title__contains=word)
    pairs = [w for w in wanted if len(w) > 1]
    if not pairs:
        return records
    if connection.vendor == "sqlite":
        phrase = " ".join(f'"{pair}"' for pair in pairs)
        found = RawSQL(f"SELECT rowid FROM {TABLE} WHERE words MATCH %s", [phrase])  # noqa: S608, S611
    else:
        phrase = " & ".join(f"'{pair}'" for pair in pairs)
        found = RawSQL(f"SELECT record_id FROM {TABLE} WHERE words @@ %s::tsquery", [phrase])  # noqa: S608, S611
    return records.filter(pk__in=found)
