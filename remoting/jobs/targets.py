"""What an operation acts on, as kind and key, so that no earlier room is referred to by a foreign key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import Http404

from accounts.grants import grants_of
from accounts.models import User
from directory.models import DirectoryObject, Domain
from directory.scopes import covers
from remoting.jobs.models import Job
from remoting.servers.models import Server

SERVER_KINDS = frozenset({"server", "session"})


@dataclass(frozen=True, slots=True)
class Target:
    """One target. `key`: a GUID, a host name, `<host>/session/<number>`, or "" where the operation has no object.

    `unit_path` holds the GUIDs of the units that the object lies in (a unit lies in itself); `server` is the host name
    for acts on servers and sessions, `farm_key` and `server_key` their rows as grants name them.
    """

    kind: str
    key: str = ""
    name: str = ""
    domain: str = ""
    server: str = ""
    unit_path: tuple[UUID, ...] = ()
    farm_key: str = ""
    server_key: str = ""

    @property
    def is_on_server(self) -> bool:
        return self.kind in SERVER_KINDS

    @property
    def guid(self) -> UUID | None:
        """The GUID, where the key is one."""
        return guid_in(self.key)

    @property
    def session_number(self) -> int | None:
        """The number of the session that the key names."""
        host, word, number = self.key.rpartition("/session/")
        return int(number) if word and host and number.isdecimal() else None


class NoSuchTarget(Http404):
    """There is no such target, or not for this person: the two are never told apart."""


def guid_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def parent_names(dn: str) -> list[str]:
    """The distinguished names above this one, nearest first. A comma that belongs to a name is escaped in a DN."""
    found: list[str] = []
    at = 0
    while at < len(dn):
        if dn[at] == "\\":
            at += 2
            continue
        if dn[at] == ",":
            found.append(dn[at + 1 :])
        at += 1
    return found


def units_of(domain: Domain, dn: str, *, itself: bool) -> tuple[UUID, ...]:
    """The units that a DN lies in, as the mirror knows units; with `itself` the DN is that of a unit."""
    names = ([dn] if itself else []) + parent_names(dn)
    units = DirectoryObject.objects.present().filter(domain=domain, kind="ou", dn__in=names)
    return tuple(units.values_list("guid", flat=True))


def target_for(kind: str, key: str, user: User, *, domain: str = "") -> Target:
    """The target that a person means, as the mirror and the inventory know it. Raises NoSuchTarget."""
    if kind in SERVER_KINDS:
        return _server_target(kind, key, user)
    if key and kind != "directory":
        return target_of_object(_visible_object(kind, key, user))
    guid = guid_in(key)
    found = _domain_named(domain or ("" if guid else key))
    if guid is not None:
        return _deleted_target(guid, found, user)
    return Target(kind=kind, key=found.name if kind == "directory" else "", name=found.name, domain=found.name)


def target_of_object(found: DirectoryObject) -> Target:
    """The target that a mirrored object makes."""
    return Target(
        kind=found.kind,
        key=str(found.guid),
        name=found.shown_name,
        domain=found.domain.name,
        unit_path=tuple(found.unit_path),
    )


def target_of_server(server: Server, *, session: int | None = None) -> Target:
    """The target that a server makes, or one session on it."""
    return Target(
        kind="server" if session is None else "session",
        key=server.host if session is None else f"{server.host}/session/{session}",
        name=server.host if session is None else f"{server.host}, session {session}",
        domain=server.domain.name,
        server=server.host,
        farm_key=str(server.farm_id or ""),
        server_key=str(server.pk),
    )


def target_of_job(job: Job) -> Target:
    """The target as the job's row keeps it. Where the object lies now is the guard's question."""
    return Target(kind=job.target_kind, key=job.target_key, name=job.target_name, domain=job.domain, server=job.server)


def _visible_object(kind: str, key: str, user: User) -> DirectoryObject:
    guid = guid_in(key)
    if guid is None:
        raise NoSuchTarget(f"no {kind} {key}")
    found = (
        DirectoryObject.objects.present().visible_to(user).select_related("domain").filter(guid=guid, kind=kind).first()
    )
    if found is None:
        raise NoSuchTarget(f"no {kind} {key}")
    return found


def _deleted_target(guid: UUID, domain: Domain, user: User) -> Target:
    """A deleted object lies in no unit any more, so only a grant over its whole domain covers it.

    What was deleted before the mirror met it has no row here: whether it is there the directory says when the job runs.
    """
    row = DirectoryObject.objects.select_related("domain").filter(guid=guid).first()
    place = row.domain if row else domain
    if not any(covers(held, domain=place.name, unit_path=()) for held in grants_of(user)):
        raise NoSuchTarget(f"no deleted object {guid}")
    if row is not None and row.deleted_at is None and row.kind != "user":
        raise NoSuchTarget(f"{guid} is nothing that can be restored")  # A user that is back is back: nothing changes.
    return Target(kind="directory", key=str(guid), name=row.name if row else str(guid), domain=place.name)


def _domain_named(name: str) -> Domain:
    """The domain of that name; where none is named, the only one there is."""
    domains = Domain.objects.filter(name__iexact=name) if name else Domain.objects.all()
    found = list(domains[:2])
    if len(found) != 1:
        raise NoSuchTarget(f"no domain {name}" if name else "several domains: one must be named")
    return found[0]


def _server_target(kind: str, key: str, user: User) -> Target:
    host, word, number = key.partition("/session/")
    if word and (kind != "session" or not number.isdecimal()):
        raise NoSuchTarget(f"no {kind} {key}")
    server = Server.objects.visible_to(user).select_related("domain", "farm").filter(host__iexact=host).first()
    if server is None:
        raise NoSuchTarget(f"no {kind} {key}")
    return replace(target_of_server(server, session=int(number) if word else None), kind=kind)
