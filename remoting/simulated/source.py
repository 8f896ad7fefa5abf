"""The embedded store as a source of the mirror. Worker and synchronisation read it; pages read the mirror."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from directory.models import Domain
from directory.sources import Cookie, CookieTooOld, DeletedObject, DomainFacts, Page, SourceError, SourceObject, Version
from remoting.simulated.attributes import TIMES
from remoting.simulated.embedded import EmbeddedDirectory, utc_now
from remoting.simulated.embedded_life import EmbeddedLife
from remoting.simulated.embedded_links import batches, holders_of, present_links
from remoting.simulated.embedded_privilege import holds_privileged
from remoting.simulated.embedded_rows import policy_of, stored
from remoting.simulated.models import SimulatedDomain, SimulatedLink, SimulatedObject
from remoting.simulated.names import join_dn
from remoting.simulated.population_machines import CONTROLLERS
from remoting.simulated.privilege import is_privileged
from remoting.simulated.store import Value
from remoting.simulated.times import text_of

_PAGE = 2000
_KINDS = ("ou", "group", "computer", "user")
_NOT_TOLD = frozenset({"objectGUID", "objectSid", "member", "memberOf", "uSNCreated", "uSNChanged"})


class EmbeddedSource:
    """The simulated domain of the same DNS name as the portal's row."""

    def __init__(self, domain: Domain) -> None:
        self._name = domain.name

    def _domain(self) -> SimulatedDomain:
        found = SimulatedDomain.objects.filter(dns_name__iexact=self._name).first()
        if found is None:
            raise SourceError(f"There is no simulated domain {self._name}.")
        return found

    def _directory(self, domain: SimulatedDomain) -> EmbeddedDirectory:
        return EmbeddedDirectory(domain, clock=utc_now)

    def facts(self) -> DomainFacts:
        domain = self._domain()
        controllers = tuple(machine.host for machine in CONTROLLERS)
        return DomainFacts(domain.base_dn, domain.netbios, domain.sid, controllers, domain.recycle_bin)

    def policy(self) -> Mapping[str, object]:
        policy = policy_of(self._domain())
        return {
            "minLength": policy.min_length,
            "history": policy.history,
            "complexity": policy.complexity,
            "maxAgeDays": policy.max_age.days,
            "minAgeDays": policy.min_age.days,
            "lockoutThreshold": policy.lockout_threshold,
            "lockoutMinutes": int(policy.lockout_duration.total_seconds() // 60),
            "lockoutWindowMinutes": int(policy.lockout_window.total_seconds() // 60),
        }

    def pages(self, since: Cookie | None) -> Iterator[Page]:
        """Everything, units first; or what has changed since. What life brought meanwhile is carried in first."""
        domain = self._domain()
        EmbeddedLife(domain).live(utc_now())
        domain.refresh_from_db()
        at = _Place.parse(since) if since else _Place(0, 0, domain.usn)
        if at.pinned > domain.usn:
            raise CookieTooOld(f"The simulated domain {self._name} was made anew.")
        if at.is_full:
            yield from self._everything(domain, at)
        else:
            yield from self._changes(domain, at.pinned)

    def _everything(self, domain: SimulatedDomain, at: "_Place") -> Iterator[Page]:
        """All objects by kind and row. The last cookie says where changes begin: as things stood at the start."""
        objects = SimulatedObject.objects.filter(domain=domain, deleted_at=None)
        total = objects.filter(kind__in=_KINDS).count()
        for ordinal in range(at.kind, len(_KINDS)):
            after = at.row if ordinal == at.kind else 0
            while rows := _related(objects.filter(kind=_KINDS[ordinal], pk__gt=after).order_by("pk")[:_PAGE]):
                after = rows[-1].pk
                yield Page(_told(domain, rows), (), _Place(ordinal, after, at.pinned).cookie(), total)
        yield Page((), (), Cookie(str(at.pinned)), total)

    def _changes(self, domain: SimulatedDomain, usn: int) -> Iterator[Page]:
        changed, before = SimulatedObject.objects.filter(domain=domain, kind__in=_KINDS), usn
        while rows := _related(changed.filter(usn_changed__gt=usn).order_by("usn_changed", "pk")[:_PAGE]):
            usn = rows[-1].usn_changed
            present = [row for row in rows if row.deleted_at is None]
            present += _groups_of_restored(present, before)
            gone = tuple(row.guid for row in rows if row.deleted_at is not None)
            yield Page(_told(domain, present), gone, Cookie(str(usn)))
        yield Page((), (), Cookie(str(max(usn, domain.usn))))

    def one(self, guid: UUID) -> SourceObject | None:
        domain = self._domain()
        row = SimulatedObject.objects.filter(domain=domain, guid=guid, deleted_at=None).first()
        return _told(domain, [row])[0] if row and row.kind in _KINDS else None

    def token_groups(self, guid: UUID) -> frozenset[str]:
        domain = self._domain()
        if not SimulatedObject.objects.filter(domain=domain, guid=guid, deleted_at=None).exists():
            return frozenset()
        return self._directory(domain).token_groups(guid)

    def versions(self, guid: UUID, attributes: Sequence[str]) -> Mapping[str, Version]:
        """Of an attribute the row's own count; of `member:<guid>` the link's."""
        row = SimulatedObject.objects.filter(domain=self._domain(), guid=guid).first()
        if row is None:
            return {}
        found = {}
        for name in attributes:
            version = _link_version(row, name) if name.startswith("member:") else _version(row, name)
            if version:
                found[name] = version
        return found

    def is_privileged(self, guid: UUID) -> bool:
        domain = self._domain()
        row = SimulatedObject.objects.filter(domain=domain, guid=guid, deleted_at=None).first()
        if row is None:
            return False
        return is_privileged(self._directory(domain), stored(row, policy_of(domain), utc_now()))

    def has_privileged_below(self, guid: UUID) -> bool:
        """Whether a unit holds a privileged user, group or computer, at any depth."""
        domain = self._domain()
        unit = SimulatedObject.objects.filter(domain=domain, guid=guid, deleted_at=None).first()
        return unit is not None and holds_privileged(domain, unit)

    def deleted(self) -> Sequence[DeletedObject]:
        rows = SimulatedObject.objects.filter(domain=self._domain(), deleted_at__isnull=False, kind__in=_KINDS)
        found = []
        for row in rows.select_related("last_parent").order_by("-deleted_at"):
            parent = row.last_parent.dn if row.last_parent else self._domain().base_dn
            last_dn = join_dn(row.kind, row.last_name, parent)
            found.append(DeletedObject(row.guid, row.kind, row.last_name, last_dn, row.deleted_at))
        return found


class _Place:
    """Where a reading of everything stands: kind, row, and the number up to which changes are in it."""

    def __init__(self, kind: int, row: int, pinned: int, *, is_full: bool = True) -> None:
        self.kind, self.row, self.pinned, self.is_full = kind, row, pinned, is_full

    def cookie(self) -> Cookie:
        return Cookie(f"{self.kind}:{self.row}:{self.pinned}")

    @classmethod
    def parse(cls, cookie: Cookie) -> "_Place":
        parts = [int(part) for part in cookie.split(":")]
        return cls(*parts) if len(parts) == 3 else cls(0, 0, parts[0], is_full=False)


Rows = QuerySet[SimulatedObject]


_REFERENCES = ("manager", "managed_by", "last_parent")


def _related(found: Rows) -> list[SimulatedObject]:
    """The rows with whom they refer to: the same few for many rows, so each is read once and without its values."""
    rows = list(found)
    keys = {getattr(row, f"{name}_id") for row in rows for name in _REFERENCES} - {None}
    others = SimulatedObject.objects.only("dn", "deleted_at").in_bulk(keys)
    for row in rows:
        for name in _REFERENCES:
            if other := others.get(getattr(row, f"{name}_id")):
                setattr(row, name, other)
    return rows


def _groups_of_restored(rows: Sequence[SimulatedObject], usn: int) -> list[SimulatedObject]:
    """Groups that hold what came back from the recycle bin: they did not change, and the mirror forgot the links."""
    back = [row.pk for row in rows if row.versions.get("isDeleted", [0, "", 0])[2] > usn]
    told = {row.pk for row in rows}
    return _related(SimulatedObject.objects.filter(pk__in=holders_of(back) - told)) if back else []


def _told(domain: SimulatedDomain, rows: Sequence[SimulatedObject]) -> list[SourceObject]:
    """Rows as a source tells them, groups with their members."""
    policy, now = policy_of(domain), utc_now()
    members = _members([row.pk for row in rows if row.kind == "group"])
    told = []
    for row in rows:
        found = stored(row, policy, now)
        values = {name: _plain(name, value) for name, value in found.attributes.items() if name not in _NOT_TOLD}
        inside = tuple(members.get(row.pk, ())) if row.kind == "group" else None
        attributes = {"name": row.name, **values}
        told.append(SourceObject(row.guid, row.kind, row.dn, row.sid or "", attributes, inside, row.usn_changed))
    return told


def _members(groups: Sequence[int]) -> dict[int, list[UUID]]:
    found: dict[int, list[UUID]] = {}
    for part in batches(groups):
        links = present_links().filter(group_id__in=part).order_by("pk")
        for group, member in links.values_list("group_id", "member__guid").iterator(chunk_size=5000):
            found.setdefault(group, []).append(member)
    return found


def _plain(name: str, value: Value) -> object:
    if name in TIMES or isinstance(value, datetime):
        return text_of(value)
    return list(value) if isinstance(value, tuple) else value


def _version(row: SimulatedObject, name: str) -> Version | None:
    """The count of one attribute; what was never written since the object was made has the object's own."""
    kept = row.versions.get(name) or row.versions.get("*")
    return Version(kept[0], datetime.fromisoformat(kept[1]), kept[2]) if kept else None


def _link_version(row: SimulatedObject, name: str) -> Version | None:
    link = SimulatedLink.objects.filter(group=row, member__guid=name.removeprefix("member:")).first()
    return Version(link.version, link.at, link.usn) if link else None
