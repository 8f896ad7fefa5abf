"""What is kept how long, by settings: results of reads, output, jobs. Who calls this says so in the trail."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from remoting.jobs.models import Job, JobEvent
from remoting.jobs.states import ENDED, State

A_BATCH = 500


def delete_old(*, now: datetime) -> dict[str, int]:
    """How many of each went. Jobs that need a person stay until one has settled them; changes go with their job."""
    return {
        "results": _forget_results(now - timedelta(days=settings.TSM_KEEP_RESULTS)),
        "events": _delete_events(now - timedelta(days=settings.TSM_KEEP_EVENTS)),
        "previews": _delete_jobs(Q(what_if=True, ended_at__lt=now - timedelta(days=settings.TSM_KEEP_RESULTS))),
        "jobs": _delete_jobs(Q(ended_at__lt=now - timedelta(days=settings.TSM_KEEP_JOBS))),
    }


def _forget_results(before: datetime) -> int:
    """What a read has found is its requester's for a day."""
    return Job.objects.ended().filter(ended_at__lt=before, result__isnull=False).update(result=None)


def _delete_events(before: datetime) -> int:
    deleted, _each = JobEvent.objects.filter(at__lt=before, job__state__in=ENDED).delete()
    return deleted


def _delete_jobs(rows: Q) -> int:
    """Ended jobs with their changes and what is left of their output. An idempotency key goes with its job."""
    number = 0
    while found := _some(rows):
        Job.objects.filter(pk__in=found).delete()
        number += len(found)
    return number


def _some(rows: Q) -> list[UUID]:
    old = Job.objects.filter(rows, state__in=ENDED).exclude(state=State.NEEDS_HUMAN)
    return list(old.values_list("pk", flat=True)[:A_BATCH])
