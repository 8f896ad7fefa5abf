"""Enabled accounts that nobody has signed in with for 90 days."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models import DirectoryObject, Kind
from directory.names import first_name
from directory.reports import Clock, Report, ReportColumn, ReportRow, end_of
from directory.shown import place_of

DAYS = 90


def rows(day: date, clock: Clock) -> Iterator[ReportRow]:
    """Who never signed in counts from the day the account was made."""
    moment = end_of(day, clock)
    before = moment - timedelta(days=DAYS)
    unused = Q(last_logon_at__lte=before) | Q(last_logon_at=None, when_created__lte=before)
    found = DirectoryObject.objects.present().of_kind(Kind.USER).filter(unused, enabled=True)
    for obj in found.select_related("unit__unit").order_by("last_logon_at", "name_fold", "pk"):
        last = obj.last_logon_at or obj.when_created
        manager = obj.attributes.get("manager")
        cells = (
            obj.shown_name,
            obj.sam,
            place_of(obj),
            obj.last_logon_at.isoformat() if obj.last_logon_at else None,
            (moment - last).days if last else None,
            first_name(manager) if isinstance(manager, str) else "",
        )
        yield ReportRow(str(obj.guid), cells, str(obj.guid))


REPORT = Report(
    name="inactive-accounts",
    title=_("Enabled, no sign-in for 90 days"),
    about=_("Enabled accounts whose last sign-in is 90 days old or older, or that were never used"),
    counted=_("accounts"),
    columns=(
        ReportColumn(_("Name")),
        ReportColumn(_("Account"), "ident", "from-md"),
        ReportColumn(_("Unit"), look="from-lg"),
        ReportColumn(_("Last sign-in"), "time", "from-sm"),
        ReportColumn(_("Days"), "number", "from-md"),
        ReportColumn(_("Manager"), look="from-xl"),
    ),
    rows=rows,
)
