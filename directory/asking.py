"""Asking for a synchronisation or a report: posted to the worker, with an entry, as it costs work."""

from functools import partial

from django.db import transaction

from accounts.models import User
from audit.events import Event
from audit.trail import JSON, About, Way, record
from directory.bell import post
from directory.models import Domain
from directory.reports import Report


def ask_synchronise(domain: Domain, *, full: bool = False, actor: User, way: Way) -> None:
    """Within the caller's transaction; the bell rings when it is committed. `full` reads everything anew."""
    if full:
        Domain.objects.filter(pk=domain.pk).update(cookie="")
    about = About("directory", domain.name, domain.name, domain.name)
    record(Event.SYNCHRONISED, actor=actor, about=about, way=way, outcome="requested", data={"everything": full})
    transaction.on_commit(partial(post, "directory.tasks.synchronise", domain.pk))


@transaction.atomic
def ask_report(report: Report, *, actor: User, way: Way) -> None:
    """The bell names this entry and no person: whoever rings it cannot say who has asked."""
    about = About("report", report.name, str(report.title))
    data: dict[str, JSON] = {"report": report.name}
    entry = record(Event.REPORT_MADE, actor=actor, about=about, way=way, outcome="requested", data=data)
    transaction.on_commit(partial(post, "directory.tasks.make_report", str(entry.uuid)))
