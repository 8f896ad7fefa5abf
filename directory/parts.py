"""Parts of words: PostgreSQL has its trigram index; SQLite gets one of its own where there are many objects.

The index is SQLite's FTS5 over the mirror's `words`; it keeps no text of its own, and triggers keep it in step with
whoever writes a row. Where this SQLite has none, or there are few objects, all rows are looked through.
"""

from collections.abc import Sequence

from django.db import DatabaseError, connection, transaction
from django.db.models.expressions import RawSQL

from directory.models import DirectoryObject
from directory.models.objects import DirectoryObjectQuerySet

MANY = 50_000  # objects from which on looking through all of them is felt
_SHORTEST = 3  # letters: fewer make no trigram
_TABLE = """CREATE VIRTUAL TABLE directory_parts USING fts5(
    words, content='directory_directoryobject', content_rowid='id', tokenize='trigram')"""
_TRIGGERS = {
    "directory_parts_insert": """CREATE TRIGGER directory_parts_insert AFTER INSERT ON directory_directoryobject BEGIN
        INSERT INTO directory_parts (rowid, words) VALUES (new.id, new.words); END""",
    "directory_parts_delete": """CREATE TRIGGER directory_parts_delete AFTER DELETE ON directory_directoryobject BEGIN
        INSERT INTO directory_parts (directory_parts, rowid, words) VALUES ('delete', old.id, old.words); END""",
    "directory_parts_update": """CREATE TRIGGER directory_parts_update AFTER UPDATE OF words
        ON directory_directoryobject WHEN old.words <> new.words BEGIN
        INSERT INTO directory_parts (directory_parts, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO directory_parts (rowid, words) VALUES (new.id, new.words); END""",
}
_MATCHING = "SELECT rowid FROM directory_parts WHERE directory_parts MATCH %s"


def containing(found: DirectoryObjectQuerySet, parts: Sequence[str]) -> DirectoryObjectQuerySet:
    """Rows whose words contain all the parts; a blank in front of a part stands for the start of a word."""
    indexed = [part for part in parts if len(part) >= _SHORTEST] if _is_indexed() else []
    if indexed:
        phrases = " AND ".join('"' + part.replace('"', '""') + '"' for part in indexed)
        found = found.filter(pk__in=RawSQL(_MATCHING, [phrases]))  # noqa: S611  A constant; the words are a parameter.
    for part in parts:
        if part not in indexed:
            found = found.filter(words__contains=part)
    return found


def ensure_parts() -> None:
    """After everything was read: the index of parts, where SQLite holds many objects and has none."""
    if connection.vendor != "sqlite" or _is_indexed() or DirectoryObject.objects.count() < MANY:
        return
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for name in _TRIGGERS:
                cursor.execute("DROP TRIGGER IF EXISTS " + name)
            cursor.execute("DROP TABLE IF EXISTS directory_parts")
            cursor.execute(_TABLE)
            cursor.execute("INSERT INTO directory_parts (directory_parts) VALUES ('rebuild')")
            for statement in _TRIGGERS.values():
                cursor.execute(statement)
    except DatabaseError:
        return  # A SQLite without FTS5 or without trigrams (before 3.34): it looks through all rows, as with few.


def _is_indexed() -> bool:
    """Whether table and triggers are there. A migration that makes the mirror's table anew takes the triggers along."""
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM sqlite_master WHERE name IN ('directory_parts', 'directory_parts_insert', "
            "'directory_parts_delete', 'directory_parts_update')"
        )
        [number] = cursor.fetchone()
    return bool(number == 1 + len(_TRIGGERS))
