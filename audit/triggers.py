"""The database's own guard of the trail: triggers that refuse to change, replace or delete an entry.

They stop accidents and code that goes round the models. They do not stop whoever owns the database.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_entry"

SQLITE = {
    # INSERT OR REPLACE deletes the old row without asking the trigger on DELETE, so it is refused before.
    "audit_entry_no_replace": """
        CREATE TRIGGER IF NOT EXISTS audit_entry_no_replace BEFORE INSERT ON audit_entry
        WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id OR uuid = NEW.uuid)
        BEGIN SELECT RAISE(ABORT, 'Entries of the trail are never replaced.'); END""",
    "audit_entry_no_update": """
        CREATE TRIGGER IF NOT EXISTS audit_entry_no_update BEFORE UPDATE ON audit_entry
        BEGIN SELECT RAISE(ABORT, 'Entries of the trail are never changed.'); END""",
    "audit_entry_no_delete": """
        CREATE TRIGGER IF NOT EXISTS audit_entry_no_delete BEFORE DELETE ON audit_entry
        BEGIN SELECT RAISE(ABORT, 'Entries of the trail are never deleted.'); END""",
}
POSTGRESQL_FUNCTION = """
    CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'Entries of the trail are never changed or deleted.'; END $$"""
POSTGRESQL = {
    "audit_entry_no_change": """
        CREATE OR REPLACE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()""",
    "audit_entry_no_truncate": """
        CREATE OR REPLACE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()""",
}
DROP_SQLITE = (
    "DROP TRIGGER IF EXISTS audit_entry_no_replace",
    "DROP TRIGGER IF EXISTS audit_entry_no_update",
    "DROP TRIGGER IF EXISTS audit_entry_no_delete",
)
DROP_POSTGRESQL = (
    "DROP TRIGGER IF EXISTS audit_entry_no_change ON audit_entry",
    "DROP TRIGGER IF EXISTS audit_entry_no_truncate ON audit_entry",
)
# A trigger that is there but switched off guards nothing.
PRESENT_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'"
PRESENT_POSTGRESQL = """
    SELECT tgname FROM pg_trigger
    WHERE tgrelid = to_regclass('audit_entry') AND NOT tgisinternal AND tgenabled <> 'D'"""


def guard(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the trail, where they are missing."""
    if not has_trail(connection):
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for statement in wanted(connection).values():
            cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off. For tests that empty their tables, and for a migration taken back; for nothing else."""
    if not has_trail(connection):
        return
    with connection.cursor() as cursor:
        for statement in DROP_POSTGRESQL if connection.vendor == "postgresql" else DROP_SQLITE:
            cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that should be on the trail and are not; none where there is no trail yet."""
    if not has_trail(connection):
        return []
    with connection.cursor() as cursor:
        cursor.execute(PRESENT_POSTGRESQL if connection.vendor == "postgresql" else PRESENT_SQLITE)
        present = {name for (name,) in cursor.fetchall()}
    return sorted(set(wanted(connection)) - present)


def wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers of this kind of database, by name."""
    return {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.vendor]


def has_trail(connection: BaseDatabaseWrapper) -> bool:
    return TABLE in connection.introspection.table_names()
