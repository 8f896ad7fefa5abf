"""Synchronisation of a domain's mirror: everything the first time, then what has changed; in pages, resumable."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from directory import leases
from directory.bindings import refresh_bindings
from directory.mirror import delete_objects, write_objects
from directory.models import DirectoryObject, Domain, Synchronisation, SynchronisationState
from directory.parts import ensure_parts
from directory.sources import Cookie, CookieTooOld, Page, Source, SourceError, source_for
from directory.token_indexes import ensure_indexes, put_off_indexes
from directory.vocabulary import count_words

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]
OnPage = Callable[[int, int | None], None]  # objects read until now, and in all


def ignore_page(done: int, total: int | None) -> None:
    """A run that nobody watches."""


def synchronise(
    domain: Domain, *, full: bool = False, clock: Clock = timezone.now, on_page: OnPage = ignore_page
) -> Synchronisation | None:
    """Bring the domain's mirror up to date, and return the run; None where another run is under way.

    A run that was broken off goes on where it was. A source that cannot answer ends the run as failed, with its
    sentence; what was read until then stays, and the next run goes on after it.
    """
    if not leases.take(domain, now=clock()):
        return None
    run = _run_for(domain, full=full, now=clock())
    try:
        _read(domain, run, source_for(domain), clock=clock, on_page=on_page)
    except CookieTooOld as error:
        _end(run, SynchronisationState.FAILED, clock=clock, message=str(error))
        Domain.objects.filter(pk=domain.pk).update(cookie="")
        Synchronisation.objects.filter(pk=run.pk).update(cookie="")
    except SourceError as error:
        _end(run, SynchronisationState.FAILED, clock=clock, message=str(error))
    except leases.LeaseLost:
        logger.warning("Synchronisation of %s was taken over by another run.", domain)
    finally:
        leases.release(domain)
    return run


def _run_for(domain: Domain, *, full: bool, now: datetime) -> Synchronisation:
    """The last run where it was broken off in the middle, else a new one."""
    last = Synchronisation.objects.of(domain).first()
    broken = last is not None and last.state != SynchronisationState.SUCCEEDED and last.cookie
    if last is not None and broken and (last.is_full or not full):
        last.state, last.ended_at, last.message = SynchronisationState.RUNNING, None, ""
        last.save(update_fields=["state", "ended_at", "message"])
        return last
    Synchronisation.objects.of(domain).filter(state=SynchronisationState.RUNNING).update(
        state=SynchronisationState.FAILED, ended_at=now
    )
    return Synchronisation.objects.create(domain=domain, started_at=now, is_full=full or not domain.cookie)


def _read(domain: Domain, run: Synchronisation, source: Source, *, clock: Clock, on_page: OnPage) -> None:
    _write_facts(domain, source)
    since = Cookie(run.cookie) if run.cookie else None
    if since is None and not run.is_full:
        since = Cookie(domain.cookie)
    for page in source.pages(since):
        if run.is_full and not run.done:
            put_off_indexes(page.total)
        _write_page(domain, run, page, clock=clock)
        on_page(run.done, run.total)
    if run.is_full:
        _delete_unseen(domain, run, now=clock())
        ensure_indexes()
        ensure_parts()
        count_words()
    refresh_bindings(domain, source)
    with transaction.atomic():
        Domain.objects.filter(pk=domain.pk).update(cookie=run.cookie or domain.cookie, synchronised_at=clock())
        _end(run, SynchronisationState.SUCCEEDED, clock=clock)
        if not (run.is_full or run.done or run.deleted):
            # It comes every minute: the domain says when it last found nothing new.
            Synchronisation.objects.filter(pk=run.pk).delete()


def _write_facts(domain: Domain, source: Source) -> None:
    facts = source.facts()
    domain.base_dn, domain.netbios, domain.sid = facts.base_dn, facts.netbios, facts.sid
    domain.recycle_bin, domain.policy = facts.recycle_bin, dict(source.policy())
    domain.controllers = domain.controllers or list(facts.controllers)  # what an administrator has ordered stays
    domain.save(update_fields=["base_dn", "netbios", "sid", "recycle_bin", "policy", "controllers"])


@transaction.atomic
def _write_page(domain: Domain, run: Synchronisation, page: Page, *, clock: Clock) -> None:
    now = clock()
    leases.keep(domain, now=now)
    write_objects(domain, page.objects, now=now)
    run.deleted += delete_objects(page.deleted, now=now)
    run.done += len(page.objects)
    run.total = page.total if page.total is not None else run.total
    run.cookie = page.cookie
    run.save(update_fields=["deleted", "done", "total", "cookie"])


def _delete_unseen(domain: Domain, run: Synchronisation, *, now: datetime) -> None:
    """What everything did not contain is no more."""
    unseen = DirectoryObject.objects.present().filter(domain=domain, mirrored_at__lt=run.started_at)
    run.deleted += delete_objects(list(unseen.values_list("guid", flat=True)), now=now)


def _end(run: Synchronisation, state: SynchronisationState, *, clock: Clock, message: str = "") -> None:
    run.state, run.ended_at, run.message = state, clock(), message
    run.save(update_fields=["state", "ended_at", "message", "deleted"])
