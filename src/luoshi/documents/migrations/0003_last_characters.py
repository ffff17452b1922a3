"""The words of paragraphs again, now with the last character of each: a single character is found by the index."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from luoshi.documents.paragraphs import INDEX, index_all


def index_again(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    INDEX.drop(editor)
    INDEX.create(editor)
    index_all(apps.get_model("documents", "Paragraph").objects.iterator(chunk_size=500))


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_paragraphs")]

    operations = [migrations.RunPython(index_again, migrations.RunPython.noop)]
