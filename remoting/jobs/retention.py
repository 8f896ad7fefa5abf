"""What is kept how long, by settings: results of reads, output, jobs. The trail says what was deleted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from audit import trail
from audit.events import Event
from audit.trail import About, Way
from remoting.jobs.models import Job, JobEvent
from remoting.jobs.states import ENDED, State

SYSTEM = Way(kind="system")
A_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Deleted:
    """How much one round deleted."""

    results: int = 0
    events: int = 0
    previews: int = 0
    jobs: int = 0

    @property
    def anything(self) -> bool:
        return any(asdict(self).values())


@transaction.atomic
def delete_old(*, now: datetime | None = None) -> Deleted:
    """One round. Jobs that need a person are kept until one has settled them; changes go with their job."""
    moment = now or timezone.now()
    done = Deleted(
        results=_delete_results(moment - timedelta(days=settings.TSM_KEEP_RESULTS)),
        events=_delete_events(moment - timedelta(days=settings.TSM_KEEP_EVENTS)),
        previews=_delete_jobs(Q(what_if=True, ended_at__lt=moment - timedelta(days=settings.TSM_KEEP_RESULTS))),
        jobs=_delete_jobs(Q(ended_at__lt=moment - timedelta(days=settings.TSM_KEEP_JOBS))),
    )
    if done.anything:
        trail.record(
            Event.RESULTS_DELETED,
            actor=None,
            actor_name="TSM",
            about=About(kind="retention", name="jobs"),
            way=SYSTEM,
            data=asdict(done),
        )
    return done


def _delete_results(before: datetime) -> int:
    """Results of reads; what a change returned besides its records is never kept."""
    return Job.objects.filter(ended_at__lt=before).exclude(result=None).update(result=None)


def _delete_events(before: datetime) -> int:
    deleted, _each = JobEvent.objects.filter(at__lt=before).delete()
    return deleted


def _delete_jobs(rows: Q) -> int:
    """Ended jobs, with their changes and what is left of their output. A job keeps its idempotency key with it."""
    kept = Q(state=State.NEEDS_HUMAN)
    old = Job.objects.filter(rows, state__in=ENDED).exclude(kept).order_by("created_at")
    found = list(old.values_list("pk", flat=True)[:A_BATCH])
    Job.objects.filter(pk__in=found).delete()
    return len(found)
