"""What happened to an object: the portal's entries and what the directory itself tells, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from audit.changes import Row, changes_of
from audit.events import Event
from audit.models import Entry
from audit.vocabulary import operation_title
from directory.models import DirectoryObject

SHOWN = 100
# What tells of an effect; who was asked and what was started stands on the job's page.
TOLD = (Event.FINISHED, Event.SETTLED, Event.REVEALED, Event.OPERATION_REFUSED)


@dataclass(frozen=True, slots=True)
class Happening:
    """One line. `by` is empty for the directory itself; `why` only where the reader may know it."""

    at: datetime
    what: str | Promise
    rows: tuple[Row, ...] = ()
    by: str = ""
    why: str = ""
    outcome: str = ""
    job: UUID | None = None


def history_of(obj: DirectoryObject, *, user: User) -> list[Happening]:
    """Who may see the object sees what changed and by whom; reason and ticket only those who may read the entry."""
    found = Entry.objects.about(obj.kind, obj.key).filter(event__in=TOLD).newest_first()[:SHOWN]
    entries = [entry for entry in found if not entry.data.get("preview")]
    mine = [entry for entry in entries if user.may_read_trail or entry.actor_id == user.pk]
    told = [_told(entry, obj, is_open=entry in mine) for entry in entries]
    return sorted([*told, *_directory_says(obj)], key=lambda one: one.at, reverse=True)


def _told(entry: Entry, obj: DirectoryObject, *, is_open: bool) -> Happening:
    """Of what was changed the object's own; all of it where none is (the members of a group, say)."""
    changes = changes_of(entry)
    own = [changed for changed in changes if changed.key == obj.key] or changes
    return Happening(
        at=entry.at,
        what=_what(entry),
        rows=tuple(row for changed in own for row in changed.rows if row.before != row.after),
        by=entry.actor_name,
        why=" · ".join(part for part in (entry.ticket, entry.reason) if part) if is_open else "",
        outcome=entry.outcome,
        job=entry.job,
    )


def _what(entry: Entry) -> str | Promise:
    """Who looked at a secret has not set it a second time."""
    if entry.operation and entry.event != Event.REVEALED:
        return operation_title(entry.operation)
    return Event(entry.event).label


def _directory_says(obj: DirectoryObject) -> Iterator[Happening]:
    times = (
        (obj.when_created, _("Created")),
        (obj.locked_at, _("Locked out")),
        (obj.password_set_at, _("Password set")),
        (obj.deleted_at, _("Deleted")),
    )
    for at, what in times:
        if at:
            yield Happening(at, what)
