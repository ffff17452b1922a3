"""Paragraphs with their index; the documents that are there are cut too."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from luoshi.documents.paragraphs import INDEX, lines


def create(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    INDEX.create(editor)
    model = apps.get_model("documents", "Paragraph")
    for document in apps.get_model("documents", "Document").objects.iterator(chunk_size=20):
        made = [model(document=document, start=start, text=text) for start, text in lines(document.text)]
        model.objects.bulk_create(made, batch_size=500)
        INDEX.write([(row.pk, row.text) for row in made])


def drop(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    INDEX.drop(editor)


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Paragraph",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField()),
                ("text", models.TextField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paragraphs",
                        to="documents.document",
                    ),
                ),
            ],
            options={"verbose_name": "段落", "ordering": ["document", "start"]},
        ),
        migrations.RunPython(create, drop),
    ]
