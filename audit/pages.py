"""A page of the trail, by cursor: the newest million entries cost as little as the first hundred."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from audit.models import Entry
from audit.querysets import EntryQuerySet

SIZE = 50
WINDOW = 100_000  # entries that one search for words looks through before it asks whether to go on
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the trail: everything older than this entry comes after it."""

    at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MICROSECOND}.{self.pk}"


@dataclass(frozen=True, slots=True)
class Page:
    """Entries, newest first, and where to go on."""

    entries: tuple[Entry, ...]
    older: Cursor | None  # None: there is nothing older
    back_to: datetime | None = None  # a search for words looked back this far and no farther
    is_first: bool = True


def cursor_of(text: str) -> Cursor | None:
    """The cursor of an address, None where it is none."""
    micros, _, pk = text.partition(".")
    if not (micros.isdecimal() and pk.isdecimal() and len(micros) < 18 and len(pk) < 19):
        return None
    return Cursor(at=EPOCH + int(micros) * MICROSECOND, pk=int(pk))


def page_of(entries: EntryQuerySet, *, cursor: str = "", words: str = "", size: int = SIZE) -> Page:
    """The entries from the cursor on. With `words`, those that hold all of them.

    No index finds words inside a text on both databases, so a search reads the newest 100,000 entries from the cursor
    on, says how far it came, and goes on from there when asked.
    """
    start = cursor_of(cursor)
    if start is not None:
        entries = entries.filter(Q(at__lt=start.at) | Q(at=start.at, pk__lt=start.pk), at__lte=start.at)
    edge = edge_of(start) if words.split() else None
    if edge is not None:
        entries = entries.filter(at__gte=edge.at)
    found = tuple(holding(entries, words).newest_first()[: size + 1])
    is_first = start is None
    if len(found) > size:
        last = found[size - 1]
        return Page(found[:size], Cursor(last.at, last.pk), is_first=is_first)
    return Page(found, edge, back_to=edge.at if edge else None, is_first=is_first)


def holding(entries: EntryQuerySet, words: str) -> EntryQuerySet:
    """Those that hold all of the words, whatever their case."""
    for word in words.casefold().split()[:8]:
        entries = entries.filter(words__contains=word)
    return entries


def edge_of(start: Cursor | None) -> Cursor | None:
    """The entry that is WINDOW numbers older than the start; None where the trail is shorter."""
    newest = start.pk if start else Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if newest <= WINDOW:
        return None
    edge = Entry.objects.filter(pk__lte=newest - WINDOW).order_by("-pk").only("at").first()
    return Cursor(edge.at, edge.pk) if edge else None
