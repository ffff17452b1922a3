"""Lead units have signed before: their parts learn of it from the events."""

from typing import Any

from django.db import migrations
from django.utils import timezone


def tell(apps: Any, _editor: Any) -> None:
    event, assignment = apps.get_model("records", "Event"), apps.get_model("records", "Assignment")
    signed = event.objects.filter(transition="acknowledge").order_by("seq")
    for record, post, moment in signed.values_list("record_id", "post_id", "happened_at").iterator():
        lead = assignment.objects.filter(record_id=record, part="lead")
        lead.update(acknowledged_by_id=post, acknowledged_on=timezone.localtime(moment).date())


class Migration(migrations.Migration):
    dependencies = [("records", "0004_parts_extensions_subtasks")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
