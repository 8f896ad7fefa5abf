"""Secrets come out once, to the one who asked for them, within five minutes, all of a job together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.sealed import Party, unseal
from audit import trail
from audit.events import Event
from audit.trail import Way
from remoting.jobs.models import Job, JobSecret, Side
from remoting.jobs.sealing import COLUMN, TABLE
from remoting.jobs.words import about_job

REVEAL_WITHIN = timedelta(minutes=5)


class NothingToReveal(Exception):
    """Shown already, too old, or somebody else's."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret that came out, for its requester's eyes."""

    id: str
    name: str
    secret: str = field(repr=False)


def revealable_until(job: Job, user: User) -> datetime | None:
    """Until when this person may see secrets of the job; None where there is nothing to see."""
    if job.actor_id != user.pk or job.ended_at is None or job.ended_at + REVEAL_WITHIN <= timezone.now():
        return None  # What ended long ago has none left, so a list of old jobs asks nothing.
    newest = JobSecret.objects.filter(job=job, side=Side.RETURNED).order_by("-created_at").first()
    if newest is None:
        return None
    until = newest.created_at + REVEAL_WITHIN
    return until if until > timezone.now() else None


def reveal(job: Job, *, actor: User, way: Way) -> list[Secret]:
    """The secrets, gone from the database with this call. Raises NothingToReveal; two calls at once, one gets them."""
    with transaction.atomic():
        if revealable_until(job, actor) is None:
            raise NothingToReveal
        rows = list(JobSecret.objects.select_for_update().filter(job=job, side=Side.RETURNED))
        found = [
            Secret(
                row.object_id,
                row.name,
                unseal(bytes(row.sealed), party=Party.WEB, table=TABLE, column=COLUMN, row=row.pk),
            )
            for row in rows
        ]
        deleted, _each = JobSecret.objects.filter(pk__in=[row.pk for row in rows]).delete()
        if not found or deleted != len(found):
            raise NothingToReveal
        trail.record(
            Event.REVEALED,
            actor=actor,
            about=about_job(job),
            way=way,
            operation=job.operation,
            job=job.pk,
            reason=job.reason,
            ticket=job.ticket,
            data={"number": len(found)},
        )
    return found


def delete_unseen(*, now: datetime) -> int:
    """Delete what nobody has looked at in time. How many were deleted."""
    old = JobSecret.objects.filter(side=Side.RETURNED, created_at__lte=now - REVEAL_WITHIN)
    deleted, _each = old.delete()
    return deleted
