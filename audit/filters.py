"""What somebody looks for in the trail: all of it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from accounts.models import User
from audit.events import Event
from audit.querysets import EntryQuerySet

MOST_PEOPLE = 50


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    key: str
    value: str
    off: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Texts as they stand in the address; empty: not asked for."""

    q: str = ""
    who: str = ""
    event: str = ""
    object: str = ""
    operation: str = ""
    job: str = ""
    start: str = ""
    end: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        # U+0000 stands in no entry, and PostgreSQL does not even take it as a question.
        return cls(**{field.name: query.get(field.name, "").replace("\0", "").strip()[:400] for field in fields(cls)})

    def apply(self, entries: EntryQuerySet) -> EntryQuerySet:
        """Everything but the words, which `pages.page_of` looks for."""
        if self.who:
            entries = entries.filter(Q(actor__in=people_named(self.who)) | Q(actor_name=self.who))
        if self.event:
            entries = entries.filter(event=self.event)
        if self.object:
            entries = entries.filter(Q(about_key=self.object) | Q(about_name=self.object))
        if self.operation:
            entries = entries.filter(operation=self.operation)
        if self.job:
            job = uuid_of(self.job)
            entries = entries.of_job(job) if job else entries.none()
        return entries.between(moment_of(self.start), moment_of(self.end, is_end=True))

    def address(self, **without_or_with: str) -> str:
        """The query of the address, with some of it changed; "?" where nothing is left."""
        asked = {field.name: getattr(self, field.name) for field in fields(self)} | without_or_with
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"

    @property
    def chips(self) -> list[Chip]:
        words = {
            "who": _("Who is"),
            "event": _("Kind is"),
            "object": _("On"),
            "operation": _("Operation is"),
            "job": _("Job is"),
            "start": _("From"),
            "end": _("To"),
        }
        asked = {name: getattr(self, name) for name in words}
        asked["event"] = str(Event(self.event).label) if self.event in Event.values else self.event
        return [Chip(words[name], value, self.address(**{name: ""})) for name, value in asked.items() if value]

    @property
    def is_on(self) -> bool:
        return bool(self.chips or self.q)


def people_named(text: str) -> list[int]:
    """Primary keys of people with this account name, or whose name holds the text."""
    named = Q(username__iexact=text) | Q(first_name__icontains=text) | Q(last_name__icontains=text)
    parts = text.split()
    if len(parts) > 1:
        named |= Q(first_name__icontains=parts[0], last_name__icontains=" ".join(parts[1:]))
    return list(User.objects.filter(named).values_list("pk", flat=True)[:MOST_PEOPLE])


def uuid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def moment_of(text: str, *, is_end: bool = False) -> datetime | None:
    """A day or a time in the reader's zone; a day as the end is the whole day. None where it is neither."""
    try:
        moment, day = parse_datetime(text), parse_date(text)
        if isinstance(day, date) and (moment is None or len(text) <= 10):
            moment = datetime.combine(day + timedelta(days=1) if is_end else day, time())
        if moment is None:
            return None
        return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
    except (ValueError, OverflowError):
        return None
