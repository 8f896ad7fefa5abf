"""Asking servers for a new reading: posted, and of each server at most once in ten seconds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from remoting.farms.models import Reading
from remoting.servers.models import Server

AT_MOST_EVERY = timedelta(seconds=10)


@transaction.atomic
def claim_askings(servers: Iterable[Server], *, now: datetime | None = None) -> list[int]:
    """The servers that may be asked now, as primary keys; from now on they count as asked."""
    moment = now or timezone.now()
    keys = [server.pk for server in servers]
    Reading.objects.bulk_create([Reading(server_id=key) for key in keys], ignore_conflicts=True)
    due = Reading.objects.filter(server_id__in=keys).filter(
        Q(asked_at__isnull=True) | Q(asked_at__lte=moment - AT_MOST_EVERY)
    )
    # One statement each, so that of two who ask at once only one is told yes.
    return [
        reading.pk
        for reading in due
        if Reading.objects.filter(pk=reading.pk, asked_at=reading.asked_at).update(asked_at=moment)
    ]
