"""Cancelling: at once while it waits, as a request while it runs."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.grants import is_administrator
from accounts.models import User
from audit import trail
from audit.events import Event
from audit.trail import Way
from remoting.jobs.bell import ring
from remoting.jobs.models import Job
from remoting.jobs.queue import LostClaim, move, waiting_behind
from remoting.jobs.states import State
from remoting.jobs.words import about_job

WAITING = frozenset({State.QUEUED, State.AWAITING_APPROVAL, State.AWAITING_SECRET})


def may_cancel(job: Job, user: User) -> bool:
    """Its requester and administrators, while there is something to stop."""
    mine = job.actor_id == user.pk or is_administrator(user)
    return mine and (job.state in WAITING or (job.state == State.RUNNING and job.stop_asked_at is None))


def cancel(job: Job, *, actor: User, way: Way) -> bool:
    """Cancel it, or tell it to stop. False where it was too late. A change that runs is looked at afterwards."""
    if not may_cancel(job, actor):
        return False
    try:
        with transaction.atomic():
            if job.state in WAITING:
                sentence = _("Cancelled by %(name)s before it ran.") % {"name": actor.name}
                move(job, State.CANCELLED, error_message=sentence)
                transaction.on_commit(partial(_ring_next, job))
            elif not _ask_to_stop(job, actor):
                return False
            trail.record(
                Event.CANCELLED,
                actor=actor,
                about=about_job(job),
                way=way,
                operation=job.operation,
                job=job.pk,
                outcome=str(job.state),
                data={"of": job.actor.name},
            )
    except LostClaim:
        return False
    return True


def _ask_to_stop(job: Job, actor: User) -> bool:
    now = timezone.now()
    running = Job.objects.filter(pk=job.pk, state=State.RUNNING, stop_asked_at=None)
    if not running.update(stop_asked_at=now, stop_asked_by=actor.name[:150]):
        return False
    job.stop_asked_at = now
    return True


def _ring_next(job: Job) -> None:
    for waiting in waiting_behind(job):
        ring(waiting)
