"""The full-text table of records/search.py, in each database's own form."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from luoshi.records.search import INDEX


def create(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    INDEX.create(editor)


def drop(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    INDEX.drop(editor)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
