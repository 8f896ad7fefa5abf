"""What the helpdesk did on a day: every change, who ordered it, on whom, and how it ended."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _

from directory.reports import Clock, Report, ReportColumn, ReportRow
from remoting.jobs.models import Job
from remoting.jobs.states import State


def rows(day: date, clock: Clock) -> Iterator[ReportRow]:
    """Changes that were ordered on that day of the portal's time zone; reads and previews are left out."""
    start = datetime.combine(day, time.min, tzinfo=get_default_timezone())
    end = min(start + timedelta(days=1), clock() + timedelta(seconds=1))
    found = Job.objects.runs().filter(is_change=True, created_at__gte=start, created_at__lt=end)
    for job in found.select_related("actor").order_by("created_at", "pk"):
        cells = (
            job.target_name or job.domain,
            job.operation,
            job.actor.name,
            str(State(job.state).label),
            job.created_at.isoformat(),
            job.ticket,
            job.reason,
        )
        yield ReportRow(str(job.pk), cells, str(job.object_guid or ""))


REPORT = Report(
    name="helpdesk-activity",
    title=_("Helpdesk activity of the day"),
    about=_("Every change that was ordered, by whom, on whom, and how it ended"),
    counted=_("changes"),
    columns=(
        ReportColumn(_("On")),
        ReportColumn(_("Operation"), "ident", "from-sm"),
        ReportColumn(_("By"), look="from-sm"),
        ReportColumn(_("State"), "word"),
        ReportColumn(_("When"), "time", "from-md"),
        ReportColumn(_("Ticket"), look="from-lg"),
        ReportColumn(_("Reason"), look="from-xl"),
    ),
    rows=rows,
)
