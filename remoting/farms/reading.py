"""Asks one server how it is, and keeps its answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from directory.models import DirectoryObject
from remoting.catalog.operations import catalog
from remoting.farms.models import Reading, Session
from remoting.servers.models import Server
from remoting.servers.reaching import endpoint_of
from remoting.transports.invocation import Invocation, Transport, TransportError, ignore_event
from remoting.transports.loading import transport_for

FUNCTIONS = ("Get-TsmServer", "Get-TsmServerDisk", "Get-TsmServerHealth", "Get-TsmSession")
LOADS_KEPT = timedelta(hours=1)
TIME_LIMIT = 30  # seconds a call


class NoReading(Exception):
    """The server did not say how it is; the text says why."""


def read_server(server: Server) -> Reading:
    """Ask the server and keep what it says; of a server that does not answer, what it said last and since when."""
    started = timezone.now()
    try:
        answers = _ask(transport_for(endpoint_of(server)))
    except (NoReading, TransportError) as problem:
        return _keep_failure(server, str(problem), at=started)
    return _keep(server, answers, at=started)


def _ask(transport: Transport) -> dict[str, list[Any]]:
    return {function: _call(transport, function) for function in FUNCTIONS}


def _call(transport: Transport, function: str) -> list[Any]:
    operation = catalog().by_function(function)
    if operation is None:
        raise NoReading(f"The catalog has no {function}.")
    helper = catalog().helpers[operation.helper]
    outcome = transport.run(
        Invocation(
            id=uuid4(), helper=helper.name, sha256=helper.sha256, function=function, parameters={}, timeout=TIME_LIMIT
        ),
        on_event=ignore_event,
    )
    if outcome.error is not None:
        raise NoReading(outcome.error.message)
    return outcome.data


@transaction.atomic
def _keep_failure(server: Server, error: str, *, at: datetime) -> Reading:
    reading, _ = Reading.objects.select_for_update().get_or_create(server=server)
    reading.failing_since = reading.failing_since or at
    reading.error = error
    reading.save(update_fields=["failing_since", "error"])
    return reading


@transaction.atomic
def _keep(server: Server, answers: dict[str, list[Any]], *, at: datetime) -> Reading:
    reading, _ = Reading.objects.select_for_update().get_or_create(server=server)
    if reading.taken_at is not None and reading.taken_at > at:
        return reading  # Somebody asked later and was answered sooner.
    reading.taken_at, reading.failing_since, reading.error = at, None, ""
    reading.facts = answers["Get-TsmServer"][0] if answers["Get-TsmServer"] else {}
    reading.disks = answers["Get-TsmServerDisk"]
    reading.checks = answers["Get-TsmServerHealth"]
    reading.loads = _loads(reading, at)
    reading.save()
    _keep_sessions(server, answers["Get-TsmSession"], at=at)
    return reading


def _loads(reading: Reading, at: datetime) -> list[list[Any]]:
    """The loads of the last hour, with the newest."""
    oldest = (at - LOADS_KEPT).isoformat()
    kept = [pair for pair in reading.loads if pair[0] >= oldest]
    load = reading.facts.get("cpuPercent")
    return kept if load is None else [*kept, [at.isoformat(), load]]


def _keep_sessions(server: Server, rows: list[Any], *, at: datetime) -> None:
    people = _people(server, {row["user"] for row in rows if row.get("user")})
    told = [_session(server, row, people, at=at) for row in rows if row.get("user")]
    server.sessions.exclude(number__in=[session.number for session in told]).delete()
    Session.objects.bulk_create(
        told,
        update_conflicts=True,
        unique_fields=["server", "number"],
        update_fields=[
            field.name for field in Session._meta.concrete_fields if field.name not in ("id", "server", "number")
        ],
    )


def _people(server: Server, accounts: set[str]) -> dict[str, DirectoryObject]:
    """The people of the server's domain by account name in lower case. Asked in pieces, as a list may be long."""
    found: dict[str, DirectoryObject] = {}
    names = sorted(accounts)
    for start in range(0, len(names), 200):
        match = Q()
        for name in names[start : start + 200]:
            match |= Q(sam__iexact=name)
        users = DirectoryObject.objects.present().of_kind("user").filter(match, domain=server.domain)
        found |= {user.sam.lower(): user for user in users}
    return found


def _session(server: Server, row: dict[str, Any], people: dict[str, DirectoryObject], *, at: datetime) -> Session:
    local = (row.get("domain") or "").casefold() == server.domain.netbios.casefold()
    person = people.get(row["user"].lower()) if local else None
    idle = row.get("idleSeconds")
    return Session(
        server=server,
        number=row["id"],
        account=row["user"][:256],
        account_domain=(row.get("domain") or "")[:256],
        person_guid=person.guid if person else None,
        person_name=person.shown_name if person else "",
        state=row["state"],
        input_at=None if idle is None else at - timedelta(seconds=idle),
        logon_at=_time(row.get("logonTime")),
        disconnected_at=_time(row.get("disconnectTime")),
        client_name=(row.get("clientName") or "")[:256],
        client_address=(row.get("clientAddress") or "")[:64],
    )


def _time(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None
