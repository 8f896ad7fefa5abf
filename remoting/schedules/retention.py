"""Deletes what was kept long enough: results of reads, lines of jobs, jobs, reports. The trail is never deleted."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from audit.events import Event
from audit.trail import Way, record
from directory.models import ReportRun
from remoting.jobs.retention import delete_old


@transaction.atomic
def delete_kept_long_enough(*, now: datetime, way: Way) -> dict[str, int]:
    """How many of each went; an entry where any did."""
    reports = ReportRun.objects.filter(made_at__lt=now - timedelta(days=settings.TSM_KEEP_REPORTS)).delete()[0]
    gone = delete_old(now=now) | {"reports": reports}
    if any(gone.values()):
        record(Event.RESULTS_DELETED, actor=None, actor_name="schedule", way=way, data=dict(gone))
    return gone
