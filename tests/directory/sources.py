"""A source in memory: a little domain that tests change as they like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID, uuid5

from directory.models import Domain
from directory.sources import (
    Cookie,
    CookieTooOld,
    DeletedObject,
    DomainFacts,
    Page,
    SourceError,
    SourceObject,
    Version,
)

BASE = "DC=corp,DC=example"
SPACE = UUID("11111111-2222-3333-4444-555555555555")


def guid_of(name: str) -> UUID:
    return uuid5(SPACE, name)


@dataclass
class World:
    """Objects by GUID, each with the number of its last change; and what goes wrong."""

    objects: dict[UUID, SourceObject] = field(default_factory=dict)
    deleted: dict[UUID, int] = field(default_factory=dict)
    usn: int = 0
    page_size: int = 50
    fails_after: int | None = None  # pages
    forgets: bool = False  # no cookie is known any more
    asked: int = 0  # calls of one()

    def put(self, told: SourceObject) -> SourceObject:
        self.usn += 1
        self.deleted.pop(told.guid, None)
        self.objects[told.guid] = replace(told, usn=self.usn)
        return self.objects[told.guid]

    def add(
        self,
        kind: str,
        name: str,
        *,
        under: str = "",
        members: Sequence[UUID] | None = None,
        **attributes: object,
    ) -> SourceObject:
        """Put an object under a unit's DN, into the domain itself where none is named."""
        rdn = f"{'OU' if kind == 'ou' else 'CN'}={name.replace(',', chr(92) + ',')}"
        sid = "" if kind == "ou" else f"S-1-5-21-1-2-3-{1000 + len(self.objects) + len(self.deleted)}"
        account = {} if kind == "ou" else {"sAMAccountName": name.lower().replace(" ", ".")[:20]}
        basics: dict[str, object] = {"name": name, **account}
        if kind == "user":
            basics |= {"userAccountControl": 512, "pwdLastSet": "2026-08-01T08:00:00Z"}
        told = SourceObject(
            guid=guid_of(f"{kind} {name} {under}"),
            kind=kind,
            dn=f"{rdn},{under or BASE}",
            sid=sid,
            attributes=basics | attributes,
            member=tuple(members or ()) if kind == "group" else None,
        )
        return self.put(told)

    def change(self, told: SourceObject, **attributes: object) -> SourceObject:
        known = self.objects[told.guid]
        return self.put(replace(known, attributes={**known.attributes, **attributes}))

    def move(self, told: SourceObject, dn: str) -> SourceObject:
        """As the directory does it: what lies below gets its new DN without a new change number."""
        old = self.objects[told.guid].dn
        for guid, one in self.objects.items():
            if one.dn.endswith("," + old):
                self.objects[guid] = replace(one, dn=one.dn.removesuffix(old) + dn)
        return self.put(replace(self.objects[told.guid], dn=dn))

    def set_members(self, group: SourceObject, members: Sequence[UUID]) -> None:
        self.put(replace(self.objects[group.guid], member=tuple(members)))

    def delete(self, told: SourceObject) -> None:
        self.usn += 1
        del self.objects[told.guid]
        self.deleted[told.guid] = self.usn


class MemorySource:
    """What the tests' domain names as its source; the world is set by a fixture."""

    world: ClassVar[World] = World()

    def __init__(self, domain: Domain) -> None:
        self.domain = domain

    def facts(self) -> DomainFacts:
        return DomainFacts(BASE, "CORP", "S-1-5-21-1-2-3", ("dc1.corp.example",), recycle_bin=True)

    def policy(self) -> Mapping[str, object]:
        return {"minLength": 14, "history": 24, "complexity": True, "maxAgeDays": 100, "lockoutThreshold": 5}

    def pages(self, since: Cookie | None) -> Iterator[Page]:
        world = self.world
        if since is not None and world.forgets:
            raise CookieTooOld("The directory no longer knows what happened since then.")
        full, at = (True, 0) if since is None else (since.startswith("all"), int(since.rpartition(":")[2]))
        order = {"ou": 0, "user": 1, "computer": 1, "group": 2}
        told = sorted(world.objects.values(), key=lambda one: (order[one.kind], one.usn) if full else (0, one.usn))
        wanted = told[at:] if full else [one for one in told if one.usn > at]
        gone = [] if full else [guid for guid, usn in world.deleted.items() if usn > at]
        for number, start in enumerate(range(0, max(len(wanted), 1), world.page_size)):
            if world.fails_after is not None and number >= world.fails_after:
                raise SourceError("DC1 does not answer.")
            part = wanted[start : start + world.page_size]
            is_last = start + world.page_size >= len(wanted)
            place = f"all:{at + start + len(part)}" if full else f"since:{part[-1].usn if part else at}"
            cookie = Cookie(f"since:{world.usn}" if is_last else place)
            yield Page(part, gone if is_last else (), cookie, total=at + len(wanted) if full else len(wanted))

    def one(self, guid: UUID) -> SourceObject | None:
        self.world.asked += 1
        return self.world.objects.get(guid)

    def token_groups(self, guid: UUID) -> frozenset[str]:
        groups = [one for one in self.world.objects.values() if one.kind == "group"]
        found: set[UUID] = {guid}
        while True:
            more = {one.guid for one in groups if found & set(one.member or ())} - found
            if not more:
                return frozenset(one.sid for one in groups if one.guid in found)
            found |= more

    def versions(self, guid: UUID, attributes: Sequence[str]) -> Mapping[str, Version]:
        usn = self.world.objects[guid].usn
        return {name: Version(1, datetime(2026, 1, 1, tzinfo=UTC), usn) for name in attributes}

    def is_privileged(self, guid: UUID) -> bool:
        return bool(self.world.objects[guid].attributes.get("adminCount"))

    def has_privileged_below(self, guid: UUID) -> bool:
        tail = "," + self.world.objects[guid].dn
        return any(self.is_privileged(one.guid) for one in self.world.objects.values() if one.dn.endswith(tail))

    def deleted(self) -> Sequence[DeletedObject]:
        return [DeletedObject(guid, "user", "", "", None) for guid in self.world.deleted]
