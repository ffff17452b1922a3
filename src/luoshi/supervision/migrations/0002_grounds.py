from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("supervision", "0001_notices_reminders_runs")]

    operations = [migrations.RenameField("noticedetail", "reason", "grounds")]
