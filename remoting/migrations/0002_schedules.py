"""What runs by itself from the first day; an administrator changes when, or switches it off."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIRST = {
    "synchronise": "* * * * *",
    "readings": "* * * * *",
    "reports": "10 4 * * *",
    "retention": "40 3 * * *",
}


def forwards(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    schedule = apps.get_model("remoting", "Schedule")
    for act, cron in FIRST.items():
        schedule.objects.get_or_create(act=act, defaults={"cron": cron})


class Migration(migrations.Migration):
    dependencies: ClassVar = [("remoting", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(forwards, migrations.RunPython.noop)]
