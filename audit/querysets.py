"""The vocabulary of the trail."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NoReturn, Protocol, Self
from uuid import UUID

from django.db import models

if TYPE_CHECKING:
    from audit.models import Entry  # noqa: F401  Named in a string.


class AppendOnly(Exception):
    """Somebody tried to change or delete an entry of the trail."""


class Reader(Protocol):
    """Whoever reads the trail; accounts.User is one."""

    @property
    def pk(self) -> int: ...

    @property
    def may_read_trail(self) -> bool: ...


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries are added and read, nothing else."""

    def visible_to(self, user: Reader) -> Self:
        """All entries for auditors and administrators, one's own acts for everybody else."""
        return self if user.may_read_trail else self.by(user)

    def by(self, user: Reader) -> Self:
        return self.filter(actor_id=user.pk)

    def about(self, kind: str, key: str) -> Self:
        return self.filter(about_kind=kind, about_key=key)

    def of_job(self, job: UUID) -> Self:
        return self.filter(job=job)

    def between(self, start: datetime | None, end: datetime | None) -> Self:
        """Entries from `start` on and before `end`; None leaves a side open."""
        found = self
        if start is not None:
            found = found.filter(at__gte=start)
        if end is not None:
            found = found.filter(at__lt=end)
        return found

    def newest_first(self) -> Self:
        return self.order_by("-at", "-id")

    def update(self, **kwargs: object) -> NoReturn:
        raise AppendOnly("Entries of the trail are never changed.")

    def bulk_update(self, *args: object, **kwargs: object) -> NoReturn:
        raise AppendOnly("Entries of the trail are never changed.")

    def delete(self) -> NoReturn:
        raise AppendOnly("Entries of the trail are never deleted.")
