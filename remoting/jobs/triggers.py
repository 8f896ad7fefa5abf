"""The edges of `states.EDGES` as triggers, so that no code and no hand at the database takes another way.

SQLite drops a table's triggers whenever Django rebuilds it for an altered field, so they are ensured after every
migrate, and a system check finds them missing.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from remoting.jobs.states import EDGES, FIRST

TABLE = "remoting_job"
BIRTH, EDGE, FENCE = "remoting_job_birth", "remoting_job_edge", "remoting_job_fence"
NAMES = (BIRTH, EDGE, FENCE)
THERE_ALREADY = "EXISTS (SELECT 1 FROM remoting_job WHERE id = NEW.id)"


def ensure(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers as this code knows them; those of an older release are replaced."""
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of triggers that the database does not have."""
    if TABLE not in connection.introspection.table_names():
        return []
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    return [name for name in NAMES if name not in there]


def statements(vendor: str) -> list[str]:
    """The statements for this database. All that is put into them are our own constants."""
    return _sqlite() if vendor == "sqlite" else _postgresql()


def _edges() -> str:
    """SQL that holds for an allowed step."""
    return " OR ".join(
        f"(OLD.state = '{before}' AND NEW.state IN ({_listed(after)}))" for before, after in EDGES.items()
    )


def _listed(states: frozenset[str]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))


def _sqlite() -> list[str]:
    rules = {
        # INSERT OR REPLACE puts a row in the place of another and asks no trigger on UPDATE or DELETE.
        BIRTH: (
            "INSERT",
            f"NEW.state NOT IN ({_listed(FIRST)}) OR {THERE_ALREADY}",
            "a job is not born in this state",
        ),
        EDGE: (
            "UPDATE OF state",
            f"OLD.state <> NEW.state AND NOT ({_edges()})",
            "a job does not go this way",
        ),
        FENCE: ("UPDATE OF fence", "NEW.fence < OLD.fence", "a fence never goes back"),
    }
    found: list[str] = []
    for name, (event, condition, sentence) in rules.items():
        found.append(f"DROP TRIGGER IF EXISTS {name}")
        found.append(
            f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
    return found


def _postgresql() -> list[str]:
    rules = {
        BIRTH: ("INSERT", f"NEW.state NOT IN ({_listed(FIRST)})", "a job is not born in this state"),
        EDGE: (
            "UPDATE OF state",
            f"OLD.state IS DISTINCT FROM NEW.state AND NOT ({_edges()})",
            "a job does not go this way",
        ),
        FENCE: ("UPDATE OF fence", "NEW.fence < OLD.fence", "a fence never goes back"),
    }
    found: list[str] = []
    for name, (event, condition, sentence) in rules.items():
        found.append(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation'; END $$"
        )
        found.append(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}")
        found.append(
            f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {name}()"
        )
    return found
