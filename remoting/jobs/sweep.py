"""The sweeper: reads the database, needs no broker. Rings again, expires, takes over leases that have run out.

It opens no secret and reaches no server: what became of an uncertain job is a worker's to find out.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from remoting.jobs.bell import ring
from remoting.jobs.models import Job, JobQuerySet
from remoting.jobs.queue import MOST_ATTEMPTS, LostClaim, release
from remoting.jobs.reconcile import lose_answer
from remoting.jobs.reveal import delete_unseen
from remoting.jobs.settle import Ending, settle
from remoting.jobs.states import State

logger = logging.getLogger(__name__)

RING_AFTER = timedelta(seconds=5)
MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Swept:
    """What one round did."""

    rung: int = 0
    expired: int = 0
    taken: int = 0
    secrets: int = 0


def sweep_once(*, now: datetime | None = None) -> Swept:
    """One round. Two sweepers at once do no harm: every step is a compare-and-set."""
    moment = now or timezone.now()
    return Swept(
        expired=_expire(),
        taken=_take_over_leases(),
        rung=_ring_again(moment),
        secrets=delete_unseen(now=moment),
    )


def _expire() -> int:
    """What was not started in its time does not start any more."""
    waiting = (State.QUEUED, State.AWAITING_SECRET, State.AWAITING_APPROVAL)
    count = 0
    for job in _jobs().filter(state__in=waiting, not_after__lte=Now())[:MOST_AT_ONCE]:
        sentence = job.error_message or _("It was not started in its time.")
        count += _try(job, Ending(State.EXPIRED, code=job.error_code, message=sentence))
    return count


def _take_over_leases() -> int:
    """A worker that holds a job has gone: nothing sent, so it may run again; sent, so it must be looked at."""
    count = 0
    for job in _jobs().filter(state=State.RUNNING, lease_until__lte=Now())[:MOST_AT_ONCE]:
        taken = Job.objects.fenced(job).filter(state=State.RUNNING, lease_until__lte=Now())
        if not taken.update(fence=F("fence") + 1):
            continue
        job.fence += 1
        count += 1
        try:
            _give_back(job)
        except LostClaim:
            logger.info("Job %s was settled by its worker after all.", job.pk)
    return count


def _give_back(job: Job) -> None:
    lost = _("The worker that ran it has gone.")
    if job.sent_at is None and job.attempts < MOST_ATTEMPTS:
        release(job)
    elif job.sent_at is None:
        settle(job, Ending(State.FAILED, code="Unavailable", message=lost + " " + _("Nothing was sent.")))
    elif job.is_change and not job.what_if:
        lose_answer(job, code="Unavailable", message=lost)
    else:
        settle(job, Ending(State.FAILED, code="Unavailable", message=lost))


def _ring_again(now: datetime) -> int:
    """For what has waited some seconds, as its bell may be lost or its target was held; for what is to be read back."""
    waiting = Q(state=State.QUEUED, created_at__lte=now - RING_AFTER, not_after__gt=Now())
    uncertain = Q(state=State.UNCERTAIN, lease_until__lte=Now())
    found = Job.objects.filter(waiting | uncertain).order_by("created_at").values_list("pk", flat=True)
    return sum(ring(pk) for pk in found[:MOST_AT_ONCE])


def _try(job: Job, ending: Ending) -> int:
    try:
        settle(job, ending)
    except LostClaim:
        return 0
    return 1


def _jobs() -> JobQuerySet:
    return Job.objects.select_related("actor", "token", "preview_of").order_by("created_at")
