"""Finding records by words. One index table, written by us, in each database's own full-text form."""

from django.db import connection
from django.db.models.expressions import RawSQL

from luoshi.core.bigrams import tokens
from luoshi.records.models import Record, RecordQuerySet

TABLE = "records_search"


def index(record: Record) -> None:
    """Write ``record``'s words into the index, in place of those that were there."""
    words = " ".join(tokens(f"{record.code} {record.title} {record.wording}"))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DELETE FROM {TABLE} WHERE rowid = %s", [record.pk])  # noqa: S608 - a constant
            cursor.execute(f"INSERT INTO {TABLE} (rowid, words) VALUES (%s, %s)", [record.pk, words])  # noqa: S608
        else:
            cursor.execute(
                f"INSERT INTO {TABLE} (record_id, words) VALUES (%s, array_to_tsvector(%s))"  # noqa: S608
                " ON CONFLICT (record_id) DO UPDATE SET words = EXCLUDED.words",
                [record.pk, sorted(set(words.split()))],
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
