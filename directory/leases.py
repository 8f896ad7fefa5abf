"""One run at a time per domain: a lease with a holder, taken and kept by compare-and-set."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db.models import Q

from directory.models import Domain

LENGTH = timedelta(seconds=120)


class LeaseLost(Exception):
    """Another run has taken the domain over; this one writes nothing more."""


def take(domain: Domain, *, now: datetime) -> bool:
    """True where the domain was free; it then carries the new holder, and is as the database has it now."""
    holder = uuid4()
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    taken = Domain.objects.filter(free, pk=domain.pk).update(lease_holder=holder, lease_until=now + LENGTH)
    if taken:
        domain.refresh_from_db()
    return taken == 1


def keep(domain: Domain, *, now: datetime) -> None:
    """Called in the transaction of each page, so that a page of a lost lease is rolled back."""
    held = Domain.objects.filter(pk=domain.pk, lease_holder=domain.lease_holder)
    if domain.lease_holder is None or not held.update(lease_until=now + LENGTH):
        raise LeaseLost


def release(domain: Domain) -> None:
    """Only by the run that holds it."""
    Domain.objects.filter(pk=domain.pk, lease_holder=domain.lease_holder).update(lease_holder=None, lease_until=None)
