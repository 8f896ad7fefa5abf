"""The token table's indexes, made after a first reading: to keep seven of them in order meanwhile takes far longer."""

from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Index

from directory.models import Token

MANY = 20_000  # objects from which on it pays
_KEPT = "directory_token_object"  # in the order of writing, so it costs little, and a resumed run deletes by it


def put_off_indexes(total: int | None) -> None:
    """Before a first reading of many objects: without the indexes, until `ensure_indexes`."""
    if total is None or total < MANY or Token.objects.exists():
        return
    editor = _editor()
    present = _present()
    with transaction.atomic(), connection.cursor() as cursor:
        for index in _indexes():
            if index.name in present:
                cursor.execute(str(index.remove_sql(Token, editor)))


def ensure_indexes() -> None:
    """Make those that are missing: after a first reading, however often it was broken off."""
    editor = _editor()
    present = _present()
    missing = [index for index in _indexes() if index.name not in present]
    with connection.cursor() as cursor:
        for index in missing:
            cursor.execute(str(index.create_sql(Token, editor)))


def _editor() -> BaseDatabaseSchemaEditor:
    """It writes the statements only: as a context SQLite would not let it into a transaction."""
    editor = connection.SchemaEditorClass(connection)
    editor.deferred_sql = []
    return editor


def _indexes() -> list[Index]:
    return [index for index in Token._meta.indexes if index.name != _KEPT]


def _present() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, Token._meta.db_table))
