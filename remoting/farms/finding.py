"""Servers, sessions and jobs that a search means; what the directory's own search does not know."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from remoting.farms.models import Session
from remoting.jobs.models import Job
from remoting.jobs.targets import guid_in
from remoting.servers.models import Server

SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, each list at most as long as was asked for."""

    servers: list[Server]
    sessions: list[Session]
    jobs: list[Job]

    @property
    def is_empty(self) -> bool:
        return not (self.servers or self.sessions or self.jobs)


def find(query: str, *, user: User, most: int) -> Found:
    """Servers by a part of their name, sessions by account, person or client, jobs by ticket or number."""
    text = query.strip()[:200]
    if len(text) < SHORTEST:
        return Found([], [], [])
    servers = Server.objects.visible_to(user).filter(host__icontains=text).order_by("host")
    sessions = Session.objects.visible_to(user).about(text).select_related("server__reading")
    number = guid_in(text)
    jobs = Job.objects.visible_to(user).runs().filter(Q(pk=number) if number else Q(ticket__iexact=text))
    return Found(
        list(servers[:most]),
        list(sessions.order_by("person_name", "server__host")[:most]),
        list(jobs.order_by("-created_at")[:most]),
    )
