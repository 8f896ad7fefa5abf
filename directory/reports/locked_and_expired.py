"""Accounts that cannot sign in although they are enabled: locked or ended."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from directory.lists import state_filter
from directory.models import DirectoryObject, Kind
from directory.reports import Clock, Report, ReportColumn, ReportRow, end_of
from directory.shown import place_of

LOCKED, ENDED = gettext_noop("Locked"), gettext_noop("Ended")


def rows(day: date, clock: Clock) -> Iterator[ReportRow]:
    moment = end_of(day, clock)
    locked, ended = state_filter("locked", moment) & Q(locked_at__lte=moment), state_filter("expired", moment)
    found = DirectoryObject.objects.present().of_kind(Kind.USER).filter(locked | ended, enabled=True)
    for obj in found.select_related("unit__unit").order_by("name_fold", "pk"):
        is_ended = obj.expires_at is not None and obj.expires_at <= moment
        since = obj.expires_at if is_ended else obj.locked_at
        state = ENDED if is_ended else LOCKED
        cells = (obj.shown_name, obj.sam, state, since.isoformat() if since else None, place_of(obj), obj.mail)
        yield ReportRow(f"{obj.guid} {state}", cells, str(obj.guid))


REPORT = Report(
    name="locked-and-expired",
    title=_("Locked and expired accounts"),
    about=_("Enabled accounts that cannot sign in: locked now, or past their end"),
    counted=_("accounts"),
    columns=(
        ReportColumn(_("Name")),
        ReportColumn(_("Account"), "ident", "from-md"),
        ReportColumn(_("State"), "word", "from-sm"),
        ReportColumn(_("Since"), "time"),
        ReportColumn(_("Unit"), look="from-lg"),
        ReportColumn(_("Mail"), look="from-xl"),
    ),
    rows=rows,
)
