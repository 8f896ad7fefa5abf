"""A person says what became of a job that nobody could tell."""

from __future__ import annotations

from django.db import transaction

from accounts.grants import is_administrator
from accounts.models import User
from audit import trail
from audit.events import Event
from audit.trail import Way
from remoting.catalog.operations import catalog
from remoting.jobs.access import allows
from remoting.jobs.models import Job
from remoting.jobs.queue import move
from remoting.jobs.states import EDGES, State
from remoting.jobs.targets import NoSuchTarget, target_for
from remoting.jobs.words import about_job

CHOICES = tuple(sorted(EDGES[State.NEEDS_HUMAN]))


def may_settle(job: Job, user: User) -> bool:
    """Administrators, and who may run the operation on the target."""
    if job.state != State.NEEDS_HUMAN:
        return False
    if is_administrator(user):
        return True
    operation = catalog().get(job.operation)
    try:
        target = target_for(job.target_kind, job.target_key, user, domain=job.domain)
    except NoSuchTarget:
        return False
    return operation is not None and allows(user, operation, target)


def settle_by_hand(job: Job, *, state: State, reason: str, actor: User, way: Way) -> None:
    """End it as somebody says who has looked. Raises LostClaim where somebody else was first, ValueError else."""
    if state not in EDGES[State.NEEDS_HUMAN] or not reason.strip():
        raise ValueError("A job is settled as succeeded, failed or partial, with a reason.")
    with transaction.atomic():
        move(job, state, ended_at=job.ended_at)
        trail.record(
            Event.SETTLED,
            actor=actor,
            about=about_job(job),
            way=way,
            operation=job.operation,
            job=job.pk,
            reason=reason.strip(),
            outcome=str(state),
            data={"of": job.actor.name},
        )
