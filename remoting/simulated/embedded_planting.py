"""Puts a population into the embedded store, many rows at a time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from directory.bulk import insert
from remoting.simulated.acts import SimulatedLockout, SimulatedRegular, SimulatedWorld
from remoting.simulated.attributes import MULTIPLE, TIMES
from remoting.simulated.embedded_rows import derive
from remoting.simulated.models import SimulatedDomain, SimulatedLink, SimulatedObject
from remoting.simulated.names import join_dn
from remoting.simulated.population import World
from remoting.simulated.population_machines import BASE_DN, DOMAIN, NETBIOS
from remoting.simulated.population_people import FREE_RID
from remoting.simulated.population_planting import Planted
from remoting.simulated.population_planting import Value as PlantedValue
from remoting.simulated.population_states import POLICY
from remoting.simulated.seeding import number_of
from remoting.simulated.times import NEVER, to_filetime

_BATCH = 2000
_FIRST_USN = 12_000
_NONE = {"accountExpires": NEVER, "pwdLastSet": 0}  # what stands for no value; other attributes are left out


Planting = Callable[[int, int], None]  # so many of so many objects stand


@dataclass(frozen=True, slots=True)
class Root:
    """What others need to know of a row that was planted."""

    pk: int
    made_at: datetime
    usn: int


def say_nothing(done: int, total: int) -> None:
    """Planting that nobody watches."""


@transaction.atomic
def plant_world(world: World, *, people: int, on_planted: Planting = say_nothing) -> SimulatedDomain:
    """Make the domain of a world with all its rows, in one transaction."""
    domain = SimulatedDomain.objects.create(
        dns_name=DOMAIN,
        netbios=NETBIOS,
        base_dn=BASE_DN,
        sid=world.domain_sid,
        seed=world.seed,
        next_rid=FREE_RID,
        policy=POLICY,
        recycle_bin=True,
    )
    roots = _plant_objects(domain, world, on_planted)
    _plant_links(world, roots)
    domain.usn = _FIRST_USN + len(world.objects)
    domain.save(update_fields=["usn"])
    _plant_life(domain, world, people)
    return domain


def _plant_objects(domain: SimulatedDomain, world: World, on_planted: Planting) -> dict[UUID, Root]:
    """Every object after those that it refers to: its parent, its manager, whom it belongs to."""
    roots: dict[UUID, Root] = {}
    usn = _FIRST_USN
    for generation in _generations(world.objects):
        for start in range(0, len(generation), _BATCH):
            part = generation[start : start + _BATCH]
            insert([_row(domain, world, planted, roots, usn + place) for place, planted in enumerate(part, 1)])
            usn += len(part)
            planted_now = SimulatedObject.objects.filter(guid__in=[one.guid for one in part])
            for guid, pk, made_at, number in planted_now.values_list("guid", "pk", "when_created", "usn_created"):
                roots[guid] = Root(pk, made_at, number)
            on_planted(len(roots), len(world.objects))
    return roots


def _generations(objects: Iterable[Planted]) -> Iterator[list[Planted]]:
    """The objects in an order in which each comes after all that it refers to."""
    left, known = list(objects), set[UUID]()
    while left:
        ready: list[Planted] = []
        waiting: list[Planted] = []
        for one in left:
            needed = {*one.references.values()} | ({one.parent.guid} if one.parent else set())
            (ready if needed <= known else waiting).append(one)
        assert ready, "The population refers in a circle."
        known |= {one.guid for one in ready}
        left = waiting
        yield ready


def _row(domain: SimulatedDomain, world: World, planted: Planted, roots: dict[UUID, Root], usn: int) -> SimulatedObject:
    values = dict(planted.attributes)
    age = timedelta(days=400 + number_of(world.seed, "age", planted.guid, below=2500))
    created = values.pop("whenCreated", None) or (world.made_at - age).replace(microsecond=0)
    assert isinstance(created, datetime)
    changed = max(
        [created, *(value for value in values.values() if isinstance(value, datetime) and value < world.made_at)]
    )
    row = SimulatedObject(
        domain=domain,
        guid=planted.guid,
        kind=planted.kind,
        parent_id=roots[planted.parent.guid].pk if planted.parent else None,
        name=planted.name,
        dn=planted.dn,
        sid=planted.sid or None,
        attributes=_attributes(values),
        manager_id=_number(roots, planted.references.get("manager")),
        managed_by_id=_number(roots, planted.references.get("managedBy")),
        versions={"*": [1, created.isoformat(), usn]},
        usn_created=usn,
        usn_changed=usn,
        when_created=created,
        when_changed=changed,
    )
    if planted.deleted_at:
        _bury(row, planted.deleted_at)
    derive(row)
    return row


def _number(roots: dict[UUID, Root], guid: UUID | None) -> int | None:
    return roots[guid].pk if guid else None


def _bury(row: SimulatedObject, at: datetime) -> None:
    """Into the recycle bin, as the directory does it."""
    row.deleted_at, row.last_parent_id, row.last_name, row.parent_id = at, row.parent_id, row.name, None
    row.name = f"{row.name}\nDEL:{row.guid}"
    row.dn = join_dn(row.kind, row.name, f"CN=Deleted Objects,{BASE_DN}")
    row.when_changed = at


def _attributes(values: dict[str, PlantedValue]) -> dict[str, object]:
    kept: dict[str, object] = {}
    for name, value in values.items():
        if value is None:
            if name in _NONE:
                kept[name] = _NONE[name]
        elif isinstance(value, datetime):
            assert name in TIMES, name
            kept[name] = to_filetime(value)
        else:
            assert not isinstance(value, list) or name in MULTIPLE, name
            kept[name] = value
    return kept


def _plant_links(world: World, roots: dict[UUID, Root]) -> None:
    def links() -> Iterator[SimulatedLink]:
        for planted in world.objects:
            if not planted.members:
                continue
            group = roots[planted.guid]
            for member in dict.fromkeys(planted.members):
                yield SimulatedLink(group_id=group.pk, member_id=roots[member].pk, at=group.made_at, usn=group.usn)

    part: list[SimulatedLink] = []
    for link in links():
        part.append(link)
        if len(part) == 10 * _BATCH:
            insert(part)
            part = []
    insert(part)


def _plant_life(domain: SimulatedDomain, world: World, people: int) -> None:
    kept = SimulatedWorld.objects.create(
        domain=domain, seed=world.seed, people=people, made_at=world.made_at, lived_until=world.made_at
    )
    SimulatedRegular.objects.bulk_create(
        SimulatedRegular(
            world=kept,
            ordinal=one.ordinal,
            farm=one.farm,
            guid=one.guid,
            account=one.account,
            client_name=one.client_name,
            client_address=one.client_address,
            hours=one.hours,
            stale_on=one.stale_on,
        )
        for one in world.regulars
    )
    SimulatedLockout.objects.bulk_create(
        SimulatedLockout(
            domain=domain, guid=one.guid, account=one.account, sid=one.sid, computer=one.computer, at=one.at
        )
        for one in world.lockouts
    )
