"""Deletes what was kept long enough: results of reads, lines of jobs, jobs, reports. The trail is never deleted."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from audit.events import Event
from audit.trail import Way, record
from directory.models import ReportRun
from remoting.jobs.models import Job, JobEvent

_BATCH = 500  # jobs deleted at once


@transaction.atomic
def delete_kept_long_enough(*, now: datetime, way: Way) -> dict[str, int]:
    """How many of each went; an entry where any did."""
    gone = {
        "results": _forget_results(now - timedelta(days=settings.TSM_KEEP_RESULTS)),
        "events": _delete_events(now - timedelta(days=settings.TSM_KEEP_EVENTS)),
        "jobs": _delete_jobs(now - timedelta(days=settings.TSM_KEEP_JOBS)),
        "reports": ReportRun.objects.filter(made_at__lt=now - timedelta(days=settings.TSM_KEEP_REPORTS)).delete()[0],
    }
    if any(gone.values()):
        record(Event.RESULTS_DELETED, actor=None, actor_name="schedule", way=way, data=dict(gone))
    return gone


def _forget_results(before: datetime) -> int:
    """What a read has found is its requester's for a day; changes stay."""
    found = Job.objects.ended().filter(ended_at__lt=before, is_change=False, result__isnull=False)
    return found.update(result=None)


def _delete_events(before: datetime) -> int:
    return JobEvent.objects.filter(at__lt=before, job__in=Job.objects.ended()).delete()[0]


def _delete_jobs(before: datetime) -> int:
    """Jobs that have ended; a job that a kept one goes back to is kept as well."""
    number = 0
    while True:
        old = Job.objects.ended().filter(Q(ended_at__lt=before) & Q(created_at__lt=before))
        part = list(old.values_list("pk", flat=True)[:_BATCH])
        if not part:
            return number
        number += len(part)
        Job.objects.filter(pk__in=part).delete()
