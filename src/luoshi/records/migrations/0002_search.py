"""The full-text table of records/search.py, in each database's own form."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CREATE = {
    "sqlite": ["CREATE VIRTUAL TABLE records_search USING fts5(words, tokenize='unicode61')"],
    "postgresql": [
        "CREATE TABLE records_search (record_id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX records_search_words ON records_search USING gin (words)",
    ],
}


def create(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in CREATE[editor.connection.vendor]:
        editor.execute(statement)


def drop(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute("DROP TABLE records_search")


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
