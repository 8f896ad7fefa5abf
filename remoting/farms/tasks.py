"""Readings in the worker. A message carries the number of a server and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from celery import shared_task
from django.db import transaction

from remoting.farms.asking import claim_askings
from remoting.farms.reading import read_server
from remoting.servers.models import Server


@shared_task
def take_reading(server_pk: int) -> None:
    """Ask one server; one that is gone since needs no asking."""
    server = Server.objects.select_related("domain", "domain__credential", "credential").filter(pk=server_pk).first()
    if server is not None:
        read_server(server)


@shared_task
def take_readings() -> None:
    """Ask every server, each in a task of its own, so that a dead one holds up nobody."""
    ask_readings(Server.objects.all())


def ask_readings(servers: Iterable[Server]) -> int:
    """Ring for those servers that were not asked just now; returns how many."""
    claimed = claim_askings(servers)
    for key in claimed:
        transaction.on_commit(lambda key=key: take_reading.delay(key))  # type: ignore[misc]  # a lambda with a default has no type
    return len(claimed)
