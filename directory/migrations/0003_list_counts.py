"""Indexes of the lists: a page far down and the numbers of the saved filters are told without reading the rows."""

from typing import ClassVar

from django.db import migrations, models

COUNTED = (
    *("kind", "deleted_at", "place", "enabled", "is_privileged", "locked_at", "unlocks_at"),
    *("expires_at", "password_expires_at", "last_logon_at"),
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("directory", "0002_postgresql_search")]
    operations: ClassVar = [
        migrations.RemoveIndex(model_name="directoryobject", name="directory_object_list"),
        migrations.AddIndex(
            model_name="directoryobject",
            index=models.Index(fields=["kind", "deleted_at", "name_fold"], name="directory_object_list"),
        ),
        migrations.AddIndex(
            model_name="directoryobject",
            index=models.Index(fields=list(COUNTED), name="directory_object_counts"),
        ),
    ]
