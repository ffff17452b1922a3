import datetime as dt
from collections import defaultdict
from typing import Any

import luoshi.core.clock
from django.db import migrations, models


def keep_the_table(apps: Any, _editor: Any) -> None:
    """What the table held becomes the first version of each year, and holds for the installation's past."""
    years: dict[int, dict[str, list[Any]]] = defaultdict(dict)
    for row in apps.get_model("core", "CalendarDay").objects.order_by("day"):
        years[row.day.year][row.day.isoformat()] = [row.is_working, row.label]
    holiday_year = apps.get_model("core", "HolidayYear")
    holiday_year.objects.bulk_create(
        holiday_year(
            year=year,
            days=days,
            made_at=dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
            author="系统",
            reason="升级前的节假日表",
        )
        for year, days in years.items()
    )


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HolidayYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年份')),
                ('days', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField(default=luoshi.core.clock.now, verbose_name='时间')),
                ('author', models.CharField(max_length=160, verbose_name='修改人')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='依据')),
            ],
            options={
                'verbose_name': '节假日',
                'ordering': ['year', 'made_at', 'id'],
            },
        ),
        migrations.RunPython(keep_the_table, migrations.RunPython.noop),
        migrations.DeleteModel(
            name='CalendarDay',
        ),
    ]
