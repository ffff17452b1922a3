import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """反映人 are kept as every contact is (records/personal.py); what is known of them stays."""

    dependencies = [
        ("pipelines", "0014_firm_key_name"),
    ]

    operations = [
        migrations.RenameField("raiser", "name", "contact"),
        migrations.AlterField("raiser", "contact", models.CharField(blank=True, max_length=60, verbose_name="联系人")),
        migrations.AlterField("raiser", "phone", models.CharField(blank=True, max_length=60, verbose_name="联系电话")),
        migrations.AlterField(
            "raiser",
            "record",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="%(class)s",
                serialize=False,
                to="records.record",
            ),
        ),
        migrations.AlterField("raiser", "erased_on", models.DateField(null=True)),
        migrations.AlterField(
            "prospectcontact", "phone", models.CharField(blank=True, max_length=60, verbose_name="联系电话")
        ),
    ]
