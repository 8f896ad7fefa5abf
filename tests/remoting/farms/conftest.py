"""A farm of two servers and a stand-in that answers for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from directory.models import DirectoryObject, Domain
from remoting.farms import reading
from remoting.servers.models import Farm, Server
from remoting.transports.endpoint import Endpoint
from remoting.transports.invocation import Fault, Invocation, NothingSent, OnEvent, Outcome

FACTS = {
    "name": "ts-1.corp.example",
    "system": "Windows Server 2025",
    "cpuPercent": 40,
    "memoryBytes": 1000,
    "memoryFreeBytes": 250,
    "uptimeSeconds": 90_000,
    "logonMode": "drain",
    "restartDue": False,
    "restartReasons": [],
}
DISKS = [{"name": "C:", "sizeBytes": 100, "freeBytes": 3, "freePercent": 3.0}]
CHECKS = [
    {"name": "memory", "state": "ok", "value": 25, "unit": "% free", "limit": 10},
    {"name": "disk C:", "state": "critical", "value": 3, "unit": "% free", "limit": 10},
]


def session(number: int, user: str | None, **more: Any) -> dict[str, Any]:
    """A row as Get-TsmSession returns it."""
    row = {"id": number, "user": user, "domain": "CORP", "state": "active", "idleSeconds": 60, "clientName": "PC-1"}
    return row | {"connectTime": None, "disconnectTime": None, "logonTime": "2026-11-21T07:00:00Z"} | more


@dataclass
class StandIn:
    """Answers the four calls of a reading; `silent` as a server that is off, `fault` as a helper that throws."""

    sessions: list[dict[str, Any]] = field(default_factory=list)
    silent: bool = False
    fault: Fault | None = None
    asked: list[str] = field(default_factory=list)

    def run(self, invocation: Invocation, *, on_event: OnEvent) -> Outcome:
        self.asked.append(invocation.function)
        if self.silent:
            raise NothingSent("No connection to ts-1. Nothing was sent.")
        if self.fault is not None:
            return Outcome(ok=False, error=self.fault)
        answers: dict[str, list[Any]] = {
            "Get-TsmServer": [FACTS],
            "Get-TsmServerDisk": DISKS,
            "Get-TsmServerHealth": CHECKS,
            "Get-TsmSession": self.sessions,
        }
        return Outcome(ok=True, data=answers[invocation.function])


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    answering = StandIn()

    def to(endpoint: Endpoint) -> StandIn:
        return answering

    monkeypatch.setattr(reading, "transport_for", to)
    return answering


@pytest.fixture
def domain(db: None) -> Domain:
    return Domain.objects.create(name="corp.example", netbios="CORP", base_dn="DC=corp,DC=example", source="none.Such")


@pytest.fixture
def farm(domain: Domain) -> Farm:
    farm = Farm.objects.create(name="Hamburg desktop")
    for host in ("ts-1", "ts-2"):
        Server.objects.create(host=host, domain=domain, farm=farm, is_terminal=True, transport="simulated")
    return farm


@pytest.fixture
def server(farm: Farm) -> Server:
    return Server.objects.select_related("domain", "farm").get(host="ts-1")


@pytest.fixture
def zoe(domain: Domain) -> DirectoryObject:
    return DirectoryObject.objects.create(
        guid=UUID("7c9a3f1e-0b6d-4c51-9d0e-2f1a8b7743c2"),
        domain=domain,
        kind="user",
        dn="CN=Zoë O'Brien,DC=corp,DC=example",
        name="Zoë O'Brien",
        display_name="Zoë O'Brien",
        sam="zobrien",
        mirrored_at=timezone.now(),
        place=-domain.pk,
    )
