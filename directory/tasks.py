"""Celery tasks of the directory room. A message carries an id and nothing else."""

from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from accounts.access import may_see_reports
from accounts.models import User
from audit.events import Event
from audit.models import Entry
from audit.trail import Way
from directory.credentials import seal_anew
from directory.models import DirectoryObject, Domain, ReportRun
from directory.refresh import refresh_object
from directory.reports import reports
from directory.reports.mailing import send_reports
from directory.reports.runs import make_report as make_one
from directory.reports.runs import make_reports
from directory.sources import SourceError
from directory.synchronise import synchronise as run_synchronisation

SCHEDULE = Way("schedule")
ASKED_WITHIN = timedelta(minutes=10)


@shared_task
def synchronise(domain_pk: int) -> None:
    domain = Domain.objects.filter(pk=domain_pk, is_active=True).first()
    if domain is not None:
        run_synchronisation(domain)


@shared_task
def refresh(guid: str) -> None:
    obj = DirectoryObject.objects.filter(guid=UUID(guid)).select_related("domain").first()
    if obj is None:
        return
    try:
        refresh_object(obj.domain, obj.guid, dn_hint=obj.dn)
    except SourceError:
        return  # The page says how old it is; the next synchronisation tries again.


@shared_task
def seal_credential(pk: str) -> None:
    """After a new key was made: the credential is sealed to it."""
    seal_anew(UUID(pk))


@shared_task
def synchronise_all() -> None:
    """Every active domain; a domain whose run is under way is left alone."""
    for domain in Domain.objects.filter(is_active=True):
        run_synchronisation(domain)


@shared_task
def make_report(asked: str) -> None:
    """One report, asked for on its page; `asked` is the entry that says by whom. A second bell makes no second one."""
    earliest = timezone.now() - ASKED_WITHIN
    lately = Entry.objects.filter(event=Event.REPORT_MADE, outcome="requested", at__gte=earliest)
    entry = lately.filter(uuid=UUID(asked), actor__isnull=False).first()
    actor = User.objects.filter(pk=entry.actor_id or 0).first() if entry else None
    if entry is None or actor is None or not may_see_reports(actor):
        return
    name = str(entry.data.get("report"))
    if name in reports() and not ReportRun.objects.filter(report=name, made_at__gte=entry.at).exists():
        make_one(reports()[name], timezone.localdate(), actor=actor, way=Way("page"))


@shared_task
def make_nightly_reports() -> None:
    """All reports, kept and mailed."""
    runs = make_reports(timezone.localdate(), actor=None, way=SCHEDULE)
    send_reports(runs, actor=None, way=SCHEDULE)
