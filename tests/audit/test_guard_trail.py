"""Nobody changes, replaces or deletes an entry: not by the models, not by SQL, not after a migration."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from audit.checks import trail_is_guarded
from audit.events import Event
from audit.models import Entry
from audit.querysets import AppendOnly
from audit.trail import Way, record
from audit.triggers import guard, lift, missing

pytestmark = pytest.mark.django_db
CHANGES_BY_MODEL: dict[str, Callable[[Entry], object]] = {
    "save": lambda entry: entry.save(),
    "save of some": lambda entry: entry.save(update_fields=["reason"]),
    "delete": lambda entry: entry.delete(),
    "update of many": lambda entry: Entry.objects.update(reason="x"),
    "bulk update": lambda entry: Entry.objects.bulk_update([entry], ["reason"]),
    "delete of many": lambda entry: Entry.objects.all().delete(),
    "update of filtered": lambda entry: Entry.objects.filter(pk=entry.pk).update(actor_name="x"),
    "update by manager": lambda entry: Entry._default_manager.update(reason="x"),
}
CHANGES_BY_SQL = {
    "update": "UPDATE audit_entry SET reason = 'x'",
    "update of a key": "UPDATE audit_entry SET id = id + 1000",
    "delete": "DELETE FROM audit_entry",
}


@pytest.fixture
def entry(db: None) -> Entry:
    return record(Event.REQUESTED, actor=None, actor_name="Ada", way=Way("page"), reason="as it was")


def as_it_was(entry: Entry) -> bool:
    found = Entry.objects.get(pk=entry.pk)
    return (found.reason, found.actor_name) == ("as it was", "Ada")


@pytest.mark.parametrize("change", CHANGES_BY_MODEL.values(), ids=CHANGES_BY_MODEL.keys())
def test_it_refuses_by_the_models(entry: Entry, change: Callable[[Entry], object]) -> None:
    entry.reason = "x"
    with pytest.raises(AppendOnly):
        change(entry)
    assert as_it_was(entry)


@pytest.mark.parametrize("statement", CHANGES_BY_SQL.values(), ids=CHANGES_BY_SQL.keys())
def test_it_refuses_by_sql(entry: Entry, statement: str) -> None:
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert as_it_was(entry)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces")
@pytest.mark.parametrize("same", ["id", "uuid"])
def test_it_refuses_to_replace(entry: Entry, same: str) -> None:
    columns = [column.column for column in Entry._meta.concrete_fields]
    values = ["'Mallory'" if name == "actor_name" else name for name in columns]
    if same == "uuid":
        values[columns.index("id")] = "id + 7"
    statement = f"INSERT OR REPLACE INTO audit_entry ({', '.join(columns)}) SELECT {', '.join(values)} FROM audit_entry"
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert as_it_was(entry)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL truncates")
def test_it_refuses_to_truncate(entry: Entry) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else what this test inserted is in the way, not the trigger
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry CASCADE")
    assert as_it_was(entry)


def test_it_is_missed_by_the_check_and_put_back_by_every_migrate() -> None:
    assert trail_is_guarded(databases=["default"]) == []
    lift(connection)
    (warning,) = trail_is_guarded(databases=["default"])
    assert warning.id == "audit.W001"
    call_command("migrate", verbosity=0)
    assert missing(connection) == []


def test_it_survives_a_table_that_django_builds_anew() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite builds tables anew")
    # A rebuilt table comes without its triggers; what migrate calls afterwards must not need anything else.
    lift(connection)
    guard(connection)
    guard(connection)
    assert missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_it_is_lifted_for_the_flush_of_tests_and_back_after_it() -> None:
    record(Event.REQUESTED, actor=None, way=Way("page"))
    assert missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_it_is_there_in_the_test_after_a_flush() -> None:
    assert missing(connection) == []
    assert Entry.objects.count() == 0
