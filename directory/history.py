"""What happened to an object: the portal's entries and what the directory itself tells, newest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from audit.events import Event
from audit.models import Entry
from directory.models import DirectoryObject

SHOWN = 100
# What tells of an effect; who was asked and what was started stands on the job's page.
TOLD = (Event.FINISHED, Event.SETTLED, Event.REVEALED, Event.OPERATION_REFUSED)


@dataclass(frozen=True, slots=True)
class Diff:
    attribute: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One line. `by` is empty for the directory itself; `why` only where the reader may know it."""

    at: datetime
    what: str | Promise
    operation: str = ""
    diffs: tuple[Diff, ...] = ()
    by: str = ""
    why: str = ""
    outcome: str = ""
    job: UUID | None = None

    @property
    def operation_words(self) -> str:
        """unlock-user as words: the operation's own title belongs to a later room."""
        return self.operation.replace("-", " ").capitalize()


def history_of(obj: DirectoryObject, *, user: User) -> list[Happening]:
    """Who may see the object sees what changed and by whom; reason and ticket only those who may read the entry."""
    entries = Entry.objects.about(obj.kind, obj.key).filter(event__in=TOLD).newest_first()[:SHOWN]
    mine = [entry for entry in entries if user.may_read_trail or entry.actor_id == user.pk]
    told = [_told(entry, obj, is_open=entry in mine) for entry in entries]
    return sorted([*told, *_directory_says(obj)], key=lambda one: one.at, reverse=True)


def _told(entry: Entry, obj: DirectoryObject, *, is_open: bool) -> Happening:
    why = " · ".join(part for part in (entry.ticket, entry.reason) if part) if is_open else ""
    return Happening(
        at=entry.at,
        what=Event(entry.event).label,
        operation=entry.operation,
        diffs=tuple(_diffs(entry.data.get("changes"), obj.key)),
        by=entry.actor_name,
        why=why,
        outcome=entry.outcome,
        job=entry.job,
    )


def _diffs(changes: object, key: str) -> Iterator[Diff]:
    """Of the records of a change, the object's own; all of them where none is (the members of a group, say)."""
    records = [one for one in changes if isinstance(one, Mapping)] if isinstance(changes, Sequence) else []
    own = [one for one in records if one.get("id") == key] or records
    for record in own:
        before, after = record.get("before"), record.get("after")
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            for name in dict.fromkeys([*before, *after]):
                yield Diff(str(name), _plain(before.get(name)), _plain(after.get(name)))


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_plain(one) for one in value)
    return "" if value is None else str(value)


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
