"""The queue: claim, lease, and every later write, which carries the fence of its claim."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from audit import trail
from audit.events import Event
from remoting.jobs.models import Job
from remoting.jobs.sealing import delete_typed
from remoting.jobs.states import ENDED, State, may_follow
from remoting.jobs.words import about_job, way_of_job

LEASE = timedelta(seconds=120)
MOST_ATTEMPTS = 3


class LostClaim(Exception):
    """Another worker has taken the job over: nothing that this one knows is written any more."""


def claim(job: UUID, *, worker: str) -> Job | None:
    """The job, if this call is the one that gets it. None where somebody has it, it waits or its time is over.

    The database's clock decides, so that a worker whose clock is wrong neither takes nor keeps what is not its own.
    """
    free = Job.objects.filter(pk=job, state=State.QUEUED, not_after__gt=Now())
    try:
        with transaction.atomic():
            taken = free.update(
                state=State.RUNNING,
                fence=F("fence") + 1,
                attempts=F("attempts") + 1,
                lease_until=Now() + LEASE,
                worker=worker,
                started_at=Now(),
                sent_at=None,
            )
    except IntegrityError:
        return None  # Another change holds the target. It rings for those that wait when it ends.
    return Job.objects.select_related("actor", "token", "preview_of").get(pk=job) if taken else None


def renew(job: Job) -> None:
    """Hold the lease for another 120 s. Raises LostClaim."""
    if not Job.objects.fenced(job).filter(state=State.RUNNING).update(lease_until=Now() + LEASE):
        raise LostClaim(str(job.pk))


def release(job: Job) -> None:
    """Back into the queue: nothing was sent."""
    move(job, State.QUEUED, lease_until=None, worker="", sent_at=None, started_at=None)


def move(job: Job, state: State, **fields: Any) -> None:
    """One step along an edge, with whatever else is written, by compare-and-set on state and fence.

    Raises LostClaim where the row has moved on. What ends a job also deletes what was typed for it.
    """
    if not may_follow(job.state, state):
        raise ValueError(f"A job does not go from {job.state} to {state}.")
    if state in ENDED:
        fields = {"ended_at": timezone.now(), "lease_until": None} | fields
    written = Job.objects.fenced(job).filter(state=job.state).update(state=state, **fields)
    if not written:
        raise LostClaim(str(job.pk))
    job.state = state
    for name, value in fields.items():
        setattr(job, name, value)
    if state in ENDED:
        delete_typed(job)


def note_sending(job: Job, **fields: Any) -> None:
    """Commit that bytes will go out now, with the entry that says so, before the first of them does."""
    with transaction.atomic():
        fields = {"sent_at": timezone.now()} | fields
        if not Job.objects.fenced(job).filter(state=State.RUNNING).update(**fields):
            raise LostClaim(str(job.pk))
        for name, value in fields.items():
            setattr(job, name, value)
        if job.is_change and not job.what_if:
            trail.record(
                Event.STARTED,
                actor=job.actor,
                about=about_job(job),
                way=way_of_job(job),
                operation=job.operation,
                job=job.pk,
                reason=job.reason,
                ticket=job.ticket,
                data={"on": job.ran_on, "controller": job.controller, "attempt": job.attempts},
            )


def waiting_behind(job: Job) -> list[UUID]:
    """Changes that wait for the target that this job has just let go of, the oldest first."""
    if not job.target_key:
        return []
    same = Job.objects.filter(
        state=State.QUEUED, is_change=True, what_if=False, target_kind=job.target_kind, target_key=job.target_key
    )
    return list(same.order_by("created_at").values_list("pk", flat=True)[:5])
