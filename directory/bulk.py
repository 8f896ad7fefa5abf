"""Many rows at once: one prepared statement on SQLite, where Django would write a long new one for every few rows."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import Model
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

Row = TypeVar("Row", bound=Model)
_BATCH = 500


@transaction.atomic
def insert(
    rows: Sequence[Row], *, unique: Collection[str] = (), update: Collection[str] = (), ignores_known: bool = False
) -> None:
    """Insert rows of one model. Where `unique` is known already, write the columns of `update` over it.

    The rows do not learn their keys. With `ignores_known`, what a constraint refuses is left out.
    """
    if not rows:
        return
    if connection.vendor == "sqlite":
        _insert_prepared(rows, unique=unique, update=update, ignores_known=ignores_known)
        return
    type(rows[0])._default_manager.bulk_create(
        rows,
        batch_size=_BATCH,
        ignore_conflicts=ignores_known,
        update_conflicts=bool(update),
        unique_fields=list(unique) or None,
        update_fields=list(update) or None,
    )


def _insert_prepared(
    rows: Sequence[Row], *, unique: Collection[str], update: Collection[str], ignores_known: bool
) -> None:
    """Django compiles the statement for one row; the values of all rows follow as the columns want them."""
    model = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if field is not model._meta.auto_field]
    known = OnConflict.UPDATE if update else OnConflict.IGNORE if ignores_known else None
    by_name = {field.attname: field for field in fields} | {field.name: field for field in fields}
    query = InsertQuery(
        model,
        on_conflict=known,
        update_fields=[by_name[name] for name in update],
        unique_fields=[by_name[name] for name in unique],
    )
    database = connections[DEFAULT_DB_ALIAS]  # The proxy would be asked for it at every value.
    query.insert_values(fields, [rows[0]])
    [(statement, _)] = query.get_compiler(connection=database).as_sql()
    values = [[field.get_db_prep_save(field.pre_save(row, add=True), database) for field in fields] for row in rows]
    with database.cursor() as cursor:
        cursor.executemany(statement, values)
