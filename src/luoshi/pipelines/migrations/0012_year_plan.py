from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('pipelines', '0011_walk'),
    ]

    operations = [
        migrations.RenameField(model_name='project', old_name='plan', new_name='year_plan'),
    ]
