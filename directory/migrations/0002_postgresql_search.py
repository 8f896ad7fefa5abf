"""What the search needs on PostgreSQL only: tokens in byte order, and a trigram index for parts of words.

SQLite compares bytes anyway and looks through all words for a part.
"""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FORWARDS = (
    'ALTER TABLE directory_token ALTER COLUMN token TYPE text COLLATE "C"',
    "ALTER TABLE directory_token ALTER COLUMN token SET STATISTICS 2000",
    'ALTER TABLE directory_misspelling ALTER COLUMN form TYPE text COLLATE "C"',
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX directory_object_words ON directory_directoryobject USING gin (words gin_trgm_ops) WITH (fastupdate=off)",
)
BACKWARDS = ("DROP INDEX directory_object_words",)


def forwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _run(editor, FORWARDS)


def backwards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _run(editor, BACKWARDS)


def _run(editor: BaseDatabaseSchemaEditor, statements: tuple[str, ...]) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in statements:
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("directory", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(forwards, backwards)]
