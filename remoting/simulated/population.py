"""The simulated company: everything that the directory holds at first, by the seed, the number of people and a moment.

The same three give the same world to the last letter. Nothing here knows a store: `World` is handed to one.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from remoting.simulated.life_store import Lockout, Regular
from remoting.simulated.population_accounts import plant_admins, plant_built_in, plant_services
from remoting.simulated.population_computers import Device, plant_device, plant_servers
from remoting.simulated.population_groups import GroupGarden
from remoting.simulated.population_machines import BASE_DN, FARMS
from remoting.simulated.population_people import Person, plant_deleted, plant_people
from remoting.simulated.population_planting import Ground, Planted
from remoting.simulated.population_trouble import SIGN_INS
from remoting.simulated.population_units import plant_units
from remoting.simulated.seeding import number_of

_DELETED = 25
_AT_WORK = {"", "password-expiring", "expiring", "newcomer", "never-expires"}
_ROSTER = dict(zip((farm.name for farm in FARMS), (260, 90, 100), strict=True))  # regulars of each farm
_OVERSEAS = {"SIN", "BLR", "DXB", "NYC", "GRU"}


@dataclass(frozen=True, slots=True)
class World:
    """All objects, parents before what lies in them; who works on the farms; whom the demo's sign-ins belong to."""

    seed: int
    made_at: datetime
    domain_sid: str
    objects: list[Planted]
    regulars: list[Regular]
    sign_ins: dict[str, UUID]

    def digest(self) -> str:
        """SHA-256 over everything."""
        sha = hashlib.sha256()
        for line in self._lines():
            sha.update(json.dumps(line, default=str, sort_keys=True).encode() + b"\n")
        return sha.hexdigest()

    def _lines(self) -> Iterator[object]:
        for one in self.objects:
            yield [one.kind, one.guid, one.dn, one.sid, one.attributes, one.references, one.members, one.deleted_at]
        for regular in self.regulars:
            yield [regular.ordinal, regular.farm, regular.guid, regular.account, regular.client_name, regular.client_address]


def populate(*, seed: int, people: int, now: datetime) -> World:
    """Make the world. `now` is the moment that all its times are reckoned back from."""
    ground = Ground(seed, BASE_DN)
    units = plant_units(ground)
    garden = GroupGarden(ground, units)
    garden.plant_well_known()
    plant_built_in(garden, now)
    servers = plant_servers(ground, units, now)
    garden.group("GG-Terminal servers", units.roles, -2147483646, "All session hosts", [one for name, one in servers.items() if name.startswith("TS-")])
    persons = plant_people(ground, units, people, now)
    plant_admins(garden, now)
    plant_services(garden, now)
    garden.plant_organisation(persons)
    garden.plant_locations(persons)
    garden.plant_resources(persons)
    garden.plant_oddities(persons)
    devices = {person.ordinal: device for person in persons if (device := plant_device(ground, units, person, now))}
    plant_deleted(ground, units, min(_DELETED, people), now)
    by_account = {person.account: person.planted.guid for person in persons[:60]}
    sign_ins = {name: by_account[account] for name, account in SIGN_INS.items() if account in by_account}
    return World(seed, now, ground.domain_sid, ground.planted, _roster(persons, devices), sign_ins)


def _farm_of(person: Person) -> str:
    desktop, finance, overseas = _ROSTER
    if person.location.code in _OVERSEAS:
        return overseas
    return finance if person.department == "Finance" else desktop


def _roster(persons: list[Person], devices: dict[int, Device]) -> list[Regular]:
    """The first people of each farm who are at work, and those with a name that hurts."""
    left = dict(_ROSTER)
    regulars = []
    for person in persons:
        farm = _farm_of(person)
        if person.state not in _AT_WORK or left[farm] == 0:
            continue
        left[farm] -= 1
        device = devices.get(person.ordinal)
        name = device.planted.name if device else f"TC-{person.location.code}-{1 + person.ordinal % 400:03d}"
        address = device.address if device else f"10.{100 + person.location.hours % 24}.{number_of(7, person.ordinal, below=250)}.{2 + person.ordinal % 250}"
        regulars.append(Regular(person.ordinal, farm, person.planted.guid, person.account, name, address, person.location.hours))
    return regulars
