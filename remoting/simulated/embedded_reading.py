"""Reading the embedded directory."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from remoting.simulated.criteria import Criterion, matches
from remoting.simulated.embedded_links import all_held_by, all_holders_of, batches, held_by, holders_of, links_of
from remoting.simulated.embedded_rows import policy_of, stored
from remoting.simulated.embedded_search import narrow
from remoting.simulated.faults import Fault
from remoting.simulated.models import SimulatedDomain, SimulatedObject
from remoting.simulated.names import dn_key, fold
from remoting.simulated.store import ONE_LEVEL, SUBTREE, PasswordPolicy, StoredObject

# What an object is made of; the rest of a row serves look-up and writing.
_READ = (
    "guid", "kind", "name", "dn", "sid", "attributes", "usn_created", "usn_changed", "when_created", "when_changed",
    "deleted_at", "last_name", "manager__dn", "manager__deleted_at", "managed_by__dn", "managed_by__deleted_at",
    "last_parent__dn",
)  # fmt: skip
NO_OBJECT = "Directory object not found"
NO_OBJECT_EXCEPTION = "Microsoft.ActiveDirectory.Management.ADIdentityNotFoundException"
_BATCH = 500


class EmbeddedReading:
    """What can be asked of the embedded directory of one domain."""

    def __init__(self, domain: SimulatedDomain, *, clock: Callable[[], datetime]) -> None:
        self.domain_id = domain.pk
        self.base_dn = domain.base_dn
        self._clock = clock

    def domain(self) -> SimulatedDomain:
        """The domain's row as it is now."""
        return SimulatedDomain.objects.get(pk=self.domain_id)

    def rows(self, *, deleted: bool = False) -> QuerySet[SimulatedObject]:
        """The objects that are there, or those that were deleted."""
        found = SimulatedObject.objects.filter(domain_id=self.domain_id, deleted_at__isnull=not deleted)
        return found.select_related("manager", "managed_by", "last_parent")

    def row(self, guid: UUID, *, deleted: bool = False) -> SimulatedObject:
        """The row of an object; raises the fault of a directory that does not find it."""
        found = list(self.rows(deleted=deleted).filter(guid=guid)[:1])
        if not found:
            raise Fault("NotFound", NO_OBJECT, exception=NO_OBJECT_EXCEPTION)
        return found[0]

    def row_at(self, dn: str) -> SimulatedObject:
        """The row at a distinguished name."""
        found = list(self.rows().filter(place=dn_key(dn))[:1])
        if not found:
            raise Fault("NotFound", NO_OBJECT, exception=NO_OBJECT_EXCEPTION)
        return found[0]

    def objects(self, rows: Sequence[SimulatedObject], links: Sequence[str] = ()) -> list[StoredObject]:
        """Rows as objects."""
        policy, now = policy_of(self.domain()), self._clock()
        linked = links_of([row.pk for row in rows], links) if links else {}
        none = {name: list[str]() for name in links}
        return [stored(row, policy, now, linked.get(row.pk, none)) for row in rows]

    def find(
        self,
        criterion: Criterion,
        *,
        base: str = "",
        scope: str = SUBTREE,
        limit: int = 0,
        links: Sequence[str] = (),
        deleted: bool = False,
    ) -> list[StoredObject]:
        """What is asked for, at or below `base`, in the order of names."""
        narrowed = narrow(criterion)
        rows = self.rows(deleted=deleted).filter(narrowed.query).only(*_READ)
        if base and scope == ONE_LEVEL:
            rows = rows.filter(parent__place=dn_key(base))
        elif base:
            rows = rows.filter(place__startswith=dn_key(base))
        if narrowed.exact and limit:
            found = self.objects(list(rows[:limit]), links)
        else:
            found = self._judged(criterion, rows, limit, links)
        # Sorted here: an ORDER BY can lure the database away from the index that finds the one object.
        return sorted(found, key=lambda one: fold(one.name))

    def _judged(
        self, criterion: Criterion, rows: QuerySet[SimulatedObject], limit: int, links: Sequence[str]
    ) -> list[StoredObject]:
        """Those of the rows that are asked for, up to the limit."""
        found: list[StoredObject] = []
        for batch in self._batches(rows):
            found += [one for one in self.objects(batch, links) if matches(criterion, one)]
            if limit and len(found) >= limit:
                return found[:limit]
        return found

    @staticmethod
    def _batches(rows: QuerySet[SimulatedObject]) -> Iterator[list[SimulatedObject]]:
        batch: list[SimulatedObject] = []
        for row in rows.iterator(chunk_size=_BATCH):
            batch.append(row)
            if len(batch) == _BATCH:
                yield batch
                batch = []
        yield batch

    def _many(self, ids: Collection[int], links: Sequence[str] = ()) -> list[StoredObject]:
        rows: list[SimulatedObject] = []
        for part in batches(ids):
            rows += self.rows().filter(pk__in=part).only(*_READ)
        return sorted(self.objects(rows, links), key=lambda one: fold(one.name))

    def groups_of(self, guid: UUID, *, chain: bool = False) -> list[StoredObject]:
        """The groups that hold the object, without its primary one."""
        own = {self.row(guid).pk}
        return self._many(all_holders_of(own) if chain else holders_of(own))

    def members_of(self, guid: UUID, *, chain: bool = False, limit: int = 0) -> list[StoredObject]:
        """The members of a group and those whose primary group it is, with `memberOf`."""
        group = self.row(guid)
        ids = all_held_by(group.pk) if chain else held_by([group.pk])
        rid = (group.sid or "").rpartition("-")[2]
        if rid:
            ids |= set(self.rows().filter(primary_group=int(rid)).values_list("pk", flat=True))
        return self._many(sorted(ids)[:limit] if limit else ids, ["memberOf"])

    def token_groups(self, guid: UUID) -> frozenset[str]:
        """SIDs of all groups of an object, through the primary group and others."""
        known = self.rows().filter(guid=guid).values_list("pk", "sid", "primary_group")[:1]
        if not known:
            raise Fault("NotFound", NO_OBJECT, exception=NO_OBJECT_EXCEPTION)
        pk, sid, primary_group = known[0]
        direct = holders_of([pk])
        if primary_group and sid:
            primary = f"{sid.rpartition('-')[0]}-{primary_group}"
            direct |= set(self.rows().filter(sid=primary).values_list("pk", flat=True))
        found: set[str] = set()
        for part in batches(direct | all_holders_of(direct)):
            found.update(sid for sid in self.rows().filter(pk__in=part).values_list("sid", flat=True) if sid)
        return frozenset(found)

    def policy_of(self, guid: UUID) -> PasswordPolicy:
        self.row(guid)
        return policy_of(self.domain())

    def has_feature(self, name: str) -> bool:
        return name == "Recycle Bin Feature" and self.domain().recycle_bin
